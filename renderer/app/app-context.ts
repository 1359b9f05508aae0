import { createContext, useContext } from 'react';

/** What outlives the workspace: a project that is closed and opened again takes the workspace with it. */
export interface AppRequests {
  /** Shows a recovery key in the place of everything else until it is kept. */
  readonly showRecoveryKey: (key: string) => void;
  /** The project file that the start screen proposes next. */
  readonly proposeProject: (path: string) => void;
}

function nothing(): void {}

const AppContext = createContext<AppRequests>({ showRecoveryKey: nothing, proposeProject: nothing });

export const AppRequestsProvider = AppContext.Provider;

export function useAppRequests(): AppRequests {
  return useContext(AppContext);
}
