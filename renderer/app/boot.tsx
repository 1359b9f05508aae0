import type { QueryClient } from '@tanstack/react-query';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { connectionLost, connectionRefused } from '../../shared/messages/screen-messages.ts';
import { CoreProvider } from '../bridge/core-context.ts';
import type { OpenedCore } from '../bridge/open-core.ts';
import { openCore } from '../bridge/open-core.ts';
import { withProjectBorder } from '../bridge/project-border.ts';
import { createQueryClient } from '../bridge/query-client.ts';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { FullPage } from './full-page.tsx';

type Connection =
  | { readonly state: 'opening' }
  | { readonly state: 'refused' }
  | { readonly state: 'open'; readonly core: OpenedCore }
  | { readonly state: 'lost' };

/** Connects the page to the core and shows the application, or why there is none. */
export function Boot({ page }: { readonly page: Window }) {
  const [connection, setConnection] = useState<Connection>({ state: 'opening' });
  const [queries] = useState(createQueryClient);
  useEffect(() => {
    const stop = new AbortController();
    void connectPage(page, queries, stop.signal, setConnection);
    return () => stop.abort();
  }, [page, queries]);
  if (connection.state === 'opening') return <FullPage title="Pilotlight">Opening</FullPage>;
  if (connection.state === 'refused') return <FullPage title="Not connected">{connectionRefused()}</FullPage>;
  if (connection.state === 'lost') return <FullPage title="Pilotlight has ended">{connectionLost()}</FullPage>;
  return (
    <ErrorBoundary>
      <CoreProvider value={connection.core.client}>
        <QueryClientProvider client={queries}>
          <App />
        </QueryClientProvider>
      </CoreProvider>
    </ErrorBoundary>
  );
}

async function connectPage(
  page: Window,
  queries: QueryClient,
  signal: AbortSignal,
  report: (connection: Connection) => void,
): Promise<void> {
  try {
    const core = await openCore(page, signal);
    if (signal.aborted) return core.client.close();
    report({ state: 'open', core: { ...core, client: withProjectBorder(core.client, queries) } });
    core.gone.addEventListener('abort', () => report({ state: 'lost' }), { once: true });
  } catch {
    if (!signal.aborted) report({ state: 'refused' });
  }
  return undefined;
}
