import { cholesky, invertCholesky } from './cholesky.ts';
import { finishRegression, warnAboutAliases } from './finish-regression.ts';
import { logistic, logLogistic } from './logistic.ts';
import { addOuterProduct, apply, congruence, mirror } from './matrix-products.ts';
import { maximiseByNewton, type NewtonPoint } from './maximise-by-newton.ts';
import { orthogonalBasis, type OrthogonalBasis } from './orthogonal-basis.ts';
import { failRegression, prepareRegression, type PreparedRegression } from './prepare-regression.ts';
import type { RegressionData, RegressionOptions, RegressionResult } from './regression.ts';
import { responseCategories } from './response-categories.ts';
import { robustLikelihoodCovariance } from './robust-likelihood-covariance.ts';
import { separatedColumns } from './separated-columns.ts';

/** The basis of the slopes (the constant removed), and the category 0..K−1 of each row. */
type OrderedProblem = {
  readonly prepared: PreparedRegression;
  readonly basis: OrthogonalBasis;
  readonly codes: Int32Array;
  readonly thresholds: number;
};

/**
 * Proportional-odds (ordered) logit: logit P(Y ≤ k) = ζ_k − xβ. The thresholds take the place of the intercept; slopes
 * come first in the result, then thresholds named `a|b`. The order of a categorical response is that of its levels,
 * numbers are ordered by size. Levels that do not occur are left out with a warning.
 * Source: McCullagh (1980), J. R. Stat. Soc. B 42:109-142; parametrised as R's `MASS::polr`.
 */
export function orderedLogit(data: RegressionData, options: RegressionOptions = {}): RegressionResult {
  const checked = prepareRegression('ordered-logit', data, options);
  if (checked.kind === 'failure') return checked;
  const response = responseCategories('ordered-logit', checked, data.responseLevels);
  if (response.kind === 'failure') return response;
  const { n } = checked;
  const intercept = checked.names.indexOf('(Intercept)');
  const slopes = checked.names.map((_, j) => j).filter((j) => j !== intercept);
  const prepared: PreparedRegression = {
    ...checked,
    names: slopes.map((j) => checked.names[j] ?? ''),
    columns: slopes.map((j) => checked.columns[j] ?? new Float64Array(n)),
  };
  const problem: OrderedProblem = {
    prepared,
    basis: slopeBasis(prepared),
    codes: response.codes,
    thresholds: response.levels.length - 1,
  };
  const { basis, thresholds } = problem;
  warnAboutAliases(
    prepared,
    basis.aliased.map((j) => prepared.names[j] ?? ''),
  );
  const parameters = basis.rank + thresholds;
  if (n <= parameters) {
    return failRegression(
      'ordered-logit',
      'too-few-rows',
      `${n} rows for ${parameters} parameters`,
      n,
      prepared.warnings,
    );
  }
  return estimate(problem, response.levels);
}

function estimate(problem: OrderedProblem, levels: readonly string[]): RegressionResult {
  const { prepared, basis, thresholds } = problem;
  const result = maximiseByNewton({
    start: startingPoint(problem),
    evaluate: (theta) => evaluateAt(problem, theta, null),
    recedes: (direction) => recedes(problem, direction),
  });
  if (!result.converged && result.recession === null) {
    prepared.warnings.push({ code: 'not-converged', detail: `after ${result.iterations} iterations` });
  }
  const transform = fullTransform(basis, thresholds, prepared);
  const lower = cholesky(result.point.information, 1e-15);
  const scores = new Float64Array(prepared.n * (basis.rank + thresholds));
  evaluateAt(problem, result.theta, scores);
  const inverse = lower === null ? null : invertCholesky(lower);
  const unknown = transform.map((row) => row.map(() => Number.NaN));
  const covariance =
    inverse === null ? unknown : congruence(transform, robustLikelihoodCovariance(prepared, inverse, scores));
  const bread = inverse === null ? null : congruence(transform, inverse);
  const names = [...prepared.names, ...levels.slice(1).map((level, k) => `${levels[k] ?? ''}|${level}`)];
  const separated = new Set(
    separatedColumns(
      prepared,
      basis,
      result.recession?.subarray(0, basis.rank) ?? null,
      bread,
      (j) => basis.kept[j] ?? 0,
      names,
    ),
  );
  // Where slopes run off, so may the thresholds; none of them is reported with a standard error.
  if (separated.size > 0) levels.slice(1).forEach((_, k) => separated.add(prepared.names.length + k));
  return finishRegression(prepared, {
    model: 'ordered-logit',
    names,
    estimated: [...basis.kept, ...Array.from({ length: thresholds }, (_, k) => prepared.names.length + k)],
    values: apply(transform, result.theta),
    covariance,
    bread: bread ?? unknown,
    separated,
    reference: { distribution: 'normal' },
    logLikelihood: result.point.value,
    sigma: null,
    rSquared: null,
    converged: result.converged,
    iterations: result.iterations,
  });
}

/** The slopes are centred, since the thresholds span the constant; a column without spread is aliased by them. */
function slopeBasis(prepared: PreparedRegression): OrthogonalBasis {
  const ones = new Float64Array(prepared.n).fill(1);
  const all = orthogonalBasis([ones, ...prepared.columns], prepared.n, prepared.tolerance);
  const rank = all.rank - 1;
  const rows = new Float64Array(prepared.n * rank);
  for (let i = 0; i < prepared.n; i += 1) {
    for (let j = 0; j < rank; j += 1) rows[i * rank + j] = all.rows[i * all.rank + j + 1] ?? 0;
  }
  return {
    rank,
    kept: all.kept.slice(1).map((j) => j - 1),
    aliased: all.aliased.map((j) => j - 1),
    rows,
    transform: all.transform.slice(1).map((row) => row.slice(1)),
  };
}

