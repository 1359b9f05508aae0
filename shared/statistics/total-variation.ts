import { normalisePair } from './normalise-distribution.ts';

/**
 * Total variation distance ½Σ|p − q|, in [0, 1]: the share of answers that would have to change.
 * Source: Levin & Peres (2017), Markov Chains and Mixing Times, prop. 4.2.
 *
 * @throws StatisticsError empty-input, length-mismatch, negative-value, not-finite, zero-total
 */
export function totalVariation(p: readonly number[], q: readonly number[]): number {
  const pair = normalisePair(p, q);
  const sum = pair.p.reduce((total, pi, index) => total + Math.abs(pi - (pair.q[index] ?? 0)), 0);
  return Math.min(1, sum / 2);
}
