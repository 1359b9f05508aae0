import type { Command } from './command.ts';

export const showHelp: Command = {
  name: 'show-help',
  label: 'Show help',
  shortcut: 'F1',
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('help'),
};
