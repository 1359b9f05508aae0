/** A column that varies, with what makes its mean 0 and its variance 1. */
export type ColumnScale = {
  readonly column: number;
  readonly mean: number;
  readonly spread: number;
};

/**
 * Means and standard deviations of columns over some rows; columns that do not vary there are left out.
 *
 * @param columns NaN where a value is missing
 * @param rows indices into the columns
 */
export function scaleColumns(columns: readonly Float64Array[], rows: ArrayLike<number>): ColumnScale[] {
  return columns.flatMap((values, column) => {
    let n = 0;
    let sum = 0;
    for (let i = 0; i < rows.length; i += 1) {
      const value = values[rows[i] ?? 0] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      n += 1;
      sum += value;
    }
    const mean = sum / n;
    let squares = 0;
    for (let i = 0; i < rows.length; i += 1) {
      const value = values[rows[i] ?? 0] ?? Number.NaN;
      if (!Number.isNaN(value)) squares += (value - mean) ** 2;
    }
    const spread = Math.sqrt(squares / n);
    return spread > 1e-12 * Math.max(1, Math.abs(mean)) ? [{ column, mean, spread }] : [];
  });
}

/** Rows × scales, row after row; a missing value is 0, the mean. */
export function standardise(
  columns: readonly Float64Array[],
  scales: readonly ColumnScale[],
  rows: ArrayLike<number>,
): Float64Array {
  const width = scales.length;
  const x = new Float64Array(rows.length * width);
  scales.forEach(({ column, mean, spread }, j) => {
    const values = columns[column];
    if (values === undefined) return;
    for (let i = 0; i < rows.length; i += 1) {
      const value = values[rows[i] ?? 0] ?? Number.NaN;
      x[i * width + j] = Number.isNaN(value) ? 0 : (value - mean) / spread;
    }
  });
  return x;
}

/** 0, 1, … n − 1. */
export function everyRow(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, row) => row);
}
