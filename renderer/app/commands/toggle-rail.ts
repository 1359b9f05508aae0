import { commandShortcuts } from '../../../shared/messages/command-shortcuts.ts';
import type { Command } from './command.ts';

export const toggleRail: Command = {
  name: 'toggle-rail',
  label: 'Narrow or widen the steps',
  shortcut: commandShortcuts['toggle-rail'],
  isAvailable: () => true,
  perform: ({ toggleRail: toggle }) => toggle(),
};
