import { normalQuantile } from '../statistics/normal-quantile.ts';
import { richnessVariance } from '../statistics/richness-variance.ts';
import { type Estimate, type UndefinedReason, smallestResampled, undefinedEstimate } from './estimate.ts';
import type { Prepared } from './prepare.ts';
import type { Structures } from './structures.ts';

export interface UniqueVariances {
  readonly human: number;
  /** By source: variance of the mean over its seeds. */
  readonly sources: readonly number[];
}

/** Sampling variances of the numbers of unique structures, over samples of respondents and draws of twins. */
export function uniqueVariances(prepared: Prepared, structures: Structures): UniqueVariances {
  const clusterOf = prepared.clusters < prepared.n ? prepared.clusterOf : null;
  const varianceOf = (own: Int32Array): number =>
    clusterOf === null ? richnessVariance(tally(own).values()) : jackknifeOverClusters(own, clusterOf);
  return {
    human: varianceOf(structures.human),
    sources: structures.sources.map((seeds) => {
      const total = mean(seeds.map(varianceOf));
      // What differs between seeds is averaged out by them; the rest comes with the respondents and stays.
      const within = Math.min(total, sampleVariance(seeds.map((own) => tally(own).size)));
      return total - within + within / seeds.length;
    }),
  };
}

/** A number with a normal interval of the given variance, held between its bounds. */
export function normalEstimate(input: {
  readonly value: number;
  readonly variance: number;
  readonly n: number;
  readonly level: number;
  readonly reason: UndefinedReason;
  readonly bounds?: readonly [number, number];
}): Estimate {
  const { value, variance, n, level, reason } = input;
  if (!Number.isFinite(value)) return undefinedEstimate(reason, n, level);
  if (n < smallestResampled) return { value, low: null, high: null, level, n, reason: 'too-few-respondents' };
  const [least, most] = input.bounds ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
  return { value, low: Math.max(least, value - half), high: Math.min(most, value + half), level, n, reason: null };
}

function tally(own: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const structure of own) if (structure >= 0) counts.set(structure, (counts.get(structure) ?? 0) + 1);
  return counts;
}

/** Rows of a cluster depend on each other, so whole clusters are left out in turn; conservative (Efron & Stein 1981). */
function jackknifeOverClusters(own: Int32Array, clusterOf: Int32Array): number {
  /** The only cluster in which a structure occurs, or -1. */
  const home = new Map<number, number>();
  const exclusive = new Map<number, number>();
  own.forEach((structure, row) => {
    if (structure < 0) return;
    const cluster = clusterOf[row] ?? -1;
    exclusive.set(cluster, exclusive.get(cluster) ?? 0);
    const seen = home.get(structure);
    home.set(structure, seen === undefined || seen === cluster ? cluster : -1);
  });
  for (const cluster of home.values()) {
    if (cluster >= 0) exclusive.set(cluster, (exclusive.get(cluster) ?? 0) + 1);
  }
  const counts = [...exclusive.values()];
  return (counts.length - 1) * populationVariance(counts);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function populationVariance(values: readonly number[]): number {
  const centre = mean(values);
  return values.length === 0 ? 0 : mean(values.map((value) => (value - centre) ** 2));
}

function sampleVariance(values: readonly number[]): number {
  return values.length < 2 ? 0 : (populationVariance(values) * values.length) / (values.length - 1);
}
