import f from '@stdlib/stats-base-dists-f';
import { StatisticsError } from './statistics-error.ts';
import type { Interval } from './types.ts';

/**
 * Exact binomial interval for a share, from quantiles of the F distribution.
 * Source: Clopper & Pearson (1934), Biometrika 26:404-413; Leemis & Trivedi (1996), Am. Stat. 50:63-68.
 *
 * @param successes whole number in 0..trials
 * @param trials at least 1
 * @param level coverage, at least that of the interval
 * @throws StatisticsError out-of-range
 */
export function clopperPearson(successes: number, trials: number, level = 0.95): Interval {
  if (!Number.isInteger(successes) || !Number.isInteger(trials) || trials < 1 || successes < 0 || successes > trials) {
    throw new StatisticsError('out-of-range', `${successes} of ${trials} is no share`);
  }
  const tail = (1 + level) / 2;
  const failures = trials - successes;
  const low =
    successes === 0
      ? 0
      : successes / (successes + (failures + 1) * f.quantile(tail, 2 * (failures + 1), 2 * successes));
  const odds = failures === 0 ? 0 : (successes + 1) * f.quantile(tail, 2 * (successes + 1), 2 * failures);
  return { low, high: failures === 0 ? 1 : odds / (failures + odds), level };
}
