import { compareSamples } from './compare-samples.ts';

/**
 * Wasserstein-1 distance ∫|F_x − F_y| between two weighted empirical distributions, in the unit of the values.
 * Source: Vallender (1974), Theory Probab. Appl. 18:784-786.
 *
 * @param wx weights of `x` (not negative, total > 0), default 1 each; `wy` alike
 * @throws StatisticsError empty-input, not-finite, length-mismatch, negative-value, zero-total
 */
export function wasserstein1Samples(
  x: readonly number[],
  y: readonly number[],
  wx?: readonly number[],
  wy?: readonly number[],
): number {
  let distance = 0;
  let difference = 0;
  let previous: number | undefined;
  for (const below of compareSamples(x, y, wx, wy)) {
    if (previous !== undefined) distance += Math.abs(difference) * (below.value - previous);
    difference = below.x - below.y;
    previous = below.value;
  }
  return distance;
}
