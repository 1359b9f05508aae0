import { Outlet, useNavigate } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { useCore } from '../bridge/core-context.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import type { HelpTarget, PendingImport, StepEdits, WorkspaceRequests } from '../bridge/workspace-requests.ts';
import { RequestsProvider } from '../bridge/workspace-requests.ts';
import type { CommandContext, Panel } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { isMacKeyboard } from './commands/shortcut.ts';
import { useMenuCommands } from './commands/use-menu-commands.ts';
import { useShortcuts } from './commands/use-shortcuts.ts';
import { DroppedFiles } from './dropped-files.tsx';
import { FaultDialog } from './fault-dialog.tsx';
import styles from './frame.module.css';
import { JobsTray } from './jobs-tray.tsx';
import { Panels } from './panels.tsx';
import { Rail } from './rail.tsx';
import { StepLoader } from './step-loader.ts';
import { TitleBar } from './title-bar.tsx';

/** The frame around every step: title bar, rail, the step, and the jobs. */
export function WorkspaceFrame() {
  const core = useCore();
  const navigate = useNavigate();
  const jobs = useCoreQuery('jobs.list', {}).data ?? [];
  const [panel, setPanel] = useState<Panel | null>(null);
  const [helpPlace, setHelpPlace] = useState<HelpTarget | null>(null);
  const [isCollapsed, setCollapsed] = useState(false);
  const [showJobs, setShowJobs] = useState(false);
  const [fault, setFault] = useState<Error | null>(null);
  const { edits, offerEdits } = useStepEdits();
  const isMac = isMacKeyboard();
  const context: CommandContext = {
    core,
    runningJobs: jobs.filter(({ state }) => state === 'running' || state === 'queued'),
    goTo: (path) => void navigate({ to: path }),
    openPanel: (name) => {
      setHelpPlace(null);
      setPanel(name);
    },
    toggleRail: () => setCollapsed((before) => !before),
    toggleJobs: () => setShowJobs((before) => !before),
    edits,
    fail: setFault,
  };
  useShortcuts(commands, context, isMac);
  useMenuCommands(commands, context);
  const importing = useImporting(context, setPanel);
  const openHelp = (place: HelpTarget): void => {
    setHelpPlace(place);
    setPanel('help');
  };
  return (
    <RequestsProvider value={{ ...importing.requests, openHelp, offerEdits }}>
      <div className={styles.frame}>
        <a className={styles.skip} href="#main" onClick={focusMain}>
          Skip to the step
        </a>
        <TitleBar context={context} />
        <StepLoader />
        <Rail isCollapsed={isCollapsed} onToggle={context.toggleRail} />
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
        <JobsTray jobs={jobs} isOpen={showJobs} onToggle={context.toggleJobs} />
        <Panels
          panel={panel}
          onClose={() => setPanel(null)}
          context={context}
          isMac={isMac}
          recipePath={importing.recipePath}
          helpPlace={helpPlace}
          onStudyReplaced={importing.countStudy}
          onImport={importing.begin}
        />
        <FaultDialog fault={fault} onClose={() => setFault(null)} />
        <DroppedFiles context={context} onData={importing.beginWith} onRecipe={importing.read} />
      </div>
    </RequestsProvider>
  );
}

/** The edits of the step that is shown, as that step offers them. */
function useStepEdits(): Pick<CommandContext, 'edits'> & Pick<WorkspaceRequests, 'offerEdits'> {
  const offered = useRef<StepEdits | null>(null);
  const offerEdits = useCallback((edits: StepEdits | null): void => {
    offered.current = edits;
  }, []);
  return { edits: () => offered.current, offerEdits };
}

interface Importing {
  readonly requests: Omit<WorkspaceRequests, 'openHelp' | 'offerEdits'>;
  /** Goes to the step Data with a file to import. */
  readonly begin: (file: PendingImport) => void;
  readonly beginWith: (path: string) => void;
  /** Shows what a recipe holds. */
  readonly read: (path: string) => void;
  /** The recipe that was last dropped on the window, or ''. */
  readonly recipePath: string;
  /** Called when a recipe has replaced the study. */
  readonly countStudy: () => void;
}

/** The data file that a recipe or a drop names, until the step Data has taken it. */
function useImporting({ goTo }: CommandContext, setPanel: (panel: Panel | null) => void): Importing {
  const [pendingImport, setPendingImport] = useState<PendingImport | null>(null);
  const [studyRevision, setStudyRevision] = useState(0);
  const [recipePath, setRecipePath] = useState('');
  const begin = (file: PendingImport): void => {
    setPanel(null);
    setPendingImport(file);
    goTo('/data');
  };
  const openRecipe = (path: string): void => {
    setRecipePath(path);
    setPanel('open-recipe');
  };
  return {
    requests: {
      openRecipe: () => openRecipe(''),
      saveRecipe: () => setPanel('save-recipe'),
      pendingImport,
      studyRevision,
      endImport: () => setPendingImport(null),
    },
    begin,
    beginWith: (path) => begin({ path, dialect: {} }),
    read: openRecipe,
    recipePath,
    countStudy: () => setStudyRevision((before) => before + 1),
  };
}

/** The address holds the step, so that the link may not change it. */
function focusMain(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
