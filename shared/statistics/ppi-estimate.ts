import { normalTwoSided } from './normal-distribution.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { Interval } from './types.ts';

/** An estimate with its large-sample normal interval. */
export type NormalEstimate = {
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** Against 0, two-sided. */
  readonly pValue: number;
};

/** A human-only estimate beside the one rectified with simulated answers. */
export type PpiEstimate = {
  readonly human: NormalEstimate;
  readonly rectified: NormalEstimate;
  /** Weight of the simulated answers, in [0, 1]; 0 ignores them. */
  readonly lambda: number;
  /** Number of human answers that alone would give the rectified precision: n·(se_human/se_rectified)². */
  readonly effectiveSampleSize: number;
  readonly humans: number;
  readonly simulated: number;
};

/** Wald interval and p-value of an estimate. */
export function normalEstimate(estimate: number, standardError: number, level: number): NormalEstimate {
  const half = normalQuantile((1 + level) / 2) * standardError;
  const statistic = standardError > 0 ? estimate / standardError : Number.POSITIVE_INFINITY;
  return {
    estimate,
    standardError,
    interval: { low: estimate - half, high: estimate + half, level },
    pValue: estimate === 0 && standardError === 0 ? 1 : normalTwoSided(statistic),
  };
}

/** Puts the two estimates side by side. */
export function comparePpi(input: {
  readonly human: NormalEstimate;
  readonly rectified: NormalEstimate;
  readonly lambda: number;
  readonly humans: number;
  readonly simulated: number;
}): PpiEstimate {
  const { human, rectified, humans } = input;
  const ratio = rectified.standardError > 0 ? (human.standardError / rectified.standardError) ** 2 : 1;
  return { ...input, effectiveSampleSize: humans * ratio };
}
