import { z } from 'zod';
import type { CellValue } from '../../../../shared/domain/codebook.ts';
import { jsonColumn, jsonColumnOf, toJson } from '../json-text.ts';
import type { ProjectDb, ReadDb, WriteDb } from '../read-write-db.ts';
import { writeTransaction } from '../read-write-db.ts';
import { found } from './not-found.ts';

const columnSchema = z.strictObject({
  /** Name in the file's header. */
  name: z.string(),
  /** Column c<position> of the cells, or null where the column was left out. */
  position: z.int().nonnegative().nullable(),
});
/** A column of the imported file, in the file's order. */
export type DatasetColumn = z.infer<typeof columnSchema>;

const datasetRow = z
  .object({
    number: z.int(),
    id: z.string(),
    name: z.string(),
    file_name: z.string(),
    sha256: z.string(),
    dialect: jsonColumn,
    columns: jsonColumnOf(z.array(columnSchema)),
    row_count: z.int(),
    imported_at: z.string(),
  })
  .transform(({ file_name, row_count, imported_at, ...row }) => ({
    ...row,
    fileName: file_name,
    rowCount: row_count,
    importedAt: imported_at,
  }));
export type Dataset = z.infer<typeof datasetRow>;

const datasetFields = 'number, id, name, file_name, sha256, dialect, columns, row_count, imported_at';

/** A dataset under construction: nobody sees it before `finishDataset`. */
export interface StagedDataset {
  readonly number: number;
  /** Number of stored columns. */
  readonly width: number;
}

export interface StagedRow {
  /** 1-based number of the record in the file, header not counted. */
  readonly row: number;
  /** One value per stored column. */
  readonly cells: readonly CellValue[];
}

export interface NewDataset {
  readonly id: string;
  readonly name: string;
  readonly fileName: string;
  readonly dialect: unknown;
  readonly columns: readonly DatasetColumn[];
  /** ISO 8601. */
  readonly importedAt: string;
}

function cellsTable(number: number): string {
  return `cells_${z.int().parse(number)}`;
}

/** Starts a dataset and its table of cells. It stays invisible until `finishDataset` and is discarded when the project is opened again. */
export function stageDataset(db: WriteDb, dataset: NewDataset): StagedDataset {
  const width = dataset.columns.filter((column) => column.position !== null).length;
  const { number } = found(
    db.get(
      `INSERT INTO datasets (id, state, name, file_name, dialect, columns, row_count, imported_at)
       VALUES (?, 'importing', ?, ?, ?, ?, 0, ?) RETURNING number`,
      [
        dataset.id,
        dataset.name,
        dataset.fileName,
        toJson(dataset.dialect),
        toJson(dataset.columns),
        dataset.importedAt,
      ],
      z.object({ number: z.int() }),
    ),
    'dataset',
    dataset.id,
  );
  const columns = Array.from({ length: width }, (_, position) => `, c${position} ANY`).join('');
  db.run(`CREATE TABLE ${cellsTable(number)} (row INTEGER PRIMARY KEY${columns}) STRICT`);
  return { number, width };
}

/** Adds rows to a staged dataset. */
export function insertRows(db: WriteDb, dataset: StagedDataset, rows: readonly StagedRow[]): void {
  const places = ', ?'.repeat(dataset.width);
  const sql = `INSERT INTO ${cellsTable(dataset.number)} VALUES (?${places})`;
  for (const { row, cells } of rows) db.run(sql, [row, ...cells]);
}

/** Makes a staged dataset visible. `sha256` is that of the imported file. */
export function finishDataset(
  db: WriteDb,
  dataset: StagedDataset,
  facts: { readonly sha256: string; readonly rowCount: number },
): void {
  db.run(`UPDATE datasets SET state = 'ready', sha256 = ?, row_count = ? WHERE number = ?`, [
    facts.sha256,
    facts.rowCount,
    dataset.number,
  ]);
}

export interface LeftOutCounts {
  readonly rejectedRows: number;
  readonly rejectedCells: number;
  /** Cells with a code for "no answer". */
  readonly missingCells: number;
}

export interface StagedCounts extends LeftOutCounts {
  readonly rows: number;
}

/** What a dataset could not or should not keep of its file, counted in its tables. */
export function countLeftOut(db: ReadDb, { number }: Pick<StagedDataset, 'number'>): LeftOutCounts {
  const countIn = (table: string): number =>
    count(db, `SELECT count(*) AS n FROM ${table} WHERE dataset = ?`, [number]);
  return {
    rejectedRows: countIn('rejected_rows'),
    rejectedCells: countIn('rejected_cells'),
    missingCells: countIn('missing_cells'),
  };
}

/** What the project really holds of a dataset. It reads every row. */
export function countStaged(db: ReadDb, dataset: Pick<StagedDataset, 'number'>): StagedCounts {
  const rows = count(db, `SELECT count(*) AS n FROM ${cellsTable(dataset.number)}`, []);
  return { rows, ...countLeftOut(db, dataset) };
}

function count(db: ReadDb, sql: string, parameters: readonly number[]): number {
  return db.get(sql, parameters, z.object({ n: z.int() }))?.n ?? 0;
}

/** Removes a dataset, staged or ready, with everything that belongs to it. Fails while a split refers to it. */
export function discardDataset(db: WriteDb, number: number): void {
  db.run('DELETE FROM datasets WHERE number = ?', [number]);
  db.run(`DROP TABLE IF EXISTS ${cellsTable(number)}`);
}

/** Removes what an interrupted import left behind. Safe because the project has a single writer. */
export function discardUnfinishedImports(db: ProjectDb): void {
  const unfinished = db.all(`SELECT number FROM datasets WHERE state = 'importing'`, [], z.object({ number: z.int() }));
  for (const { number } of unfinished) writeTransaction(db, [], (write) => discardDataset(write, number));
}

/** Datasets in the order of their import. */
export function listDatasets(db: ReadDb): Dataset[] {
  return db.all(`SELECT ${datasetFields} FROM datasets WHERE state = 'ready' ORDER BY number`, [], datasetRow);
}

export function findDataset(db: ReadDb, id: string): Dataset | undefined {
  return db.get(`SELECT ${datasetFields} FROM datasets WHERE state = 'ready' AND id = ?`, [id], datasetRow);
}

/** Throws `not-found`. */
export function readDataset(db: ReadDb, id: string): Dataset {
  return found(findDataset(db, id), 'dataset', id);
}

/** True while the identifier is taken, also by an import in progress. */
export function datasetIdTaken(db: ReadDb, id: string): boolean {
  return db.raw('SELECT 1 FROM datasets WHERE id = ?', [id]).length > 0;
}
