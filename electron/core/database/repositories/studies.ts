import { z } from 'zod';
import { jsonColumn, toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';
import { expectChanged, found } from './not-found.ts';

const studyRow = z
  .object({ id: z.string(), settings: jsonColumn, created_at: z.string(), updated_at: z.string() })
  .transform(({ created_at, updated_at, ...row }) => ({ ...row, createdAt: created_at, updatedAt: updated_at }));
/** A study with its settings as JSON; the caller parses them. */
export type StudyRecord = z.infer<typeof studyRow>;

const studyFields = 'id, settings, created_at, updated_at';

/** Saves the settings of a study, new or known. `at` is ISO 8601. */
export function saveStudy(db: WriteDb, study: { readonly id: string; readonly settings: unknown }, at: string): void {
  db.run(
    `INSERT INTO studies (id, settings, created_at, updated_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at`,
    [study.id, toJson(study.settings), at, at],
  );
}

export function listStudies(db: ReadDb): StudyRecord[] {
  return db.all(`SELECT ${studyFields} FROM studies ORDER BY created_at, id`, [], studyRow);
}

export function findStudy(db: ReadDb, id: string): StudyRecord | undefined {
  return db.get(`SELECT ${studyFields} FROM studies WHERE id = ?`, [id], studyRow);
}

/** Throws `not-found`. */
export function readStudy(db: ReadDb, id: string): StudyRecord {
  return found(findStudy(db, id), 'study', id);
}

/** Throws `not-found`. */
export function deleteStudy(db: WriteDb, id: string): void {
  expectChanged(db.run('DELETE FROM studies WHERE id = ?', [id]), 'study', id);
}
