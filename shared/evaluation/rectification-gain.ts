import { clusterRatio, equivalentOthers } from '../statistics/ppi-survey.ts';
import { type Random, createRandom } from '../statistics/random.ts';
import { type Estimate, estimate, undefinedEstimate } from './estimate.ts';
import type { Prepared } from './prepare.ts';
import type { RectificationSides } from './rectification-sides.ts';
import type { RowInfluence, TargetInfluence } from './rectified-target.ts';
import type { Ratio } from './row-sums.ts';

/** Draws behind the interval of a median gain at most. */
export const mostGainDraws = 400;

export interface Gain {
  readonly widthRatio: Estimate;
  readonly worth: Estimate;
  /** The ratio in every draw, the same people for all sources; null without targets. */
  readonly ratio: Ratio | null;
  /** As in `RectificationBlock.summary`. */
  readonly equivalentTwins: number | null;
}

/** A target with the ratio of standard errors (rectified/human-only) and the humans behind it. */
export interface GainTarget {
  readonly influence: TargetInfluence;
  readonly ratio: number;
  readonly humans: number;
}

/**
 * Median over some targets of the ratio of interval widths (rectified/human-only), and of the number of further humans
 * that the twins are worth. The interval resamples the humans of both parts and tunes λ anew in every draw, in which
 * estimates vary by their influence, to first order. With clusters whole ones are drawn, those with rectification humans and
 * the rest apart.
 */
export function medianGain(
  prepared: Prepared,
  sides: Pick<RectificationSides, 'rows' | 'survey'>,
  targets: readonly GainTarget[],
): Gain {
  const { level, bootstrap, seed } = prepared.input.settings;
  if (targets.length === 0) {
    const none = undefinedEstimate('not-estimable', 0, level);
    return { widthRatio: none, worth: none, ratio: null, equivalentTwins: null };
  }
  const n = Math.min(...targets.map(({ humans }) => humans));
  const drawn = emptyDraw(prepared, sides);
  const draws = Math.min(bootstrap, mostGainDraws);
  const ratios = new Float64Array(draws);
  const worths = new Float64Array(draws);
  const medians = (ratioOf: (target: GainTarget) => number): { ratio: number; worth: number } => {
    const own = targets.map((target) => ({ ratio: ratioOf(target), humans: target.humans }));
    return {
      ratio: medianOf(own.map(({ ratio }) => ratio)),
      worth: medianOf(own.map(({ ratio, humans }) => humans * (1 / ratio ** 2 - 1))),
    };
  };
  const value = medians(({ ratio }) => ratio);
  for (let b = 0; b < draws; b++) {
    const random = createRandom(seed, 'evaluation', 'gain', b);
    drawInto(drawn.labelled, random);
    drawInto(drawn.unlabelled, random);
    const own = medians(({ influence }) => ratioOf(influence, drawn));
    ratios[b] = own.ratio;
    worths[b] = own.worth;
  }
  const common = { n, level, reason: 'not-estimable' } as const;
  return {
    widthRatio: estimate({ ...common, value: value.ratio, draws: ratios, bounds: [0, Number.POSITIVE_INFINITY] }),
    worth: estimate({ ...common, value: value.worth, draws: worths }),
    ratio: { value: value.ratio, draws: ratios },
    equivalentTwins: equivalentTwins(targets, sides),
  };
}

/** How often rows are drawn, or clusters by their number. */
interface Draw {
  readonly labelled: Int32Array;
  readonly unlabelled: Int32Array;
  /** Of all clusters; the two above are its parts. */
  readonly clusters: Int32Array;
}

function emptyDraw(prepared: Prepared, { rows, survey }: Pick<RectificationSides, 'rows' | 'survey'>): Draw {
  const [first, all] = survey === null ? [rows.n, rows.n + prepared.n] : [survey.labelledClusters, survey.clusters];
  const clusters = new Int32Array(all).fill(1);
  return { clusters, labelled: clusters.subarray(0, first), unlabelled: clusters.subarray(first) };
}

function drawInto(counts: Int32Array, random: Random): void {
  counts.fill(0);
  for (let i = 0; i < counts.length; i++) {
    const row = random.integer(counts.length);
    counts[row] = (counts[row] ?? 0) + 1;
  }
}

function ratioOf(influence: TargetInfluence, { labelled, unlabelled, clusters }: Draw): number {
  return 'sums' in influence
    ? Math.sqrt(clusterRatio(influence.sums, influence.p, clusters))
    : widthRatio(influence, labelled, unlabelled);
}

function equivalentTwins(targets: readonly GainTarget[], { rows }: Pick<RectificationSides, 'rows'>): number | null {
  const own = targets.flatMap(({ influence }) =>
    'sums' in influence ? [(rows.n * equivalentOthers(influence.sums, influence.p)) / influence.sums.humans] : [],
  );
  const median = medianOf(own);
  return Number.isFinite(median) ? median : null;
}

/** Moments of one or two columns over the rows that count, with their multiplicities. */
interface Moments {
  n: number;
  a: number;
  b: number;
  aa: number;
  ab: number;
  bb: number;
}

function momentsOf(a: Float64Array, b: Float64Array, counts: Int32Array): Moments {
  const sums = { n: 0, a: 0, b: 0, aa: 0, ab: 0, bb: 0 };
  for (let row = 0; row < counts.length; row++) {
    const times = counts[row] ?? 0;
    const x = a[row] ?? Number.NaN;
    const y = b[row] ?? Number.NaN;
    if (times === 0 || Number.isNaN(x) || Number.isNaN(y)) continue;
    sums.n += times;
    sums.a += times * x;
    sums.b += times * y;
    sums.aa += times * x * x;
    sums.ab += times * x * y;
    sums.bb += times * y * y;
  }
  return sums;
}

/** √(Var rectified/Var human-only) with λ tuned for the least variance. */
function widthRatio(influence: RowInfluence, labelled: Int32Array, unlabelled: Int32Array): number {
  const first = momentsOf(influence.own, influence.twins, labelled);
  const second = momentsOf(influence.others, influence.others, unlabelled);
  const { n } = first;
  const others = second.n;
  if (n < 2 || others < 2) return Number.NaN;
  const own = first.aa / n - (first.a / n) ** 2;
  const shared = first.ab / n - (first.a / n) * (first.b / n);
  const twins = first.bb / n - (first.b / n) ** 2;
  const rest = second.aa / others - (second.a / others) ** 2;
  const total = n + others;
  const pooled = (first.bb + second.aa) / total - ((first.b + second.a) / total) ** 2;
  if (!(own > 0)) return Number.NaN;
  const lambda = pooled > 0 ? Math.min(1, Math.max(0, shared / ((1 + n / others) * pooled))) : 0;
  const rectified = (lambda ** 2 * rest) / others + (own - 2 * lambda * shared + lambda ** 2 * twins) / n;
  return Math.sqrt(Math.max(0, rectified) / (own / n));
}

/** The ratio for the humans as they are, both variances at the human-only estimate. */
export function firstOrderRatio(influence: TargetInfluence): number {
  if ('sums' in influence) return Math.sqrt(clusterRatio(influence.sums, influence.p));
  const everybody = ({ length }: Float64Array): Int32Array => new Int32Array(length).fill(1);
  return widthRatio(influence, everybody(influence.own), everybody(influence.others));
}

function medianOf(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
