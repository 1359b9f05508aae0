import f from '@stdlib/stats-base-dists-f';
import t from '@stdlib/stats-base-dists-t';
import { logGamma } from './log-gamma.ts';

/** P(T ≤ x) of Student's t with `degreesOfFreedom` > 0. */
export function studentCdf(x: number, degreesOfFreedom: number): number {
  const tail = studentTwoSided(x, degreesOfFreedom) / 2;
  return x < 0 ? tail : 1 - tail;
}

/**
 * P(|T| ≥ |x|), the two-sided p-value: in the lower tail, where small values keep their digits; near 0 through
 * T² ~ F(1, df), and closer still by the power series, since the library's t distribution loses half the digits there.
 */
export function studentTwoSided(x: number, degreesOfFreedom: number): number {
  const size = Math.abs(x);
  if (size >= 0.5) return Math.min(1, 2 * t.cdf(-size, degreesOfFreedom));
  if (size > 1e-3) return 1 - f.cdf(x * x, 1, degreesOfFreedom);
  const v = degreesOfFreedom;
  const peak = Math.exp(logGamma((v + 1) / 2) - logGamma(v / 2)) / Math.sqrt(v * Math.PI);
  return 1 - 2 * peak * size * (1 - ((v + 1) / (6 * v)) * x * x);
}

/** Inverse of `studentCdf` for a probability in (0, 1). */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  return t.quantile(probability, degreesOfFreedom);
}
