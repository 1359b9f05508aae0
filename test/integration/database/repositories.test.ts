import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import type { ProjectDb } from '../../../electron/core/database/read-write-db.ts';
import {
  deleteAdapter,
  insertAdapter,
  iterateAdapterBytes,
  listAdapters,
  readAdapter,
  readAdapterBytes,
} from '../../../electron/core/database/repositories/adapters.ts';
import { chunkBytes } from '../../../electron/core/database/repositories/byte-chunks.ts';
import {
  deleteCheckpoint,
  findCheckpoint,
  readCheckpointBytes,
  saveCheckpoint,
} from '../../../electron/core/database/repositories/checkpoints.ts';
import {
  findEvaluationByFingerprint,
  insertEvaluation,
  listEvaluations,
} from '../../../electron/core/database/repositories/evaluations.ts';
import { appendJobLogs, listJobLogs } from '../../../electron/core/database/repositories/job-logs.ts';
import {
  endJob,
  insertJob,
  interruptOrphanedJobs,
  listJobs,
  readJob,
  setJobProgress,
  startJob,
} from '../../../electron/core/database/repositories/jobs.ts';
import {
  deleteLossPointsAfter,
  listLossPoints,
  saveLossPoints,
} from '../../../electron/core/database/repositories/loss-points.ts';
import {
  deleteModel,
  findModelByHash,
  listModels,
  saveModel,
} from '../../../electron/core/database/repositories/models.ts';
import {
  deletePhase,
  listPhases,
  phaseValidity,
  savePhase,
} from '../../../electron/core/database/repositories/phases.ts';
import {
  deleteStudy,
  findStudy,
  listStudies,
  readStudy,
  saveStudy,
} from '../../../electron/core/database/repositories/studies.ts';
import { databaseInMemory } from '../../support/database-in-memory.ts';

const at = '2026-02-03T04:05:06.000Z';
const notFound = expect.objectContaining({ code: 'not-found' });
const model = {
  id: 'm',
  path: '/m.gguf',
  sha256: 'ab',
  size: 10,
  mtimeMs: 1.5,
  metadata: { arch: 'llama' },
  registeredAt: at,
};
const job = { id: 'j', kind: 'adapt', input: { rank: 8 }, seed: -3, versions: { pilotlight: '1' }, createdAt: at };

function databaseWithJobAndModel(): ProjectDb {
  const { db } = databaseInMemory();
  writeTransaction(db, ['jobs', 'models'], (write) => {
    insertJob(write, job);
    saveModel(write, model);
  });
  return db;
}

describe('jobs', () => {
  it('go from queued through running to done with progress and output', () => {
    const db = databaseWithJobAndModel();
    expect(readJob(db, 'j')).toEqual({
      ...job,
      state: 'queued',
      progress: null,
      output: null,
      error: null,
      startedAt: null,
      endedAt: null,
    });
    writeTransaction(db, ['jobs'], (write) => {
      startJob(write, 'j', at);
      setJobProgress(write, 'j', { done: 1 });
      setJobProgress(write, 'j', { done: 2 });
      endJob(write, 'j', { state: 'done', output: { adapter: 'a' } }, at);
    });
    expect(readJob(db, 'j')).toMatchObject({
      state: 'done',
      progress: { done: 2 },
      output: { adapter: 'a' },
      endedAt: at,
    });
    expect(() => writeTransaction(db, [], (write) => startJob(write, 'j', at))).toThrow(notFound);
    expect(() => readJob(db, 'none')).toThrow(notFound);
  });

  it('that ran when the program ended are interrupted and can start again', () => {
    const db = databaseWithJobAndModel();
    writeTransaction(db, ['jobs'], (write) => startJob(write, 'j', at));
    expect(writeTransaction(db, ['jobs'], (write) => interruptOrphanedJobs(write, at))).toEqual(['j']);
    expect(readJob(db, 'j')).toMatchObject({ state: 'interrupted', error: { code: 'interrupted' } });
    expect(listJobs(db, ['running'])).toEqual([]);
    writeTransaction(db, ['jobs'], (write) => startJob(write, 'j', at));
    expect(readJob(db, 'j')).toMatchObject({ state: 'running', error: null, endedAt: null });
  });

  it('keep every line of their log in order', () => {
    const db = databaseWithJobAndModel();
    const line = (message: string) => ({ at, level: 'info' as const, message });
    writeTransaction(db, ['job-logs'], (write) => appendJobLogs(write, 'j', [line('one'), line('two')]));
    writeTransaction(db, ['job-logs'], (write) => appendJobLogs(write, 'j', [line('three')]));
    expect(listJobLogs(db, 'j').map(({ position, message }) => [position, message])).toEqual([
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
    ]);
    expect(listJobLogs(db, 'j', 2)).toHaveLength(1);
  });
});

