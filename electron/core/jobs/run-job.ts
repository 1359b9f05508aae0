import type { JobEvent } from '../../../shared/contract/jobs.ts';
import { PilotlightError, toPilotlightError } from '../../../shared/errors.ts';
import { jobCancelled } from '../../../shared/messages/core-messages.ts';
import type { CoreDependencies } from '../core-dependencies.ts';
import type { ProjectDb } from '../database/read-write-db.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendJobLogs } from '../database/repositories/job-logs.ts';
import type { JobEnd, JobRecord } from '../database/repositories/jobs.ts';
import { setJobProgress } from '../database/repositories/jobs.ts';
import type { JobContext, JobDefinition } from './job-context.ts';
import { createProgressTracker } from './progress-tracker.ts';

/** Progress is written to the project at most this often, in milliseconds. */
const savedProgressInterval = 2000;

export interface RunJobOptions {
  readonly db: ProjectDb;
  readonly access: JobContext['access'];
  readonly dependencies: CoreDependencies;
  readonly signal: AbortSignal;
  readonly publish: (event: JobEvent) => void;
  /** True when the project closes or the job is paused: then an abort means interrupted, not cancelled. */
  readonly isInterrupting: () => boolean;
}

/** Runs one job to its end and says how it ended; never throws. */
export async function runJob(
  job: JobRecord,
  definition: JobDefinition | undefined,
  options: RunJobOptions,
): Promise<JobEnd> {
  try {
    if (definition === undefined) throw new PilotlightError('internal', `There is no job of the kind "${job.kind}".`);
    return { state: 'done', output: await definition.run(job.input, createContext(job.id, options)) };
  } catch (error) {
    if (options.isInterrupting()) return interruption();
    if (options.signal.aborted) return { state: 'cancelled', code: 'cancelled', message: jobCancelled() };
    const { code, message } = toPilotlightError(error);
    return { state: 'failed', code, message };
  }
}

export function interruption(): JobEnd {
  return {
    state: 'interrupted',
    code: 'interrupted',
    message: 'The work was interrupted; it can go on where it stopped.',
  };
}

function createContext(jobId: string, { db, access, dependencies, signal, publish }: RunJobOptions): JobContext {
  const time = (): number => dependencies.clock().getTime();
  const track = createProgressTracker(time);
  let savedAt = Number.NEGATIVE_INFINITY;
  return {
    jobId,
    db,
    access,
    dependencies,
    signal,
    report(report) {
      const progress = track(report);
      if (progress === null) return;
      publish({ type: 'progress', progress });
      if (time() - savedAt < savedProgressInterval) return;
      savedAt = time();
      writeTransaction(db, [], (write) => setJobProgress(write, jobId, progress));
    },
    log(level, message) {
      const at = dependencies.clock().toISOString();
      writeTransaction(db, ['job-logs'], (write) => appendJobLogs(write, jobId, [{ at, level, message }]));
      publish({ type: 'log', at, level, message });
    },
  };
}
