import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CoreDependencies } from '../../../electron/core/core-dependencies.ts';
import type { Project } from '../../../electron/core/database/open-project.ts';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import { listAudit } from '../../../electron/core/database/repositories/audit.ts';
import { insertJob, startJob } from '../../../electron/core/database/repositories/jobs.ts';
import { defineJob } from '../../../electron/core/jobs/job-context.ts';
import type { JobDefinition } from '../../../electron/core/jobs/job-context.ts';
import type { JobQueue } from '../../../electron/core/jobs/job-queue.ts';
import { createJobQueue } from '../../../electron/core/jobs/job-queue.ts';
import type { Job, JobEvent } from '../../../shared/contract/jobs.ts';
import { PilotlightError, throwIfAborted } from '../../../shared/errors.ts';
import { fixedClock, temporaryProject } from '../../support/temporary-project.ts';

let nextId = 0;
const dependencies: CoreDependencies = {
  clock: fixedClock,
  createId: () => `job-${nextId++}`,
  spawnHost: () => {
    throw new Error('These jobs need no host.');
  },
  threads: 1,
  command: 'pilotlight test',
  versions: { pilotlight: '1' },
  paths: { resources: null, config: null, home: null },
};

/** A job that lasts until it is told to end, or is aborted. */
function createGate(): { definition: JobDefinition; open: () => void; started: string[] } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const started: string[] = [];
  const definition = defineJob({
    kind: 'simulate',
    input: z.object({ name: z.string() }),
    async run({ name }, context) {
      started.push(name);
      context.log('info', `started ${name}`);
      context.report({ phase: 'Waiting', done: 1, total: 2, unit: 'gates' });
      const aborted = new Promise<void>((resolve) =>
        context.signal.addEventListener('abort', () => resolve(), { once: true }),
      );
      await Promise.race([opened, aborted]);
      throwIfAborted(context.signal);
      return { name };
    },
  });
  return { definition, open: () => open(), started };
}

const failing = defineJob({
  kind: 'evaluate',
  input: z.object({}),
  run: async () => {
    throw new PilotlightError('data-invalid', 'Row 3 has no answer.');
  },
});

async function ended(queue: JobQueue, id: string): Promise<{ job: Job; events: JobEvent[] }> {
  const events: JobEvent[] = [];
  for await (const event of queue.watch(id, new AbortController().signal)) events.push(event);
  return { job: queue.get(id), events };
}

