import { createHash } from 'node:crypto';
import { z } from 'zod';
import { codebookSchema } from '../../../../shared/domain/codebook.ts';
import type { Codebook } from '../../../../shared/domain/codebook.ts';
import { jsonColumnOf, toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';
import { found } from './not-found.ts';

const codebookRow = z
  .object({ codebook: jsonColumnOf(codebookSchema), hash: z.string(), saved_at: z.string() })
  .transform(({ saved_at, ...row }) => ({ ...row, savedAt: saved_at }));
export type SavedCodebook = z.infer<typeof codebookRow>;

/** SHA-256 of the codebook's JSON text in the order of the schema, in hexadecimal. */
export function codebookHash(codebook: Codebook): string {
  return createHash('sha256')
    .update(toJson(codebookSchema.parse(codebook)))
    .digest('hex');
}

/** Saves the codebook of a dataset in place of an earlier one; returns its hash. */
export function saveCodebook(db: WriteDb, datasetId: string, codebook: Codebook, savedAt: string): string {
  const hash = codebookHash(codebook);
  db.run(
    `INSERT INTO codebooks (dataset_id, codebook, hash, saved_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (dataset_id) DO UPDATE SET codebook = excluded.codebook, hash = excluded.hash, saved_at = excluded.saved_at`,
    [datasetId, toJson(codebookSchema.parse(codebook)), hash, savedAt],
  );
  return hash;
}

export function findCodebook(db: ReadDb, datasetId: string): SavedCodebook | undefined {
  return db.get('SELECT codebook, hash, saved_at FROM codebooks WHERE dataset_id = ?', [datasetId], codebookRow);
}

/** Throws `not-found`. */
export function readCodebook(db: ReadDb, datasetId: string): SavedCodebook {
  return found(findCodebook(db, datasetId), 'codebook for dataset', datasetId);
}
