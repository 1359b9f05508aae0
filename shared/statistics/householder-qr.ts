/** Result of `householderQr`; columns are numbered as in the input. */
export type QrDecomposition = {
  readonly rank: number;
  /** Independent columns, in input order. */
  readonly kept: readonly number[];
  /** Columns that are combinations of earlier kept ones, in input order. */
  readonly aliased: readonly number[];
  /** Upper triangle, `r[i][j]`, rank × rank. */
  readonly r: readonly Float64Array[];
  /** Orthonormal columns, rank of them, each of length n. */
  readonly q: () => Float64Array[];
  /** Qᵀv, n long; the first `rank` entries belong to the kept columns. */
  readonly applyTransposed: (v: Float64Array) => Float64Array;
  /** Least-squares coefficients of the kept columns. */
  readonly solve: (v: Float64Array) => Float64Array;
};

/**
 * QR decomposition by Householder reflections with limited column pivoting, as R's `lm`: columns are taken in order, and
 * one whose part outside the earlier columns is shorter than `tolerance` times its length is set aside as aliased.
 * Source: Golub & Van Loan (2013), Matrix Computations, 5.2.2; LINPACK dqrdc2.
 *
 * @param columns p columns of length n
 */
export function householderQr(columns: readonly Float64Array[], tolerance = 1e-7): QrDecomposition {
  const n = columns[0]?.length ?? 0;
  const work = columns.map((column) => column.slice());
  const lengths = work.map((column) => norm(column, 0) || 1);
  const kept: number[] = [];
  const aliased: number[] = [];
  const reflectors: Float64Array[] = [];
  const rColumns: Float64Array[] = [];
  work.forEach((column, j) => {
    const k = kept.length;
    reflectors.forEach((reflector, i) => reflect(column, reflector, i));
    const rest = k < n ? norm(column, k) : 0;
    if (k >= n || rest < tolerance * (lengths[j] ?? 1)) {
      aliased.push(j);
      return;
    }
    const head = column[k] ?? 0;
    const pivot = head > 0 ? -rest : rest;
    const reflector = column.slice(k);
    reflector[0] = head - pivot;
    const scale = norm(reflector, 0);
    reflectors.push(reflector.map((value) => value / scale));
    const rColumn = column.slice(0, k + 1);
    rColumn[k] = pivot;
    rColumns.push(rColumn);
    kept.push(j);
  });
  const rank = kept.length;
  const r = kept.map((_, i) => Float64Array.from(rColumns, (column) => column[i] ?? 0));
  const applyTransposed = (v: Float64Array) => {
    const result = v.slice();
    reflectors.forEach((reflector, i) => reflect(result, reflector, i));
    return result;
  };
  const q = () =>
    kept.map((_, k) => {
      const unit = new Float64Array(n);
      unit[k] = 1;
      // Reflectors behind the k-th act on zeros only.
      for (let i = k; i >= 0; i -= 1) reflect(unit, reflectors[i] ?? unit, i);
      return unit;
    });
  const solve = (v: Float64Array) => solveUpper(r, applyTransposed(v).subarray(0, rank));
  return { rank, kept, aliased, r, q, applyTransposed, solve };
}

/** Solves Rb = v for an upper triangular R by back substitution. */
export function solveUpper(r: readonly Float64Array[], v: Float64Array): Float64Array {
  const size = r.length;
  const b = new Float64Array(size);
  for (let i = size - 1; i >= 0; i -= 1) {
    const row = r[i] ?? b;
    let sum = v[i] ?? 0;
    for (let j = i + 1; j < size; j += 1) sum -= (row[j] ?? 0) * (b[j] ?? 0);
    b[i] = sum / (row[i] ?? 1);
  }
  return b;
}

/** Inverse of an upper triangular matrix, as rows. */
export function invertUpper(r: readonly Float64Array[]): Float64Array[] {
  const size = r.length;
  const inverse = r.map(() => new Float64Array(size));
  for (let j = 0; j < size; j += 1) {
    const unit = new Float64Array(size);
    unit[j] = 1;
    solveUpper(r, unit).forEach((value, i) => {
      const row = inverse[i];
      if (row !== undefined) row[j] = value;
    });
  }
  return inverse;
}

/** Reflects v in place in the plane across the unit vector `reflector`, which starts at row `from`. */
function reflect(v: Float64Array, reflector: Float64Array, from: number): void {
  let product = 0;
  for (let i = 0; i < reflector.length; i += 1) product += (reflector[i] ?? 0) * (v[from + i] ?? 0);
  product *= 2;
  for (let i = 0; i < reflector.length; i += 1) v[from + i] = (v[from + i] ?? 0) - product * (reflector[i] ?? 0);
}

/** Euclidean length of v from `from` on, scaled so that it neither over- nor underflows. */
function norm(v: Float64Array, from: number): number {
  let largest = 0;
  for (let i = from; i < v.length; i += 1) largest = Math.max(largest, Math.abs(v[i] ?? 0));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = from; i < v.length; i += 1) sum += ((v[i] ?? 0) / largest) ** 2;
  return largest * Math.sqrt(sum);
}
