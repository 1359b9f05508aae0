import { checkValues } from './check-values.ts';
import { checkWeights } from './check-weights.ts';

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
  const steps = [...signedSteps(x, wx, 1), ...signedSteps(y, wy, -1)];
  steps.sort((a, b) => a.value - b.value);
  let cumulative = 0;
  let distance = 0;
  let previous: number | undefined;
  for (const step of steps) {
    if (previous !== undefined) distance += Math.abs(cumulative) * (step.value - previous);
    cumulative += step.mass;
    previous = step.value;
  }
  return distance;
}

function signedSteps(values: readonly number[], weights: readonly number[] | undefined, sign: number) {
  checkValues(values);
  const checked = checkWeights(values.length, weights);
  const total = checked.reduce((sum, weight) => sum + weight, 0);
  return values.map((value, index) => ({ value, mass: (sign * (checked[index] ?? 0)) / total }));
}
