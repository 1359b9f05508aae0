import type { KnownVariance } from './ppi-estimate.ts';
import { StatisticsError } from './statistics-error.ts';

/** Design weights, above 0, and clusters of the people of one set; clusters have the same numbers in both sets. */
export type SurveySide = { readonly weights: ArrayLike<number>; readonly clusters: ArrayLike<number> };

/** Of the humans set aside for rectification, and of the others. */
export type SurveyDesign = { readonly labelled: SurveySide; readonly unlabelled: SurveySide };

/**
 * What each cluster adds to an estimate, first the clusters with humans set aside for rectification. The human-only
 * estimate varies as the sum of `own`, the rectified one as the sum of own − λ·twins + λ·others.
 */
export type ClusterSums = {
  /** By cluster with such humans. */
  readonly own: Float64Array;
  readonly twins: Float64Array;
  /** By cluster: those with such humans, who may have some of the others too, and then the rest. */
  readonly others: Float64Array;
  /** Number of each cluster, in the order of `others`. */
  readonly numbers: Int32Array;
  /** Humans set aside, and others. */
  readonly humans: number;
  readonly simulated: number;
  /** Clusters with some of the others. */
  readonly clusters: number;
};

/** w·(z − mean z)/Σw: what each person adds to a weighted mean (Särndal, Swensson & Wretman 1992, section 5.5). */
export function meanContributions(values: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    total += weights[i] ?? 0;
    sum += (weights[i] ?? 0) * (values[i] ?? 0);
  }
  if (!(total > 0)) throw new StatisticsError('zero-total', 'the weights add up to nothing');
  const mean = sum / total;
  return Float64Array.from(values, (value, i) => ((weights[i] ?? 0) * (value - mean)) / total);
}

/** People with what they add, set by set, and the cluster of each. */
export type Contributions = {
  readonly own: ArrayLike<number>;
  readonly twins: ArrayLike<number>;
  readonly others: ArrayLike<number>;
  readonly labelledClusters: ArrayLike<number>;
  readonly unlabelledClusters: ArrayLike<number>;
};

/** @throws StatisticsError out-of-range with fewer than two clusters in a set */
export function clusterSums(people: Contributions): ClusterSums {
  const place = new Map<number, number>();
  const placeOf = (cluster: number): number => {
    const known = place.get(cluster) ?? place.size;
    place.set(cluster, known);
    return known;
  };
  const labelled = Int32Array.from(people.labelledClusters, placeOf);
  const first = place.size;
  const unlabelled = Int32Array.from(people.unlabelledClusters, placeOf);
  const clusters = new Set(unlabelled).size;
  if (first < 2 || clusters < 2) {
    throw new StatisticsError('out-of-range', 'rectification needs two clusters or more in each set');
  }
  return {
    own: summed(people.own, labelled, first),
    twins: summed(people.twins, labelled, first),
    others: summed(people.others, unlabelled, place.size),
    numbers: Int32Array.from(place.keys()),
    humans: labelled.length,
    simulated: unlabelled.length,
    clusters,
  };
}

function summed(values: ArrayLike<number>, places: Int32Array, length: number): Float64Array {
  const sums = new Float64Array(length);
  places.forEach((place, i) => (sums[place] = (sums[place] ?? 0) + (values[i] ?? 0)));
  return sums;
}

/** G/(G − 1)·(n − 1)/(n − p) of the clusters of a set, as for p coefficients by Stata; n/(n − p) where each has one person. */
function smallSample(clusters: number, people: number, p: number): number {
  return (clusters / (clusters - 1)) * ((people - 1) / (people - p));
}

/** G − 1, or n − p where each cluster has one person. */
function freedom(clusters: number, people: number, p: number): number {
  return clusters < people ? clusters - 1 : people - p;
}

/** Sums of squares and products over the clusters: of own, of what λ multiplies (D = twins − others), and of both. */
export type ClusterMoments = {
  readonly own: number;
  readonly shared: number;
  /** Of D in clusters with humans set aside, and in the rest. */
  readonly difference: number;
  readonly rest: number;
};

/**
 * With the factor of each set.
 * @param p coefficients of the estimate
 * @param counts how often each cluster was drawn, by its number; each once unless told
 */
export function clusterMoments(sums: ClusterSums, p: number, counts?: ArrayLike<number>): ClusterMoments {
  const { own, twins, others, numbers } = sums;
  let ownSquares = 0;
  let shared = 0;
  let difference = 0;
  let rest = 0;
  for (let c = 0; c < own.length; c += 1) {
    const times = counts?.[numbers[c] ?? 0] ?? 1;
    const d = (twins[c] ?? 0) - (others[c] ?? 0);
    ownSquares += times * (own[c] ?? 0) ** 2;
    shared += times * (own[c] ?? 0) * d;
    difference += times * d ** 2;
  }
  for (let c = own.length; c < others.length; c += 1) {
    rest += (counts?.[numbers[c] ?? 0] ?? 1) * (others[c] ?? 0) ** 2;
  }
  const first = smallSample(own.length, sums.humans, p);
  const second = smallSample(sums.clusters, sums.simulated, p);
  return { own: first * ownSquares, shared: first * shared, difference: first * difference, rest: second * rest };
}

/** The λ of least variance, Cov(own, D)/Var(D) over some independent parts of an estimate, cut to [0, 1]. */
export function clusterLambda(parts: readonly ClusterMoments[]): number {
  const shared = parts.reduce((sum, part) => sum + part.shared, 0);
  const spread = parts.reduce((sum, part) => sum + part.difference + part.rest, 0);
  const own = parts.reduce((sum, part) => sum + part.own, 0);
  // Twins that differ by rounding only would make λ the ratio of two roundings.
  return spread > 1e-24 * own ? Math.min(1, Math.max(0, shared / spread)) : 0;
}

/** Variances of the independent parts of own − λ·twins + λ·others, each with its degrees of freedom. */
export function clusterVariances(sums: ClusterSums, lambda: number, p: number): KnownVariance[] {
  const { own, shared, difference, rest } = clusterMoments(sums, p);
  const degreesOfFreedom = freedom(sums.own.length, sums.humans, p);
  const left = { variance: Math.max(0, own - 2 * lambda * shared + lambda ** 2 * difference), degreesOfFreedom };
  if (lambda === 0 || sums.others.length === sums.own.length) return [left];
  const right = freedom(sums.clusters, sums.simulated, p);
  return [left, { variance: lambda ** 2 * rest, degreesOfFreedom: right }];
}

/** Variance of the rectified estimate with the λ of least variance / that of the human-only one, by one sum a cluster. */
export function clusterRatio(sums: ClusterSums, p: number, counts?: ArrayLike<number>): number {
  const moments = clusterMoments(sums, p, counts);
  const { own, shared, difference, rest } = moments;
  const lambda = clusterLambda([moments]);
  return Math.max(0, own - 2 * lambda * shared + lambda ** 2 * (difference + rest)) / own;
}

/**
 * People of the first set who would give the mean of the twins the precision that it has among the others:
 * n·Var(twins)/Var(others), which is N where the N others have no weights or clusters, or such as the n have.
 */
export function equivalentOthers(sums: ClusterSums, p: number): number {
  const { twins, others, humans, simulated, clusters } = sums;
  const squares = (values: Float64Array): number => values.reduce((sum, value) => sum + value ** 2, 0);
  const own = smallSample(twins.length, humans, p) * squares(twins);
  return (humans * own) / (smallSample(clusters, simulated, p) * squares(others));
}
