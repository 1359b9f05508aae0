import type { Command } from './command.ts';

export const toggleRail: Command = {
  name: 'toggle-rail',
  label: 'Narrow or widen the steps',
  shortcut: 'Mod+B',
  isAvailable: () => true,
  perform: ({ toggleRail: toggle }) => toggle(),
};
