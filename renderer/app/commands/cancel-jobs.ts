import type { Command } from './command.ts';

export const cancelJobs: Command = {
  name: 'cancel-jobs',
  label: 'Cancel the running work',
  shortcut: null,
  isAvailable: ({ runningJobs }) => runningJobs.length > 0,
  perform: ({ core, runningJobs }) => Promise.all(runningJobs.map(({ id }) => core.call('jobs.cancel', { jobId: id }))),
};
