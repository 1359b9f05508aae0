import { commandShortcuts } from '../../../shared/messages/command-shortcuts.ts';
import type { Command } from './command.ts';

export const showShortcuts: Command = {
  name: 'show-shortcuts',
  label: 'Show keyboard shortcuts',
  shortcut: commandShortcuts['show-shortcuts'],
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('shortcuts'),
};
