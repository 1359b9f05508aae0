import type { Command } from './command.ts';

export const toggleJobs: Command = {
  name: 'toggle-jobs',
  label: 'Show or hide the jobs',
  shortcut: 'Mod+J',
  isAvailable: () => true,
  perform: ({ toggleJobs: toggle }) => toggle(),
};
