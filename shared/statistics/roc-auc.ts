import { checkValues } from './check-values.ts';
import { normalQuantile } from './normal-quantile.ts';
import { StatisticsError } from './statistics-error.ts';
import type { Interval } from './types.ts';

/** `standardError` and `interval` are null when a class has one member only. */
export type RocAuc = {
  readonly auc: number;
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly positives: number;
  readonly negatives: number;
};

/**
 * Area under the ROC curve: the chance that a random positive scores above a random negative, ties counted half
 * (0.5 = indistinguishable), with DeLong's variance and a normal interval cut at 0 and 1.
 * Source: DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44:837-845.
 *
 * @param labels true for the positive class
 * @param options.level coverage of the interval, default 0.95
 * @throws StatisticsError empty-input, not-finite, length-mismatch, single-class
 */
export function rocAuc(
  scores: readonly number[],
  labels: readonly boolean[],
  options: { readonly level?: number } = {},
): RocAuc {
  checkValues(scores, 'list of scores');
  if (labels.length !== scores.length) {
    throw new StatisticsError('length-mismatch', `${labels.length} labels for ${scores.length} scores`);
  }
  const high = sortedScores(scores, labels, true);
  const low = sortedScores(scores, labels, false);
  const m = high.length;
  const n = low.length;
  if (m === 0 || n === 0) {
    throw new StatisticsError('single-class', 'the area under the curve needs both classes');
  }
  // Placement values: share of the other class that a member beats.
  const highPlacement = sharesBelow(high, low);
  const lowPlacement = sharesBelow(low, high).map((share) => 1 - share);
  const auc = highPlacement.reduce((sum, value) => sum + value, 0) / m;
  if (m < 2 || n < 2) return { auc, standardError: null, interval: null, positives: m, negatives: n };
  const standardError = Math.sqrt(spread(highPlacement, auc) / m + spread(lowPlacement, auc) / n);
  const level = options.level ?? 0.95;
  const half = normalQuantile((1 + level) / 2) * standardError;
  const interval = { low: Math.max(0, auc - half), high: Math.min(1, auc + half), level };
  return { auc, standardError, interval, positives: m, negatives: n };
}

function sortedScores(scores: readonly number[], labels: readonly boolean[], label: boolean): Float64Array {
  return Float64Array.from(scores.filter((_, index) => (labels[index] === true) === label)).sort();
}

/** Share of `others` below each of `values`, ties counted half; both in ascending order. */
function sharesBelow(values: Float64Array, others: Float64Array): Float64Array {
  const shares = new Float64Array(values.length);
  let below = 0;
  let upTo = 0;
  values.forEach((value, index) => {
    while (below < others.length && (others[below] ?? 0) < value) below += 1;
    while (upTo < others.length && (others[upTo] ?? 0) <= value) upTo += 1;
    shares[index] = (below + upTo) / 2 / others.length;
  });
  return shares;
}

function spread(values: Float64Array, mean: number): number {
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
