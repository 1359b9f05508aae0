import type { Dialect } from '../../../../shared/domain/dialect.ts';
import type { Inspection } from '../../../../shared/domain/inspection.ts';
import { dataFileNoHeader } from '../../../../shared/messages/data-messages.ts';
import { PilotlightError } from '../../../../shared/errors.ts';
import { headerLooksLikeData, recordsMisfit } from '../../../../shared/messages/inspection-messages.ts';
import type { ColumnInspector } from './column-inspector.ts';
import { createColumnInspector } from './column-inspector.ts';
import { openDataFile } from './open-data-file.ts';
import { headerRecords, readHeader } from './read-header.ts';
import type { HeaderColumn } from './read-header.ts';
import { readRecords } from './read-records.ts';

export interface InspectOptions {
  readonly signal: AbortSignal;
  /** Bytes of all that were looked through for their encoding. */
  readonly onScanned?: (done: number, total: number) => void;
  /** Bytes of all whose records were read. */
  readonly onRead?: (done: number, total: number) => void;
}

/**
 * Reads a delimited file to its end and tells what each column seems to hold; nothing is stored.
 *
 * @throws as `openDataFile`, `readRecords` and `readHeader`.
 */
export async function inspectDelimited(
  path: string,
  dialect: Partial<Dialect>,
  { signal, onScanned, onRead }: InspectOptions,
): Promise<Inspection> {
  const file = await openDataFile(path, dialect, { signal, ...(onScanned && { onScanned }) });
  const headerLength = headerRecords(file.dialect.header);
  const head: (readonly string[])[] = [];
  let columns: HeaderColumn[] | undefined;
  let inspectors: ColumnInspector[] = [];
  let records = 0;
  let misfits = 0;
  await readRecords(file, {
    signal,
    onBytes: (done) => onRead?.(done, file.size),
    onRecord({ fields }) {
      if (head.length < headerLength) {
        head.push(fields);
        return true;
      }
      if (columns === undefined) {
        columns = readHeader(headerLength === 0 ? [fields] : head, file.dialect.header, file.name);
        inspectors = columns.map((column) => createColumnInspector(column, file.dialect));
      }
      records += 1;
      if (fields.length === columns.length)
        inspectors.forEach((inspector, index) => inspector.add(fields[index] ?? ''));
      else misfits += 1;
      return true;
    },
  });
  if (head.length < headerLength) {
    throw new PilotlightError('data-invalid', dataFileNoHeader(file.name), { file: file.name });
  }
  columns ??= readHeader(head, file.dialect.header, file.name);
  if (inspectors.length === 0) inspectors = columns.map((column) => createColumnInspector(column, file.dialect));
  const looksLikeData =
    headerLength > 0 && columns.length > 1 && columns.every(({ name }) => /^[+-]?[\d.,]+$/.test(name));
  return {
    fileName: file.name,
    sizeBytes: file.size,
    format: file.dialect.delimiter === '\t' ? 'tab-separated text' : 'delimited text (CSV)',
    dialect: file.dialect,
    records,
    misfits,
    columns: inspectors.map((inspector) => inspector.finish()),
    losses: [...(misfits > 0 ? [recordsMisfit(misfits)] : []), ...(looksLikeData ? [headerLooksLikeData()] : [])],
  };
}
