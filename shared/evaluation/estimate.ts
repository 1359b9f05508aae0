import { normalQuantile } from '../statistics/normal-quantile.ts';
import { selectQuantiles } from '../statistics/select-quantiles.ts';
import { studentQuantileByExpansion } from '../statistics/student-expansion.ts';
import type { Estimate, UndefinedReason } from './estimate-schema.ts';
import { undefinedEstimate } from './undefined-estimate.ts';

export type { Estimate, UndefinedReason } from './estimate-schema.ts';
export { undefinedEstimate } from './undefined-estimate.ts';

/** Below this number of respondents nothing is resampled: an interval from four people would only look like one. */
export const smallestResampled = 5;

export interface EstimateInput {
  readonly value: number;
  /** The statistic in every bootstrap draw, NaN where it was undefined; null when it was not resampled. */
  readonly draws: Float64Array | null;
  readonly n: number;
  readonly level: number;
  /** Why `value` is NaN, should it be. */
  readonly reason: UndefinedReason;
  /** Smallest and largest value that the statistic can take. */
  readonly bounds?: readonly [number, number];
}

/**
 * An estimate with its percentile bootstrap interval, shifted so that the median of the draws is the estimate: resampled
 * distances and counts of structures carry the sampling noise twice, and the shift takes the second helping out again.
 * Its sides are longer by t/z·√(n/(n − 1)), since draws vary as in a population of the n people, whose variance is too small,
 * and have no more than that to know it by. Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13-14 (median
 * bias); Hesterberg (2015), Am. Stat. 69:371-386 (expanded percentile interval). No interval when a tenth of the draws are
 * undefined.
 */
export function estimate(input: EstimateInput): Estimate {
  const { value, draws, n, level } = input;
  if (!Number.isFinite(value)) return { value: null, low: null, high: null, level, n, reason: input.reason };
  const bare = { value, low: null, high: null, level, n };
  if (draws === null) return { ...bare, reason: 'not-resampled' };
  if (n < smallestResampled) return { ...bare, reason: 'too-few-respondents' };
  const known = finiteDraws(draws);
  if (known.length < 0.9 * draws.length || known.length === 0) return { ...bare, reason: 'too-few-respondents' };
  const [from = 0, median = 0, to = 0] = selectQuantiles(known, [(1 - level) / 2, 0.5, (1 + level) / 2]);
  const longer = expansion(n, level);
  const [least, most] = input.bounds ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const clip = (bound: number): number => Math.min(most, Math.max(least, bound));
  const low = clip(value - longer * (median - from));
  const high = clip(value + longer * (to - median));
  return { ...bare, low: Math.min(low, value), high: Math.max(high, value), reason: null };
}

function expansion(n: number, level: number): number {
  const probability = (1 + level) / 2;
  return (studentQuantileByExpansion(probability, n - 1) / normalQuantile(probability)) * Math.sqrt(n / (n - 1));
}

/** A copy of the draws that are numbers. */
export function finiteDraws(draws: Float64Array): Float64Array {
  const known = new Float64Array(draws.length);
  let count = 0;
  for (let b = 0; b < draws.length; b++) {
    const draw = draws[b] ?? Number.NaN;
    if (Number.isFinite(draw)) known[count++] = draw;
  }
  return count === draws.length ? known : known.subarray(0, count);
}

/** The median of the draws with the range that holds `level` of them: for noise ceilings, which are distributions. */
export function medianEstimate(draws: Float64Array, n: number, level: number): Estimate {
  const known = finiteDraws(draws);
  if (n < smallestResampled || known.length === 0) return undefinedEstimate('too-few-respondents', n, level);
  const [low = 0, value = 0, high = 0] = selectQuantiles(known, [(1 - level) / 2, 0.5, (1 + level) / 2]);
  return { value, low, high, level, n, reason: null };
}

/** Significance level that belongs to a level of confidence: 0.05 for 0.95, without the rounding error of 1 − 0.95. */
export function alphaOf(level: number): number {
  return Number((1 - level).toPrecision(12));
}
