import { apply } from './matrix-products.ts';
import type { OrthogonalBasis } from './orthogonal-basis.ts';
import type { PreparedRegression } from './prepare-regression.ts';

/**
 * Columns whose coefficients run off to infinity along a direction of recession, with a warning that names them. A
 * column counts when its share of the change of the linear predictor is not rounding, and when the rows that would
 * determine its coefficient fit perfectly, so that any value would do.
 *
 * @param recession direction in the basis, or null when the maximum exists
 * @param bread inverse of the information where the search ended, in terms of the kept columns; null when singular
 * @param place index in `names` of the j-th kept column
 */
export function separatedColumns(
  prepared: PreparedRegression,
  basis: OrthogonalBasis,
  recession: Float64Array | null,
  bread: readonly Float64Array[] | null,
  place: (j: number) => number,
  names: readonly string[],
): ReadonlySet<number> {
  const separated = new Set<number>();
  if (recession === null) return separated;
  const sizes = basis.kept.map((column) => largestEntry(prepared.columns[column]));
  const direction = apply(basis.transform, recession);
  const shares = direction.map((value, j) => Math.abs(value) * (sizes[j] ?? 0));
  const most = shares.reduce((largest, share) => Math.max(largest, share), 0);
  shares.forEach((share, j) => {
    if (share > 1e-4 * most || isUndetermined(bread?.[j]?.[j], sizes[j] ?? 0)) separated.add(place(j));
  });
  const named = [...separated].map((index) => names[index] ?? '');
  prepared.warnings.push({ code: 'separation', detail: named.join(', ') });
  return separated;
}

/**
 * Whether a coefficient beside a separated one is not determined at all: its standard error times its column is so
 * wide, in units of the linear predictor, that only rows with a vanishing weight can have given it.
 */
export function isUndetermined(variance: number | undefined, size: number): boolean {
  return variance !== undefined && variance * size * size > 1e4;
}

export function largestEntry(column: Float64Array | undefined): number {
  return column?.reduce((most, value) => Math.max(most, Math.abs(value)), 0) ?? 0;
}
