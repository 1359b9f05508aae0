import type { Command } from './command.ts';

export const openSettings: Command = {
  name: 'open-settings',
  label: 'Change settings',
  shortcut: 'Mod+,',
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('settings'),
};
