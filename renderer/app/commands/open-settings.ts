import { commandShortcuts } from '../../../shared/messages/command-shortcuts.ts';
import type { Command } from './command.ts';

export const openSettings: Command = {
  name: 'open-settings',
  label: 'Change settings',
  shortcut: commandShortcuts['open-settings'],
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('settings'),
};
