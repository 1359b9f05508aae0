import type { Random } from './random.ts';
import { StatisticsError } from './statistics-error.ts';

export type PermutationTest = {
  /** Statistic of the rows as they are. */
  readonly statistic: number;
  /** (b + 1)/(m + 1): never 0, exact in the sense that it is valid for every number of permutations. */
  readonly pValue: number;
  /** Permutations whose statistic is at least as extreme, b. */
  readonly extreme: number;
  /** Permutations for which the statistic is defined, m. */
  readonly permutations: number;
};

/**
 * Monte Carlo permutation test. Source: Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9:39.
 *
 * @param request.statistic value for the rows in the given order; the identity order gives the observed one
 * @param request.alternative `greater` (default), `less`, or `two-sided` for |statistic|, which must then be centred at 0
 * @param request.blocks rows are permuted only inside their block (stratum), if given
 * @throws StatisticsError out-of-range, length-mismatch, not-finite (the observed statistic is not defined)
 */
export function permutationTest(request: {
  readonly n: number;
  readonly permutations: number;
  readonly random: Random;
  readonly statistic: (order: readonly number[]) => number;
  readonly alternative?: 'greater' | 'less' | 'two-sided';
  readonly blocks?: readonly (string | number)[];
}): PermutationTest {
  const { n, permutations, random, blocks } = request;
  if (!Number.isInteger(n) || n < 1) throw new StatisticsError('out-of-range', 'the test needs one row or more');
  if (!Number.isInteger(permutations) || permutations < 1) {
    throw new StatisticsError('out-of-range', 'the number of permutations is 1 or more');
  }
  if (blocks !== undefined && blocks.length !== n) {
    throw new StatisticsError('length-mismatch', `${blocks.length} blocks for ${n} rows`);
  }
  const members = groupRows(n, blocks);
  const statistic = request.statistic(Array.from({ length: n }, (_, row) => row));
  if (!Number.isFinite(statistic)) throw new StatisticsError('not-finite', 'the observed statistic is not defined');
  const extremity = (value: number) =>
    request.alternative === 'less' ? -value : request.alternative === 'two-sided' ? Math.abs(value) : value;
  // Permutations that give the same value up to rounding count as extreme.
  const threshold = extremity(statistic) - 1e-12 * Math.abs(statistic);
  let extreme = 0;
  let defined = 0;
  for (let index = 0; index < permutations; index += 1) {
    const value = request.statistic(permuteWithin(members, n, random));
    if (!Number.isFinite(value)) continue;
    defined += 1;
    if (extremity(value) >= threshold) extreme += 1;
  }
  return { statistic, pValue: (extreme + 1) / (defined + 1), extreme, permutations: defined };
}

function groupRows(n: number, blocks: readonly (string | number)[] | undefined): number[][] {
  const groups = new Map<string | number, number[]>();
  for (let row = 0; row < n; row += 1) {
    const key = blocks?.[row] ?? '';
    const rows = groups.get(key) ?? [];
    rows.push(row);
    groups.set(key, rows);
  }
  return [...groups.values()];
}

function permuteWithin(members: readonly (readonly number[])[], n: number, random: Random): number[] {
  const order = Array.from<number>({ length: n }).fill(0);
  for (const rows of members) {
    const shuffled = random.shuffle(rows);
    rows.forEach((row, index) => {
      order[row] = shuffled[index] ?? row;
    });
  }
  return order;
}
