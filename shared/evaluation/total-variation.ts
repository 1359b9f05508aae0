import { normalCdf } from '../statistics/normal-distribution.ts';
import { centred } from './comparison.ts';
import type { Ratio } from './row-sums.ts';

/** Takes the noise out of an observed total variation and of its draws. */
export type VariationScale = (observed: Ratio) => Ratio;

const points = 200;

/**
 * Total variation ½Σ|d_k| grows by the noise of the differences d_k, by all of it where they are 0 and hardly where they are
 * large, so that no constant can be subtracted. Here it is the t whose expected observation, ½Σ E|N(t·u_k, s_k²)| with the
 * mean of a folded normal distribution, is the one observed; u_k are the differences in proportion, s_k their standard
 * errors. An observation below what noise alone shows gives the t of one as far above, with a minus sign, so that noise
 * alone gives 0 on average. Folded normal: Leone, Nelson & Nottingham (1961), Technometrics 3:543-550.
 *
 * @param differences of shares, which sum to 0
 * @param errors standard errors of the differences
 */
export function variationScale(differences: readonly number[], errors: readonly number[]): VariationScale {
  const observed = differences.reduce((sum, own) => sum + Math.abs(own), 0) / 2;
  const noise = errors.reduce((sum, own) => sum + own, 0) / 2;
  const shape = observed > 0 ? differences.map((own) => own / observed) : errors.map((own) => own / noise);
  // Closer to each other near 0, where the expectation begins flat.
  const grid = Array.from({ length: points + 1 }, (_, i) => (i / points) ** 2);
  const expected = grid.map((t) => shape.reduce((sum, own, k) => sum + foldedMean(t * own, errors[k] ?? 0), 0) / 2);
  const least = expected[0] ?? 0;
  const without = (value: number): number =>
    value >= least ? inverse(grid, expected, value) : -inverse(grid, expected, 2 * least - value);
  return ({ value, draws }) => ({
    value: noise > 0 ? without(value) : value,
    draws: noise > 0 ? centred(value, draws).map(without) : draws,
  });
}

/** E|X| of a normal X. */
export function foldedMean(mean: number, deviation: number): number {
  if (!(deviation > 0)) return Math.abs(mean);
  const z = mean / deviation;
  return deviation * Math.sqrt(2 / Math.PI) * Math.exp(-(z ** 2) / 2) + mean * (2 * normalCdf(z) - 1);
}

/** Where an increasing function takes a value, by linear interpolation; NaN for NaN, the ends outside. */
function inverse(grid: readonly number[], values: readonly number[], value: number): number {
  if (Number.isNaN(value)) return Number.NaN;
  let [low, high] = [0, grid.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  const [from, to] = [values[low] ?? 0, values[high] ?? 0];
  const share = to > from ? Math.min(1, Math.max(0, (value - from) / (to - from))) : 0;
  return (grid[low] ?? 0) + share * ((grid[high] ?? 0) - (grid[low] ?? 0));
}
