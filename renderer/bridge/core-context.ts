import { createContext, useContext } from 'react';
import type { CoreClient } from './operation-types.ts';

const CoreContext = createContext<CoreClient | null>(null);

export const CoreProvider = CoreContext.Provider;

/** The core that this page is connected to. */
export function useCore(): CoreClient {
  const client = useContext(CoreContext);
  if (client === null) throw new Error('There is no core around this component.');
  return client;
}
