import { finishRegression, warnAboutAliases } from './finish-regression.ts';
import { householderQr, invertUpper, type QrDecomposition } from './householder-qr.ts';
import { multiply, transpose } from './matrix-products.ts';
import { failRegression, prepareRegression, type PreparedRegression } from './prepare-regression.ts';
import type { RegressionData, RegressionOptions, RegressionResult } from './regression.ts';
import { fullLeverage, sandwichCovariance } from './sandwich-covariance.ts';

/**
 * (Weighted) linear least squares by Householder QR with one step of iterative refinement. Classical covariance
 * σ²(XᵀWX)⁻¹ with σ² = RSS/(n−k), HC0-HC3 or by cluster; p-values from t(n−k), by cluster from t(G−1).
 * Collinear columns have null coefficients, a constant response and a perfect fit are named in the warnings.
 * Source: Golub & Van Loan (2013) 5.3; Chambers & Hastie (1992) ch. 4; sandwich variants as in `sandwichCovariance`.
 *
 * @returns a failure (`too-few-rows`) unless there are more rows than estimated columns
 */
export function olsRegression(data: RegressionData, options: RegressionOptions = {}): RegressionResult {
  const prepared = prepareRegression('ols', data, options);
  if (prepared.kind === 'failure') return prepared;
  const { n, weights } = prepared;
  const roots = weights.map(Math.sqrt);
  const y = prepared.y.map((value, i) => value - (prepared.offset[i] ?? 0));
  const qr = householderQr(
    prepared.columns.map((column) => column.map((value, i) => value * (roots[i] ?? 1))),
    prepared.tolerance,
  );
  warnAboutAliases(
    prepared,
    qr.aliased.map((j) => prepared.names[j] ?? ''),
  );
  if (n <= qr.rank) {
    return failRegression('ols', 'too-few-rows', `${n} rows for ${qr.rank} coefficients`, n, prepared.warnings);
  }
  const { beta, residuals } = solveRefined(prepared, qr, y, roots);
  const rss = residuals.reduce((sum, value, i) => sum + (weights[i] ?? 1) * value * value, 0);
  const total = totalSquares(prepared, y);
  const uncentred = y.reduce((sum, value, i) => sum + (weights[i] ?? 1) * value * value, 0);
  const perfect = rss <= 1e-26 * uncentred;
  if (perfect) prepared.warnings.push({ code: 'perfect-fit', detail: 'the residuals are zero up to rounding' });
  const sigma = Math.sqrt(rss / (n - qr.rank));
  const inverse = invertUpper(qr.r);
  const bread = multiply(inverse, transpose(inverse));
  const covariance = covarianceOf(prepared, qr, bread, residuals, roots, sigma);
  const logWeights = weights.reduce((sum, weight) => sum + Math.log(weight), 0);
  const reference = prepared.clusterCount === null ? n - qr.rank : prepared.clusterCount - 1;
  // With nothing left to explain, the noise of rounding must not pass for a significant coefficient.
  const flat = total <= 1e-24 * uncentred;
  return finishRegression(prepared, {
    model: 'ols',
    names: prepared.names,
    estimated: qr.kept,
    values: flat ? beta.map((value) => (Math.abs(value) ** 2 * n <= 1e-20 * uncentred ? 0 : value)) : beta,
    covariance: flat ? covariance.map((row) => row.map(() => 0)) : covariance,
    bread: flat ? bread.map((row) => row.map(() => 0)) : bread,
    reference: { distribution: 't', degreesOfFreedom: reference },
    logLikelihood: perfect ? null : 0.5 * (logWeights - n * (Math.log(2 * Math.PI) + 1 - Math.log(n) + Math.log(rss))),
    sigma,
    rSquared: flat ? null : 1 - rss / total,
    converged: true,
    iterations: 1,
  });
}

function solveRefined(prepared: PreparedRegression, qr: QrDecomposition, y: Float64Array, roots: Float64Array) {
  const weigh = (v: Float64Array) => v.map((value, i) => value * (roots[i] ?? 1));
  const residualsOf = (beta: Float64Array) => {
    const residuals = y.slice();
    qr.kept.forEach((column, position) => {
      const b = beta[position] ?? 0;
      prepared.columns[column]?.forEach((value, i) => {
        residuals[i] = (residuals[i] ?? 0) - b * value;
      });
    });
    return residuals;
  };
  const first = qr.solve(weigh(y));
  const correction = qr.solve(weigh(residualsOf(first)));
  const beta = first.map((value, j) => value + (correction[j] ?? 0));
  return { beta, residuals: residualsOf(beta) };
}

/** Σw(y−ȳ)² when the columns span a constant (an intercept, or one column per level), otherwise Σwy². */
function totalSquares(prepared: PreparedRegression, y: Float64Array): number {
  const { weights, n } = prepared;
  const ones = new Float64Array(n).fill(1);
  const spanned =
    prepared.names.includes('(Intercept)') ||
    householderQr([...prepared.columns, ones]).aliased.includes(prepared.columns.length);
  const weight = weights.reduce((sum, value) => sum + value, 0);
  const mean = spanned ? y.reduce((sum, value, i) => sum + value * (weights[i] ?? 1), 0) / weight : 0;
  return y.reduce((sum, value, i) => sum + (weights[i] ?? 1) * (value - mean) ** 2, 0);
}

function covarianceOf(
  prepared: PreparedRegression,
  qr: QrDecomposition,
  bread: readonly Float64Array[],
  residuals: Float64Array,
  roots: Float64Array,
  sigma: number,
): Float64Array[] {
  const { covarianceKind: kind, n } = prepared;
  if (kind === 'classical') return bread.map((row) => row.map((value) => value * sigma * sigma));
  const k = qr.rank;
  const scores = new Float64Array(n * k);
  qr.kept.forEach((column, j) => {
    prepared.columns[column]?.forEach((value, i) => {
      scores[i * k + j] = (prepared.weights[i] ?? 1) * (residuals[i] ?? 0) * value;
    });
  });
  const leverage = new Float64Array(roots.length);
  if (kind === 'HC2' || kind === 'HC3') {
    for (const column of qr.q()) {
      column.forEach((value, i) => {
        leverage[i] = (leverage[i] ?? 0) + value * value;
      });
    }
    const full = leverage.filter((h) => h > fullLeverage).length;
    if (full > 0) prepared.warnings.push({ code: 'leverage-one', detail: `${full} rows` });
  }
  const { clusters, clusterCount } = prepared;
  return sandwichCovariance({ kind, bread, scores, n, leverage, clusters, clusterCount, leastSquares: true });
}
