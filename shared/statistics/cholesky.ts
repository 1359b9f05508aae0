/** Symmetric matrix as rows. */
export type SymmetricMatrix = readonly Float64Array[];

/**
 * Lower triangle L with A = LLᵀ, or null when A is not positive definite (a pivot at or below `floor` times its diagonal).
 * Source: Golub & Van Loan (2013), Matrix Computations, 4.2.
 */
export function cholesky(matrix: SymmetricMatrix, floor = 1e-14): Float64Array[] | null {
  const lower = matrix.map((row) => new Float64Array(row.length));
  for (let j = 0; j < matrix.length; j += 1) {
    const rowJ = lower[j] ?? new Float64Array(0);
    const diagonal = matrix[j]?.[j] ?? 0;
    let pivot = diagonal;
    for (let k = 0; k < j; k += 1) pivot -= (rowJ[k] ?? 0) ** 2;
    if (!(pivot > floor * diagonal) || !Number.isFinite(pivot)) return null;
    const root = Math.sqrt(pivot);
    rowJ[j] = root;
    for (let i = j + 1; i < matrix.length; i += 1) {
      const rowI = lower[i] ?? new Float64Array(0);
      let sum = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (rowI[k] ?? 0) * (rowJ[k] ?? 0);
      rowI[j] = sum / root;
    }
  }
  return lower;
}

/** Solves LLᵀx = v. */
export function solveCholesky(lower: readonly Float64Array[], v: Float64Array): Float64Array {
  const size = lower.length;
  const x = v.slice();
  for (let i = 0; i < size; i += 1) {
    const row = lower[i] ?? x;
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (row[k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (row[i] ?? 1);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= (lower[k]?.[i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (lower[i]?.[i] ?? 1);
  }
  return x;
}

/** Inverse of A from its Cholesky factor, as rows. */
export function invertCholesky(lower: readonly Float64Array[]): Float64Array[] {
  return lower.map((_, j) => {
    const unit = new Float64Array(lower.length);
    unit[j] = 1;
    return solveCholesky(lower, unit);
  });
}
