import { z } from 'zod';
import type { CellValue } from '../../../../shared/domain/codebook.ts';
import type { ReadDb } from '../read-write-db.ts';
import { positionsOf, toCell, toRow } from './cells.ts';
import type { Dataset } from './datasets.ts';
import { readDataset } from './datasets.ts';

export interface CellPage {
  readonly rows: readonly { readonly row: number; readonly cells: readonly CellValue[] }[];
}

const counted = z.object({ n: z.int() });

/**
 * Rows `offset` to `offset + limit − 1` of a dataset. Row numbers are those of the records in the file, so the row at a
 * place follows from the number of refused records before it, and is found by its key: the time does not grow with the offset,
 * only with the refused records.
 *
 * @throws `not-found` when the dataset is unknown or a column is not stored.
 */
export function readPage(
  db: ReadDb,
  datasetId: string,
  names: readonly string[],
  { offset, limit }: { readonly offset: number; readonly limit: number },
): CellPage {
  const dataset = readDataset(db, datasetId);
  const columns = ['row', ...positionsOf(dataset, names).map((position) => `c${position}`)].join(', ');
  const table = `cells_${dataset.number}`;
  const found = isGapless(db, dataset)
    ? db.raw(`SELECT ${columns} FROM ${table} WHERE row >= ? ORDER BY row LIMIT ?`, [rowAt(db, dataset, offset), limit])
    : db.raw(`SELECT ${columns} FROM ${table} ORDER BY row LIMIT ? OFFSET ?`, [limit, offset]);
  return { rows: found.map(([row, ...cells]) => ({ row: toRow(row), cells: cells.map(toCell) })) };
}

/** Whether rows and refused records together are numbered from 1 without a gap, as imports do it. */
function isGapless(db: ReadDb, dataset: Dataset): boolean {
  const sql = `SELECT max(
      coalesce((SELECT max(row) FROM cells_${dataset.number}), 0),
      coalesce((SELECT max(row) FROM rejected_rows WHERE dataset = ?), 0)
    ) - (SELECT count(*) FROM rejected_rows WHERE dataset = ?) AS n`;
  return db.get(sql, [dataset.number, dataset.number], counted)?.n === dataset.rowCount;
}

/** Number of the row at a place: the place plus the refused records before it. */
function rowAt(db: ReadDb, dataset: Dataset, offset: number): number {
  const sql = `SELECT count(*) AS n FROM (
      SELECT row - row_number() OVER (ORDER BY row) AS before FROM rejected_rows WHERE dataset = ?
    ) WHERE before <= ?`;
  return offset + 1 + (db.get(sql, [dataset.number, offset], counted)?.n ?? 0);
}

/** Different values of a column with their counts, numbers ascending before text; missing cells are left out. */
export function countValues(
  db: ReadDb,
  datasetId: string,
  name: string,
): { readonly value: Exclude<CellValue, null>; readonly count: number }[] {
  const dataset = readDataset(db, datasetId);
  const [position = 0] = positionsOf(dataset, [name]);
  const column = `c${position}`;
  const sql = `SELECT ${column}, count(*) FROM cells_${dataset.number} WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY 1`;
  return db.raw(sql, []).flatMap(([cell, count]) => {
    const value = toCell(cell);
    return value === null ? [] : [{ value, count: toRow(count) }];
  });
}

/** Codes for "no answer" in a column with their counts, most frequent first, and the number of refused cells. */
export function countGaps(
  db: ReadDb,
  datasetId: string,
  name: string,
): { readonly codes: { readonly code: string; readonly count: number }[]; readonly rejected: number } {
  const dataset = readDataset(db, datasetId);
  const [position = 0] = positionsOf(dataset, [name]);
  const key = [dataset.number, position];
  const codes = `SELECT code, count(*) AS count FROM missing_cells WHERE dataset = ? AND position = ?
    GROUP BY code ORDER BY count DESC, code`;
  const rejected = 'SELECT count(*) AS n FROM rejected_cells WHERE dataset = ? AND position = ?';
  return {
    codes: db.all(codes, key, z.object({ code: z.string(), count: z.int() })),
    rejected: db.get(rejected, key, counted)?.n ?? 0,
  };
}
