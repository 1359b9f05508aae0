import { normalCdf } from './normal-distribution.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { Random } from './random.ts';
import { StatisticsError } from './statistics-error.ts';
import type { Interval } from './types.ts';

export type BootstrapRequest = {
  /** Number of rows. */
  readonly n: number;
  /** Number of resamples, 1 or more. */
  readonly draws: number;
  readonly random: Random;
  /** Cluster of each row; whole clusters are drawn, so a resample may have another number of rows. */
  readonly clusters?: readonly (string | number)[];
  /** Values of the statistics for rows given by index, with repetitions; NaN where one is not defined. */
  readonly statistic: (indices: readonly number[]) => readonly number[];
  /** Default 0.95. */
  readonly level?: number;
  /** Also computes BCa intervals, for which the statistic is evaluated once more per row or cluster; default false. */
  readonly bca?: boolean;
};

export type BootstrapEstimate = {
  /** From the rows as they are. */
  readonly estimate: number;
  /** Standard deviation of the resamples, null with fewer than two. */
  readonly standardError: number | null;
  /** Mean of the resamples minus the estimate, null without any. */
  readonly bias: number | null;
  readonly percentile: Interval | null;
  /** null unless asked for, or when the statistic is not defined for some row left out or does not vary. */
  readonly bca: Interval | null;
  /** Values of the resamples for which the statistic is defined, in order of drawing. */
  readonly values: readonly number[];
  /** Resamples for which it is not. */
  readonly undefinedDraws: number;
};

/**
 * Non-parametric bootstrap of rows or clusters, with percentile and bias-corrected accelerated (BCa) intervals; the
 * acceleration comes from the jackknife, quantiles are interpolated on the normal scale.
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13-14; Davison & Hinkley (1997) 5.3; R `boot.ci`.
 *
 * @throws StatisticsError out-of-range (n, draws, level), length-mismatch (clusters)
 */
export function bootstrap(request: BootstrapRequest): BootstrapEstimate[] {
  const { n, draws, random, statistic } = request;
  const level = request.level ?? 0.95;
  if (!Number.isInteger(n) || n < 1) throw new StatisticsError('out-of-range', 'the bootstrap needs one row or more');
  if (!Number.isInteger(draws) || draws < 1)
    throw new StatisticsError('out-of-range', 'the number of draws is 1 or more');
  if (!(level > 0 && level < 1)) throw new StatisticsError('out-of-range', 'the level lies in (0, 1)');
  const units = rowsByUnit(n, request.clusters);
  const all = Array.from({ length: n }, (_, row) => row);
  const estimates = statistic(all);
  const values = estimates.map((): number[] => []);
  const undefinedDraws = estimates.map(() => 0);
  for (let draw = 0; draw < draws; draw += 1) {
    const indices = drawRows(units, random);
    const drawn = statistic(indices);
    estimates.forEach((_, j) => {
      const value = drawn[j] ?? Number.NaN;
      if (Number.isFinite(value)) values[j]?.push(value);
      else undefinedDraws[j] = (undefinedDraws[j] ?? 0) + 1;
    });
  }
  const jackknife =
    request.bca === true && units.length > 2
      ? units.map((_, left) => statistic(units.flatMap((rows, unit) => (unit === left ? [] : rows))))
      : null;
  return estimates.map((estimate, j) => {
    const drawn = values[j] ?? [];
    const leftOut = jackknife?.map((entry) => entry[j] ?? Number.NaN) ?? null;
    return summarise(estimate, drawn, leftOut, level, undefinedDraws[j] ?? 0);
  });
}

function rowsByUnit(n: number, clusters: readonly (string | number)[] | undefined): number[][] {
  if (clusters === undefined) return Array.from({ length: n }, (_, row) => [row]);
  if (clusters.length !== n) throw new StatisticsError('length-mismatch', `${clusters.length} clusters for ${n} rows`);
  const units = new Map<string | number, number[]>();
  clusters.forEach((cluster, row) => {
    const rows = units.get(cluster) ?? [];
    rows.push(row);
    units.set(cluster, rows);
  });
  return [...units.values()];
}

function drawRows(units: readonly (readonly number[])[], random: Random): number[] {
  const indices: number[] = [];
  for (let unit = 0; unit < units.length; unit += 1) {
    for (const row of units[random.integer(units.length)] ?? []) indices.push(row);
  }
  return indices;
}

function summarise(
  estimate: number,
  values: readonly number[],
  leftOut: readonly number[] | null,
  level: number,
  undefinedDraws: number,
): BootstrapEstimate {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - level) / 2;
  return {
    estimate,
    standardError: count > 1 ? Math.sqrt(variance) : null,
    bias: count > 0 ? mean - estimate : null,
    percentile: count > 0 ? { low: orderedAt(sorted, tail), high: orderedAt(sorted, 1 - tail), level } : null,
    bca: leftOut === null || count === 0 ? null : bcaInterval(estimate, sorted, leftOut, level),
    values,
    undefinedDraws,
  };
}

function bcaInterval(
  estimate: number,
  sorted: Float64Array,
  leftOut: readonly number[],
  level: number,
): Interval | null {
  const below = sorted.filter((value) => value < estimate).length;
  const ties = sorted.filter((value) => value === estimate).length;
  const share = (below + ties / 2) / sorted.length;
  const mean = leftOut.reduce((sum, value) => sum + value, 0) / leftOut.length;
  const squares = leftOut.reduce((sum, value) => sum + (mean - value) ** 2, 0);
  const cubes = leftOut.reduce((sum, value) => sum + (mean - value) ** 3, 0);
  const acceleration = cubes / (6 * squares ** 1.5);
  if (!(share > 0 && share < 1) || !Number.isFinite(acceleration)) return null;
  const shift = normalQuantile(share);
  const adjusted = (probability: number) => {
    const z = shift + normalQuantile(probability);
    return normalCdf(shift + z / (1 - acceleration * z));
  };
  const tail = (1 - level) / 2;
  return { low: orderedAt(sorted, adjusted(tail)), high: orderedAt(sorted, adjusted(1 - tail)), level };
}

/** Order statistic number (R+1)·probability, interpolated on the scale of normal quantiles, the ends kept. */
function orderedAt(sorted: Float64Array, probability: number): number {
  const count = sorted.length;
  const place = (count + 1) * probability;
  // (R+1)·p is often meant to be whole, as in 1000 × 0.025.
  const below = Math.abs(place - Math.round(place)) < 1e-9 ? Math.round(place) : Math.floor(place);
  if (below < 1) return sorted[0] ?? Number.NaN;
  if (below >= count) return sorted[count - 1] ?? Number.NaN;
  const low = sorted[below - 1] ?? Number.NaN;
  const high = sorted[below] ?? Number.NaN;
  if (below === Math.round(place) && Math.abs(place - below) < 1e-9) return low;
  const from = normalQuantile(below / (count + 1));
  const to = normalQuantile((below + 1) / (count + 1));
  return low + ((normalQuantile(probability) - from) / (to - from)) * (high - low);
}
