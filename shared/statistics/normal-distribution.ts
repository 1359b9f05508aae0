import normal from '@stdlib/stats-base-dists-normal';

/** P(Z ≤ x) of the standard normal distribution. */
export function normalCdf(x: number): number {
  return normal.cdf(x, 0, 1);
}

/** P(|Z| ≥ |x|): the two-sided p-value, computed in the lower tail so that small values keep their digits. */
export function normalTwoSided(x: number): number {
  return Math.min(1, 2 * normal.cdf(-Math.abs(x), 0, 1));
}
