import { z } from 'zod';
import type { ReadDb, WriteDb } from '../read-write-db.ts';
import { insertChunks, readChunks, sha256Of } from './byte-chunks.ts';

const checkpointRow = z
  .object({ job_id: z.string(), step: z.int(), byte_length: z.int(), sha256: z.string(), saved_at: z.string() })
  .transform(({ job_id, byte_length, saved_at, ...row }) => ({
    ...row,
    jobId: job_id,
    byteLength: byte_length,
    savedAt: saved_at,
  }));
export type CheckpointRecord = z.infer<typeof checkpointRow>;

const chunks = { table: 'checkpoint_chunks', owner: 'job_id' } as const;

export interface NewCheckpoint {
  readonly jobId: string;
  /** Optimiser steps done. */
  readonly step: number;
  /** State of the training as the trainer packs it. */
  readonly bytes: Uint8Array;
  /** ISO 8601. */
  readonly savedAt: string;
}

/** Replaces the job's checkpoint; a crash leaves the earlier one. */
export function saveCheckpoint(db: WriteDb, { jobId, step, bytes, savedAt }: NewCheckpoint): void {
  deleteCheckpoint(db, jobId);
  db.run('INSERT INTO checkpoints (job_id, step, byte_length, sha256, saved_at) VALUES (?, ?, ?, ?, ?)', [
    jobId,
    step,
    bytes.length,
    sha256Of(bytes),
    savedAt,
  ]);
  insertChunks(db, chunks, jobId, bytes);
}

export function findCheckpoint(db: ReadDb, jobId: string): CheckpointRecord | undefined {
  const sql = 'SELECT job_id, step, byte_length, sha256, saved_at FROM checkpoints WHERE job_id = ?';
  return db.get(sql, [jobId], checkpointRow);
}

/** The checkpoint's bytes, checked against their SHA-256, or undefined when the job has none. Throws `project-damaged`. */
export function readCheckpointBytes(db: ReadDb, jobId: string): Uint8Array | undefined {
  const checkpoint = findCheckpoint(db, jobId);
  return checkpoint === undefined ? undefined : readChunks(db, chunks, jobId, checkpoint);
}

/** Does nothing when the job has none. */
export function deleteCheckpoint(db: WriteDb, jobId: string): void {
  db.run('DELETE FROM checkpoints WHERE job_id = ?', [jobId]);
}
