import { createHash } from 'node:crypto';
import { z } from 'zod';
import { PilotlightError } from '../../../../shared/errors.ts';
import { storedBytesDamaged } from '../../../../shared/messages/core-messages.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';

/** Large binary values are kept in pieces: SQLite would otherwise need a single allocation of the whole value. */
export const chunkBytes = 8 * 2 ** 20;

interface ChunkTable {
  readonly table: 'adapter_chunks' | 'checkpoint_chunks';
  readonly owner: 'adapter_id' | 'job_id';
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function insertChunks(db: WriteDb, { table, owner }: ChunkTable, id: string, bytes: Uint8Array): void {
  for (let position = 0; position * chunkBytes < bytes.length; position += 1) {
    const piece = bytes.subarray(position * chunkBytes, (position + 1) * chunkBytes);
    db.run(`INSERT INTO ${table} (${owner}, position, bytes) VALUES (?, ?, ?)`, [id, position, piece]);
  }
}

/** The pieces of a value in order. */
export function* iterateChunks(db: ReadDb, { table, owner }: ChunkTable, id: string): Generator<Uint8Array> {
  const schema = z.object({ bytes: z.instanceof(Uint8Array) });
  const sql = `SELECT bytes FROM ${table} WHERE ${owner} = ? AND position = ?`;
  for (let position = 0; ; position += 1) {
    const piece = db.get(sql, [id, position], schema);
    if (piece === undefined) return;
    yield piece.bytes;
  }
}

/** The whole value. Throws `project-damaged` when its length or SHA-256 differs from what was recorded. */
export function readChunks(
  db: ReadDb,
  table: ChunkTable,
  id: string,
  expected: { readonly byteLength: number; readonly sha256: string },
): Uint8Array {
  const bytes = new Uint8Array(expected.byteLength);
  let offset = 0;
  for (const piece of iterateChunks(db, table, id)) {
    if (offset + piece.length <= bytes.length) bytes.set(piece, offset);
    offset += piece.length;
  }
  if (offset !== bytes.length || sha256Of(bytes) !== expected.sha256) {
    throw new PilotlightError('project-damaged', storedBytesDamaged(id), { id });
  }
  return bytes;
}
