import type { Command } from './command.ts';

export const lockProject: Command = {
  name: 'lock-project',
  label: 'Lock the project',
  shortcut: 'Mod+Shift+L',
  isAvailable: () => true,
  perform: ({ core }) => core.call('project.lock', {}),
};
