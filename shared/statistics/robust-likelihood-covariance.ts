import type { SymmetricMatrix } from './cholesky.ts';
import type { PreparedRegression } from './prepare-regression.ts';
import { sandwichCovariance } from './sandwich-covariance.ts';

/**
 * Covariance of a multi-equation likelihood from its inverse information and scores. HC2 and HC3 are not defined there
 * (a row has no single leverage); HC1 is used instead, with a warning.
 */
export function robustLikelihoodCovariance(
  prepared: PreparedRegression,
  bread: SymmetricMatrix,
  scores: Float64Array,
): readonly Float64Array[] {
  const { covarianceKind, n, clusters, clusterCount } = prepared;
  if (covarianceKind === 'classical') return bread;
  const replaced = covarianceKind === 'HC2' || covarianceKind === 'HC3';
  if (replaced) prepared.warnings.push({ code: 'covariance-replaced', detail: `${covarianceKind} by HC1` });
  const kind = replaced ? 'HC1' : covarianceKind;
  return sandwichCovariance({ kind, bread, scores, n, clusters, clusterCount, leastSquares: false });
}
