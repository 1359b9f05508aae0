import type { JobEvent, Progress } from '../../shared/contract/jobs.ts';
import { useCoreStream } from './use-core-stream.ts';

/** The latest progress of a job while it is watched; null before the first and for no job. */
export function useJobProgress(jobId: string | null): Progress | null {
  const input = jobId === null ? null : { jobId };
  return useCoreStream('jobs.watch', input, latestProgress, null).state;
}

/** Progress as it stands after an event. */
export function latestProgress(before: Progress | null, event: JobEvent): Progress | null {
  if (event.type === 'progress') return event.progress;
  return event.type === 'state' ? (event.job.progress ?? before) : before;
}