/** β = T·γ, and ζ in terms of the columns as given is ζ of the centred ones plus (means of x)·β. */
function fullTransform(basis: OrthogonalBasis, thresholds: number, prepared: PreparedRegression): Float64Array[] {
  const { rank } = basis;
  const slopes = basis.transform.map((row) => {
    const full = new Float64Array(rank + thresholds);
    full.set(row);
    return full;
  });
  const shift = new Float64Array(rank);
  basis.kept.forEach((column, j) => {
    const mean = (prepared.columns[column]?.reduce((sum, value) => sum + value, 0) ?? 0) / prepared.n;
    basis.transform[j]?.forEach((value, k) => {
      shift[k] = (shift[k] ?? 0) + mean * value;
    });
  });
  const cuts = Array.from({ length: thresholds }, (_, k) => {
    const full = new Float64Array(rank + thresholds);
    full.set(shift);
    full[rank + k] = 1;
    return full;
  });
  return [...slopes, ...cuts];
}

/** Slopes 0, thresholds at the logits of the cumulative shares. */
function startingPoint(problem: OrderedProblem): Float64Array {
  const { prepared, basis, codes, thresholds } = problem;
  const shares = new Float64Array(thresholds + 1);
  let total = 0;
  codes.forEach((code, i) => {
    shares[code] = (shares[code] ?? 0) + (prepared.weights[i] ?? 1);
    total += prepared.weights[i] ?? 1;
  });
  const theta = new Float64Array(basis.rank + thresholds);
  let below = 0;
  for (let k = 0; k < thresholds; k += 1) {
    below += shares[k] ?? 0;
    theta[basis.rank + k] = Math.log(below / (total - below));
  }
  return theta;
}

/**
 * With a = ζ_y − η and b = ζ_{y−1} − η, log P = log F(a) + log F(−b) + log(1 − e^{b−a}), which keeps its digits in both
 * tails. Fills `scores` (n × parameters) when given.
 */
function evaluateAt(problem: OrderedProblem, theta: Float64Array, scores: Float64Array | null): NewtonPoint {
  const { prepared, basis, codes, thresholds } = problem;
  const { rank, rows } = basis;
  const size = rank + thresholds;
  const gradient = new Float64Array(size);
  const information = Array.from({ length: size }, () => new Float64Array(size));
  const toA = new Float64Array(size);
  const toB = new Float64Array(size);
  const difference = new Float64Array(size);
  let value = 0;
  for (let i = 0; i < prepared.n; i += 1) {
    const code = codes[i] ?? 0;
    const weight = prepared.weights[i] ?? 1;
    let eta = prepared.offset[i] ?? 0;
    for (let j = 0; j < rank; j += 1) {
      const entry = rows[i * rank + j] ?? 0;
      eta += entry * (theta[j] ?? 0);
      toA[j] = -entry;
      toB[j] = -entry;
    }
    toA.fill(0, rank);
    toB.fill(0, rank);
    if (code < thresholds) toA[rank + code] = 1;
    if (code > 0) toB[rank + code - 1] = 1;
    const a = code < thresholds ? (theta[rank + code] ?? 0) - eta : Number.POSITIVE_INFINITY;
    const b = code > 0 ? (theta[rank + code - 1] ?? 0) - eta : Number.NEGATIVE_INFINITY;
    if (!(a > b)) return { value: Number.NEGATIVE_INFINITY, gradient, information };
    const hasBoth = code > 0 && code < thresholds;
    const gap = hasBoth ? 1 / Math.expm1(a - b) : 0;
    if (code < thresholds) value += weight * logLogistic(a);
    if (code > 0) value += weight * logLogistic(-b);
    if (hasBoth) value += weight * Math.log(-Math.expm1(b - a));
    const slopeA = code < thresholds ? logistic(-a) + gap : 0;
    const slopeB = code > 0 ? -logistic(b) - gap : 0;
    for (let j = 0; j < size; j += 1) {
      const score = weight * (slopeA * (toA[j] ?? 0) + slopeB * (toB[j] ?? 0));
      gradient[j] = (gradient[j] ?? 0) + score;
      if (scores !== null) scores[i * size + j] = score;
      difference[j] = (toA[j] ?? 0) - (toB[j] ?? 0);
    }
    if (code < thresholds) addOuterProduct(information, toA, 0, weight * logistic(a) * logistic(-a));
    if (code > 0) addOuterProduct(information, toB, 0, weight * logistic(b) * logistic(-b));
    if (hasBoth) addOuterProduct(information, difference, 0, weight * gap * (1 + gap));
  }
  mirror(information);
  return { value: Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value, gradient, information };
}

/** The likelihood of a row cannot fall when its upper threshold does not come closer and its lower one neither. */
function recedes(problem: OrderedProblem, direction: Float64Array): boolean {
  const { prepared, basis, codes, thresholds } = problem;
  const { rank, rows } = basis;
  let largest = 0;
  let against = 0;
  for (let i = 0; i < prepared.n; i += 1) {
    const code = codes[i] ?? 0;
    let eta = 0;
    for (let j = 0; j < rank; j += 1) eta += (rows[i * rank + j] ?? 0) * (direction[j] ?? 0);
    const up = code < thresholds ? (direction[rank + code] ?? 0) - eta : 0;
    const down = code > 0 ? (direction[rank + code - 1] ?? 0) - eta : 0;
    largest = Math.max(largest, Math.abs(up), Math.abs(down));
    against = Math.max(against, -up, down);
  }
  return against <= 1e-6 * largest;
}
