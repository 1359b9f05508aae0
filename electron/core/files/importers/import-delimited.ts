import type { Codebook } from '../../../../shared/domain/codebook.ts';
import type { Dialect, ResolvedDialect } from '../../../../shared/domain/dialect.ts';
import { PilotlightError } from '../../../../shared/errors.ts';
import {
  dataFileAllRejected,
  dataFileChangedMeanwhile,
  dataFileNoHeader,
  dataFileNoRows,
  dataRowsUnreconciled,
  dataTooManyColumns,
} from '../../../../shared/messages/data-messages.ts';
import type { ProjectDb } from '../../database/read-write-db.ts';
import type { DelimitedRecord } from './delimited-parser.ts';
import { createDatasetWriter } from './dataset-writer.ts';
import type { DatasetWriter } from './dataset-writer.ts';
import { openDataFile } from './open-data-file.ts';
import type { DataFile } from './open-data-file.ts';
import { headerRecords, matchColumns, readHeader } from './read-header.ts';
import { readRecords } from './read-records.ts';
import type { RecordsRead } from './read-records.ts';
import { createRowReader } from './row-reader.ts';
import type { ReadRow } from './row-reader.ts';

export interface ImportProgress {
  readonly bytesRead: number;
  readonly totalBytes: number;
  /** Records seen so far. */
  readonly rows: number;
}

export interface ImportDelimitedOptions {
  readonly path: string;
  readonly dialect: Partial<Dialect>;
  readonly codebook: Codebook;
  readonly db: ProjectDb;
  readonly datasetId: string;
  readonly clock: () => Date;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

export interface ImportedDataset {
  readonly datasetId: string;
  readonly sha256: string;
  readonly dialect: ResolvedDialect;
  /** Names of the stored columns in the order of the file. */
  readonly columns: readonly string[];
  /** Names of the file's columns that were left out: excluded, or not in the codebook. */
  readonly leftOut: readonly string[];
  /** records = rows + rejectedRows. */
  readonly records: number;
  readonly rows: number;
  readonly rejectedRows: number;
  readonly rejectedCells: number;
  /** Cells with a code for "no answer"; empty cells are not counted. */
  readonly missingCells: number;
}

/** SQLite allows 2,000 columns in a table. */
const mostColumns = 1_900;

/**
 * Imports a delimited text file as a dataset with its codebook. Rows are written in pieces while the file is read; the dataset becomes
 * visible in one final transaction, after the parser's own count of records has been compared with the rows that the
 * project really holds. On any failure, and after a kill at any moment, none of it remains visible.
 *
 * @throws `file-not-found`, `file-unreadable`, `data-invalid`, `data-changed`, `file-write-failed`, `cancelled`.
 */
export async function importDelimited(options: ImportDelimitedOptions): Promise<ImportedDataset> {
  const { path, db, codebook, signal } = options;
  const file = await openDataFile(path, options.dialect, signal === undefined ? {} : { signal });
  const writer = createDatasetWriter({ db, id: options.datasetId, file, codebook, clock: options.clock });
  try {
    const intake = createIntake(file, codebook, writer);
    const read = await readRecords(file, {
      onRecord: intake.onRecord,
      onBytes: (bytesRead) => options.onProgress?.({ bytesRead, totalBytes: file.size, rows: intake.records() }),
      ...(signal === undefined ? {} : { signal }),
    });
    return finish(options, file, read, intake, writer);
  } catch (error) {
    writer.discard();
    throw error;
  }
}

interface Intake {
  readonly onRecord: (record: DelimitedRecord) => boolean;
  /** Records of data so far. */
  readonly records: () => number;
  /** Fields per record according to the header. */
  readonly width: () => number;
}

/** Takes the header from the first records and hands the others to the writer. */
function createIntake(file: DataFile, codebook: Codebook, writer: DatasetWriter): Intake {
  const { dialect, name } = file;
  const headerLength = headerRecords(dialect.header);
  const held: DelimitedRecord[] = [];
  let readRow: ((record: DelimitedRecord, row: number) => ReadRow) | undefined;
  let records = 0;
  let width = 0;

  function begin(): (record: DelimitedRecord, row: number) => ReadRow {
    const columns = readHeader(
      held.map((record) => record.fields),
      dialect.header,
      name,
    );
    const stored = matchColumns(columns, codebook, name);
    if (stored.length > mostColumns) {
      throw new PilotlightError('data-invalid', dataTooManyColumns(name, stored.length, mostColumns), { file: name });
    }
    width = columns.length;
    writer.begin(columns, stored);
    return createRowReader(stored, width, dialect);
  }

  return {
    records: () => records,
    width: () => width,
    onRecord(record) {
      if (held.length < headerLength) {
        held.push(record);
        return true;
      }
      if (readRow === undefined && headerLength === 0) held.push(record);
      readRow ??= begin();
      records += 1;
      writer.add(readRow(record, records));
      return true;
    },
  };
}

function finish(
  { datasetId }: ImportDelimitedOptions,
  file: DataFile,
  read: RecordsRead,
  intake: Intake,
  writer: DatasetWriter,
): ImportedDataset {
  const { name, dialect } = file;
  if (read.bytesRead !== file.size) {
    throw new PilotlightError('data-changed', dataFileChangedMeanwhile(name), { file: name });
  }
  const records = read.records - headerRecords(dialect.header);
  if (records < 0) throw new PilotlightError('data-invalid', dataFileNoHeader(name), { file: name });
  if (records === 0) throw new PilotlightError('data-invalid', dataFileNoRows(name), { file: name });
  writer.flush();
  const counts = writer.storedCounts();
  if (counts.rows + counts.rejectedRows !== records) {
    const sentence = dataRowsUnreconciled(name, records, counts.rows, counts.rejectedRows);
    throw new PilotlightError('data-invalid', sentence, { file: name });
  }
  if (counts.rows === 0) {
    throw new PilotlightError('data-invalid', dataFileAllRejected(name, records, intake.width()), { file: name });
  }
  const { columns, leftOut } = writer.finish({ sha256: read.sha256, rowCount: counts.rows });
  return { datasetId, sha256: read.sha256, dialect, columns, leftOut, records, ...counts };
}
