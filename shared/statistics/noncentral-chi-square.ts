import chiSquare from '@stdlib/stats-base-dists-chisquare';
import { logGamma } from './log-gamma.ts';

/** P(X ≤ x) of a noncentral chi-square distribution, and its derivative by the noncentrality, which is negative. */
export interface NoncentralChiSquare {
  readonly cdf: number;
  readonly slope: number;
}

/** Terms smaller than this share of the largest are left out. */
const smallestTerm = 1e-18;

/**
 * A Poisson mixture of central distributions, summed from its likeliest term both ways, so that nothing underflows; absolute
 * error about 1e-13, cost O(√noncentrality).
 * Source: Benton & Krishnamoorthy (2003), Comput. Stat. Data Anal. 43:249-267.
 *
 * @param x above 0
 * @param degreesOfFreedom above 0, also fractions
 * @param noncentrality at least 0
 */
export function noncentralChiSquare(x: number, degreesOfFreedom: number, noncentrality: number): NoncentralChiSquare {
  const mean = noncentrality / 2;
  const half = x / 2;
  const start = Math.floor(mean);
  const shape = degreesOfFreedom / 2 + start;
  const likeliest = mean > 0 ? Math.exp(start * Math.log(mean) - mean - logGamma(start + 1)) : 1;
  // By how much the central probability falls from this term to the next.
  const fall = Math.exp(shape * Math.log(half) - half - logGamma(shape + 1));
  const central = chiSquare.cdf(x, 2 * shape);
  let cdf = likeliest * central;
  let slope = likeliest * fall;
  let [weight, own, step] = [likeliest, central, fall];
  for (let j = start + 1; mean > 0; j++) {
    own = Math.max(0, own - step);
    step *= half / (shape + j - start);
    weight *= mean / j;
    cdf += weight * own;
    slope += weight * step;
    if (weight < smallestTerm * likeliest || own + step === 0) break;
  }
  [weight, own, step] = [likeliest, central, fall];
  for (let j = start; j > 0; j--) {
    step *= (shape + j - start) / half;
    own = Math.min(1, own + step);
    weight *= j / mean;
    cdf += weight * own;
    slope += weight * step;
    if (weight < smallestTerm * likeliest) break;
  }
  return { cdf, slope: -slope / 2 };
}
