import { commandShortcuts } from '../../../shared/messages/command-shortcuts.ts';
import type { Command } from './command.ts';

export const showProject: Command = {
  name: 'show-project',
  label: 'Show the facts of the project',
  shortcut: commandShortcuts['show-project'],
  isAvailable: () => true,
  perform: ({ openPanel }) => openPanel('project'),
};
