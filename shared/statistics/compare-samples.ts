import { checkValues } from './check-values.ts';
import { checkWeights } from './check-weights.ts';

/** Shares of two samples at or below one of the values that occur in either. */
export type SharesBelow = {
  readonly value: number;
  readonly x: number;
  readonly y: number;
  /** Values of both samples so far. */
  readonly count: number;
};

/**
 * Walks through the distribution functions of two samples, which may have weights, by ascending distinct value.
 *
 * @throws StatisticsError empty-input, not-finite, length-mismatch, negative-value, zero-total
 */
export function* compareSamples(
  x: readonly number[],
  y: readonly number[],
  wx?: readonly number[],
  wy?: readonly number[],
): Generator<SharesBelow, void, undefined> {
  const a = inOrder(x, wx);
  const b = inOrder(y, wy);
  const [n, m] = [a.values.length, b.values.length];
  let [i, j, belowA, belowB] = [0, 0, 0, 0];
  while (i < n || j < m) {
    const value = Math.min(a.values[i] ?? Number.POSITIVE_INFINITY, b.values[j] ?? Number.POSITIVE_INFINITY);
    for (; i < n && a.values[i] === value; i += 1) belowA += a.weights === null ? 1 : (a.weights[i] ?? 0);
    for (; j < m && b.values[j] === value; j += 1) belowB += b.weights === null ? 1 : (b.weights[j] ?? 0);
    yield { value, x: belowA / a.total, y: belowB / b.total, count: i + j };
  }
}

/** Typed arrays sort numbers ten times as fast as lists of objects do, which is what a million values take. */
function inOrder(values: readonly number[], weights: readonly number[] | undefined) {
  checkValues(values);
  if (weights === undefined) return { values: Float64Array.from(values).sort(), weights: null, total: values.length };
  const checked = checkWeights(values.length, weights);
  const order = Int32Array.from(values, (_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  return {
    values: Float64Array.from(order, (index) => values[index] ?? 0),
    weights: Float64Array.from(order, (index) => checked[index] ?? 0),
    total: checked.reduce((sum, weight) => sum + weight, 0),
  };
}
