import type { CellValue } from '../../../../shared/domain/codebook.ts';
import type { ResolvedDialect } from '../../../../shared/domain/dialect.ts';
import type { StagedRow } from '../../database/repositories/datasets.ts';
import type { RejectedRow, StagedMissingCell, StagedRejectedCell } from '../../database/repositories/cells.ts';
import { createCellReader } from './cell-reader.ts';
import type { DelimitedRecord } from './delimited-parser.ts';
import type { StoredColumn } from './read-header.ts';

/** `field-count`: more or fewer fields than the header; `no-values`: nothing but empty fields. */
export const rowRejectionReasons = ['field-count', 'no-values'] as const;

/** A record as it will be stored, or why it is not. */
export type ReadRow =
  | {
      readonly kind: 'row';
      readonly row: StagedRow;
      readonly missing: readonly StagedMissingCell[];
      readonly rejected: readonly StagedRejectedCell[];
    }
  | { readonly kind: 'rejected'; readonly rejected: RejectedRow };

/**
 * Reads records by the codebook. `width` is the number of fields of the header; `row` the 1-based number of the record.
 * A value that does not fit becomes missing and is reported with its text.
 */
export function createRowReader(
  columns: readonly StoredColumn[],
  width: number,
  dialect: ResolvedDialect,
): (record: DelimitedRecord, row: number) => ReadRow {
  const readers = columns.map(({ field, position, variable }) => ({
    field,
    position,
    read: createCellReader(variable, dialect),
  }));
  return ({ fields, line }, row) => {
    const reason = rowFault(fields, width);
    if (reason !== undefined) return { kind: 'rejected', rejected: { row, line, reason, fields: fields.length } };
    const cells: CellValue[] = [];
    const missing: StagedMissingCell[] = [];
    const rejected: StagedRejectedCell[] = [];
    for (const { field, position, read } of readers) {
      const text = fields[field] ?? '';
      const cell = read(text);
      cells.push(cell.kind === 'value' ? cell.value : null);
      if (cell.kind === 'missing') missing.push({ row, position, code: cell.code });
      if (cell.kind === 'rejected') rejected.push({ row, position, line, reason: cell.reason, text });
    }
    return { kind: 'row', row: { row, cells }, missing, rejected };
  };
}

function rowFault(fields: readonly string[], width: number): (typeof rowRejectionReasons)[number] | undefined {
  if (fields.length !== width) return 'field-count';
  return fields.every((field) => field === '') ? 'no-values' : undefined;
}
