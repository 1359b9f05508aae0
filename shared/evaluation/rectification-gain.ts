import { createRandom } from '../statistics/random.ts';
import { type Estimate, estimate, undefinedEstimate } from './estimate.ts';
import type { Prepared } from './prepare.ts';
import type { TargetInfluence } from './rectified-target.ts';
import type { Ratio } from './row-sums.ts';

/** Draws behind the interval of a median gain at most. */
export const mostGainDraws = 400;

export interface Gain {
  readonly widthRatio: Estimate;
  readonly worth: Estimate;
  /** The ratio in every draw, the same people for all sources; null without targets. */
  readonly ratio: Ratio | null;
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
 * estimates vary by their influence, to first order.
 */
export function medianGain(prepared: Prepared, targets: readonly GainTarget[]): Gain {
  const { level, bootstrap, seed } = prepared.input.settings;
  const [first] = targets;
  if (first === undefined) {
    const none = undefinedEstimate('not-estimable', 0, level);
    return { widthRatio: none, worth: none, ratio: null };
  }
  const n = Math.min(...targets.map(({ humans }) => humans));
  const labelled = new Int32Array(first.influence.own.length);
  const unlabelled = new Int32Array(first.influence.others.length);
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
    for (const counts of [labelled, unlabelled]) {
      counts.fill(0);
      for (let i = 0; i < counts.length; i++) {
        const row = random.integer(counts.length);
        counts[row] = (counts[row] ?? 0) + 1;
      }
    }
    const drawn = medians(({ influence }) => widthRatio(influence, labelled, unlabelled));
    ratios[b] = drawn.ratio;
    worths[b] = drawn.worth;
  }
  const common = { n, level, reason: 'not-estimable' } as const;
  return {
    widthRatio: estimate({ ...common, value: value.ratio, draws: ratios, bounds: [0, Number.POSITIVE_INFINITY] }),
    worth: estimate({ ...common, value: value.worth, draws: worths }),
    ratio: { value: value.ratio, draws: ratios },
  };
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
function widthRatio(influence: TargetInfluence, labelled: Int32Array, unlabelled: Int32Array): number {
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
  const everybody = ({ length }: Float64Array): Int32Array => new Int32Array(length).fill(1);
  return widthRatio(influence, everybody(influence.own), everybody(influence.others));
}

function medianOf(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
