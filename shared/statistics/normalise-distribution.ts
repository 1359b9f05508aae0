import { StatisticsError } from './statistics-error.ts';

/**
 * Divides counts or probabilities by their total, so that the result adds up to 1.
 * @throws StatisticsError empty-input, not-finite, negative-value, zero-total
 */
export function normaliseDistribution(cells: readonly number[]): number[] {
  if (cells.length === 0) throw new StatisticsError('empty-input', 'the distribution has no categories');
  let total = 0;
  for (const cell of cells) {
    if (!Number.isFinite(cell)) throw new StatisticsError('not-finite', 'a cell is not a finite number');
    if (cell < 0) throw new StatisticsError('negative-value', 'a cell is negative');
    total += cell;
  }
  if (!(total > 0) || !Number.isFinite(total)) {
    throw new StatisticsError('zero-total', 'the cells add up to zero or overflow');
  }
  return cells.map((cell) => cell / total);
}

/**
 * Normalises two distributions over the same categories.
 * @throws StatisticsError length-mismatch and those of `normaliseDistribution`
 */
export function normalisePair(p: readonly number[], q: readonly number[]): { p: number[]; q: number[] } {
  if (p.length !== q.length) {
    throw new StatisticsError('length-mismatch', `distributions over ${p.length} and ${q.length} categories`);
  }
  return { p: normaliseDistribution(p), q: normaliseDistribution(q) };
}
