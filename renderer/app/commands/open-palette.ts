import type { Command } from './command.ts';

export const openPalette: Command = {
  name: 'open-palette',
  label: 'Find a command',
  shortcut: 'Mod+K',
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('palette'),
};
