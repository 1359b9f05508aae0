import { checkWeights } from './check-weights.ts';
import { weightedMean } from './weighted-mean.ts';

/**
 * Weighted sample variance. Reliability weights (default, right for survey weights; unchanged when all weights are
 * multiplied by a constant): Σw(x−x̄)² / (Σw − Σw²/Σw). Frequency weights (a weight is a number of equal rows):
 * Σw(x−x̄)² / (Σw − 1). Both are the usual n−1 variance when all weights are 1. NaN when the denominator is not
 * positive, as for one observation. Source: R `stats::cov.wt(method = "unbiased")`; GSL manual, weighted samples.
 *
 * @throws StatisticsError empty-input, not-finite, length-mismatch, negative-value, zero-total
 */
export function weightedVariance(
  values: readonly number[],
  weights?: readonly number[],
  options: { readonly kind?: 'reliability' | 'frequency' } = {},
): number {
  const mean = weightedMean(values, weights);
  const checked = checkWeights(values.length, weights);
  let total = 0;
  let totalOfSquares = 0;
  let squares = 0;
  values.forEach((value, index) => {
    const weight = checked[index] ?? 0;
    total += weight;
    totalOfSquares += weight * weight;
    squares += weight * (value - mean) ** 2;
  });
  const denominator = options.kind === 'frequency' ? total - 1 : total - totalOfSquares / total;
  return denominator > total * 1e-14 ? squares / denominator : Number.NaN;
}
