import { householderQr, invertUpper } from './householder-qr.ts';

/**
 * The column space of a design in an orthonormal basis scaled to mean square 1. Likelihoods are maximised in this basis,
 * where the information matrix is well conditioned however the columns are scaled or correlated.
 */
export type OrthogonalBasis = {
  readonly rank: number;
  readonly kept: readonly number[];
  readonly aliased: readonly number[];
  /** n × rank, row after row. */
  readonly rows: Float64Array;
  /** rank × rank; coefficients of the kept columns are `transform` times those of the basis. */
  readonly transform: readonly Float64Array[];
};

/** @param columns design, one array per column */
export function orthogonalBasis(columns: readonly Float64Array[], n: number, tolerance: number): OrthogonalBasis {
  const qr = householderQr(columns, tolerance);
  const scale = Math.sqrt(n);
  const rows = new Float64Array(n * qr.rank);
  qr.q().forEach((column, j) => {
    column.forEach((value, i) => {
      rows[i * qr.rank + j] = value * scale;
    });
  });
  const transform = invertUpper(qr.r).map((row) => row.map((value) => value * scale));
  return { rank: qr.rank, kept: qr.kept, aliased: qr.aliased, rows, transform };
}
