import type { SymmetricMatrix } from './cholesky.ts';
import { congruence, crossProduct } from './matrix-products.ts';
import type { CovarianceKind } from './regression.ts';

/**
 * Robust covariance A⁻¹·B·A⁻¹ of an M-estimator. B sums the outer products of the scores: of each row (HC0), times
 * n/(n−k) (HC1), divided by 1−h (HC2) or its square (HC3), or of the sums over clusters, times G/(G−1) and, for least
 * squares, (n−1)/(n−k).
 * Source: White (1980), Econometrica 48:817; MacKinnon & White (1985), J. Econometrics 29:305; Zeileis (2004, 2006), J. Stat. Softw. 11(10), 16(9).
 *
 * @param input.bread A⁻¹, the inverse of the information, k × k
 * @param input.scores n × k, row after row, weights included
 * @param input.leverage h per row; needed for HC2 and HC3; rows with h = 1 enter as in HC0
 */
export function sandwichCovariance(input: {
  readonly kind: Exclude<CovarianceKind, 'classical'>;
  readonly bread: SymmetricMatrix;
  readonly scores: Float64Array;
  readonly n: number;
  readonly leverage?: Float64Array;
  readonly clusters?: Int32Array | null;
  readonly clusterCount?: number | null;
  readonly leastSquares: boolean;
}): Float64Array[] {
  const { kind, bread, scores, n } = input;
  const k = bread.length;
  if (kind === 'cluster') {
    const groups = input.clusterCount ?? 0;
    const sums = new Float64Array(groups * k);
    scores.forEach((score, index) => {
      const row = Math.floor(index / k);
      const target = (input.clusters?.[row] ?? 0) * k + (index % k);
      sums[target] = (sums[target] ?? 0) + score;
    });
    const small = (groups / (groups - 1)) * (input.leastSquares ? (n - 1) / (n - k) : 1);
    return scale(congruence(bread, crossProduct(sums, k)), small);
  }
  const factors = rowFactors(kind, n, input.leverage);
  const scaled = scores.map((score, index) => score * (factors[Math.floor(index / k)] ?? 1));
  return scale(congruence(bread, crossProduct(scaled, k)), kind === 'HC1' ? n / (n - k) : 1);
}

/** Leverages closer to 1 than this belong to rows that determine a coefficient alone. */
export const fullLeverage = 1 - 1e-10;

function rowFactors(kind: CovarianceKind, n: number, leverage: Float64Array | undefined): Float64Array {
  const factors = new Float64Array(n).fill(1);
  if (leverage === undefined || (kind !== 'HC2' && kind !== 'HC3')) return factors;
  return factors.map((_, i) => {
    const h = leverage[i] ?? 0;
    if (h > fullLeverage) return 1;
    return kind === 'HC2' ? 1 / Math.sqrt(1 - h) : 1 / (1 - h);
  });
}

function scale(matrix: readonly Float64Array[], factor: number): Float64Array[] {
  return matrix.map((row) => row.map((value) => value * factor));
}
