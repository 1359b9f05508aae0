import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useChanges } from '../bridge/use-changes.ts';
import { ignore } from '../bridge/use-core-command.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import { useDroppedFiles } from '../bridge/use-dropped-files.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Locale } from '../ui/locale.tsx';
import { LockScreen } from '../views/lock/lock-screen.tsx';
import { RecoveryKeyScreen } from '../views/start/recovery-key-screen.tsx';
import { AppRequestsProvider } from './app-context.ts';
import { FullPage } from './full-page.tsx';
import { router } from './router.tsx';
import { StartFrame } from './start-frame.tsx';
import { useAppearance } from './use-appearance.ts';

/** The start screen, the locked screen or the workspace, by the state of the project. */
export function App() {
  useChanges();
  useAppearance();
  return (
    <Locale>
      <Screens />
    </Locale>
  );
}

/** A project opens at its first step: places of the one before mean nothing in it. */
function Screens() {
  const { data: project, error } = useCoreQuery('project.info', {});
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null);
  const [proposed, setProposed] = useState<string | null>(null);
  // Everywhere: a browser would show a dropped file in the place of the page.
  useDroppedFiles(ignore);
  const isClosed = project === null;
  useEffect(() => {
    if (isClosed) router.history.replace('/');
  }, [isClosed]);
  if (error !== null) return <ErrorNotice error={error} />;
  if (project === undefined) return <FullPage title="Pilotlight">Opening</FullPage>;
  if (project === null)
    return <StartFrame proposed={proposed} onPropose={setProposed} onRecoveryKey={setRecoveryKey} />;
  if (recoveryKey !== null) return <RecoveryKeyScreen recoveryKey={recoveryKey} onDone={() => setRecoveryKey(null)} />;
  if (project.locked) return <LockScreen path={project.path} />;
  return (
    <AppRequestsProvider value={{ showRecoveryKey: setRecoveryKey, proposeProject: setProposed }}>
      <RouterProvider router={router} />
    </AppRequestsProvider>
  );
}
