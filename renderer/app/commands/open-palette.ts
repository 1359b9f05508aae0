import { commandShortcuts } from '../../../shared/messages/command-shortcuts.ts';
import type { Command } from './command.ts';

export const openPalette: Command = {
  name: 'open-palette',
  label: 'Find a command',
  shortcut: commandShortcuts['open-palette'],
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('palette'),
};
