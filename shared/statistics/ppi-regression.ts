import { cholesky, invertCholesky, solveCholesky } from './cholesky.ts';
import { covariance } from './covariance.ts';
import { logistic } from './logistic.ts';
import { addOuterProduct, apply, mirror } from './matrix-products.ts';
import { type KnownVariance, type PpiEstimate, addVariances, comparePpi, tEstimate } from './ppi-estimate.ts';
import {
  type ClusterSums,
  type SurveyDesign,
  clusterLambda,
  clusterMoments,
  clusterSums,
  clusterVariances,
  meanContributions,
} from './ppi-survey.ts';
import { StatisticsError } from './statistics-error.ts';

/** Rows of a design matrix with p columns, row after row. */
export type PpiDesign = { readonly x: Float64Array; readonly n: number; readonly p: number };

export type PpiRegressionInput = {
  /**
   * Design of the n humans set aside for rectification, with their answers and those of their twins. `twins` is the design
   * of the twins where predictors are simulated too (a belief that predicts an action); without it they share the humans'.
   */
  readonly human: PpiDesign & {
    readonly y: Float64Array;
    readonly predicted: Float64Array;
    readonly twins?: Float64Array;
  };
  /** Design of the N others, with simulated answers; disjoint from the n. */
  readonly simulated: PpiDesign & { readonly predicted: Float64Array };
  /**
   * Simulated rows per respondent (one a seed), default 1. Then `twins`, `simulated.x` and both `predicted` hold that many
   * rows for each respondent, one after another, and a respondent counts with their average.
   */
  readonly replicates?: number;
  /** Weights and clusters of the respondents of both sets; without it all count alike and are independent. */
  readonly survey?: SurveyDesign;
  /** Fixed weight instead of the tuned one. */
  readonly lambda?: number;
  readonly level?: number;
};

/**
 * What each respondent adds to a coefficient, to first order and up to a constant: by the human answer, by the twin's, and
 * for the others by theirs. The human-only estimate varies as the mean of `own`, the rectified one as the mean of
 * own − λ·twins plus λ times the mean of `others`.
 */
export type PpiInfluence = {
  readonly own: Float64Array;
  readonly twins: Float64Array;
  readonly others: Float64Array;
};

export type PpiCoefficient = PpiEstimate & {
  readonly influence: PpiInfluence;
  /** What the clusters add, of a sample with weights or clusters; otherwise null. */
  readonly sums: ClusterSums | null;
};

/** Rows with `each` of them for every respondent. */
type Records = {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly n: number;
  readonly p: number;
  readonly each: number;
  /** Weight of each respondent divided by the sum of all. */
  readonly shares: Float64Array;
};
type Sides = {
  readonly own: Records;
  readonly twins: Records;
  readonly others: Records;
  readonly survey: SurveyDesign | null;
};

/** Mean response and its derivative as functions of the linear predictor. */
type Link = { readonly mean: (eta: number) => number; readonly variance: (eta: number) => number };

/**
 * PPI++ for linear regression, one result per column; λ is tuned for each coefficient. Standard errors allow any
 * variance per row. Source: Angelopoulos, Duchi & Zrnic (2023), PPI++, arXiv 2311.01453, algorithm 2; tuned at the
 * human-only estimate, with the Hessian of the rectified loss. For few humans variances have divisor n − p in place of n
 * (HC0 becomes HC1) and intervals Student's t with as many degrees of freedom. Where twins have a design of their own, the loss of the
 * whole simulated row takes the place of that of the simulated answer; that loss need not be convex, so λ is halved until
 * the estimate exists.
 *
 * With weights or clusters each set's loss is its weighted mean, and the variance that of weighted means of the scores with
 * sums over clusters, times G/(G − 1)·(n − 1)/(n − p), with Student's t of G − 1 degrees of freedom (n − p where every
 * cluster is one person); λ from the same sums. λ = 0 is `lm` or `glm` with `vcovCL(type = "HC1")` of R's sandwich package,
 * and `svyglm` but for (n − 1)/(n − p). Binder (1983), Int. Stat. Rev. 51:279-292.
 * @throws StatisticsError length-mismatch, out-of-range (too few rows), collinear
 */
export function ppiOls(input: PpiRegressionInput): PpiCoefficient[] {
  return ppiRegression(input, { mean: (eta) => eta, variance: () => 1 });
}

/**
 * PPI++ for logistic regression; human answers are 0/1, simulated ones may be probabilities. As `ppiOls` otherwise.
 * @throws StatisticsError length-mismatch, out-of-range (too few rows), collinear, no-finite-estimate (separation)
 */
export function ppiLogit(input: PpiRegressionInput): PpiCoefficient[] {
  return ppiRegression(input, { mean: logistic, variance: (eta) => logistic(eta) * logistic(-eta) });
}

