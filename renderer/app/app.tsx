import { RouterProvider } from '@tanstack/react-router';
import { Fragment, useEffect, useRef, useState } from 'react';
import { coreEnded } from '../../shared/messages/screen-messages.ts';
import { useChanges } from '../bridge/use-changes.ts';
import { ignore } from '../bridge/use-core-command.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import { useDroppedFiles } from '../bridge/use-dropped-files.ts';
import { useInputReports } from '../bridge/use-input-reports.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Locale } from '../ui/locale.tsx';
import { LockScreen } from '../views/lock/lock-screen.tsx';
import { AppRequestsProvider } from './app-context.ts';
import { FullPage } from './full-page.tsx';
import { RecoveryKeyPage } from './recovery-key-page.tsx';
import { router } from './router.tsx';
import { StartFrame } from './start-frame.tsx';
import { useAppearance } from './use-appearance.ts';

/** The core that this page was connected to before ended unexpectedly. */
export interface EndedCore {
  /** File of the project that was open, or null. */
  readonly path: string | null;
}

/** The start screen, the locked screen or the workspace, by the state of the project. */
export function App({ ended }: { readonly ended: EndedCore | null }) {
  useChanges();
  useInputReports();
  useAppearance();
  return (
    <Locale>
      <Screens ended={ended} />
    </Locale>
  );
}

/** A recovery key that is shown until it is kept. */
interface ShownKey {
  /** Id of the project that it opens. */
  readonly project: string;
  readonly recoveryKey: string;
}

/** A project opens at its first step: places of the one before mean nothing in it. */
function Screens({ ended }: { readonly ended: EndedCore | null }) {
  const { data: project, error } = useCoreQuery('project.info', {});
  const [shownKey, setShownKey] = useState<ShownKey | null>(null);
  const [proposed, setProposed] = useState(ended?.path ?? null);
  const [isTold, setTold] = useState(false);
  // Everywhere: a browser would show a dropped file in the place of the page.
  useDroppedFiles(ignore);
  const id = project?.id ?? null;
  const isClosed = project === null;
  const lastOpen = useRef<string | null>(null);
  useEffect(() => {
    // A page that is loaded again stays where it was.
    const isOther = id !== null && lastOpen.current !== null && lastOpen.current !== id;
    if (id !== null) lastOpen.current = id;
    if (!isClosed && !isOther) return;
    router.history.replace('/');
    // The router follows the address only while it is shown.
    void router.load();
    // The key of a project that was just made comes before the project itself.
    setShownKey((shown) => (shown?.project === id ? shown : null));
  }, [id, isClosed]);
  if (id !== null && !isTold) setTold(true);
  if (error !== null) return <ErrorNotice error={error} />;
  if (project === undefined) return <FullPage title="Pilotlight">Opening</FullPage>;
  if (project === null)
    return (
      <StartFrame
        notice={ended === null || isTold ? null : coreEnded(ended.path)}
        proposed={proposed}
        onPropose={setProposed}
        onRecoveryKey={({ id: made, recoveryKey }) => setShownKey({ project: made, recoveryKey })}
      />
    );
  // Before everything else: a key that is shown waits behind the lock too.
  if (project.locked) return <LockScreen path={project.path} />;
  if (shownKey?.project === project.id)
    return <RecoveryKeyPage recoveryKey={shownKey.recoveryKey} onDone={() => setShownKey(null)} />;
  const showRecoveryKey = (recoveryKey: string): void => setShownKey({ project: project.id, recoveryKey });
  return (
    <AppRequestsProvider value={{ showRecoveryKey, proposeProject: setProposed }}>
      <Fragment key={project.id}>
        <RouterProvider router={router} />
      </Fragment>
    </AppRequestsProvider>
  );
}
