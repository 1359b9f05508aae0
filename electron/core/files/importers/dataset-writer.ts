import type { Codebook } from '../../../../shared/domain/codebook.ts';
import type { ProjectDb, WriteDb } from '../../database/read-write-db.ts';
import { writeTransaction } from '../../database/read-write-db.ts';
import { insertMissingCells, insertRejectedCells, insertRejectedRows } from '../../database/repositories/cells.ts';
import { saveCodebook } from '../../database/repositories/codebooks.ts';
import {
  countStaged,
  discardDataset,
  finishDataset,
  insertRows,
  stageDataset,
} from '../../database/repositories/datasets.ts';
import type { DatasetColumn, StagedCounts, StagedDataset } from '../../database/repositories/datasets.ts';
import type { DataFile } from './open-data-file.ts';
import type { HeaderColumn, StoredColumn } from './read-header.ts';
import type { ReadRow } from './row-reader.ts';

/** Rows per transaction: few waits for the disk, little work between two checks for cancellation. */
const pieceRows = 2_000;

export interface DatasetWriter {
  /** Starts the dataset once its columns are known. */
  begin(columns: readonly HeaderColumn[], stored: readonly StoredColumn[]): void;
  /** Adds a record; writes a piece when enough have come together. */
  add(row: ReadRow): void;
  /** Writes what has come together. */
  flush(): void;
  /** Counted in the project, not in memory. */
  storedCounts(): StagedCounts;
  /** Makes dataset and codebook visible at once; the names of stored and left out columns. */
  finish(facts: { readonly sha256: string; readonly rowCount: number }): {
    readonly columns: string[];
    readonly leftOut: string[];
  };
  /** Removes what was written. */
  discard(): void;
}

interface DatasetWriterOptions {
  readonly db: ProjectDb;
  readonly id: string;
  readonly file: DataFile;
  readonly codebook: Codebook;
  readonly clock: () => Date;
}

/** Writes the rows of an import in pieces into a dataset that nobody sees before `finish`. */
export function createDatasetWriter({ db, id, file, codebook, clock }: DatasetWriterOptions): DatasetWriter {
  let staged: StagedDataset | undefined;
  let columns: DatasetColumn[] = [];
  let piece: ReadRow[] = [];

  function begun(): StagedDataset {
    if (staged === undefined) throw new Error('The dataset has not been started.');
    return staged;
  }
  function flush(): void {
    if (piece.length === 0) return;
    const dataset = begun();
    writeTransaction(db, [], (write) => writePiece(write, dataset, piece));
    piece = [];
  }

  return {
    begin(header, stored) {
      columns = header.map(({ name }, field) => ({
        name,
        position: stored.find((column) => column.field === field)?.position ?? null,
      }));
      const dataset = { id, name: file.name, fileName: file.name, dialect: file.dialect, columns };
      const importedAt = clock().toISOString();
      staged = writeTransaction(db, [], (write) => stageDataset(write, { ...dataset, importedAt }));
    },
    add(row) {
      if (piece.push(row) >= pieceRows) flush();
    },
    flush,
    storedCounts: () => countStaged(db, begun()),
    finish(facts) {
      writeTransaction(db, ['datasets', 'codebooks'], (write) => {
        finishDataset(write, begun(), facts);
        saveCodebook(write, id, codebook, clock().toISOString());
      });
      const named = columns.filter((column) => column.name !== '');
      return {
        columns: named.filter((column) => column.position !== null).map((column) => column.name),
        leftOut: named.filter((column) => column.position === null).map((column) => column.name),
      };
    },
    discard() {
      if (staged === undefined) return;
      const { number } = staged;
      staged = undefined;
      writeTransaction(db, [], (write) => discardDataset(write, number));
    },
  };
}

function writePiece(db: WriteDb, dataset: StagedDataset, piece: readonly ReadRow[]): void {
  const rows = piece.filter((read) => read.kind === 'row');
  const rejected = piece.filter((read) => read.kind === 'rejected');
  insertRows(
    db,
    dataset,
    rows.map((read) => read.row),
  );
  for (const read of rows) {
    insertMissingCells(db, dataset, read.missing);
    insertRejectedCells(db, dataset, read.rejected);
  }
  insertRejectedRows(
    db,
    dataset,
    rejected.map((read) => read.rejected),
  );
}
