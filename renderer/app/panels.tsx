import { useLocation } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import type { HelpTarget, PendingImport } from '../bridge/workspace-requests.ts';
import { useCoreQuery } from '../bridge/use-core-query.ts';
import { Dialog } from '../ui/dialog.tsx';
import { SearchMenu } from '../ui/search-menu.tsx';
import { Table } from '../ui/table.tsx';
import { HelpScreen } from '../views/help/help-screen.tsx';
import { AuditPanel } from './audit/audit-panel.tsx';
import type { Command, CommandContext, Panel } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { shortcutInWords } from './commands/shortcut.ts';
import { PrivacyPanel } from './privacy/privacy-panel.tsx';
import { ProjectPanel } from './project/project-panel.tsx';
import { projectName } from './project/project-name.ts';
import { OpenRecipePanel } from './recipe/open-recipe-panel.tsx';
import { SaveRecipePanel } from './recipe/save-recipe-panel.tsx';
import { SettingsPanel } from './settings-panel.tsx';

interface PanelsProps {
  readonly panel: Panel | null;
  readonly onClose: () => void;
  readonly context: CommandContext;
  readonly isMac: boolean;
  /** Recipe that was dropped on the window last, or ''. */
  readonly recipePath: string;
  /** Where the help opens; null: at the page about the step. */
  readonly helpPlace: HelpTarget | null;
  readonly onImport: (file: PendingImport) => void;
  readonly onStudyReplaced: () => void;
}

/** The windows above the workspace. */
export function Panels(props: PanelsProps) {
  const { panel, onClose, context, isMac, recipePath, helpPlace, onImport, onStudyReplaced } = props;
  const { pathname } = useLocation();
  return (
    <>
      <Dialog title="Commands" isOpen={panel === 'palette'} onClose={onClose}>
        <Palette onClose={onClose} context={context} isMac={isMac} />
      </Dialog>
      <Dialog
        title="Help"
        size="large"
        isOpen={panel === 'help'}
        onClose={onClose}
        actions={<Button onPress={onClose}>Close</Button>}
      >
        <HelpScreen address={pathname} place={helpPlace} />
      </Dialog>
      <Dialog title="Keyboard shortcuts" isOpen={panel === 'shortcuts'} onClose={onClose}>
        <Shortcuts isMac={isMac} />
      </Dialog>
      <SettingsPanel isOpen={panel === 'settings'} onClose={onClose} />
      <ProjectPanel
        isOpen={panel === 'project'}
        onClose={onClose}
        onAudit={() => context.openPanel('audit')}
        isWorking={context.runningJobs.length > 0}
      />
      {panel === 'network' && <PrivacyOfProject onClose={onClose} />}
      {panel === 'audit' && <AuditOfProject onClose={onClose} />}
      {panel === 'open-recipe' && (
        <OpenRecipePanel
          key={recipePath}
          path={recipePath}
          onClose={onClose}
          onImport={onImport}
          onReplaced={onStudyReplaced}
        />
      )}
      {panel === 'save-recipe' && <SaveRecipePanel onClose={onClose} />}
    </>
  );
}

function PrivacyOfProject({ onClose }: Pick<PanelsProps, 'onClose'>) {
  const model = useCoreQuery('models.current', {}).data ?? null;
  return <PrivacyPanel onClose={onClose} modelPath={model?.path ?? null} />;
}

function AuditOfProject({ onClose }: Pick<PanelsProps, 'onClose'>) {
  const project = useCoreQuery('project.info', {}).data ?? null;
  return <AuditPanel name={projectName(project?.path ?? '')} onClose={onClose} />;
}

function Palette({ onClose, context, isMac }: Pick<PanelsProps, 'onClose' | 'context' | 'isMac'>) {
  const entries = commands
    .filter((command) => command.name !== 'open-palette' && command.isAvailable(context))
    .map((command) => ({
      id: command.name,
      label: command.label,
      shortcut: command.shortcut === null ? undefined : shortcutInWords(command.shortcut, isMac),
      perform: () => {
        onClose();
        void command.perform(context);
      },
    }));
  return <SearchMenu label="Find a command" entries={entries} />;
}

function Shortcuts({ isMac }: { readonly isMac: boolean }) {
  const rows = commands.flatMap((command): { command: Command; keys: string }[] =>
    command.shortcut === null ? [] : [{ command, keys: shortcutInWords(command.shortcut, isMac) }],
  );
  return (
    <Table
      caption="Keyboard shortcuts"
      hideCaption
      rows={rows}
      rowKey={({ command }) => command.name}
      columns={[
        { key: 'label', label: 'Command', cell: ({ command }) => command.label },
        { key: 'keys', label: 'Keys', cell: ({ keys }) => <kbd>{keys}</kbd> },
      ]}
    />
  );
}
