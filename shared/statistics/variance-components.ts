import { checkValues } from './check-values.ts';
import { checkWeights } from './check-weights.ts';
import { StatisticsError } from './statistics-error.ts';
import { weightedMean } from './weighted-mean.ts';

/** Sums of squares of a one-way layout; groups without weight are left out. */
export type VarianceComponents = {
  readonly between: number;
  readonly within: number;
  readonly total: number;
  /** Number of groups with weight. */
  readonly groups: number;
  /** Number of observations with weight. */
  readonly n: number;
  readonly groupSizes: readonly number[];
};

/**
 * Splits the (weighted) sum of squares into between and within groups.
 * @throws StatisticsError empty-input, not-finite, length-mismatch, negative-value, zero-total
 */
export function varianceComponents(
  values: readonly number[],
  groups: readonly (string | number)[],
  weights?: readonly number[],
): VarianceComponents {
  checkValues(values);
  if (groups.length !== values.length) {
    throw new StatisticsError('length-mismatch', `${groups.length} group labels for ${values.length} values`);
  }
  const checked = checkWeights(values.length, weights);
  const grand = weightedMean(values, checked);
  const cells = new Map<string | number, { values: number[]; weights: number[] }>();
  values.forEach((value, index) => {
    const weight = checked[index] ?? 0;
    const group = groups[index];
    if (weight === 0 || group === undefined) return;
    const cell = cells.get(group) ?? { values: [], weights: [] };
    cell.values.push(value);
    cell.weights.push(weight);
    cells.set(group, cell);
  });
  let between = 0;
  let within = 0;
  let n = 0;
  for (const cell of cells.values()) {
    const mean = weightedMean(cell.values, cell.weights);
    cell.values.forEach((value, index) => {
      const weight = cell.weights[index] ?? 0;
      within += weight * (value - mean) ** 2;
      between += weight * (mean - grand) ** 2;
    });
    n += cell.values.length;
  }
  const groupSizes = [...cells.values()].map((cell) => cell.values.length);
  return { between, within, total: between + within, groups: cells.size, n, groupSizes };
}
