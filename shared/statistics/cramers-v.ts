import { chiSquareUpperTail } from './chi-square-distribution.ts';
import { StatisticsError } from './statistics-error.ts';

/** Association of two nominal variables; `value` and `biasCorrected` are null when a variable has one category only. */
export type CramersV = {
  readonly value: number | null;
  readonly biasCorrected: number | null;
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number | null;
  readonly n: number;
};

/**
 * Cramér's V = sqrt(χ²/(n·(min(r, c) − 1))) in [0, 1] of a table of counts, without continuity correction; rows and
 * columns that are empty are left out. `biasCorrected` is Bergsma's estimator, near 0 under independence at any n.
 * Source: Cramér (1946), ch. 21; Bergsma (2013), J. Korean Stat. Soc. 42:323-328.
 *
 * @param table counts (or weighted counts), rows of equal length
 * @throws StatisticsError empty-input, length-mismatch, negative-value, not-finite, zero-total
 */
export function cramersV(table: readonly (readonly number[])[]): CramersV {
  const { rows, columns, n } = margins(table);
  let chiSquare = 0;
  table.forEach((line, i) => {
    line.forEach((count, j) => {
      const expected = ((rows[i] ?? 0) * (columns[j] ?? 0)) / n;
      if (expected > 0) chiSquare += (count - expected) ** 2 / expected;
    });
  });
  const r = rows.filter((total) => total > 0).length;
  const c = columns.filter((total) => total > 0).length;
  const degreesOfFreedom = (r - 1) * (c - 1);
  if (degreesOfFreedom === 0) {
    return { value: null, biasCorrected: null, chiSquare: 0, degreesOfFreedom, pValue: null, n };
  }
  const phiSquare = chiSquare / n;
  const value = Math.min(1, Math.sqrt(phiSquare / (Math.min(r, c) - 1)));
  const pValue = chiSquareUpperTail(chiSquare, degreesOfFreedom);
  return { value, biasCorrected: bergsma(phiSquare, r, c, n), chiSquare, degreesOfFreedom, pValue, n };
}

function bergsma(phiSquare: number, r: number, c: number, n: number): number | null {
  if (n <= 1) return null;
  const corrected = Math.max(0, phiSquare - ((r - 1) * (c - 1)) / (n - 1));
  const rows = r - (r - 1) ** 2 / (n - 1);
  const columns = c - (c - 1) ** 2 / (n - 1);
  const most = Math.min(rows, columns) - 1;
  return most > 0 ? Math.min(1, Math.sqrt(corrected / most)) : null;
}

function margins(table: readonly (readonly number[])[]) {
  const width = table[0]?.length ?? 0;
  if (width === 0) throw new StatisticsError('empty-input', 'the table is empty');
  const columns = Array.from<number>({ length: width }).fill(0);
  const rows = table.map((line) => {
    if (line.length !== width) throw new StatisticsError('length-mismatch', 'the rows of the table differ in length');
    let total = 0;
    line.forEach((count, j) => {
      if (!Number.isFinite(count)) throw new StatisticsError('not-finite', 'a count is not a finite number');
      if (count < 0) throw new StatisticsError('negative-value', 'a count is negative');
      total += count;
      columns[j] = (columns[j] ?? 0) + count;
    });
    return total;
  });
  const n = rows.reduce((sum, total) => sum + total, 0);
  if (!(n > 0)) throw new StatisticsError('zero-total', 'the table holds no observations');
  return { rows, columns, n };
}
