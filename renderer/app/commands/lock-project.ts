import { commandShortcuts } from '../../../shared/messages/command-shortcuts.ts';
import type { Command } from './command.ts';

export const lockProject: Command = {
  name: 'lock-project',
  label: 'Lock the project',
  shortcut: commandShortcuts['lock-project'],
  isAvailable: () => true,
  perform: ({ core }) => core.call('project.lock', {}),
};
