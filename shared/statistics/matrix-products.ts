import type { SymmetricMatrix } from './cholesky.ts';

/** A·B of matrices given as rows. */
export function multiply(a: readonly Float64Array[], b: readonly Float64Array[]): Float64Array[] {
  const width = b[0]?.length ?? 0;
  return a.map((row) => {
    const result = new Float64Array(width);
    row.forEach((value, k) => {
      if (value === 0) return;
      const other = b[k];
      for (let j = 0; j < width; j += 1) result[j] = (result[j] ?? 0) + value * (other?.[j] ?? 0);
    });
    return result;
  });
}

/** T·S·Tᵀ, symmetric. */
export function congruence(t: readonly Float64Array[], s: SymmetricMatrix): Float64Array[] {
  return multiply(multiply(t, s), transpose(t));
}

export function transpose(a: readonly Float64Array[]): Float64Array[] {
  const width = a[0]?.length ?? 0;
  return Array.from({ length: width }, (_, j) => Float64Array.from(a, (row) => row[j] ?? 0));
}

/** Σ rowᵀ·row over the rows of a row-major matrix with `width` columns. */
export function crossProduct(rows: Float64Array, width: number): Float64Array[] {
  const sum = Array.from({ length: width }, () => new Float64Array(width));
  for (let start = 0; start < rows.length; start += width) addOuterProduct(sum, rows, start, 1);
  mirror(sum);
  return sum;
}

/** Adds factor·vᵀv of the slice of `rows` at `start` to the lower triangle of `sum`. */
export function addOuterProduct(sum: readonly Float64Array[], rows: Float64Array, start: number, factor: number): void {
  for (let i = 0; i < sum.length; i += 1) {
    const line = sum[i];
    const scaled = factor * (rows[start + i] ?? 0);
    if (line === undefined || scaled === 0) continue;
    for (let j = 0; j <= i; j += 1) line[j] = (line[j] ?? 0) + scaled * (rows[start + j] ?? 0);
  }
}

/** Copies the lower triangle to the upper one, in place. */
export function mirror(matrix: readonly Float64Array[]): void {
  matrix.forEach((row, i) => {
    for (let j = 0; j < i; j += 1) {
      const other = matrix[j];
      if (other !== undefined) other[i] = row[j] ?? 0;
    }
  });
}

/** A·v. */
export function apply(a: readonly Float64Array[], v: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i += 1) {
    const row = a[i] ?? result;
    let sum = 0;
    for (let k = 0; k < row.length; k += 1) sum += (row[k] ?? 0) * (v[k] ?? 0);
    result[i] = sum;
  }
  return result;
}
