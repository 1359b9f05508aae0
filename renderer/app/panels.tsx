import { useLocation } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SearchMenu } from '../ui/search-menu.tsx';
import { Table } from '../ui/table.tsx';
import { HelpScreen } from '../views/help/help-screen.tsx';
import type { Command, CommandContext, Panel } from './commands/command.ts';
import { commands } from './commands/index.ts';
import { shortcutInWords } from './commands/shortcut.ts';
import { NetworkPanel } from './network-panel.tsx';
import { SettingsPanel } from './settings-panel.tsx';

interface PanelsProps {
  readonly panel: Panel | null;
  readonly onClose: () => void;
  readonly context: CommandContext;
  readonly isMac: boolean;
}

/** The windows above the workspace: palette, help, settings, network, shortcuts. */
export function Panels({ panel, onClose, context, isMac }: PanelsProps) {
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
        <HelpScreen address={pathname} />
      </Dialog>
      <Dialog title="Keyboard shortcuts" isOpen={panel === 'shortcuts'} onClose={onClose}>
        <Shortcuts isMac={isMac} />
      </Dialog>
      <SettingsPanel isOpen={panel === 'settings'} onClose={onClose} />
      <NetworkPanel isOpen={panel === 'network'} onClose={onClose} />
    </>
  );
}

function Palette({ onClose, context, isMac }: Omit<PanelsProps, 'panel'>) {
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
