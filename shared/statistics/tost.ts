import { normalTwoSided } from './normal-distribution.ts';
import { normalQuantile } from './normal-quantile.ts';
import { StatisticsError } from './statistics-error.ts';
import { studentQuantile, studentTwoSided } from './student-distribution.ts';
import type { Interval } from './types.ts';

export type EquivalenceTest = {
  /** The larger of the two one-sided p-values. */
  readonly pValue: number;
  /** Against "the true value is at or below `low`". */
  readonly pLow: number;
  /** Against "the true value is at or above `high`". */
  readonly pHigh: number;
  readonly equivalent: boolean;
  /** The 1 − 2α interval, which lies inside (low, high) exactly when `equivalent`. */
  readonly interval: Interval;
};

/**
 * Two one-sided tests of equivalence: is the estimate inside (low, high) by more than chance?
 * Source: Schuirmann (1987), J. Pharmacokinet. Biopharm. 15:657-680; Lakens (2017), Soc. Psychol. Personal. Sci. 8:355-362.
 *
 * @param input.low, input.high bounds of equivalence in the unit of the estimate, low < high
 * @param input.degreesOfFreedom of Student's t; left out for the normal distribution
 * @param input.alpha level of each one-sided test, default 0.05
 * @throws StatisticsError out-of-range, not-finite
 */
export function tost(input: {
  readonly estimate: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly degreesOfFreedom?: number;
  readonly alpha?: number;
}): EquivalenceTest {
  const { estimate, standardError, low, high, degreesOfFreedom, alpha = 0.05 } = input;
  if (!Number.isFinite(estimate)) throw new StatisticsError('not-finite', 'the estimate is not a finite number');
  if (!(standardError > 0)) throw new StatisticsError('out-of-range', 'the standard error must be above zero');
  if (!(low < high)) throw new StatisticsError('out-of-range', 'the lower bound must be below the upper one');
  if (!(alpha > 0 && alpha < 0.5)) throw new StatisticsError('out-of-range', 'alpha lies in (0, 0.5)');
  const pLow = upperTail((estimate - low) / standardError, degreesOfFreedom);
  const pHigh = upperTail((high - estimate) / standardError, degreesOfFreedom);
  const pValue = Math.max(pLow, pHigh);
  const critical =
    degreesOfFreedom === undefined ? normalQuantile(1 - alpha) : studentQuantile(1 - alpha, degreesOfFreedom);
  const interval = {
    low: estimate - critical * standardError,
    high: estimate + critical * standardError,
    level: 1 - 2 * alpha,
  };
  return { pValue, pLow, pHigh, equivalent: pValue < alpha, interval };
}

function upperTail(statistic: number, degreesOfFreedom: number | undefined): number {
  const half =
    (degreesOfFreedom === undefined ? normalTwoSided(statistic) : studentTwoSided(statistic, degreesOfFreedom)) / 2;
  return statistic >= 0 ? half : 1 - half;
}