function ppiRegression(input: PpiRegressionInput, link: Link): PpiCoefficient[] {
  const { level = 0.95 } = input;
  const sides = sidesOf(input);
  const { n, p } = sides.own;
  const start = solveRectified(sides, link, 0, new Float64Array(p));
  const inverse = invertCholesky(factorise(hessian(sides, link, start, 0)));
  const scores = scoresAt(sides, link, start);
  return Array.from(start, (own, j) => {
    const direction = inverse[j] ?? new Float64Array(p);
    const influence = {
      own: apply(scores.own, direction),
      twins: apply(scores.twins, direction),
      others: apply(scores.others, direction),
    };
    const sums = sides.survey === null ? null : sumsOf(influence, sides.survey);
    const tuned = input.lambda ?? (sums === null ? tunedLambda(influence) : clusterLambda([clusterMoments(sums, p)]));
    const { point, lambda } = solveFrom(sides, link, tuned, start);
    const human = sums === null ? varianceOfMean(influence.own, p) : addVariances(clusterVariances(sums, 0, p));
    return {
      ...comparePpi({
        human: tEstimate(own, human, level),
        rectified: tEstimate(point[j] ?? own, varianceOf(sides, link, point, lambda, j), level),
        lambda,
        humans: n,
        simulated: sides.others.n,
      }),
      influence,
      sums,
    };
  });
}

/** λ = Cov(own, twins)/((1 + n/N)·Var(twins and others)), cut to [0, 1]: the least variance to first order. */
export function tunedLambda({ own, twins, others }: PpiInfluence): number {
  const pooled = spread([...twins, ...others]);
  const tuned = pooled > 0 ? covariance(own, twins) / ((1 + own.length / others.length) * pooled) : 0;
  return Math.min(1, Math.max(0, tuned));
}

/** Sums over clusters of what respondents add to weighted means. */
function sumsOf({ own, twins, others }: PpiInfluence, { labelled, unlabelled }: SurveyDesign): ClusterSums {
  return clusterSums({
    own: meanContributions(own, labelled.weights),
    twins: meanContributions(twins, labelled.weights),
    others: meanContributions(others, unlabelled.weights),
    labelledClusters: labelled.clusters,
    unlabelledClusters: unlabelled.clusters,
  });
}

function sidesOf({ human, simulated, replicates = 1, survey }: PpiRegressionInput): Sides {
  const { n, p } = human;
  const twins = human.twins ?? human.x;
  const fits =
    p === simulated.p &&
    human.x.length === n * p &&
    human.y.length === n &&
    human.predicted.length === n * replicates &&
    twins.length === n * replicates * p &&
    simulated.predicted.length === simulated.n * replicates &&
    simulated.x.length === simulated.n * replicates * p &&
    (survey === undefined || (isOf(survey.labelled, n) && isOf(survey.unlabelled, simulated.n)));
  if (!fits) throw new StatisticsError('length-mismatch', 'the designs and answers differ in size');
  if (n <= p || simulated.n <= p) {
    throw new StatisticsError('out-of-range', 'rectification needs more rows than columns in each set');
  }
  const shares = sharesOf(survey?.labelled.weights, n);
  return {
    own: { x: human.x, y: human.y, n, p, each: 1, shares },
    twins: { x: twins, y: human.predicted, n, p, each: replicates, shares },
    others: {
      x: simulated.x,
      y: simulated.predicted,
      n: simulated.n,
      p,
      each: replicates,
      shares: sharesOf(survey?.unlabelled.weights, simulated.n),
    },
    survey: survey ?? null,
  };
}

function isOf({ weights, clusters }: SurveyDesign['labelled'], n: number): boolean {
  return weights.length === n && clusters.length === n;
}

function sharesOf(weights: ArrayLike<number> | undefined, n: number): Float64Array {
  if (weights === undefined) return new Float64Array(n).fill(1 / n);
  const total = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new StatisticsError('zero-total', 'the weights add up to nothing');
  return Float64Array.from(weights, (weight) => weight / total);
}

/** Halvings of λ before the human-only estimate is kept. */
const halvings = 6;

function solveFrom(sides: Sides, link: Link, tuned: number, start: Float64Array) {
  let lambda = tuned;
  for (let attempt = 0; attempt < halvings && lambda > 0; attempt += 1) {
    try {
      return { point: solveRectified(sides, link, lambda, start), lambda };
    } catch (error) {
      if (!(error instanceof StatisticsError)) throw error;
      lambda /= 2;
    }
  }
  return { point: start, lambda: 0 };
}

/** Root of the gradient of (1/n)Σ[ℓ(own) − λℓ(twin)] + (λ/N)Σℓ(other) by Newton's method. */
function solveRectified(sides: Sides, link: Link, lambda: number, start: Float64Array): Float64Array {
  const { own, twins, others } = sides;
  let theta = start;
  for (let iteration = 0; iteration < 60; iteration += 1) {
    const step = solveCholesky(factorise(hessian(sides, link, theta, lambda)), gradient(sides, link, theta, lambda));
    // Long steps of the logit are cut, since its curvature fades quickly.
    const reach = Math.max(furthest(own, step), furthest(twins, step), furthest(others, step));
    const factor = reach > 5 && link.variance(0) !== 1 ? 5 / reach : 1;
    theta = theta.map((value, j) => value - factor * (step[j] ?? 0));
    if (reach < 1e-10 * (1 + furthest(own, theta))) return theta;
  }
  throw new StatisticsError('no-finite-estimate', 'the rectified regression has no finite estimate');
}

