import type { Dialect, ResolvedDialect } from '../../../../shared/domain/dialect.ts';
import { openDataFile } from './open-data-file.ts';
import { headerRecords, readHeader } from './read-header.ts';
import type { HeaderColumn } from './read-header.ts';
import { readRecords } from './read-records.ts';

export interface DelimitedPreview {
  /** The dialect with nothing left to `auto`. */
  readonly dialect: ResolvedDialect;
  readonly columns: readonly HeaderColumn[];
  /** The first rows of data as text, each with as many fields as it has. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * The header and the first `rows` rows of a delimited file, without storing anything.
 *
 * @throws as `openDataFile`, `readRecords` and `readHeader`.
 */
export async function previewDelimited(
  path: string,
  dialect: Partial<Dialect>,
  rows: number,
  options: { readonly signal?: AbortSignal } = {},
): Promise<DelimitedPreview> {
  const file = await openDataFile(path, dialect, options);
  const { header } = file.dialect;
  const records: (readonly string[])[] = [];
  const wanted = headerRecords(header) + Math.max(rows, 1);
  await readRecords(file, {
    ...options,
    onRecord: ({ fields }) => records.push(fields) < wanted,
  });
  return {
    dialect: file.dialect,
    columns: readHeader(records, header, file.name),
    rows: records.slice(headerRecords(header), headerRecords(header) + rows),
  };
}
