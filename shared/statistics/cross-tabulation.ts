import { checkWeights } from './check-weights.ts';
import { StatisticsError } from './statistics-error.ts';

/** Weighted counts of two categorical variables; `counts[i][j]` belongs to `rows[i]` and `columns[j]`. */
export type CrossTabulation<Row, Column> = {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly counts: readonly (readonly number[])[];
};

/**
 * Counts pairs of categories, in order of first appearance unless the categories are given.
 *
 * @throws StatisticsError length-mismatch, negative-value, zero-total, unknown-level (value not among the given ones)
 */
export function crossTabulate<Row extends string | number, Column extends string | number>(
  first: readonly Row[],
  second: readonly Column[],
  options: {
    readonly weights?: readonly number[];
    readonly rows?: readonly Row[];
    readonly columns?: readonly Column[];
  } = {},
): CrossTabulation<Row, Column> {
  if (first.length !== second.length) {
    throw new StatisticsError('length-mismatch', `${first.length} and ${second.length} values cannot be paired`);
  }
  const rows = options.rows ?? [...new Set(first)];
  const columns = options.columns ?? [...new Set(second)];
  const counts = rows.map(() => columns.map(() => 0));
  if (first.length === 0) return { rows, columns, counts };
  const weights = checkWeights(first.length, options.weights);
  const rowIndex = new Map(rows.map((row, index) => [row, index]));
  const columnIndex = new Map(columns.map((column, index) => [column, index]));
  second.forEach((column, index) => {
    const row = first[index];
    const i = row === undefined ? undefined : rowIndex.get(row);
    const j = columnIndex.get(column);
    const line = i === undefined ? undefined : counts[i];
    if (line === undefined || j === undefined) {
      throw new StatisticsError('unknown-level', 'a value is not among the given categories', {
        value: line === undefined ? String(row) : String(column),
      });
    }
    line[j] = (line[j] ?? 0) + (weights[index] ?? 0);
  });
  return { rows, columns, counts };
}
