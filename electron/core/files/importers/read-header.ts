import { closestName } from '../../../../shared/domain/closest-name.ts';
import type { Codebook, Variable } from '../../../../shared/domain/codebook.ts';
import type { ResolvedDialect } from '../../../../shared/domain/dialect.ts';
import { PilotlightError } from '../../../../shared/errors.ts';
import {
  dataColumnsMissing,
  dataFileDuplicateHeaders,
  dataFileNoHeader,
  dataFileNotQualtrics,
} from '../../../../shared/messages/data-messages.ts';
import { isQualtricsIds } from './sniff-dialect.ts';

/** A column as the header names it. */
export interface HeaderColumn {
  readonly name: string;
  /** Question text from the second header row of Qualtrics, otherwise "". */
  readonly question: string;
}

/** Number of records that belong to the header. */
export function headerRecords(header: ResolvedDialect['header']): number {
  return { plain: 1, qualtrics: 3, none: 0 }[header];
}

/**
 * Columns from the first records: as many as `headerRecords` says, or one record of data where there is no header. Columns without a
 * name are allowed, two of the same name are not.
 *
 * @throws `data-invalid` for a missing, duplicate or wrong header.
 */
export function readHeader(
  records: readonly (readonly string[])[],
  header: ResolvedDialect['header'],
  file: string,
): HeaderColumn[] {
  const [names, questions, ids] = records;
  if (names === undefined) throw new PilotlightError('data-invalid', dataFileNoHeader(file), { file });
  if (header === 'none') return names.map((_, index) => ({ name: `V${index + 1}`, question: '' }));
  if (names.every((name) => name.trim() === '')) {
    throw new PilotlightError('data-invalid', dataFileNoHeader(file), { file });
  }
  const duplicates = names.filter((name, index) => name !== '' && names.indexOf(name) !== index);
  if (duplicates.length > 0) {
    const sentence = dataFileDuplicateHeaders(file, [...new Set(duplicates)]);
    throw new PilotlightError('data-invalid', sentence, { file });
  }
  if (header === 'qualtrics' && !isQualtricsIds(ids)) {
    throw new PilotlightError('data-invalid', dataFileNotQualtrics(file), { file });
  }
  return names.map((name, index) => ({ name, question: header === 'qualtrics' ? (questions?.[index] ?? '') : '' }));
}

/** A column that is stored: where it stands in a record, where among the stored cells, and how to read it. */
export interface StoredColumn {
  readonly field: number;
  readonly position: number;
  readonly variable: Variable;
}

/**
 * The columns to store, in the order of the file: those of the codebook that are not excluded. Names that differ only in how accents
 * are composed are the same.
 *
 * @throws `data-invalid` naming the codebook's variables that the file lacks, each with the nearest name it has.
 */
export function matchColumns(columns: readonly HeaderColumn[], codebook: Codebook, file: string): StoredColumn[] {
  const names = columns.map((column) => column.name.normalize('NFC'));
  const wanted = codebook.variables.filter((variable) => variable.role !== 'excluded');
  const missing = wanted.filter((variable) => !names.includes(variable.name.normalize('NFC')));
  if (missing.length > 0) {
    const list = missing.map(({ name }) => ({ name, nearest: closestName(name, names.filter(Boolean)) }));
    const details = { file, missing: missing.map((variable) => variable.name) };
    throw new PilotlightError('data-invalid', dataColumnsMissing(file, list), details);
  }
  return wanted
    .map((variable) => ({ variable, field: names.indexOf(variable.name.normalize('NFC')) }))
    .sort((left, right) => left.field - right.field)
    .map((column, position) => ({ ...column, position }));
}
