import { studentQuantile, studentTwoSided } from './student-distribution.ts';
import type { Interval } from './types.ts';

/** Variance of a mean, with the degrees of freedom from which it is known. */
export type KnownVariance = { readonly variance: number; readonly degreesOfFreedom: number };

/** An estimate with its interval by Student's t. */
export type TEstimate = {
  readonly estimate: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  readonly interval: Interval;
  /** Against 0, two-sided. */
  readonly pValue: number;
};

/** A human-only estimate beside the one rectified with simulated answers. */
export type PpiEstimate = {
  readonly human: TEstimate;
  readonly rectified: TEstimate;
  /** Weight of the simulated answers, in [0, 1]; 0 ignores them. */
  readonly lambda: number;
  /** Number of human answers that alone would give the rectified precision: n·(se_human/se_rectified)². */
  readonly effectiveSampleSize: number;
  readonly humans: number;
  readonly simulated: number;
};

/**
 * Variance of a sum of independent means, with approximate degrees of freedom (Σv)²/Σ(v²/ν).
 * Source: Satterthwaite (1946), Biometrics Bulletin 2:110-114; Welch (1947), Biometrika 34:28-35.
 */
export function addVariances(parts: readonly KnownVariance[]): KnownVariance {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const squares = parts.reduce((sum, part) => sum + part.variance ** 2 / part.degreesOfFreedom, 0);
  const all = parts.reduce((sum, part) => sum + part.degreesOfFreedom, 0);
  return { variance, degreesOfFreedom: squares > 0 ? variance ** 2 / squares : all };
}

/** Interval and p-value of an estimate by Student's t. */
export function tEstimate(estimate: number, { variance, degreesOfFreedom }: KnownVariance, level: number): TEstimate {
  const standardError = Math.sqrt(variance);
  const half = standardError > 0 ? studentQuantile((1 + level) / 2, degreesOfFreedom) * standardError : 0;
  const pValue = standardError > 0 ? studentTwoSided(estimate / standardError, degreesOfFreedom) : 0;
  return {
    estimate,
    standardError,
    degreesOfFreedom,
    interval: { low: estimate - half, high: estimate + half, level },
    pValue: estimate === 0 && standardError === 0 ? 1 : pValue,
  };
}

/** Puts the two estimates side by side. */
export function comparePpi(input: {
  readonly human: TEstimate;
  readonly rectified: TEstimate;
  readonly lambda: number;
  readonly humans: number;
  readonly simulated: number;
}): PpiEstimate {
  const { human, rectified, humans } = input;
  const ratio = rectified.standardError > 0 ? (human.standardError / rectified.standardError) ** 2 : 1;
  return { ...input, effectiveSampleSize: humans * ratio };
}
