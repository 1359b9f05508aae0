import type { Command } from './command.ts';

export const closeProject: Command = {
  name: 'close-project',
  label: 'Close the project',
  shortcut: null,
  isAvailable: ({ runningJobs }) => runningJobs.length === 0,
  perform: ({ core }) => core.call('project.close', {}),
};
