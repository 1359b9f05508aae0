import type { ComponentType } from 'react';
import { useEffect, useState } from 'react';
import { connectionInterrupted, connectionLost, connectionRefused } from '../../shared/messages/screen-messages.ts';
import { openCore } from '../bridge/open-core.ts';
import { greetCore, pauseFor, reachCoreAgain } from '../bridge/reach-core.ts';
import { Button } from '../ui/button.tsx';
import { FullPage } from './full-page.tsx';

/** What this page last knew of a core. */
interface Known {
  /** Which core it was. */
  readonly id: string;
  /** File of the project that was open, or null. */
  readonly path: string | null;
}

type Connection =
  | { readonly state: keyof typeof waitingPages }
  | { readonly state: 'open'; readonly Connected: ComponentType }
  | { readonly state: 'lost'; readonly known: Known };

const waitingPages = {
  opening: ['Pilotlight', 'Opening'],
  refused: ['Not connected', connectionRefused()],
  interrupted: ['Connecting again', connectionInterrupted()],
} as const;

/** Connects the page to the core, again when the connection is lost, and shows the application or why there is none. */
export function Boot({ page }: { readonly page: Window }) {
  const [attempt, setAttempt] = useState<{ readonly number: number; readonly known: Known | null }>({
    number: 0,
    known: null,
  });
  const again = (known: Known): void => setAttempt({ number: attempt.number + 1, known });
  return <Connecting key={attempt.number} page={page} known={attempt.known} onAgain={again} />;
}

interface ConnectingProps {
  readonly page: Window;
  /** The core that the page was connected to before, or null. */
  readonly known: Known | null;
  readonly onAgain: (known: Known) => void;
}

function Connecting({ page, known, onAgain }: ConnectingProps) {
  const [connection, setConnection] = useState<Connection>({ state: 'opening' });
  useEffect(() => {
    const stop = new AbortController();
    void stayConnected(page, known, stop.signal, setConnection);
    return () => stop.abort();
  }, [page, known]);
  if (connection.state === 'open') return <connection.Connected />;
  if (connection.state === 'lost') {
    const action = <Button onPress={() => onAgain(connection.known)}>Connect again</Button>;
    return (
      <FullPage title="Not connected any more" action={action}>
        {connectionLost()}
      </FullPage>
    );
  }
  const [title, text] = waitingPages[connection.state];
  return <FullPage title={title}>{text}</FullPage>;
}

/** Keeps the page connected until the signal fires, or until a connection that was lost cannot be made again. */
async function stayConnected(
  page: Window,
  known: Known | null,
  signal: AbortSignal,
  report: (connection: Connection) => void,
): Promise<void> {
  const open = (attempt: AbortSignal) => openCore(page, attempt);
  let before = known;
  while (!signal.aborted) {
    if (before !== null) report({ state: 'interrupted' });
    const reaching =
      before === null ? greetCore(open, signal).catch(() => null) : reachCoreAgain(open, pauseFor, signal);
    // The application is loaded while the connection is made, apart from this, so that something is shown at once.
    const [core, application] = await Promise.all([reaching, import('./create-application.tsx').catch(() => null)]);
    if (signal.aborted) return core?.client.close();
    if (core === null || application === null)
      return report(before === null ? { state: 'refused' } : { state: 'lost', known: before });
    const ended = before !== null && before.id !== core.id ? { path: before.path } : null;
    const { Connected, openPath } = application.createApplication(core.client, ended);
    report({ state: 'open', Connected });
    await end(core.gone, signal);
    if (signal.aborted) return core.client.close();
    before = { id: core.id, path: openPath() };
  }
  return undefined;
}

/** Resolves once one of the signals has fired. */
function end(...signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    }
  });
}
