import { commandShortcuts } from '../../../shared/messages/command-shortcuts.ts';
import type { Command } from './command.ts';

export const showHelp: Command = {
  name: 'show-help',
  label: 'Show help',
  shortcut: commandShortcuts['show-help'],
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('help'),
};
