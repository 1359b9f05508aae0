import { StatisticsError } from './statistics-error.ts';

/**
 * Sample quantiles of type 7, as `quantileOfSorted` gives them, without sorting everything: expected O(n) by partitions
 * around the order statistics that are needed (Hoare 1961, Commun. ACM 4:321, algorithm 65).
 *
 * @param values without NaN; left in another order. NaN is given for an empty list.
 * @param probabilities in [0, 1]
 * @throws StatisticsError out-of-range
 */
export function selectQuantiles(values: Float64Array, probabilities: readonly number[]): number[] {
  const last = values.length - 1;
  if (probabilities.some((probability) => !(probability >= 0 && probability <= 1))) {
    throw new StatisticsError('out-of-range', 'a probability lies in [0, 1]');
  }
  if (last < 0) return probabilities.map(() => Number.NaN);
  const ranks = probabilities.flatMap((probability) => {
    const below = Math.floor(last * probability);
    return [below, Math.min(below + 1, last)];
  });
  const sorted = [...new Set(ranks)].sort((a, b) => a - b);
  selectRanks(values, 0, last, sorted, 0, sorted.length - 1);
  return probabilities.map((probability) => {
    const position = last * probability;
    const below = Math.floor(position);
    const low = values[below] ?? Number.NaN;
    const high = values[Math.min(below + 1, last)] ?? Number.NaN;
    return low === high ? low : low + (position - below) * (high - low);
  });
}

/** Puts the order statistics `ranks[first]` … `ranks[end]` of `values[from]` … `values[to]` in their places. */
function selectRanks(
  values: Float64Array,
  from: number,
  to: number,
  ranks: readonly number[],
  first: number,
  end: number,
): void {
  if (first > end || from >= to) return;
  const middle = (first + end) >> 1;
  const rank = ranks[middle] ?? 0;
  selectRank(values, from, to, rank);
  selectRanks(values, from, rank - 1, ranks, first, middle - 1);
  selectRanks(values, rank + 1, to, ranks, middle + 1, end);
}

/** Partitions after which the rest is sorted: unlucky pivots would make the time quadratic. */
const mostPartitions = 60;

function selectRank(values: Float64Array, start: number, stop: number, rank: number): void {
  let from = start;
  let to = stop;
  for (let partitions = 0; from < to; partitions += 1) {
    if (to - from < 12 || partitions > mostPartitions) {
      values.subarray(from, to + 1).sort();
      return;
    }
    const pivot = medianOfThree(values[from] ?? 0, values[(from + to) >> 1] ?? 0, values[to] ?? 0);
    let i = from;
    let j = to;
    while (i <= j) {
      while ((values[i] ?? 0) < pivot) i += 1;
      while ((values[j] ?? 0) > pivot) j -= 1;
      if (i > j) break;
      const swapped = values[i] ?? 0;
      values[i] = values[j] ?? 0;
      values[j] = swapped;
      i += 1;
      j -= 1;
    }
    if (rank <= j) to = j;
    else if (rank >= i) from = i;
    else return;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
