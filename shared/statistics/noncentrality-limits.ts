import chiSquare from '@stdlib/stats-base-dists-chisquare';
import { noncentralChiSquare } from './noncentral-chi-square.ts';
import { normalQuantile } from './normal-quantile.ts';
import { StatisticsError } from './statistics-error.ts';

/** Above this the approximation is as good as the sums are, which would take long. */
const largestSummed = 10_000;
const mostSteps = 60;

/**
 * Confidence limits of the noncentrality of a chi-square variable of which one value was seen: the noncentralities under which
 * it would be as large, or as small, as in (1 − level)/2 of samples. Where even a noncentrality of 0 gives smaller (larger)
 * values more rarely, the limit goes on below 0 as value − central quantile, so that the two limits hold a true 0 in the
 * share `level` of samples as they do any other.
 *
 * Sources: Steiger & Fouladi (1997), in What if there were no significance tests?, 221-257 (inversion); Sankaran (1963),
 * Biometrika 50:199-204 (the approximation that begins the search, and stands alone from a sum of 10,000 on).
 *
 * @param value at least 0
 * @param degreesOfFreedom above 0, also fractions
 * @throws StatisticsError out-of-range
 */
export function noncentralityLimits(value: number, degreesOfFreedom: number, level: number): readonly [number, number] {
  if (!(value >= 0 && degreesOfFreedom > 0 && level > 0 && level < 1)) {
    throw new StatisticsError(
      'out-of-range',
      'limits of a noncentrality need a value of at least 0 and degrees of freedom',
    );
  }
  return [limit(value, degreesOfFreedom, (1 + level) / 2), limit(value, degreesOfFreedom, (1 - level) / 2)];
}

/** The noncentrality under which `value` has the given probability of not being exceeded. */
function limit(value: number, degreesOfFreedom: number, probability: number): number {
  const quantile = chiSquare.quantile(probability, degreesOfFreedom);
  if (value <= quantile) return value - quantile;
  const z = normalQuantile(probability);
  let [low, high] = [0, Math.max(1, value)];
  while (normalScore(value, degreesOfFreedom, high) > z) high *= 2;
  for (let step = 0; step < mostSteps && high - low > 1e-9 * high; step++) {
    const middle = (low + high) / 2;
    if (normalScore(value, degreesOfFreedom, middle) > z) low = middle;
    else high = middle;
  }
  const begun = (low + high) / 2;
  return begun + degreesOfFreedom > largestSummed ? begun : refined(value, degreesOfFreedom, probability, begun);
}

/** Newton's steps from the approximation. */
function refined(value: number, degreesOfFreedom: number, probability: number, begun: number): number {
  let noncentrality = begun;
  for (let step = 0; step < mostSteps; step++) {
    const { cdf, slope } = noncentralChiSquare(value, degreesOfFreedom, noncentrality);
    const next = Math.max(noncentrality / 4, noncentrality - (cdf - probability) / slope);
    if (!Number.isFinite(next)) return noncentrality;
    if (Math.abs(next - noncentrality) <= 1e-10 * Math.max(next, 1e-6)) return next;
    noncentrality = next;
  }
  return noncentrality;
}

/** Sankaran's transformation of a noncentral chi-square variable to one that is nearly standard normal. */
function normalScore(value: number, degreesOfFreedom: number, noncentrality: number): number {
  const mean = degreesOfFreedom + noncentrality;
  const spread = degreesOfFreedom + 2 * noncentrality;
  const h = 1 - (2 * mean * (degreesOfFreedom + 3 * noncentrality)) / (3 * spread ** 2);
  const p = spread / mean ** 2;
  const m = (h - 1) * (1 - 3 * h);
  const centre = 1 + h * p * (h - 1 - ((2 - h) * m * p) / 2);
  return ((value / mean) ** h - centre) / (h * Math.sqrt(2 * p) * (1 + (m * p) / 2));
}
