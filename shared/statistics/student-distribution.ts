import t from '@stdlib/stats-base-dists-t';

/** P(T ≤ x) of Student's t with `degreesOfFreedom` > 0. */
export function studentCdf(x: number, degreesOfFreedom: number): number {
  return t.cdf(x, degreesOfFreedom);
}

/** P(|T| ≥ |x|): the two-sided p-value, computed in the lower tail so that small values keep their digits. */
export function studentTwoSided(x: number, degreesOfFreedom: number): number {
  return Math.min(1, 2 * t.cdf(-Math.abs(x), degreesOfFreedom));
}

/** Inverse of `studentCdf` for a probability in (0, 1). */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  return t.quantile(probability, degreesOfFreedom);
}
