import { StatisticsError } from './statistics-error.ts';

/**
 * Returns the weights of `n` observations, all 1 when none are given.
 * @throws StatisticsError length-mismatch, not-finite, negative-value, zero-total
 */
export function checkWeights(n: number, weights?: readonly number[]): readonly number[] {
  if (weights === undefined) return Array.from<number>({ length: n }).fill(1);
  if (weights.length !== n) {
    throw new StatisticsError('length-mismatch', `${weights.length} weights for ${n} values`);
  }
  let total = 0;
  for (const weight of weights) {
    if (!Number.isFinite(weight)) throw new StatisticsError('not-finite', 'a weight is not a finite number');
    if (weight < 0) throw new StatisticsError('negative-value', 'a weight is negative');
    total += weight;
  }
  if (!(total > 0)) throw new StatisticsError('zero-total', 'the weights add up to zero');
  return weights;
}
