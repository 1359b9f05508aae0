import { bivariateNormalCdf, bivariateNormalDensity } from './bivariate-normal-cdf.ts';
import { normalQuantile } from './normal-quantile.ts';
import { StatisticsError } from './statistics-error.ts';

export type PolychoricCorrelation = {
  /** In [−1, 1]; ±1 when the likelihood rises up to the end; null when a variable has one category only. */
  readonly value: number | null;
  /** Treats the thresholds as known; null at ±1. */
  readonly standardError: number | null;
  readonly n: number;
};

/** Correlations beyond this are reported as ±1. */
const limit = 0.99995;
/** Cell probabilities below this are rounding errors of the distribution function. */
const noise = 1e-12;

/**
 * Polychoric correlation of two ordinal variables (tetrachoric for 2 × 2): correlation of the bivariate normal
 * distribution behind a table of counts, by two-step maximum likelihood (thresholds from the margins, then ρ).
 * Source: Olsson (1979), Psychometrika 44:443-460.
 *
 * @param table counts, rows and columns in ascending order of the categories; empty rows and columns are left out
 * @throws StatisticsError empty-input, length-mismatch, negative-value, not-finite, zero-total
 */
export function polychoricCorrelation(table: readonly (readonly number[])[]): PolychoricCorrelation {
  const counts = withoutEmpty(table);
  const n = counts.flat().reduce((sum, count) => sum + count, 0);
  const columns = counts[0]?.length ?? 0;
  if (counts.length < 2 || columns < 2) return { value: null, standardError: null, n };
  const rowCuts = cutsOf(
    counts.map((line) => line.reduce((sum, count) => sum + count, 0)),
    n,
  );
  const columnCuts = cutsOf(
    Array.from({ length: columns }, (_, j) => counts.reduce((sum, line) => sum + (line[j] ?? 0), 0)),
    n,
  );
  const slope = (rho: number) => slopeAt(counts, rowCuts, columnCuts, rho);
  if (slope(limit) > 0) return { value: 1, standardError: null, n };
  if (slope(-limit) < 0) return { value: -1, standardError: null, n };
  const value = rootOf(slope, -limit, limit);
  const step = 1e-4 * (1 - value * value);
  const curvature = (slope(value - step) - slope(value + step)) / (2 * step);
  return { value, standardError: curvature > 0 ? 1 / Math.sqrt(curvature) : null, n };
}

function withoutEmpty(table: readonly (readonly number[])[]): number[][] {
  const width = table[0]?.length ?? 0;
  if (width === 0) throw new StatisticsError('empty-input', 'the table is empty');
  for (const line of table) {
    if (line.length !== width) throw new StatisticsError('length-mismatch', 'the rows of the table differ in length');
    for (const count of line) {
      if (!Number.isFinite(count)) throw new StatisticsError('not-finite', 'a count is not a finite number');
      if (count < 0) throw new StatisticsError('negative-value', 'a count is negative');
    }
  }
  const rows = table.filter((line) => line.some((count) => count > 0));
  if (rows.length === 0) throw new StatisticsError('zero-total', 'the table holds no observations');
  return rows.map((line) => line.filter((_, j) => rows.some((other) => (other[j] ?? 0) > 0)));
}

/** −Infinity, the normal quantiles of the cumulative shares, Infinity. */
function cutsOf(totals: readonly number[], n: number): number[] {
  let below = 0;
  const inner = totals.slice(0, -1).map((total) => {
    below += total;
    return normalQuantile(below / n);
  });
  return [Number.NEGATIVE_INFINITY, ...inner, Number.POSITIVE_INFINITY];
}

/** Derivative of the log-likelihood, Σ n_ij·(dP_ij/dρ)/P_ij; the derivative of the distribution function is the density. */
function slopeAt(
  counts: readonly (readonly number[])[],
  rowCuts: readonly number[],
  columnCuts: readonly number[],
  rho: number,
): number {
  const grid = (f: (a: number, b: number, r: number) => number) =>
    rowCuts.map((a) => columnCuts.map((b) => f(a, b, rho)));
  const cumulative = grid(bivariateNormalCdf);
  const density = grid(bivariateNormalDensity);
  const cell = (values: readonly (readonly number[])[], i: number, j: number) =>
    (values[i + 1]?.[j + 1] ?? 0) - (values[i]?.[j + 1] ?? 0) - (values[i + 1]?.[j] ?? 0) + (values[i]?.[j] ?? 0);
  let sum = 0;
  counts.forEach((line, i) => {
    line.forEach((count, j) => {
      if (count === 0) return;
      const probability = cell(cumulative, i, j);
      // A cell that a strong correlation empties is a difference of nearly equal numbers, whose sign is noise: that it holds
      // people speaks for a weaker one.
      sum += probability < noise ? -Math.sign(rho) * (count / noise) : (count * cell(density, i, j)) / probability;
    });
  });
  return sum;
}

/** Root of a function that falls from positive to negative, by bisection with secant steps (Illinois rule). */
function rootOf(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [atLow, atHigh] = [f(low), f(high)];
  for (let step = 0; step < 200 && high - low > 1e-13; step += 1) {
    const secant = (low * atHigh - high * atLow) / (atHigh - atLow);
    const x = secant > low && secant < high && step % 3 !== 2 ? secant : (low + high) / 2;
    const value = f(x);
    if (value === 0) return x;
    if (value > 0) {
      [low, atLow, atHigh] = [x, value, atHigh / 2];
    } else {
      [high, atHigh, atLow] = [x, value, atLow / 2];
    }
  }
  return (low + high) / 2;
}
