import { StatisticsError } from './statistics-error.ts';

/**
 * Sampling variance of the number of distinct categories among independent observations. In the Poisson approximation it
 * is Σ_i e^(−λi)(1 − e^(−λi)) − (Σ_i λi e^(−λi))²/n with λi the expected count of category i. The first sum is the number of new
 * categories that a second sample of the same size would show, f1 − f2 + f3 − … (Good & Toulmin 1956, Biometrika
 * 43:45-63, t = 1), with the alternating tail weighted by binomial probabilities so that it stays stable (Efron & Thisted
 * 1976, Biometrika 63:435-447); the second is estimated by f1²/n (Good 1953). The bootstrap of rows is no
 * substitute: a resample never holds a category that the sample lacks.
 *
 * @param counts observations per category, whole numbers; zeros are ignored
 * @returns at least 0
 * @throws StatisticsError not-an-integer, negative-value
 */
export function richnessVariance(counts: Iterable<number>): number {
  const frequencies: number[] = [];
  let n = 0;
  for (const count of counts) {
    if (!Number.isInteger(count)) throw new StatisticsError('not-an-integer', 'a count is no whole number');
    if (count < 0) throw new StatisticsError('negative-value', 'a count is negative');
    if (count > 0) frequencies[count] = (frequencies[count] ?? 0) + 1;
    n += count;
  }
  if (n === 0) return 0;
  const once = frequencies[1] ?? 0;
  let fresh = 0;
  for (const [k, weight] of tailWeights.entries()) {
    fresh += (k % 2 === 0 ? 1 : -1) * weight * (frequencies[k + 1] ?? 0);
  }
  return Math.max(0, fresh - (once * once) / n);
}

/** Terms of the alternating sum that are kept in full, and how many more fade out. */
const fullTerms = 5;
const fadingTerms = 10;

/** P(X ≥ k) of a binomial(fadingTerms, ½) shifted behind the full terms. */
const tailWeights: readonly number[] = (() => {
  const weights = Array.from({ length: fullTerms }, () => 1);
  let probability = 0.5 ** fadingTerms;
  let upper = 1;
  for (let k = 0; k < fadingTerms; k++) {
    upper -= probability;
    weights.push(upper);
    probability *= (fadingTerms - k) / (k + 1);
  }
  return weights;
})();
