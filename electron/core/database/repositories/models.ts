import { z } from 'zod';
import { jsonColumn, toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';
import { expectChanged, found } from './not-found.ts';

const modelRow = z
  .object({
    id: z.string(),
    path: z.string(),
    sha256: z.string(),
    size: z.int(),
    mtime_ms: z.number(),
    metadata: jsonColumn,
    registered_at: z.string(),
  })
  .transform(({ mtime_ms, registered_at, ...row }) => ({ ...row, mtimeMs: mtime_ms, registeredAt: registered_at }));
/** A model file registered by link: `size` in bytes, `mtimeMs` in milliseconds since 1970. */
export type ModelRecord = z.infer<typeof modelRow>;

const modelFields = 'id, path, sha256, size, mtime_ms, metadata, registered_at';

/** Registers a model, or updates where and what it is. */
export function saveModel(db: WriteDb, model: ModelRecord): void {
  db.run(
    `INSERT INTO models (${modelFields}) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET path = excluded.path, sha256 = excluded.sha256, size = excluded.size,
       mtime_ms = excluded.mtime_ms, metadata = excluded.metadata`,
    [model.id, model.path, model.sha256, model.size, model.mtimeMs, toJson(model.metadata), model.registeredAt],
  );
}

export function listModels(db: ReadDb): ModelRecord[] {
  return db.all(`SELECT ${modelFields} FROM models ORDER BY registered_at, id`, [], modelRow);
}

export function findModel(db: ReadDb, id: string): ModelRecord | undefined {
  return db.get(`SELECT ${modelFields} FROM models WHERE id = ?`, [id], modelRow);
}

/** Throws `not-found`. */
export function readModel(db: ReadDb, id: string): ModelRecord {
  return found(findModel(db, id), 'model', id);
}

export function findModelByHash(db: ReadDb, sha256: string): ModelRecord | undefined {
  return db.get(`SELECT ${modelFields} FROM models WHERE sha256 = ? LIMIT 1`, [sha256], modelRow);
}

/** Forgets a model; its file stays. Throws `not-found`; fails while adapters or simulations refer to it. */
export function deleteModel(db: WriteDb, id: string): void {
  expectChanged(db.run('DELETE FROM models WHERE id = ?', [id]), 'model', id);
}
