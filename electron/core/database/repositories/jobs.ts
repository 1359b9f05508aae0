import { z } from 'zod';
import { errorCodes } from '../../../../shared/errors.ts';
import type { ErrorCode } from '../../../../shared/errors.ts';
import { jobInterrupted } from '../../../../shared/messages/core-messages.ts';
import { jsonColumn, jsonColumnOf, nullableJsonColumn, toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';
import { expectChanged, found } from './not-found.ts';

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'] as const;
export type JobState = (typeof jobStates)[number];

const jobRow = z
  .object({
    id: z.string(),
    kind: z.string(),
    input: jsonColumn,
    state: z.enum(jobStates),
    progress: nullableJsonColumn,
    seed: z.int().nullable(),
    versions: jsonColumnOf(z.record(z.string(), z.string())),
    output: nullableJsonColumn,
    error_code: z.enum(errorCodes).nullable(),
    error_message: z.string().nullable(),
    created_at: z.string(),
    started_at: z.string().nullable(),
    ended_at: z.string().nullable(),
  })
  .transform(({ error_code, error_message, created_at, started_at, ended_at, ...row }) => ({
    ...row,
    error: error_code === null ? null : { code: error_code, message: error_message ?? '' },
    createdAt: created_at,
    startedAt: started_at,
    endedAt: ended_at,
  }));
/** A long job. Times are ISO 8601; input, progress and output are JSON that the job's kind parses. */
export type JobRecord = z.infer<typeof jobRow>;

const jobFields = `id, kind, input, state, progress, seed, versions, output, error_code, error_message,
  created_at, started_at, ended_at`;

export interface NewJob {
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  readonly seed: number | null;
  /** Versions of what the result depends on, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly createdAt: string;
}

/** Adds a job in state `queued`. */
export function insertJob(db: WriteDb, job: NewJob): void {
  db.run(`INSERT INTO jobs (id, kind, input, state, seed, versions, created_at) VALUES (?, ?, ?, 'queued', ?, ?, ?)`, [
    job.id,
    job.kind,
    toJson(job.input),
    job.seed,
    toJson(job.versions),
    job.createdAt,
  ]);
}

/** Marks a queued or interrupted job as running; what an earlier attempt left as error and end is cleared. Throws `not-found`. */
export function startJob(db: WriteDb, id: string, at: string): void {
  const changes = db.run(
    `UPDATE jobs SET state = 'running', started_at = ?, ended_at = NULL, error_code = NULL, error_message = NULL
     WHERE id = ? AND state IN ('queued', 'interrupted', 'failed', 'cancelled')`,
    [at, id],
  );
  expectChanged(changes, 'job that can start called', id);
}

/** The latest progress; earlier ones are not kept. Throws `not-found`. */
export function setJobProgress(db: WriteDb, id: string, progress: unknown): void {
  expectChanged(db.run('UPDATE jobs SET progress = ? WHERE id = ?', [toJson(progress), id]), 'job', id);
}

export type JobEnd =
  | { readonly state: 'done'; readonly output: unknown }
  | { readonly state: 'failed' | 'cancelled' | 'interrupted'; readonly code: ErrorCode; readonly message: string };

/** Ends a job. Throws `not-found`. */
export function endJob(db: WriteDb, id: string, end: JobEnd, at: string): void {
  const [output, code, message] =
    end.state === 'done' ? [toJson(end.output), null, null] : [null, end.code, end.message];
  const changes = db.run(
    'UPDATE jobs SET state = ?, output = ?, error_code = ?, error_message = ?, ended_at = ? WHERE id = ?',
    [end.state, output, code, message, at, id],
  );
  expectChanged(changes, 'job', id);
}

/** At start-up nothing can be running yet: such jobs belonged to a process that died. Returns their ids. */
export function interruptOrphanedJobs(db: WriteDb, at: string): string[] {
  const sql = `UPDATE jobs SET state = 'interrupted', error_code = 'interrupted', error_message = ?, ended_at = ?
    WHERE state = 'running' RETURNING id`;
  return db.all(sql, [jobInterrupted(), at], z.object({ id: z.string() })).map(({ id }) => id);
}

export function listJobs(db: ReadDb, states: readonly JobState[] = jobStates): JobRecord[] {
  const sql = `SELECT ${jobFields} FROM jobs WHERE state IN (SELECT value FROM json_each(?)) ORDER BY created_at, id`;
  return db.all(sql, [toJson(states)], jobRow);
}

export function findJob(db: ReadDb, id: string): JobRecord | undefined {
  return db.get(`SELECT ${jobFields} FROM jobs WHERE id = ?`, [id], jobRow);
}

/** Throws `not-found`. */
export function readJob(db: ReadDb, id: string): JobRecord {
  return found(findJob(db, id), 'job', id);
}
