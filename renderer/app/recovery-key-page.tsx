import { useState } from 'react';
import { useCore } from '../bridge/core-context.ts';
import { ignore } from '../bridge/use-core-command.ts';
import { RecoveryKeyScreen } from '../views/start/recovery-key-screen.tsx';
import type { CommandContext } from './commands/command.ts';
import { lockProject } from './commands/lock-project.ts';
import { isMacKeyboard } from './commands/shortcut.ts';
import { useMenuCommands } from './commands/use-menu-commands.ts';
import { useShortcuts } from './commands/use-shortcuts.ts';
import { FaultDialog } from './fault-dialog.tsx';

const commands = [lockProject];

interface RecoveryKeyPageProps {
  readonly recoveryKey: string;
  readonly onDone: () => void;
}

/** The recovery key in the place of the workspace; what it shows opens the project, so that it can be locked from here. */
export function RecoveryKeyPage(props: RecoveryKeyPageProps) {
  const core = useCore();
  const [fault, setFault] = useState<Error | null>(null);
  const context: CommandContext = {
    core,
    runningJobs: [],
    goTo: ignore,
    openPanel: ignore,
    toggleRail: ignore,
    toggleJobs: ignore,
    edits: () => null,
    fail: setFault,
  };
  useShortcuts(commands, context, isMacKeyboard());
  useMenuCommands(commands, context);
  return (
    <>
      <RecoveryKeyScreen {...props} />
      <FaultDialog fault={fault} onClose={() => setFault(null)} />
    </>
  );
}
