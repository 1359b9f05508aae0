import { cholesky, invertCholesky } from './cholesky.ts';
import { finishRegression, warnAboutAliases } from './finish-regression.ts';
import { addOuterProduct, apply, congruence, mirror } from './matrix-products.ts';
import { maximiseByNewton, type NewtonPoint } from './maximise-by-newton.ts';
import { orthogonalBasis, type OrthogonalBasis } from './orthogonal-basis.ts';
import { failRegression, type PreparedRegression } from './prepare-regression.ts';
import type { RegressionModel, RegressionResult } from './regression.ts';
import { fullLeverage, sandwichCovariance } from './sandwich-covariance.ts';
import { separatedColumns } from './separated-columns.ts';

/** One-parameter exponential family with its canonical link. */
export type CanonicalFamily = {
  readonly model: RegressionModel;
  /** Contribution of a row of weight 1 to the log-likelihood. */
  readonly logLikelihood: (y: number, eta: number) => number;
  /** y − mean, with all its digits. */
  readonly residual: (y: number, eta: number) => number;
  /** Variance of y, the derivative of the mean. */
  readonly variance: (eta: number) => number;
  /** Linear predictor that fits a constant mean. */
  readonly start: (mean: number) => number;
  /** Change of the linear predictor by which the likelihood of a row cannot fall: any, none, only up or only down. */
  readonly freeDirection: (y: number) => 'up' | 'down' | 'none';
};

/**
 * Maximum likelihood of a generalised linear model with canonical link by iteratively reweighted least squares with
 * step-halving; covariance from the expected (= observed) information, or robust.
 * Source: McCullagh & Nelder (1989), Generalized Linear Models, ch. 2.
 */
export function canonicalRegression(family: CanonicalFamily, prepared: PreparedRegression): RegressionResult {
  const { n, names, y, weights } = prepared;
  const basis = orthogonalBasis(prepared.columns, n, prepared.tolerance);
  const { rank } = basis;
  warnAboutAliases(
    prepared,
    basis.aliased.map((j) => names[j] ?? ''),
  );
  if (n <= rank) {
    return failRegression(family.model, 'too-few-rows', `${n} rows for ${rank} coefficients`, n, prepared.warnings);
  }
  const predictor = (theta: Float64Array) => rowProducts(basis, theta, prepared.offset);
  const evaluate = (theta: Float64Array) => evaluateAt(family, prepared, basis, predictor(theta));
  const recedes = (direction: Float64Array) => {
    const change = rowProducts(basis, direction, new Float64Array(n));
    const largest = change.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return change.every((value, i) => {
      const free = family.freeDirection(y[i] ?? 0);
      const against = free === 'up' ? -value : free === 'down' ? value : Math.abs(value);
      return against <= 1e-6 * largest;
    });
  };
  const result = maximiseByNewton({ start: startingPoint(family, prepared, basis), evaluate, recedes });
  const eta = predictor(result.theta);
  const { covariance, bread } = covarianceOf(family, prepared, basis, eta, result.point);
  const separated = separatedColumns(prepared, basis, result.recession, bread, (j) => basis.kept[j] ?? 0, names);
  if (!result.converged && result.recession === null) {
    prepared.warnings.push({ code: 'not-converged', detail: `after ${result.iterations} iterations` });
  }
  return finishRegression(prepared, {
    model: family.model,
    names,
    estimated: basis.kept,
    values: apply(basis.transform, result.theta),
    covariance,
    bread,
    separated,
    reference: { distribution: 'normal' },
    logLikelihood: eta.reduce((sum, e, i) => sum + (weights[i] ?? 1) * family.logLikelihood(y[i] ?? 0, e), 0),
    sigma: null,
    rSquared: null,
    converged: result.converged,
    iterations: result.iterations,
  });
}

