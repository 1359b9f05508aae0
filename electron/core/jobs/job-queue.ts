import { z } from 'zod';
import type { Job, JobEvent, JobKind } from '../../../shared/contract/jobs.ts';
import { jobKinds, progressSchema } from '../../../shared/contract/jobs.ts';
import { simulations } from '../../../shared/contract/simulate.ts';
import { PilotlightError, toPilotlightError } from '../../../shared/errors.ts';
import { jobCancelled, jobNotPausable, jobNotResumable } from '../../../shared/messages/core-messages.ts';
import type { CoreDependencies } from '../core-dependencies.ts';
import type { Project } from '../database/open-project.ts';
import type { ProjectDb } from '../database/read-write-db.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { appendAudit } from '../database/repositories/audit.ts';
import { listJobLogs } from '../database/repositories/job-logs.ts';
import type { JobEnd, JobRecord } from '../database/repositories/jobs.ts';
import {
  endJob,
  insertJob,
  interruptOrphanedJobs,
  listJobs,
  readJob,
  startJob,
} from '../database/repositories/jobs.ts';
import type { EventHub } from './event-hub.ts';
import { createEventHub } from './event-hub.ts';
import type { JobDefinition } from './job-context.ts';
import { interruption, runJob } from './run-job.ts';

export interface JobQueue {
  /** Adds a job and returns its id; jobs run one at a time, so that training and scoring never compete. */
  start(kind: JobKind, input: unknown, seed: number | null): string;
  /** Queues an ended, unfinished job again; it goes on from what it had confirmed. */
  resume(id: string): string;
  cancel(id: string): Job;
  /** Stops a job that goes on from what it has confirmed, as `interrupted`. Throws `usage` for other kinds and ended jobs. */
  pause(id: string): Promise<Job>;
  get(id: string): Job;
  list(): Job[];
  watch(id: string, signal: AbortSignal): AsyncGenerator<JobEvent>;
  /** Interrupts what runs and waits for it; the jobs can be resumed later. */
  close(): Promise<void>;
}

/** Jobs that keep what they have confirmed; others begin anew. */
const pausableKinds: readonly JobKind[] = ['adapt', 'simulate', 'cross-fit', 'experiments'];
const kindSchema = z.enum(jobKinds);

/** Runs the jobs of one open project. Orphans of an earlier process become `interrupted`. */
export function createJobQueue(
  { db, access }: Pick<Project, 'db' | 'access'>,
  definitions: readonly JobDefinition[],
  dependencies: CoreDependencies,
): JobQueue {
  const now = (): string => dependencies.clock().toISOString();
  const hub = createEventHub<JobEvent>();
  const runner = createRunner({ db, access, definitions, dependencies, hub });
  writeTransaction(db, ['jobs'], (write) => {
    interruptOrphanedJobs(write, now());
    for (const job of listJobs(write, ['queued'])) endJob(write, job.id, interruption(), now());
  });
  return {
    start(kind, input, seed) {
      const id = dependencies.createId();
      writeTransaction(db, ['jobs'], (write) =>
        insertJob(write, { id, kind, input, seed, versions: dependencies.versions, createdAt: now() }),
      );
      runner.add(id);
      return id;
    },
    resume(id) {
      const { state } = readJob(db, id);
      if (state !== 'interrupted' && state !== 'cancelled' && state !== 'failed') {
        throw new PilotlightError('usage', jobNotResumable(state));
      }
      runner.add(id);
      return id;
    },
    cancel(id) {
      runner.cancel(id);
      return toJob(readJob(db, id));
    },
    async pause(id) {
      const job = toJob(readJob(db, id));
      if (hasEnded(job) || !pausableKinds.includes(job.kind)) throw new PilotlightError('usage', jobNotPausable());
      await runner.pause(id);
      return toJob(readJob(db, id));
    },
    get: (id) => toJob(readJob(db, id)),
    list: () => listJobs(db).map(toJob),
    watch: (id, signal) => watchJob(db, hub, id, signal),
    async close() {
      await runner.close();
      hub.close();
    },
  };
}

interface RunningJob {
  readonly id: string;
  readonly controller: AbortController;
  /** The abort interrupts the job and does not cancel it. */
  isPausing: boolean;
  readonly ended: Promise<void>;
}

interface Runner {
  add(id: string): void;
  cancel(id: string): void;
  pause(id: string): Promise<void>;
  close(): Promise<void>;
}

interface RunnerParts extends Pick<Project, 'db' | 'access'> {
  readonly definitions: readonly JobDefinition[];
  readonly dependencies: CoreDependencies;
  readonly hub: EventHub<JobEvent>;
}

