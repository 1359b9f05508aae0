import { z } from 'zod';
import { jsonColumn, toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';
import { insertChunks, iterateChunks, readChunks, sha256Of } from './byte-chunks.ts';
import { expectChanged, found } from './not-found.ts';

const adapterRow = z
  .object({
    id: z.string(),
    model_id: z.string(),
    job_id: z.string().nullable(),
    byte_length: z.int(),
    sha256: z.string(),
    metadata: jsonColumn,
    created_at: z.string(),
  })
  .transform(({ model_id, job_id, byte_length, created_at, ...row }) => ({
    ...row,
    modelId: model_id,
    jobId: job_id,
    byteLength: byte_length,
    createdAt: created_at,
  }));
/** An adapter without its bytes. It is made from respondents' answers and as confidential as they are. */
export type AdapterRecord = z.infer<typeof adapterRow>;

const adapterFields = 'id, model_id, job_id, byte_length, sha256, metadata, created_at';
const chunks = { table: 'adapter_chunks', owner: 'adapter_id' } as const;

export interface NewAdapter {
  readonly id: string;
  readonly modelId: string;
  /** The training job, or null for an adapter made elsewhere. */
  readonly jobId: string | null;
  readonly metadata: unknown;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The adapter file (GGUF). */
  readonly bytes: Uint8Array;
}

/** Stores an adapter with its bytes; returns their SHA-256 in hexadecimal. */
export function insertAdapter(db: WriteDb, adapter: NewAdapter): string {
  const sha256 = sha256Of(adapter.bytes);
  db.run(`INSERT INTO adapters (${adapterFields}) VALUES (?, ?, ?, ?, ?, ?, ?)`, [
    adapter.id,
    adapter.modelId,
    adapter.jobId,
    adapter.bytes.length,
    sha256,
    toJson(adapter.metadata),
    adapter.createdAt,
  ]);
  insertChunks(db, chunks, adapter.id, adapter.bytes);
  return sha256;
}

export function listAdapters(db: ReadDb): AdapterRecord[] {
  return db.all(`SELECT ${adapterFields} FROM adapters ORDER BY created_at, id`, [], adapterRow);
}

export function findAdapter(db: ReadDb, id: string): AdapterRecord | undefined {
  return db.get(`SELECT ${adapterFields} FROM adapters WHERE id = ?`, [id], adapterRow);
}

/** Throws `not-found`. */
export function readAdapter(db: ReadDb, id: string): AdapterRecord {
  return found(findAdapter(db, id), 'adapter', id);
}

/** The adapter file, checked against its SHA-256. Throws `not-found`, `project-damaged`. */
export function readAdapterBytes(db: ReadDb, id: string): Uint8Array {
  return readChunks(db, chunks, id, readAdapter(db, id));
}

/** The adapter file in pieces of at most 8 MiB, for writing it elsewhere; unchecked. */
export function iterateAdapterBytes(db: ReadDb, id: string): Generator<Uint8Array> {
  return iterateChunks(db, chunks, readAdapter(db, id).id);
}

/** Throws `not-found`; fails while a simulation refers to it. */
export function deleteAdapter(db: WriteDb, id: string): void {
  expectChanged(db.run('DELETE FROM adapters WHERE id = ?', [id]), 'adapter', id);
}
