import { checkValues } from './check-values.ts';
import { checkWeights } from './check-weights.ts';

/**
 * Weighted arithmetic mean Σwx/Σw, with a second pass that removes the rounding of the first.
 *
 * @throws StatisticsError empty-input, not-finite, length-mismatch, negative-value, zero-total
 */
export function weightedMean(values: readonly number[], weights?: readonly number[]): number {
  checkValues(values);
  const checked = checkWeights(values.length, weights);
  let total = 0;
  let sum = 0;
  values.forEach((value, index) => {
    const weight = checked[index] ?? 0;
    total += weight;
    sum += weight * value;
  });
  const mean = sum / total;
  let correction = 0;
  values.forEach((value, index) => {
    correction += (checked[index] ?? 0) * (value - mean);
  });
  return mean + correction / total;
}
