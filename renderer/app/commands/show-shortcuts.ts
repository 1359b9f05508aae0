import type { Command } from './command.ts';

export const showShortcuts: Command = {
  name: 'show-shortcuts',
  label: 'Show keyboard shortcuts',
  shortcut: 'Mod+/',
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('shortcuts'),
};
