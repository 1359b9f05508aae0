import { cholesky, invertCholesky, solveCholesky } from './cholesky.ts';
import { logistic } from './logistic.ts';
import { addOuterProduct, apply, mirror } from './matrix-products.ts';
import { comparePpi, normalEstimate, type PpiEstimate } from './ppi-estimate.ts';
import { StatisticsError } from './statistics-error.ts';

/** Rows of a design matrix with p columns, row after row. */
export type PpiDesign = { readonly x: Float64Array; readonly n: number; readonly p: number };

export type PpiRegressionInput = {
  /** Design of the n humans set aside for rectification, with their answers and those of their twins. */
  readonly human: PpiDesign & { readonly y: Float64Array; readonly predicted: Float64Array };
  /** Design of the N others, with simulated answers; disjoint from the n. */
  readonly simulated: PpiDesign & { readonly predicted: Float64Array };
  /** Fixed weight instead of the tuned one. */
  readonly lambda?: number;
  readonly level?: number;
};

/** Mean response and its derivative as functions of the linear predictor. */
type Link = { readonly mean: (eta: number) => number; readonly variance: (eta: number) => number };

/**
 * PPI++ for linear regression, one result per column; λ is tuned for each coefficient. Standard errors allow any
 * variance per row (HC0). Source: Angelopoulos, Duchi & Zrnic (2023), PPI++, arXiv 2311.01453, algorithm 2; tuned at the
 * human-only estimate, with the Hessian of the rectified loss.
 * @throws StatisticsError length-mismatch, out-of-range (too few rows), collinear
 */
export function ppiOls(input: PpiRegressionInput): PpiEstimate[] {
  return ppiRegression(input, { mean: (eta) => eta, variance: () => 1 });
}

/**
 * PPI++ for logistic regression; human answers are 0/1, simulated ones may be probabilities. As `ppiOls` otherwise.
 * @throws StatisticsError length-mismatch, out-of-range (too few rows), collinear, no-finite-estimate (separation)
 */
export function ppiLogit(input: PpiRegressionInput): PpiEstimate[] {
  return ppiRegression(input, { mean: logistic, variance: (eta) => logistic(eta) * logistic(-eta) });
}

function ppiRegression(input: PpiRegressionInput, link: Link): PpiEstimate[] {
  const { human, simulated, level = 0.95 } = input;
  checkShapes(input);
  const start = solveRectified(input, link, 0);
  const inverse = invertCholesky(factorise(hessian(input, link, start, 0)));
  const scores = scoresAt(input, link, start);
  return Array.from(start, (own, j) => {
    const direction = inverse[j] ?? new Float64Array(human.p);
    const alongHuman = project(scores.human, direction);
    const alongTwins = project(scores.twins, direction);
    const pooled = spread([...alongTwins, ...project(scores.others, direction)]);
    const tuned = pooled > 0 ? joint(alongHuman, alongTwins) / ((1 + human.n / simulated.n) * pooled) : 0;
    const lambda = input.lambda ?? Math.min(1, Math.max(0, tuned));
    const point = lambda === 0 ? start : solveRectified(input, link, lambda);
    return comparePpi({
      human: normalEstimate(own, Math.sqrt(spread(alongHuman) / human.n), level),
      rectified: normalEstimate(point[j] ?? own, Math.sqrt(varianceOf(input, link, point, lambda, j)), level),
      lambda,
      humans: human.n,
      simulated: simulated.n,
    });
  });
}

function checkShapes({ human, simulated }: PpiRegressionInput): void {
  if (human.p !== simulated.p || human.y.length !== human.n || human.predicted.length !== human.n) {
    throw new StatisticsError('length-mismatch', 'the designs and answers differ in size');
  }
  if (simulated.predicted.length !== simulated.n) {
    throw new StatisticsError('length-mismatch', 'there must be a simulated answer for each row');
  }
  if (human.n <= human.p || simulated.n <= human.p) {
    throw new StatisticsError('out-of-range', 'rectification needs more rows than columns in each set');
  }
}

/** Root of the gradient of (1/n)Σ[ℓ(y) − λℓ(f)] + (λ/N)Σℓ(f̃), which is convex for λ in [0, 1], by Newton's method. */
function solveRectified(input: PpiRegressionInput, link: Link, lambda: number): Float64Array {
  let theta = new Float64Array(input.human.p);
  for (let iteration = 0; iteration < 60; iteration += 1) {
    const step = solveCholesky(factorise(hessian(input, link, theta, lambda)), gradient(input, link, theta, lambda));
    // Long steps of the logit are cut, since its curvature fades quickly.
    const reach = Math.max(furthest(input.human, step), furthest(input.simulated, step));
    const factor = reach > 5 && link.variance(0) !== 1 ? 5 / reach : 1;
    theta = theta.map((value, j) => value - factor * (step[j] ?? 0));
    if (reach < 1e-10 * (1 + furthest(input.human, theta))) return theta;
  }
  throw new StatisticsError('no-finite-estimate', 'the rectified regression has no finite estimate');
}

