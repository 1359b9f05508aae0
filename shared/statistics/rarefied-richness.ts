import { StatisticsError } from './statistics-error.ts';

/**
 * Expected number of distinct categories in a random subsample of `m` of the n observations, drawn without
 * replacement: Σ_i [1 − C(n−n_i, m)/C(n, m)] (exact, no simulation).
 * Source: Hurlbert (1971), Ecology 52:577-586.
 *
 * @param counts observations per category, whole numbers
 * @param m size of the subsample, a whole number in 0..n
 * @throws StatisticsError not-an-integer, negative-value, out-of-range (m > n)
 */
export function rarefiedRichness(counts: readonly number[], m: number): number {
  for (const count of [...counts, m]) {
    if (!Number.isInteger(count)) throw new StatisticsError('not-an-integer', 'rarefaction needs whole numbers');
    if (count < 0) throw new StatisticsError('negative-value', 'a count is negative');
  }
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (m > n) throw new StatisticsError('out-of-range', `cannot draw ${m} of ${n} observations`, { m, n });
  return counts.reduce((sum, count) => sum + chanceOfOccurring(count, n, m), 0);
}

/** 1 − Π_{j<count} (n−m−j)/(n−j), through logarithms so that rare categories keep their digits. */
function chanceOfOccurring(count: number, n: number, m: number): number {
  if (count === 0 || m === 0) return 0;
  if (count > n - m) return 1;
  let logAbsent = 0;
  for (let j = 0; j < count; j += 1) logAbsent += Math.log1p(-m / (n - j));
  return -Math.expm1(logAbsent);
}
