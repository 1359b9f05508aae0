import type { Job } from '../../shared/contract/jobs.ts';
import { jobName } from './job-name.ts';

const ends: Partial<Record<Job['state'], string>> = {
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
};

/**
 * What became of the work that was under way before, or was not there, as sentences; why it failed where it did. Null: nothing is
 * known of before.
 */
export function jobEnds(before: readonly Job[] | null, after: readonly Job[]): string[] {
  if (before === null) return [];
  // Work that was resumed ends again; the page may not have seen it run meanwhile.
  const told = new Set(before.filter(({ state }) => ends[state] !== undefined).map(endOf));
  return after.flatMap((job) => {
    const end = ends[job.state];
    if (end === undefined || told.has(endOf(job))) return [];
    const reason = job.state === 'failed' && job.errorMessage !== null ? ` ${job.errorMessage}` : '';
    return [`${jobName(job)}: ${end}.${reason}`];
  });
}

function endOf({ id, state, endedAt }: Job): string {
  return `${id} ${state} ${endedAt}`;
}
