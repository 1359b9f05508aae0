import { StatisticsError } from './statistics-error.ts';

/**
 * Benjamini-Hochberg adjusted p-values min_{j≥i} p_(j)·m/j, in the order of the input. Reject where the result is at
 * most the tolerated false discovery rate. Source: Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57:289-300.
 *
 * @param pValues in [0, 1]; null (no test) stays null and does not count into m
 * @throws StatisticsError out-of-range
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): (number | null)[] {
  const tests: { p: number; index: number }[] = [];
  pValues.forEach((p, index) => {
    if (p === null) return;
    if (!(p >= 0 && p <= 1)) throw new StatisticsError('out-of-range', 'a p-value lies in [0, 1]');
    tests.push({ p, index });
  });
  tests.sort((a, b) => b.p - a.p);
  const adjusted = Array.from<number | null>({ length: pValues.length }).fill(null);
  let smallest = 1;
  tests.forEach(({ p, index }, place) => {
    smallest = Math.min(smallest, p * (tests.length / (tests.length - place)));
    adjusted[index] = smallest;
  });
  return adjusted;
}
