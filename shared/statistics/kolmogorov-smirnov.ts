import { compareSamples } from './compare-samples.ts';

/** `statistic` is max|F_x − F_y| in [0, 1]; `pValue` is null for weighted samples, which have no such test. */
export type KolmogorovSmirnov = {
  readonly statistic: number;
  readonly pValue: number | null;
  readonly method: 'exact' | 'asymptotic' | 'weighted';
};

/**
 * Two-sample Kolmogorov-Smirnov test, two-sided. Below 10,000 pairs the p-value is exact **given the ties** (permutation
 * distribution on the lattice path), otherwise from the limiting distribution, which is conservative with ties.
 * Source: Schröer & Trenkler (1995), Comput. Stat. Data Anal. 20:185-202; R `ks.test` uses the same rule.
 *
 * @param options.wx, options.wy weights; then only the statistic is computed
 * @throws StatisticsError empty-input, not-finite, length-mismatch, negative-value, zero-total
 */
export function kolmogorovSmirnov(
  x: readonly number[],
  y: readonly number[],
  options: { readonly wx?: readonly number[]; readonly wy?: readonly number[] } = {},
): KolmogorovSmirnov {
  const exact = x.length * y.length < 10_000;
  const lastOfTie: boolean[] = [];
  let statistic = 0;
  for (const below of compareSamples(x, y, options.wx, options.wy)) {
    statistic = Math.max(statistic, Math.abs(below.x - below.y));
    if (exact) lastOfTie[below.count - 1] = true;
  }
  statistic = Math.min(1, statistic);
  if (options.wx !== undefined || options.wy !== undefined) return { statistic, pValue: null, method: 'weighted' };
  if (exact) {
    return { statistic, pValue: exactUpperTail(statistic, x.length, y.length, lastOfTie), method: 'exact' };
  }
  const scaled = Math.sqrt((x.length * y.length) / (x.length + y.length)) * statistic;
  return { statistic, pValue: limitingUpperTail(scaled), method: 'asymptotic' };
}

/** P(D ≥ d) over all orderings: share of lattice paths that reach a checked point at distance d or more. */
function exactUpperTail(d: number, m: number, n: number, lastOfTie: readonly boolean[]): number {
  const threshold = (0.5 + Math.floor(d * m * n - 1e-7)) / (m * n);
  const reached = (i: number, j: number) => Math.abs(i / m - j / n) >= threshold && lastOfTie[i + j - 1] === true;
  const u = new Float64Array(n + 1);
  for (let j = 1; j <= n; j += 1) u[j] = reached(0, j) ? 1 : (u[j - 1] ?? 0);
  for (let i = 1; i <= m; i += 1) {
    if (reached(i, 0)) u[0] = 1;
    for (let j = 1; j <= n; j += 1) {
      u[j] = reached(i, j) ? 1 : (i * (u[j] ?? 0) + j * (u[j - 1] ?? 0)) / (i + j);
    }
  }
  return Math.min(1, u[n] ?? 1);
}

/** 2 Σ (−1)^{k−1} exp(−2k²z²), or for small z 1 minus Jacobi's transform of it, which converges faster there. */
function limitingUpperTail(z: number): number {
  if (z <= 0) return 1;
  if (z < 1) {
    let sum = 0;
    for (let k = 1; k <= 20; k += 1) sum += Math.exp(-((2 * k - 1) ** 2 * Math.PI ** 2) / (8 * z * z));
    return Math.max(0, 1 - (Math.sqrt(2 * Math.PI) / z) * sum);
  }
  let sum = 0;
  for (let k = 1; k <= 20; k += 1) sum += (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * z * z);
  return Math.min(1, 2 * sum);
}
