import { z } from 'zod';
import { quantileOfSorted } from '../statistics/quantile.ts';

/** Why a number is null. */
export const undefinedReasons = [
  'no-answers',
  'too-few-respondents',
  'no-variation',
  'no-probabilities',
  'not-ordered',
  'not-grouped',
  'reference-at-ceiling',
  'no-reference',
  'human-is-zero',
  'not-estimable',
  'no-significant-coefficients',
  'no-insignificant-coefficients',
  'not-resampled',
] as const;
export type UndefinedReason = (typeof undefinedReasons)[number];

/**
 * A number with its interval. `n` = respondents behind it. `value` is null with a reason when it is undefined; `low` and
 * `high` are null when the value is, or when it was not resampled or the resampling was degenerate (then `reason` says so).
 */
export const estimateSchema = z.strictObject({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  level: z.number(),
  n: z.int(),
  reason: z.enum(undefinedReasons).nullable(),
});
export type Estimate = z.infer<typeof estimateSchema>;

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
 * For unbiased statistics it is the plain percentile interval. Efron & Tibshirani (1993), An Introduction to the
 * Bootstrap, ch. 13-14 (median bias). No interval when a tenth of the draws are undefined.
 */
export function estimate(input: EstimateInput): Estimate {
  const { value, draws, n, level } = input;
  if (!Number.isFinite(value)) return { value: null, low: null, high: null, level, n, reason: input.reason };
  const bare = { value, low: null, high: null, level, n };
  if (draws === null) return { ...bare, reason: 'not-resampled' };
  if (n < smallestResampled) return { ...bare, reason: 'too-few-respondents' };
  const sorted = draws.filter(Number.isFinite).sort();
  if (sorted.length < 0.9 * draws.length || sorted.length === 0) return { ...bare, reason: 'too-few-respondents' };
  const shift = value - quantileOfSorted(sorted, 0.5);
  const [least, most] = input.bounds ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const clip = (bound: number): number => Math.min(most, Math.max(least, bound));
  const low = clip(quantileOfSorted(sorted, (1 - level) / 2) + shift);
  const high = clip(quantileOfSorted(sorted, (1 + level) / 2) + shift);
  return { ...bare, low: Math.min(low, value), high: Math.max(high, value), reason: null };
}

export function undefinedEstimate(reason: UndefinedReason, n: number, level: number): Estimate {
  return { value: null, low: null, high: null, level, n, reason };
}

/** The median of the draws with the range that holds `level` of them: for noise ceilings, which are distributions. */
export function medianEstimate(draws: Float64Array, n: number, level: number): Estimate {
  const sorted = draws.filter(Number.isFinite).sort();
  if (n < smallestResampled || sorted.length === 0) return undefinedEstimate('too-few-respondents', n, level);
  return {
    value: quantileOfSorted(sorted, 0.5),
    low: quantileOfSorted(sorted, (1 - level) / 2),
    high: quantileOfSorted(sorted, (1 + level) / 2),
    level,
    n,
    reason: null,
  };
}

/** Significance level that belongs to a level of confidence: 0.05 for 0.95, without the rounding error of 1 − 0.95. */
export function alphaOf(level: number): number {
  return Number((1 - level).toPrecision(12));
}