/** Basis coefficients nearest to a constant linear predictor at the mean response. */
function startingPoint(family: CanonicalFamily, prepared: PreparedRegression, basis: OrthogonalBasis): Float64Array {
  const total = prepared.weights.reduce((sum, weight) => sum + weight, 0);
  const mean = prepared.y.reduce((sum, value, i) => sum + value * (prepared.weights[i] ?? 1), 0) / total;
  const constant = family.start(mean);
  const theta = new Float64Array(basis.rank);
  for (let i = 0; i < prepared.n; i += 1) {
    const target = constant - (prepared.offset[i] ?? 0);
    for (let j = 0; j < basis.rank; j += 1) {
      theta[j] = (theta[j] ?? 0) + ((basis.rows[i * basis.rank + j] ?? 0) * target) / prepared.n;
    }
  }
  return theta;
}

function evaluateAt(
  family: CanonicalFamily,
  prepared: PreparedRegression,
  basis: OrthogonalBasis,
  eta: Float64Array,
): NewtonPoint {
  const { rank, rows } = basis;
  const gradient = new Float64Array(rank);
  const information = Array.from({ length: rank }, () => new Float64Array(rank));
  let value = 0;
  for (let i = 0; i < eta.length; i += 1) {
    const e = eta[i] ?? 0;
    const y = prepared.y[i] ?? 0;
    const weight = prepared.weights[i] ?? 1;
    value += weight * family.logLikelihood(y, e);
    const residual = weight * family.residual(y, e);
    for (let j = 0; j < rank; j += 1) gradient[j] = (gradient[j] ?? 0) + residual * (rows[i * rank + j] ?? 0);
    addOuterProduct(information, rows, i * rank, weight * family.variance(e));
  }
  mirror(information);
  return { value: Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value, gradient, information };
}

function covarianceOf(
  family: CanonicalFamily,
  prepared: PreparedRegression,
  basis: OrthogonalBasis,
  eta: Float64Array,
  point: NewtonPoint,
): { readonly covariance: Float64Array[]; readonly bread: Float64Array[] } {
  const { rank, rows, transform } = basis;
  const lower = cholesky(point.information, 1e-15);
  if (lower === null) {
    const unknown = transform.map((row) => row.map(() => Number.NaN));
    return { covariance: unknown, bread: unknown };
  }
  const inverse = invertCholesky(lower);
  const bread = congruence(transform, inverse);
  const { covarianceKind: kind, n, clusters, clusterCount } = prepared;
  if (kind === 'classical') return { covariance: bread, bread };
  const scores = new Float64Array(n * rank);
  const needsLeverage = kind === 'HC2' || kind === 'HC3';
  const leverage = new Float64Array(n);
  eta.forEach((e, i) => {
    const weight = prepared.weights[i] ?? 1;
    const residual = weight * family.residual(prepared.y[i] ?? 0, e);
    const row = rows.subarray(i * rank, (i + 1) * rank);
    row.forEach((value, j) => {
      scores[i * rank + j] = residual * value;
    });
    if (!needsLeverage) return;
    const solved = apply(inverse, row);
    leverage[i] = weight * family.variance(e) * row.reduce((sum, value, j) => sum + value * (solved[j] ?? 0), 0);
  });
  const full = leverage.filter((h) => h > fullLeverage).length;
  if (full > 0) {
    prepared.warnings.push({ code: 'leverage-one', detail: `${full} rows` });
  }
  const robust = sandwichCovariance({
    kind,
    bread: inverse,
    scores,
    n,
    leverage,
    clusters,
    clusterCount,
    leastSquares: false,
  });
  return { covariance: congruence(transform, robust), bread };
}

/** Row of the basis times theta, plus the offset. */
export function rowProducts(basis: OrthogonalBasis, theta: Float64Array, offset: Float64Array): Float64Array {
  const { rank, rows } = basis;
  return offset.map((start, i) => {
    let sum = start;
    for (let j = 0; j < rank; j += 1) sum += (rows[i * rank + j] ?? 0) * (theta[j] ?? 0);
    return sum;
  });
}