function furthest(design: PpiDesign, step: Float64Array): number {
  let most = 0;
  for (let i = 0; i < design.n; i += 1) most = Math.max(most, Math.abs(predictor(design, i, step)));
  return most;
}

function predictor(design: PpiDesign, row: number, theta: Float64Array): number {
  let eta = 0;
  for (let j = 0; j < design.p; j += 1) eta += (design.x[row * design.p + j] ?? 0) * (theta[j] ?? 0);
  return eta;
}

function gradient(input: PpiRegressionInput, link: Link, theta: Float64Array, lambda: number): Float64Array {
  const { human, simulated } = input;
  const sum = new Float64Array(human.p);
  const add = (design: PpiDesign, row: number, factor: number) => {
    for (let j = 0; j < design.p; j += 1) sum[j] = (sum[j] ?? 0) + factor * (design.x[row * design.p + j] ?? 0);
  };
  for (let i = 0; i < human.n; i += 1) {
    const mean = link.mean(predictor(human, i, theta));
    add(human, i, ((1 - lambda) * mean - (human.y[i] ?? 0) + lambda * (human.predicted[i] ?? 0)) / human.n);
  }
  if (lambda === 0) return sum;
  for (let i = 0; i < simulated.n; i += 1) {
    const mean = link.mean(predictor(simulated, i, theta));
    add(simulated, i, (lambda * (mean - (simulated.predicted[i] ?? 0))) / simulated.n);
  }
  return sum;
}

function hessian(input: PpiRegressionInput, link: Link, theta: Float64Array, lambda: number): Float64Array[] {
  const { human, simulated } = input;
  const sum = Array.from({ length: human.p }, () => new Float64Array(human.p));
  const addAll = (design: PpiDesign, share: number) => {
    for (let i = 0; i < design.n; i += 1) {
      const factor = (share * link.variance(predictor(design, i, theta))) / design.n;
      addOuterProduct(sum, design.x.subarray(i * design.p, (i + 1) * design.p), 0, factor);
    }
  };
  addAll(human, 1 - lambda);
  if (lambda > 0) addAll(simulated, lambda);
  mirror(sum);
  return sum;
}

function factorise(matrix: readonly Float64Array[]): Float64Array[] {
  const lower = cholesky(matrix, 1e-13);
  if (lower === null) throw new StatisticsError('collinear', 'the columns are collinear or the answers separated');
  return lower;
}

/** Gradients of the loss of each row at theta: for human answers, for those of their twins, and for the others. */
function scoresAt(input: PpiRegressionInput, link: Link, theta: Float64Array) {
  const rows = (design: PpiDesign, answers: Float64Array) =>
    Array.from({ length: design.n }, (_, i) => {
      const residual = link.mean(predictor(design, i, theta)) - (answers[i] ?? 0);
      return design.x.subarray(i * design.p, (i + 1) * design.p).map((value) => value * residual);
    });
  const { human, simulated } = input;
  return {
    human: rows(human, human.y),
    twins: rows(human, human.predicted),
    others: rows(simulated, simulated.predicted),
  };
}

/** Variance of coefficient j: [H⁻¹(λ²Cov(∇f̃)/N + Cov(∇y − λ∇f)/n)H⁻¹]_jj. */
function varianceOf(input: PpiRegressionInput, link: Link, theta: Float64Array, lambda: number, j: number): number {
  const direction = invertCholesky(factorise(hessian(input, link, theta, lambda)))[j] ?? new Float64Array(0);
  const scores = scoresAt(input, link, theta);
  const own = project(scores.human, direction);
  const twins = project(scores.twins, direction);
  const rest = own.map((value, i) => value - lambda * (twins[i] ?? 0));
  const others = project(scores.others, direction);
  return (lambda ** 2 * spread(others)) / input.simulated.n + spread(rest) / input.human.n;
}

function project(rows: readonly Float64Array[], direction: Float64Array): Float64Array {
  return apply(rows, direction);
}

function spread(values: ArrayLike<number>): number {
  return joint(values, values);
}

/** Covariance with divisor n. */
function joint(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  let meanA = 0;
  let meanB = 0;
  for (let i = 0; i < n; i += 1) {
    meanA += (a[i] ?? 0) / n;
    meanB += (b[i] ?? 0) / n;
  }
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += ((a[i] ?? 0) - meanA) * ((b[i] ?? 0) - meanB);
  return sum / n;
}
