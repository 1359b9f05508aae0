import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { hashPath } from './hash-path.ts';
import { normalQuantile } from './normal-quantile.ts';
import { StatisticsError } from './statistics-error.ts';

/** A stream of pseudo-random numbers; every call moves it forward. */
export type Random = {
  /** Uniform in [0, 1), a multiple of 2^-53. */
  readonly next: () => number;
  /** Uniform whole number in 0..n−1. @throws StatisticsError out-of-range unless n is a whole number in 1..2^53 */
  readonly integer: (n: number) => number;
  /** Standard normal deviate by inversion; one uniform number each. */
  readonly normal: () => number;
  /** Shuffled copy (Fisher-Yates). */
  readonly shuffle: <Item>(items: readonly Item[]) => Item[];
  /**
   * Index drawn with probability proportional to its weight; an index with weight 0 is never drawn.
   * @throws StatisticsError not-finite, negative-value, zero-total
   */
  readonly weightedIndex: (weights: readonly number[]) => number;
};

/**
 * Stream of pseudo-random numbers that is a function of the seed and the path alone: the same seed and path give the
 * same numbers on every machine, other paths give streams that are independent for practical purposes (the 128-bit
 * state is a hash of both). Generator: xoroshiro128+ (Blackman & Vigna 2021, ACM Trans. Math. Softw. 47:36); only the
 * upper bits of each output are used, since its lowest bits are weak.
 *
 * @param seed, path any numbers and strings; 1 and '1' are different
 */
export function createRandom(seed: number | string, ...path: readonly (string | number)[]): Random {
  const state = [...hashPath([seed, ...path])];
  // The all-zero state is the one fixed point of the generator.
  if (!state.some((word) => word !== 0)) state[0] = 1;
  const generator = xoroshiro128plusFromState(state);

  const next = () => {
    const high = generator.next() >>> 5;
    const low = generator.next() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  };
  const integer = (n: number) => {
    if (!Number.isInteger(n) || n < 1 || n > Number.MAX_SAFE_INTEGER) {
      throw new StatisticsError('out-of-range', 'a random whole number needs a range of 1 to 2^53');
    }
    return Math.floor(next() * n);
  };
  const shuffle = <Item>(items: readonly Item[]): Item[] => {
    // Boxed, so that an item may itself be undefined.
    const boxes = items.map((item) => ({ item }));
    for (let i = boxes.length - 1; i > 0; i -= 1) {
      const j = integer(i + 1);
      const upper = boxes[i];
      const lower = boxes[j];
      if (upper === undefined || lower === undefined) continue;
      boxes[i] = lower;
      boxes[j] = upper;
    }
    return boxes.map((box) => box.item);
  };
  const weightedIndex = (weights: readonly number[]) => drawIndex(weights, next());
  // 0 would give -Infinity; 1 cannot occur.
  const normal = () => {
    const uniform = next();
    return normalQuantile(uniform === 0 ? 2 ** -54 : uniform);
  };
  return { next, integer, normal, shuffle, weightedIndex };
}

function drawIndex(weights: readonly number[], uniform: number): number {
  let total = 0;
  for (const weight of weights) {
    if (!Number.isFinite(weight)) throw new StatisticsError('not-finite', 'a weight is not a finite number');
    if (weight < 0) throw new StatisticsError('negative-value', 'a weight is negative');
    total += weight;
  }
  if (!(total > 0)) throw new StatisticsError('zero-total', 'the weights add up to zero');
  const target = uniform * total;
  let cumulative = 0;
  let last = -1;
  for (const [index, weight] of weights.entries()) {
    if (weight === 0) continue;
    cumulative += weight;
    last = index;
    if (target < cumulative) return index;
  }
  // Rounding can leave the target at the total.
  return last;
}
