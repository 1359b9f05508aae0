import { normalQuantile } from '../statistics/normal-quantile.ts';
import type { Interval } from '../statistics/types.ts';

/**
 * Interval of a share of n independent answers. Wilson (1927), J. Am. Stat. Assoc. 22:209-212.
 *
 * @param share in [0, 1]
 * @param n number of answers, at least 1
 * @param level nominal coverage in (0, 1)
 */
export function wilsonInterval(share: number, n: number, level: number): Interval {
  const z = normalQuantile((1 + level) / 2);
  const weight = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / weight;
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / weight;
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half), level };
}
