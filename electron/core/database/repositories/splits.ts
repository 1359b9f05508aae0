import { z } from 'zod';
import { countParts, parts } from '../../../../shared/domain/split.ts';
import type { Part, UsedPart } from '../../../../shared/domain/split.ts';
import { jsonColumn, toJson } from '../json-text.ts';
import type { ProjectDb, ReadDb, WriteDb } from '../read-write-db.ts';
import { writeTransaction } from '../read-write-db.ts';
import { found } from './not-found.ts';

const splitRow = z
  .object({
    number: z.int(),
    id: z.string(),
    dataset_id: z.string(),
    settings: jsonColumn,
    hash: z.string(),
    created_at: z.string(),
  })
  .transform(({ dataset_id, created_at, ...row }) => ({ ...row, datasetId: dataset_id, createdAt: created_at }));
export type SplitRecord = z.infer<typeof splitRow>;

const splitFields = 'number, id, dataset_id, settings, hash, created_at';
const numberRow = z.object({ number: z.int() });
const memberRow = z.object({ row: z.int(), part: z.enum(parts) });
const countRow = z.object({ part: z.enum(parts), respondents: z.int() });

export interface NewSplit {
  readonly id: string;
  readonly datasetId: string;
  readonly settings: unknown;
  /** Hash of settings and membership, computed by the caller. */
  readonly hash: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** A split under construction: nobody sees it before `finishSplit`, and it is discarded when the project is opened again. */
export interface StagedSplit {
  readonly number: number;
}

/** A finished split has its counts, which are written last. */
const isFinished = 'EXISTS (SELECT 1 FROM split_counts WHERE split = number)';

/** Starts a split. A split is never changed once it is finished. */
export function stageSplit(db: WriteDb, split: NewSplit): StagedSplit {
  const inserted = db.get(
    'INSERT INTO splits (id, dataset_id, settings, hash, created_at) VALUES (?, ?, ?, ?, ?) RETURNING number',
    [split.id, split.datasetId, toJson(split.settings), split.hash, split.createdAt],
    numberRow,
  );
  return found(inserted, 'split', split.id);
}

/** Adds some members to a staged split. */
export function insertMembers(
  db: WriteDb,
  { number }: StagedSplit,
  members: Iterable<readonly [row: number, part: Part]>,
): void {
  for (const [row, part] of members) {
    db.run('INSERT INTO split_members (split, row, part) VALUES (?, ?, ?)', [number, row, part]);
  }
}

/** Makes a staged split visible. `counts`: respondents in each part. */
export function finishSplit(db: WriteDb, { number }: StagedSplit, counts: Readonly<Record<Part, number>>): void {
  for (const [part, respondents] of Object.entries(counts)) {
    db.run('INSERT INTO split_counts (split, part, respondents) VALUES (?, ?, ?)', [number, part, respondents]);
  }
}

/** Removes at most so many members of a staged split, and the split itself with the last of them; whether any are left. */
export function discardSomeMembers(db: WriteDb, { number }: StagedSplit, most: number): boolean {
  const some = 'SELECT row FROM split_members WHERE split = ? LIMIT ?';
  const removed = db.run(`DELETE FROM split_members WHERE split = ? AND row IN (${some})`, [number, number, most]);
  if (removed === most) return true;
  db.run('DELETE FROM splits WHERE number = ?', [number]);
  return false;
}

/** Removes splits that were being written when their process ended. Safe because the project has a single writer. */
export function discardUnfinishedSplits(db: ProjectDb): void {
  for (const { number } of db.all(`SELECT number FROM splits WHERE NOT ${isFinished}`, [], numberRow)) {
    writeTransaction(db, [], (write) => write.run('DELETE FROM splits WHERE number = ?', [number]));
  }
}

export function findSplit(db: ReadDb, id: string): SplitRecord | undefined {
  return db.get(`SELECT ${splitFields} FROM splits WHERE id = ? AND ${isFinished}`, [id], splitRow);
}

/** Throws `not-found`. */
export function readSplit(db: ReadDb, id: string): SplitRecord {
  return found(findSplit(db, id), 'split', id);
}

/** Respondents in each part, as counted when the split was made. */
export function readCounts(db: ReadDb, splitId: string): Record<Part, number> {
  const { number } = readSplit(db, splitId);
  const rows = db.all('SELECT part, respondents FROM split_counts WHERE split = ?', [number], countRow);
  const counts = countParts(new Map());
  for (const { part, respondents } of rows) counts[part] = respondents;
  return counts;
}

/** The given parts alone, in ascending order of rows: in a large sample most rows are in none of them. */
export function readMembersOfParts(db: ReadDb, splitId: string, wanted: readonly UsedPart[]): Map<number, Part> {
  const { number } = readSplit(db, splitId);
  // The second condition is that of the index.
  const sql = `SELECT row, part FROM split_members WHERE split = ? AND part = ? AND part <> 'reserve' ORDER BY row`;
  const members = [...new Set(wanted)].flatMap((part) => db.all(sql, [number, part], memberRow));
  return new Map(members.sort((a, b) => a.row - b.row).map(({ row, part }) => [row, part]));
}

/** Rows of the given parts, ascending. */
export function readRowsInParts(db: ReadDb, splitId: string, wanted: readonly UsedPart[]): number[] {
  return [...readMembersOfParts(db, splitId, wanted).keys()];
}

/** The first row of a part, or undefined where it has none. */
export function findFirstRow(db: ReadDb, splitId: string, part: UsedPart): number | undefined {
  const { number } = readSplit(db, splitId);
  const sql = `SELECT row, part FROM split_members WHERE split = ? AND part = ? AND part <> 'reserve' ORDER BY row LIMIT 1`;
  return db.get(sql, [number, part], memberRow)?.row;
}
