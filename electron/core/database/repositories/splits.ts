import { z } from 'zod';
import { countParts, parts } from '../../../../shared/domain/split.ts';
import type { Assignment, Part, UsedPart } from '../../../../shared/domain/split.ts';
import { jsonColumn, toJson } from '../json-text.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';
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

/** Stores a split with all its members. A split is never changed afterwards. */
export function insertSplit(db: WriteDb, split: NewSplit, members: Assignment): void {
  const inserted = db.get(
    'INSERT INTO splits (id, dataset_id, settings, hash, created_at) VALUES (?, ?, ?, ?, ?) RETURNING number',
    [split.id, split.datasetId, toJson(split.settings), split.hash, split.createdAt],
    numberRow,
  );
  const { number } = found(inserted, 'split', split.id);
  for (const [row, part] of members) {
    db.run('INSERT INTO split_members (split, row, part) VALUES (?, ?, ?)', [number, row, part]);
  }
  for (const [part, respondents] of Object.entries(countParts(members))) {
    db.run('INSERT INTO split_counts (split, part, respondents) VALUES (?, ?, ?)', [number, part, respondents]);
  }
}

export function findSplit(db: ReadDb, id: string): SplitRecord | undefined {
  return db.get(`SELECT ${splitFields} FROM splits WHERE id = ?`, [id], splitRow);
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
