import { z } from 'zod';
import type { Answers, CellValue } from '../../../../shared/domain/codebook.ts';
import type { ReadDb, WriteDb } from '../read-write-db.ts';
import { readDataset } from './datasets.ts';
import type { Dataset, StagedDataset } from './datasets.ts';
import { found } from './not-found.ts';

/** Columns of a dataset: `values.get(name)[i]` belongs to `rows[i]`; rows ascend. */
export interface ColumnTable {
  readonly rows: readonly number[];
  readonly values: ReadonlyMap<string, readonly CellValue[]>;
}

export interface MissingCell {
  readonly row: number;
  readonly column: string;
  /** The code for "no answer" as it stood in the file. */
  readonly code: string;
}

/** A value that fitted neither the options nor the scale: stored as missing, its text kept here. */
export interface RejectedCell {
  readonly row: number;
  readonly column: string;
  /** 1-based line of the file on which the record starts. */
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

/** A record with the wrong number of fields: not stored. */
export interface RejectedRow {
  readonly row: number;
  readonly line: number;
  readonly reason: string;
  readonly fields: number;
}

/** As above, with the column's position in place of its name. */
export type StagedMissingCell = Omit<MissingCell, 'column'> & { readonly position: number };
export type StagedRejectedCell = Omit<RejectedCell, 'column'> & { readonly position: number };

const pageRows = 10_000;

export function insertMissingCells(db: WriteDb, dataset: StagedDataset, cells: readonly StagedMissingCell[]): void {
  for (const { row, position, code } of cells) {
    db.run('INSERT INTO missing_cells (dataset, row, position, code) VALUES (?, ?, ?, ?)', [
      dataset.number,
      row,
      position,
      code,
    ]);
  }
}

export function insertRejectedCells(db: WriteDb, dataset: StagedDataset, cells: readonly StagedRejectedCell[]): void {
  for (const { row, position, line, reason, text } of cells) {
    db.run('INSERT INTO rejected_cells (dataset, row, position, line, reason, text) VALUES (?, ?, ?, ?, ?, ?)', [
      dataset.number,
      row,
      position,
      line,
      reason,
      text,
    ]);
  }
}

export function insertRejectedRows(db: WriteDb, dataset: StagedDataset, rows: readonly RejectedRow[]): void {
  for (const { row, line, reason, fields } of rows) {
    db.run('INSERT INTO rejected_rows (dataset, row, line, reason, fields) VALUES (?, ?, ?, ?, ?)', [
      dataset.number,
      row,
      line,
      reason,
      fields,
    ]);
  }
}

/** Row numbers of a dataset, ascending. A row keeps the 1-based number of its record in the file, so rejected records leave gaps. */
export function listRows(db: ReadDb, datasetId: string): number[] {
  return [...pages(db, readDataset(db, datasetId), [], undefined)].map((page) => z.number().parse(page[0]));
}

/**
 * Reads only the named columns, of all rows or of the given ones, in pages of 10,000 rows.
 *
 * @throws `not-found` when the dataset is unknown or a column is not stored.
 */
export function readColumns(
  db: ReadDb,
  datasetId: string,
  names: readonly string[],
  rows?: readonly number[],
): ColumnTable {
  const dataset = readDataset(db, datasetId);
  const foundRows: number[] = [];
  const values = names.map((): CellValue[] => []);
  for (const [row, ...cells] of pages(db, dataset, positionsOf(dataset, names), rows)) {
    foundRows.push(toRow(row));
    for (const [index, column] of values.entries()) column.push(toCell(cells[index]));
  }
  return { rows: foundRows, values: new Map(names.map((name, index) => [name, values[index] ?? []])) };
}

/** The same by respondent: the named answers of each row, ascending. */
export function readAnswers(
  db: ReadDb,
  datasetId: string,
  names: readonly string[],
  rows?: readonly number[],
): { readonly row: number; readonly answers: Answers }[] {
  const dataset = readDataset(db, datasetId);
  return [...pages(db, dataset, positionsOf(dataset, names), rows)].map(([row, ...cells]) => ({
    row: toRow(row),
    answers: Object.fromEntries(names.map((name, index) => [name, toCell(cells[index])])),
  }));
}

/** Cells that held a missing code, by row and column. */
export function listMissingCells(db: ReadDb, datasetId: string): MissingCell[] {
  const dataset = readDataset(db, datasetId);
  const schema = z.object({ row: z.int(), position: z.int(), code: z.string() });
  const sql = 'SELECT row, position, code FROM missing_cells WHERE dataset = ? ORDER BY row, position';
  return db.all(sql, [dataset.number], schema).map(({ position, ...cell }) => ({
    ...cell,
    column: nameOf(dataset, position),
  }));
}

/** Rejected cells by row and column, at most `limit`. */
export function listRejectedCells(db: ReadDb, datasetId: string, limit = 1_000): RejectedCell[] {
  const dataset = readDataset(db, datasetId);
  const schema = z.object({
    row: z.int(),
    position: z.int(),
    line: z.int(),
    reason: z.string(),
    text: z.string(),
  });
  const sql =
    'SELECT row, position, line, reason, text FROM rejected_cells WHERE dataset = ? ORDER BY row, position LIMIT ?';
  return db.all(sql, [dataset.number, limit], schema).map(({ position, ...cell }) => ({
    ...cell,
    column: nameOf(dataset, position),
  }));
}

/** Rejected records by number, at most `limit`. */
export function listRejectedRows(db: ReadDb, datasetId: string, limit = 1_000): RejectedRow[] {
  const dataset = readDataset(db, datasetId);
  const schema = z.object({ row: z.int(), line: z.int(), reason: z.string(), fields: z.int() });
  const sql = 'SELECT row, line, reason, fields FROM rejected_rows WHERE dataset = ? ORDER BY row LIMIT ?';
  return db.all(sql, [dataset.number, limit], schema);
}

/** Places of stored columns among the cells. Throws `not-found`. */
export function positionsOf(dataset: Dataset, names: readonly string[]): number[] {
  return names.map((name) => {
    const position = dataset.columns.find((column) => column.name === name)?.position;
    return found(position ?? undefined, `stored column of dataset "${dataset.id}" called`, name);
  });
}

function nameOf(dataset: Dataset, position: number): string {
  const column = dataset.columns.find((candidate) => candidate.position === position);
  return found(column, 'stored column', String(position)).name;
}

/** Rows as [row, ...cells] in ascending order, a page at a time, so that other statements can run between pages. */
function* pages(
  db: ReadDb,
  dataset: Dataset,
  positions: readonly number[],
  rows: readonly number[] | undefined,
): Generator<unknown[]> {
  const columns = ['row', ...positions.map((position) => `c${position}`)].join(', ');
  const table = `cells_${dataset.number}`;
  if (rows !== undefined) {
    const sql = `SELECT ${columns} FROM ${table} WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row`;
    const ascending = [...new Set(rows)].sort((left, right) => left - right);
    for (let start = 0; start < ascending.length; start += pageRows) {
      yield* db.raw(sql, [JSON.stringify(ascending.slice(start, start + pageRows))]);
    }
    return;
  }
  const sql = `SELECT ${columns} FROM ${table} WHERE row > ? ORDER BY row LIMIT ${pageRows}`;
  for (let page = db.raw(sql, [-1]); page.length > 0; page = db.raw(sql, [toRow(page.at(-1)?.[0])])) yield* page;
}

export function toRow(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError('A row number is not a number.');
  return value;
}

/** Checked by hand: a schema per cell would dominate the time of reading a million rows. */
export function toCell(value: unknown): CellValue {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  throw new TypeError('A cell is neither a number nor text.');
}
