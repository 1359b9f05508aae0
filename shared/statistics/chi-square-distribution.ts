import chiSquare from '@stdlib/stats-base-dists-chisquare';
import { logGamma } from './log-gamma.ts';

/**
 * P(X ≥ x) of the chi-square distribution. Above its mean the tail is the continued fraction of the incomplete gamma
 * function, so that small p-values keep their digits; 1 − cdf would round them to 0 near 1e-16.
 * Source: Numerical Recipes (2007) section 6.2, modified Lentz method.
 */
export function chiSquareUpperTail(x: number, degreesOfFreedom: number): number {
  if (!(x > 0)) return x <= 0 ? 1 : Number.NaN;
  const a = degreesOfFreedom / 2;
  const half = x / 2;
  if (half < a + 1) return 1 - chiSquare.cdf(x, degreesOfFreedom);
  const tiny = 1e-300;
  let b = half + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1; i < 10_000; i += 1) {
    const numerator = -i * (i - a);
    b += 2;
    d = numerator * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + numerator / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const factor = d * c;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return Math.exp(a * Math.log(half) - half - logGamma(a)) * fraction;
}