function furthest(records: Records, step: Float64Array): number {
  let most = 0;
  for (let i = 0; i < records.n * records.each; i += 1) most = Math.max(most, Math.abs(predictor(records, i, step)));
  return most;
}

function predictor({ x, p }: Records, row: number, theta: Float64Array): number {
  let eta = 0;
  for (let j = 0; j < p; j += 1) eta += (x[row * p + j] ?? 0) * (theta[j] ?? 0);
  return eta;
}

/** The sides with their shares in the rectified loss. */
function weighted({ own, twins, others }: Sides, lambda: number): (readonly [Records, number])[] {
  if (lambda === 0) return [[own, 1]];
  return [
    [own, 1],
    [twins, -lambda],
    [others, lambda],
  ];
}

function gradient(sides: Sides, link: Link, theta: Float64Array, lambda: number): Float64Array {
  const sum = new Float64Array(sides.own.p);
  for (const [records, share] of weighted(sides, lambda)) {
    const { x, y, p, each, shares } = records;
    const rows = records.n * each;
    for (let i = 0; i < rows; i += 1) {
      const own = (share * (shares[Math.floor(i / each)] ?? 0)) / each;
      const factor = own * (link.mean(predictor(records, i, theta)) - (y[i] ?? 0));
      for (let j = 0; j < p; j += 1) sum[j] = (sum[j] ?? 0) + factor * (x[i * p + j] ?? 0);
    }
  }
  return sum;
}

function hessian(sides: Sides, link: Link, theta: Float64Array, lambda: number): Float64Array[] {
  const { p } = sides.own;
  const sum = Array.from({ length: p }, () => new Float64Array(p));
  for (const [records, share] of weighted(sides, lambda)) {
    const { each, shares } = records;
    for (let i = 0; i < records.n * each; i += 1) {
      const own = (share * (shares[Math.floor(i / each)] ?? 0)) / each;
      const factor = own * link.variance(predictor(records, i, theta));
      addOuterProduct(sum, records.x, i * p, factor);
    }
  }
  mirror(sum);
  return sum;
}

function factorise(matrix: readonly Float64Array[]): Float64Array[] {
  const lower = cholesky(matrix, 1e-13);
  if (lower === null) throw new StatisticsError('collinear', 'the columns are collinear or the answers separated');
  return lower;
}

/** Negative gradients of the loss of each respondent at theta, averaged over the respondent's rows. */
function scoresAt(sides: Sides, link: Link, theta: Float64Array) {
  const scores = (records: Records) => {
    const { x, y, n, p, each } = records;
    return Array.from({ length: n }, (_, respondent) => {
      const sum = new Float64Array(p);
      for (let i = respondent * each; i < (respondent + 1) * each; i += 1) {
        const residual = ((y[i] ?? 0) - link.mean(predictor(records, i, theta))) / each;
        for (let j = 0; j < p; j += 1) sum[j] = (sum[j] ?? 0) + residual * (x[i * p + j] ?? 0);
      }
      return sum;
    });
  };
  return { own: scores(sides.own), twins: scores(sides.twins), others: scores(sides.others) };
}

/** Variance of coefficient j: [H⁻¹(λ²Cov(∇f̃)/N + Cov(∇y − λ∇f)/n)H⁻¹]_jj. */
function varianceOf(sides: Sides, link: Link, theta: Float64Array, lambda: number, j: number): KnownVariance {
  const { p } = sides.own;
  const direction = invertCholesky(factorise(hessian(sides, link, theta, lambda)))[j] ?? new Float64Array(0);
  const scores = scoresAt(sides, link, theta);
  const twins = apply(scores.twins, direction);
  if (sides.survey !== null) {
    const influence = { own: apply(scores.own, direction), twins, others: apply(scores.others, direction) };
    return addVariances(clusterVariances(sumsOf(influence, sides.survey), lambda, p));
  }
  const rest = apply(scores.own, direction).map((value, i) => value - lambda * (twins[i] ?? 0));
  const others = apply(scores.others, direction);
  const left = varianceOfMean(rest, p);
  return lambda === 0 ? left : addVariances([left, varianceOfMean(others, p, lambda)]);
}

/** Of factor · the mean of what rows add to one of p coefficients. */
function varianceOfMean(values: ArrayLike<number>, p: number, factor = 1): KnownVariance {
  const degreesOfFreedom = values.length - p;
  return { variance: (factor ** 2 * spread(values)) / degreesOfFreedom, degreesOfFreedom };
}

function spread(values: ArrayLike<number>): number {
  return covariance(values, values);
}
