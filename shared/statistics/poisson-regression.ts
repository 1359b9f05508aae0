import { canonicalRegression, type CanonicalFamily } from './canonical-regression.ts';
import { logGamma } from './log-gamma.ts';
import { failRegression, prepareRegression } from './prepare-regression.ts';
import type { RegressionData, RegressionOptions, RegressionResult } from './regression.ts';

const family: CanonicalFamily = {
  model: 'poisson',
  logLikelihood: (y, eta) => y * eta - Math.exp(eta) - logGamma(y + 1),
  residual: (y, eta) => y - Math.exp(eta),
  variance: (eta) => Math.exp(eta),
  start: (mean) => Math.log(mean),
  freeDirection: (y) => (y === 0 ? 'down' : 'none'),
};

/**
 * Poisson regression with log link for counts (numbers of 0 or more; not whole ones give the quasi-likelihood estimate).
 * Exposure enters as `offset(log(exposure))`. HC and cluster covariances do not assume variance = mean.
 * Source: McCullagh & Nelder (1989) ch. 6.
 */
export function poissonRegression(data: RegressionData, options: RegressionOptions = {}): RegressionResult {
  const prepared = prepareRegression('poisson', data, options);
  if (prepared.kind === 'failure') return prepared;
  const { y, n, warnings } = prepared;
  if (data.responseLevels !== null || y.some((value) => value < 0)) {
    return failRegression('poisson', 'invalid-response', 'the response must hold counts of 0 or more', n, warnings);
  }
  if (y.every((value) => value === 0)) {
    return failRegression('poisson', 'constant-response', 'all counts are 0', n, warnings);
  }
  return canonicalRegression(family, prepared);
}