describe('the job queue', () => {
  it('runs one job at a time, in order, and keeps what came of it', async () => {
    const gate = createGate();
    const queue = createJobQueue(temporaryProject(), [gate.definition], dependencies);
    const first = queue.start('simulate', { name: 'first' }, 1);
    const second = queue.start('simulate', { name: 'second' }, 1);
    expect([queue.get(first).state, queue.get(second).state]).toEqual(['running', 'queued']);
    gate.open();
    expect((await ended(queue, second)).job).toMatchObject({ state: 'done', output: { name: 'second' } });
    expect(queue.get(first)).toMatchObject({ state: 'done', output: { name: 'first' } });
    expect(gate.started).toEqual(['first', 'second']);
  });

  it('pauses what runs and what waits, and goes on with both', async () => {
    const gate = createGate();
    const queue = createJobQueue(temporaryProject(), [gate.definition, failing], dependencies);
    const [first, second] = [
      queue.start('simulate', { name: 'first' }, 1),
      queue.start('simulate', { name: 'second' }, 1),
    ];
    expect((await queue.pause(second)).state).toBe('interrupted');
    expect(await queue.pause(first)).toMatchObject({ state: 'interrupted', errorCode: 'interrupted' });
    await expect(queue.pause(first)).rejects.toMatchObject({ code: 'usage' });
    gate.open();
    for (const id of [first, second]) {
      queue.resume(id);
      expect((await ended(queue, id)).job.state).toBe('done');
    }
    const other = queue.start('evaluate', {}, null);
    await expect(queue.pause(other)).rejects.toMatchObject({ code: 'usage' });
  });

  it('replays the log to whoever watches, also after the end', async () => {
    const gate = createGate();
    const queue = createJobQueue(temporaryProject(), [gate.definition], dependencies);
    const id = queue.start('simulate', { name: 'a' }, null);
    const watching = ended(queue, id);
    gate.open();
    const live = await watching;
    expect(live.events.map(({ type }) => type)).toEqual(['log', 'state', 'state']);
    expect((await ended(queue, id)).events).toMatchObject([{ type: 'log', message: 'started a' }, { type: 'state' }]);
  });

  it('keeps the code and sentence of a failure, and goes on with the next job', async () => {
    const gate = createGate();
    const queue = createJobQueue(temporaryProject(), [failing, gate.definition], dependencies);
    const failed = queue.start('evaluate', {}, null);
    const next = queue.start('simulate', { name: 'next' }, null);
    gate.open();
    expect((await ended(queue, failed)).job).toMatchObject({
      state: 'failed',
      errorCode: 'data-invalid',
      errorMessage: 'Row 3 has no answer.',
    });
    expect((await ended(queue, next)).job.state).toBe('done');
  });

  it('goes on watching after a watcher has left, and cancels only on request', async () => {
    const gate = createGate();
    const queue = createJobQueue(temporaryProject(), [gate.definition], dependencies);
    const id = queue.start('simulate', { name: 'a' }, null);
    const leaving = new AbortController();
    for await (const event of queue.watch(id, leaving.signal)) if (event.type === 'state') leaving.abort();
    expect(queue.get(id).state).toBe('running');
    const watching = ended(queue, id);
    queue.cancel(id);
    expect((await watching).job).toMatchObject({ state: 'cancelled', errorCode: 'cancelled' });
    queue.resume(id);
    gate.open();
    expect((await ended(queue, id)).job.state).toBe('done');
  });

  it('cancels a job that has not begun', async () => {
    const gate = createGate();
    const queue = createJobQueue(temporaryProject(), [gate.definition], dependencies);
    queue.start('simulate', { name: 'first' }, null);
    const second = queue.start('simulate', { name: 'second' }, null);
    expect(queue.cancel(second).state).toBe('cancelled');
    gate.open();
    await queue.close();
    expect(gate.started).toEqual(['first']);
  });

  it('interrupts the running job when the project closes, and refuses to resume a finished one', async () => {
    const gate = createGate();
    const queue = createJobQueue(temporaryProject(), [gate.definition], dependencies);
    const id = queue.start('simulate', { name: 'a' }, null);
    await queue.close();
    expect(queue.get(id)).toMatchObject({ state: 'interrupted', errorCode: 'interrupted' });
    const other = createJobQueue(temporaryProject(), [gate.definition], dependencies);
    gate.open();
    const done = other.start('simulate', { name: 'b' }, null);
    await ended(other, done);
    expect(() => other.resume(done)).toThrow(/is done/);
  });

  it('tells whoever watches that a job failed when its end cannot be written down', async () => {
    const project = temporaryProject();
    const gate = createGate();
    const queue = createJobQueue(project, [gate.definition], dependencies);
    const states: string[] = [];
    for await (const event of queue.watch(queue.start('simulate', { name: 'a' }, null), new AbortController().signal)) {
      if (event.type !== 'state') continue;
      states.push(event.job.state);
      // As on a full disk, nothing can be written from now on.
      project.close();
      gate.open();
    }
    expect(states).toEqual(['running', 'failed']);
    await queue.close();
  });

  it('takes jobs that a dead process left running for interrupted', () => {
    const project: Project = temporaryProject();
    const createdAt = fixedClock().toISOString();
    writeTransaction(project.db, ['jobs'], (write) => {
      for (const id of ['orphan', 'waiting']) {
        insertJob(write, { id, kind: 'simulate', input: { name: id }, seed: null, versions: {}, createdAt });
      }
      startJob(write, 'orphan', createdAt);
    });
    const queue = createJobQueue(project, [createGate().definition], dependencies);
    expect(queue.list().map(({ state }) => state)).toEqual(['interrupted', 'interrupted']);
  });

  it('notes every end in the audit log', async () => {
    const project = temporaryProject();
    const queue = createJobQueue(project, [failing], dependencies);
    await ended(queue, queue.start('evaluate', {}, null));
    expect(listAudit(project.db).map(({ action, actor }) => [action, actor])).toEqual([
      ['job-failed', 'pilotlight test'],
    ]);
  });
});