describe('models and adapters', () => {
  it('register a model again under its id, and find it by hash', () => {
    const db = databaseWithJobAndModel();
    writeTransaction(db, ['models'], (write) => saveModel(write, { ...model, path: '/moved.gguf' }));
    expect(listModels(db)).toEqual([{ ...model, path: '/moved.gguf' }]);
    expect(findModelByHash(db, 'ab')?.path).toBe('/moved.gguf');
    writeTransaction(db, ['models'], (write) => deleteModel(write, 'm'));
    expect(listModels(db)).toEqual([]);
  });

  it.each([0, 1, chunkBytes, chunkBytes + 1])('keep an adapter of %i bytes exactly', (size) => {
    const db = databaseWithJobAndModel();
    const bytes = randomBytes(size);
    const adapter = { id: 'a', modelId: 'm', jobId: 'j', metadata: { rank: 8 }, createdAt: at, bytes };
    const sha256 = writeTransaction(db, ['adapters'], (write) => insertAdapter(write, adapter));
    expect(readAdapter(db, 'a')).toMatchObject({ modelId: 'm', jobId: 'j', byteLength: size, sha256 });
    expect(bytes.equals(readAdapterBytes(db, 'a'))).toBe(true);
    expect(Buffer.concat([...iterateAdapterBytes(db, 'a')]).equals(bytes)).toBe(true);
    writeTransaction(db, ['adapters'], (write) => deleteAdapter(write, 'a'));
    expect(listAdapters(db)).toEqual([]);
  });

  it('notice an adapter that is not what was saved', () => {
    const db = databaseWithJobAndModel();
    writeTransaction(db, ['adapters'], (write) => {
      insertAdapter(write, {
        id: 'a',
        modelId: 'm',
        jobId: null,
        metadata: {},
        createdAt: at,
        bytes: Buffer.from('weights'),
      });
      write.run(`UPDATE adapter_chunks SET bytes = x'00'`);
    });
    expect(() => readAdapterBytes(db, 'a')).toThrow(expect.objectContaining({ code: 'project-damaged' }));
  });
});

describe('training', () => {
  it('keeps the last checkpoint only, and the earlier one when saving fails', () => {
    const db = databaseWithJobAndModel();
    const save = (step: number, fails = false) =>
      writeTransaction(db, ['checkpoints'], (write) => {
        saveCheckpoint(write, { jobId: 'j', step, bytes: Buffer.from(`state ${step}`), savedAt: at });
        if (fails) throw new Error('crash');
      });
    save(10);
    save(20);
    expect(() => save(30, true)).toThrow('crash');
    expect(findCheckpoint(db, 'j')?.step).toBe(20);
    expect(Buffer.from(readCheckpointBytes(db, 'j') ?? []).toString()).toBe('state 20');
    expect(db.raw('SELECT count(*) FROM checkpoint_chunks', [])).toEqual([[1]]);
    writeTransaction(db, ['checkpoints'], (write) => deleteCheckpoint(write, 'j'));
    expect(readCheckpointBytes(db, 'j')).toBeUndefined();
  });

  it('keeps one loss per step and part, so that repeated steps replace earlier ones', () => {
    const db = databaseWithJobAndModel();
    const point = (step: number, loss: number) => ({
      step,
      part: 'pilot-train',
      epoch: step / 10,
      loss,
      tokens: 100,
      at,
    });
    writeTransaction(db, ['loss-points'], (write) => {
      saveLossPoints(write, 'j', [point(1, 2), point(2, 1.5), point(3, 1.25)]);
      deleteLossPointsAfter(write, 'j', 2);
      saveLossPoints(write, 'j', [point(2, 1.75)]);
    });
    expect(listLossPoints(db, 'j')).toEqual([point(1, 2), point(2, 1.75)]);
    expect(listLossPoints(db, 'j', 1)).toEqual([point(2, 1.75)]);
  });
});

describe('studies, evaluations and phases', () => {
  it('save a study again under its name', () => {
    const { db } = databaseInMemory();
    writeTransaction(db, ['studies'], (write) => saveStudy(write, { id: 's', settings: { a: 1 } }, '2026-01-01'));
    writeTransaction(db, ['studies'], (write) => saveStudy(write, { id: 's', settings: { a: 2 } }, '2026-01-02'));
    expect(listStudies(db)).toEqual([
      { id: 's', settings: { a: 2 }, createdAt: '2026-01-01', updatedAt: '2026-01-02' },
    ]);
    writeTransaction(db, ['studies'], (write) => deleteStudy(write, 's'));
    expect(findStudy(db, 's')).toBeUndefined();
    expect(() => readStudy(db, 's')).toThrow(notFound);
  });

  it('find the newest evaluation of the same inputs', () => {
    const { db } = databaseInMemory();
    const evaluation = (id: string, createdAt: string) => ({ id, fingerprint: 'f', results: { n: 1 }, createdAt });
    writeTransaction(db, ['evaluations'], (write) => {
      insertEvaluation(write, evaluation('new', '2026-01-02'));
      insertEvaluation(write, evaluation('old', '2026-01-01'));
    });
    expect(listEvaluations(db).map(({ id }) => id)).toEqual(['old', 'new']);
    expect(findEvaluationByFingerprint(db, 'f')).toEqual(evaluation('new', '2026-01-02'));
    expect(findEvaluationByFingerprint(db, 'g')).toBeUndefined();
  });

  it('tell which inputs of a finished phase have changed', () => {
    const { db } = databaseInMemory();
    expect(phaseValidity(db, 'simulate', {})).toEqual({ state: 'never-run' });
    const parts = { data: 'h1', model: 'h2', seed: '7' };
    const phase = { name: 'simulate', fingerprint: 'f', parts, outputId: 'sim-1', finishedAt: at };
    writeTransaction(db, ['phases'], (write) => savePhase(write, phase));
    expect(phaseValidity(db, 'simulate', { seed: '7', model: 'h2', data: 'h1' })).toEqual({
      state: 'valid',
      outputId: 'sim-1',
    });
    expect(phaseValidity(db, 'simulate', { data: 'h1', model: 'other', prompt: 'h3' })).toEqual({
      state: 'stale',
      outputId: 'sim-1',
      changed: ['model', 'prompt', 'seed'],
    });
    expect(listPhases(db)).toEqual([phase]);
    writeTransaction(db, ['phases'], (write) => deletePhase(write, 'simulate'));
    expect(listPhases(db)).toEqual([]);
  });
});
