import f from '@stdlib/stats-base-dists-f';
import t from '@stdlib/stats-base-dists-t';
import { logGamma } from './log-gamma.ts';
import { normalTwoSided } from './normal-distribution.ts';
import { normalQuantile } from './normal-quantile.ts';

/** P(T ≤ x) of Student's t with `degreesOfFreedom` > 0. */
export function studentCdf(x: number, degreesOfFreedom: number): number {
  const tail = studentTwoSided(x, degreesOfFreedom) / 2;
  return x < 0 ? tail : 1 - tail;
}

/** Degrees of freedom from which two terms of the expansion reach 14 digits for |x| < 0.5. */
const expandedFrom = 1e4;

function nearNormal(x: number, v: number): number {
  const square = x * x;
  const first = (square + 1) / (4 * v);
  const second = (((3 * square - 7) * square - 5) * square - 3) / (96 * v * v);
  const density = Math.exp(-square / 2) / Math.sqrt(2 * Math.PI);
  return normalTwoSided(x) + 2 * density * x * (first + second);
}

/**
 * P(|T| ≥ |x|), the two-sided p-value: in the lower tail, where small values keep their digits; near 0 through
 * T² ~ F(1, df), and closer still by the power series, since the library's t distribution loses half the digits there.
 * With very many degrees of freedom, which pooled seeds can have, both lose them too: there it is Fisher's expansion about
 * the normal distribution (Fisher 1925, Metron 5:109-112).
 */
export function studentTwoSided(x: number, degreesOfFreedom: number): number {
  const size = Math.abs(x);
  if (size >= 0.5) return Math.min(1, 2 * t.cdf(-size, degreesOfFreedom));
  if (degreesOfFreedom >= expandedFrom) return nearNormal(size, degreesOfFreedom);
  if (size > 1e-3) return 1 - f.cdf(x * x, 1, degreesOfFreedom);
  const v = degreesOfFreedom;
  const peak = Math.exp(logGamma((v + 1) / 2) - logGamma(v / 2)) / Math.sqrt(v * Math.PI);
  return 1 - 2 * peak * size * (1 - ((v + 1) / (6 * v)) * x * x);
}

/** Inverse of `studentCdf` for a probability in (0, 1). */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  // Equal to 13 digits, and the library returns 0 for some.
  if (degreesOfFreedom >= 1e13) return normalQuantile(probability);
  return t.quantile(probability, degreesOfFreedom);
}
