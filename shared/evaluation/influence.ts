import type { DesignMatrix } from '../statistics/design-matrix.ts';
import type { RegressionFit } from '../statistics/regression.ts';

/**
 * Influence of every row on every coefficient of a fit: bread × score, where the bread is the inverse information. Adding
 * the influences of a resample to the coefficients gives them to first order as if the model had been refitted (score
 * bootstrap; Kline & Santos 2012, J. Econometric Methods 1:23-41, eq. 6; Huber 1967 for the influence of an M-estimator).
 *
 * @param fit fitted to `design`
 * @param weights case weight per row of the design
 * @param units by row of the design the unit whose rows are summed up, and their number; every row by itself when absent
 * @returns units × coefficients, unit by unit; 0 for coefficients without an estimate
 */
export function influence(
  fit: RegressionFit,
  design: DesignMatrix,
  weights: Float64Array,
  units?: { readonly count: number; readonly of: Int32Array },
): Float64Array {
  const size = fit.names.length;
  const count = units?.count ?? design.n;
  const score = scoreOf(fit, design);
  const sums = new Float64Array(count * size);
  const scores = new Float64Array(size);
  for (let i = 0; i < design.n; i++) {
    const weight = weights[i] ?? 0;
    if (weight === 0) continue;
    scores.fill(0);
    score(i, scores);
    const at = (units === undefined ? i : (units.of[i] ?? 0)) * size;
    for (let a = 0; a < size; a++) sums[at + a] = (sums[at + a] ?? 0) + weight * (scores[a] ?? 0);
  }
  return timesBread(breadOf(fit), sums, count);
}

/** Bread × score of every unit. */
function timesBread(bread: readonly Float64Array[], sums: Float64Array, count: number): Float64Array {
  const size = bread.length;
  const result = new Float64Array(sums.length);
  bread.forEach((row, a) => {
    for (let unit = 0; unit < count; unit++) {
      let sum = 0;
      for (let b = 0; b < size; b++) sum += (row[b] ?? 0) * (sums[unit * size + b] ?? 0);
      result[unit * size + a] = sum;
    }
  });
  return result;
}

/** Nothing moves coefficients that are not estimated, nor those of a perfect fit. */
function breadOf(fit: RegressionFit): Float64Array[] {
  const perfect = fit.model === 'ols' && !((fit.sigma ?? 0) > 0);
  return fit.bread.map((row) => Float64Array.from(row, (value) => (value === null || perfect ? 0 : value)));
}

type Score = (row: number, into: Float64Array) => void;

/** Derivative of a row's log-likelihood (for least squares: of −½ residual²) by the coefficients in the order of the fit. */
function scoreOf(fit: RegressionFit, design: DesignMatrix): Score {
  switch (fit.model) {
    case 'ols':
      return meanScore(fit, design, (eta) => eta, design.y);
    case 'poisson':
      return meanScore(fit, design, Math.exp, design.y);
    case 'logit':
      return meanScore(fit, design, logistic, zeroOne(design));
    case 'multinomial-logit':
      return multinomialScore(fit, design);
    case 'ordered-logit':
      return orderedScore(fit, design);
  }
}

function logistic(eta: number): number {
  return 1 / (1 + Math.exp(-eta));
}

/** As `binaryLogit` reads its response. */
function zeroOne(design: DesignMatrix): Float64Array {
  if (design.responseLevels !== null) return design.y.map((code) => (code > 0 ? 1 : 0));
  const high = design.y.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const shares = design.y.every((value) => value >= 0 && value <= 1);
  return shares ? design.y : design.y.map((value) => (value === high ? 1 : 0));
}

/** Row of x times the coefficients from `start` on, plus the offset. */
function predictor(design: DesignMatrix, columns: readonly number[], b: readonly number[], row: number): number {
  let eta = design.offset?.[row] ?? 0;
  columns.forEach((column, j) => {
    eta += (design.x[row * design.p + column] ?? 0) * (b[j] ?? 0);
  });
  return eta;
}

function meanScore(fit: RegressionFit, design: DesignMatrix, mean: (eta: number) => number, y: Float64Array): Score {
  const { x, p, offset } = design;
  const b = Float64Array.from(fit.coefficients, (value) => value ?? 0);
  return (row, into) => {
    let eta = offset?.[row] ?? 0;
    for (let j = 0; j < p; j++) eta += (x[row * p + j] ?? 0) * (b[j] ?? 0);
    const residual = (y[row] ?? 0) - mean(eta);
    for (let j = 0; j < p; j++) into[j] = residual * (x[row * p + j] ?? 0);
  };
}

function levelsPresent(design: DesignMatrix): number[] {
  return [...new Set(design.y)].sort((a, b) => a - b);
}

function multinomialScore(fit: RegressionFit, design: DesignMatrix): Score {
  const levels = levelsPresent(design);
  const columns = design.names.map((_, j) => j);
  const equations = levels
    .slice(1)
    .map((_, k) => fit.coefficients.slice(k * design.p, (k + 1) * design.p).map((b) => b ?? 0));
  return (row, into) => {
    const etas = equations.map((b) => predictor(design, columns, b, row));
    const largest = Math.max(0, ...etas);
    const masses = etas.map((eta) => Math.exp(eta - largest));
    const total = masses.reduce((sum, mass) => sum + mass, Math.exp(-largest));
    const code = levels.indexOf(design.y[row] ?? Number.NaN);
    masses.forEach((mass, k) => {
      const residual = (code === k + 1 ? 1 : 0) - mass / total;
      for (const j of columns) into[k * design.p + j] = residual * (design.x[row * design.p + j] ?? 0);
    });
  };
}

/** Proportional odds: P(Y ≤ k) = F(ζ_k − xβ); slopes first, then thresholds, as `orderedLogit` lays them out. */
function orderedScore(fit: RegressionFit, design: DesignMatrix): Score {
  const levels = levelsPresent(design);
  const columns = design.names.flatMap((name, j) => (name === '(Intercept)' ? [] : [j]));
  const b = fit.coefficients.map((value) => value ?? 0);
  const slopes = columns.length;
  return (row, into) => {
    const eta = predictor(design, columns, b, row);
    const code = levels.indexOf(design.y[row] ?? Number.NaN);
    const upper = code < levels.length - 1 ? logistic((b[slopes + code] ?? 0) - eta) : 1;
    const lower = code > 0 ? logistic((b[slopes + code - 1] ?? 0) - eta) : 0;
    const mass = Math.max(upper - lower, Number.MIN_VALUE);
    const upperDensity = upper * (1 - upper);
    const lowerDensity = lower * (1 - lower);
    columns.forEach((column, j) => {
      into[j] = (-(design.x[row * design.p + column] ?? 0) * (upperDensity - lowerDensity)) / mass;
    });
    if (code < levels.length - 1) into[slopes + code] = upperDensity / mass;
    if (code > 0) into[slopes + code - 1] = -lowerDensity / mass;
  };
}
