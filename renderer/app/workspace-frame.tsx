import { Outlet, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useCore } from '../bridge/core-context.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import type { CommandContext, Panel } from './commands/command.ts';
import { useMenuCommands } from './commands/use-menu-commands.ts';
import { useShortcuts } from './commands/use-shortcuts.ts';
import styles from './frame.module.css';
import { JobsTray } from './jobs-tray.tsx';
import { Panels } from './panels.tsx';
import { Rail } from './rail.tsx';
import { TitleBar } from './title-bar.tsx';
import { useIdleLock } from './use-idle-lock.ts';

/** The frame around every step: title bar, rail, the step, and the jobs. */
export function WorkspaceFrame() {
  const core = useCore();
  const navigate = useNavigate();
  const jobs = useCoreQuery('jobs.list', {}).data ?? [];
  const [panel, setPanel] = useState<Panel | null>(null);
  const [isCollapsed, setCollapsed] = useState(false);
  const [showJobs, setShowJobs] = useState(false);
  const isMac = useMemo(() => navigator.platform.startsWith('Mac'), []);
  const context: CommandContext = {
    core,
    runningJobs: jobs.filter(({ state }) => state === 'running' || state === 'queued'),
    goTo: (path) => void navigate({ to: path }),
    openPanel: setPanel,
    toggleRail: () => setCollapsed((before) => !before),
    toggleJobs: () => setShowJobs((before) => !before),
  };
  useShortcuts(context, isMac);
  useMenuCommands(context);
  useIdleLock();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main" onClick={focusMain}>
        Skip to the step
      </a>
      <TitleBar context={context} />
      <Rail isCollapsed={isCollapsed} onToggle={context.toggleRail} />
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <JobsTray jobs={jobs} isOpen={showJobs} onToggle={context.toggleJobs} />
      <Panels panel={panel} onClose={() => setPanel(null)} context={context} isMac={isMac} />
    </div>
  );
}

/** The address holds the step, so that the link may not change it. */
function focusMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
