import { Suspense, lazy } from 'react';
import type { HelpTarget } from '../bridge/workspace-requests.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SearchMenu } from '../ui/search-menu.tsx';
import { Table } from '../ui/table.tsx';
import type { Command, CommandContext, Panel } from './commands/command.ts';
import { performCommand } from './commands/perform-command.ts';
import { shortcutInWords } from './commands/shortcut.ts';
import { roleKeys, scaleKeys } from '../views/codebook/role-of-key.ts';
import { SettingsPanel } from './settings-panel.tsx';

/** With the texts of the help, which few starts need. */
const HelpScreen = lazy(async () => ({ default: (await import('../views/help/help-screen.tsx')).HelpScreen }));

interface CommonPanelsProps {
  readonly panel: Panel | null;
  readonly onClose: () => void;
  /** What can be done here. */
  readonly commands: readonly Command[];
  readonly context: CommandContext;
  readonly isMac: boolean;
  /** The address of the step whose page the help opens; '' without a step. */
  readonly address: string;
  /** Where the help opens; null: at the page about the step. */
  readonly helpPlace: HelpTarget | null;
}

/** The windows that need no project: commands, help, shortcuts and settings. */
export function CommonPanels(props: CommonPanelsProps) {
  const { panel, onClose, commands, context, isMac, address, helpPlace } = props;
  return (
    <>
      <Dialog title="Commands" isOpen={panel === 'palette'} onClose={onClose}>
        <Palette onClose={onClose} commands={commands} context={context} isMac={isMac} />
      </Dialog>
      <Dialog
        title="Help"
        size="large"
        isOpen={panel === 'help'}
        onClose={onClose}
        actions={<Button onPress={onClose}>Close</Button>}
      >
        <Suspense fallback={<p>Opening</p>}>
          <HelpScreen address={address} place={helpPlace} />
        </Suspense>
      </Dialog>
      <Dialog
        title="Keyboard shortcuts"
        isOpen={panel === 'shortcuts'}
        onClose={onClose}
        actions={<Button onPress={onClose}>Close</Button>}
      >
        <Shortcuts commands={commands} isMac={isMac} />
      </Dialog>
      <SettingsPanel isOpen={panel === 'settings'} onClose={onClose} />
    </>
  );
}

function Palette(props: Pick<CommonPanelsProps, 'onClose' | 'commands' | 'context' | 'isMac'>) {
  const { onClose, commands, context, isMac } = props;
  const entries = commands
    .filter((command) => command.name !== 'open-palette' && command.isAvailable(context))
    .map((command) => ({
      id: command.name,
      label: command.label,
      shortcut: command.shortcut === null ? undefined : shortcutInWords(command.shortcut, isMac),
      perform: () => {
        onClose();
        performCommand(command, context);
      },
    }));
  return <SearchMenu label="Find a command" entries={entries} />;
}

/** Keys of the grid of variables: a letter gives a role, with Shift a scale. */
const gridKeys = [
  ...Object.entries(roleKeys).map(([role, key]) => ({ label: `Make the chosen variables ${role}`, keys: key })),
  ...Object.entries(scaleKeys).map(([scale, key]) => ({ label: `Give them the scale ${scale}`, keys: `Shift+${key}` })),
  { label: 'Go to the fields of the variable', keys: 'Enter' },
];

function Shortcuts({ commands, isMac }: Pick<CommonPanelsProps, 'commands' | 'isMac'>) {
  const rows = commands.flatMap(({ label, shortcut }) =>
    shortcut === null ? [] : [{ label, keys: shortcutInWords(shortcut, isMac) }],
  );
  return (
    <>
      <KeysTable caption="Everywhere" rows={rows} />
      <KeysTable caption="In the grid of variables" rows={gridKeys} />
    </>
  );
}

interface Keys {
  readonly label: string;
  readonly keys: string;
}

function KeysTable({ caption, rows }: { readonly caption: string; readonly rows: readonly Keys[] }) {
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ label }) => label}
      columns={[
        { key: 'label', label: 'Command', cell: ({ label }) => label },
        { key: 'keys', label: 'Keys', cell: ({ keys }) => <kbd>{keys}</kbd> },
      ]}
    />
  );
}
