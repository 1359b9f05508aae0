import { commandShortcuts } from '../../../shared/messages/command-shortcuts.ts';
import type { Command } from './command.ts';

export const toggleJobs: Command = {
  name: 'toggle-jobs',
  label: 'Show or hide the jobs',
  shortcut: commandShortcuts['toggle-jobs'],
  isAvailable: () => true,
  perform: ({ toggleJobs: toggle }) => toggle(),
};