/** Takes waiting jobs one after the other. */
function createRunner(parts: RunnerParts): Runner {
  const { db } = parts;
  const waiting: string[] = [];
  let closing = false;
  let running: RunningJob | null = null;

  function next(): void {
    if (running !== null || closing) return;
    const id = waiting.shift();
    if (id === undefined) return;
    const controller = new AbortController();
    const job: RunningJob = { id, controller, isPausing: false, ended: Promise.resolve() };
    running = job;
    const ended = execute(parts, id, controller.signal, () => closing || job.isPausing).finally(() => {
      running = null;
      next();
    });
    running = Object.assign(job, { ended });
  }
  return {
    add(id) {
      waiting.push(id);
      next();
    },
    cancel(id) {
      const place = waiting.indexOf(id);
      if (running?.id === id) running.controller.abort();
      else if (place >= 0) {
        waiting.splice(place, 1);
        finish(parts, readJob(db, id), { state: 'cancelled', code: 'cancelled', message: jobCancelled() });
      }
    },
    async pause(id) {
      const place = waiting.indexOf(id);
      if (running?.id === id) {
        running.isPausing = true;
        running.controller.abort();
        await running.ended;
      } else if (place >= 0) {
        waiting.splice(place, 1);
        finish(parts, readJob(db, id), interruption());
      }
    },
    async close() {
      closing = true;
      running?.controller.abort();
      await running?.ended;
    },
  };
}

/** Runs one job and records how it ended; never throws. */
async function execute(
  parts: RunnerParts,
  id: string,
  signal: AbortSignal,
  isInterrupting: () => boolean,
): Promise<void> {
  const { db, access, definitions, dependencies, hub } = parts;
  const job = readJob(db, id);
  try {
    writeTransaction(db, ['jobs'], (write) => startJob(write, id, dependencies.clock().toISOString()));
    publishState(parts, id);
    const definition = definitions.find(({ kind }) => kind === job.kind);
    const publish = (event: JobEvent): void => hub.publish(id, event);
    finish(parts, job, await runJob(job, definition, { db, access, dependencies, signal, publish, isInterrupting }));
  } catch (error) {
    // The project itself cannot be written, for instance on a full disk. Whoever watches is told; the next start of the
    // project finds the job as an orphan.
    const { code, message } = toPilotlightError(error);
    const failed = { ...toJob(job), state: 'failed', errorCode: code, errorMessage: message } as const;
    hub.publish(id, { type: 'state', job: failed });
  }
}

function finish(parts: RunnerParts, job: JobRecord, end: JobEnd): void {
  recordEnd(parts.db, parts.dependencies, job, end);
  publishState(parts, job.id);
}

function publishState({ db, hub }: RunnerParts, id: string): void {
  hub.publish(id, { type: 'state', job: toJob(readJob(db, id)) });
}

function recordEnd(db: ProjectDb, dependencies: CoreDependencies, job: JobRecord, end: JobEnd): void {
  const at = dependencies.clock().toISOString();
  const details = { job: job.id, kind: job.kind };
  writeTransaction(db, ['jobs', 'audit'], (write) => {
    endJob(write, job.id, end, at);
    appendAudit(write, { at, actor: dependencies.command, action: `job-${end.state}`, details });
  });
}

async function* watchJob(
  db: ProjectDb,
  hub: EventHub<JobEvent>,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<JobEvent> {
  using events = hub.subscribe(id, signal);
  const job = toJob(readJob(db, id));
  for (const { at, level, message } of listJobLogs(db, id)) yield { type: 'log', at, level, message };
  yield { type: 'state', job };
  if (hasEnded(job)) return;
  for await (const event of events.items) {
    yield event;
    if (event.type === 'state' && hasEnded(event.job)) return;
  }
}

function hasEnded(job: Job): boolean {
  return job.state !== 'queued' && job.state !== 'running';
}

const simulationSchema = z.looseObject({ by: z.enum(simulations) });

function toJob(record: JobRecord): Job {
  const progress = progressSchema.safeParse(record.progress);
  return {
    id: record.id,
    kind: kindSchema.parse(record.kind),
    by: record.kind === 'simulate' ? (simulationSchema.safeParse(record.input).data?.by ?? null) : null,
    state: record.state,
    progress: progress.success ? progress.data : null,
    errorCode: record.error?.code ?? null,
    errorMessage: record.error?.message ?? null,
    output: record.output,
    createdAt: record.createdAt,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
  };
}
