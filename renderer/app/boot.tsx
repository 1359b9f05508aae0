import type { ComponentType } from 'react';
import { useEffect, useState } from 'react';
import { connectionLost, connectionRefused } from '../../shared/messages/screen-messages.ts';
import { openCore } from '../bridge/open-core.ts';
import { FullPage } from './full-page.tsx';

type Connection =
  | { readonly state: 'opening' }
  | { readonly state: 'refused' }
  | { readonly state: 'open'; readonly Connected: ComponentType }
  | { readonly state: 'lost' };

/** Connects the page to the core and shows the application, or why there is none. */
export function Boot({ page }: { readonly page: Window }) {
  const [connection, setConnection] = useState<Connection>({ state: 'opening' });
  useEffect(() => {
    const stop = new AbortController();
    void connectPage(page, stop.signal, setConnection);
    return () => stop.abort();
  }, [page]);
  if (connection.state === 'opening') return <FullPage title="Pilotlight">Opening</FullPage>;
  if (connection.state === 'refused') return <FullPage title="Not connected">{connectionRefused()}</FullPage>;
  if (connection.state === 'lost') return <FullPage title="Pilotlight has ended">{connectionLost()}</FullPage>;
  return <connection.Connected />;
}

/** The application is loaded while the connection is made, apart from this, so that something is shown at once. */
async function connectPage(page: Window, signal: AbortSignal, report: (connection: Connection) => void): Promise<void> {
  try {
    const [{ client, gone }, { createApplication }] = await Promise.all([
      openCore(page, signal),
      import('./create-application.tsx'),
    ]);
    if (signal.aborted) return client.close();
    report({ state: 'open', Connected: createApplication(client) });
    gone.addEventListener('abort', () => report({ state: 'lost' }), { once: true });
  } catch {
    if (!signal.aborted) report({ state: 'refused' });
  }
  return undefined;
}
