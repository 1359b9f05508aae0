import { normalisePair } from './normalise-distribution.ts';
import { StatisticsError } from './statistics-error.ts';

/**
 * Kullback-Leibler divergence Σ p log2(p/q) in bits, ≥ 0; Infinity when `q` is 0 where `p` is not.
 * Source: Kullback & Leibler (1951), Ann. Math. Stat. 22:79-86.
 *
 * @param options.smoothing pseudo-count added to every cell of both distributions **as given**, before they are
 *   normalised (½ on counts is the Jeffreys-Perks rule); 0 for none
 * @throws StatisticsError empty-input, length-mismatch, negative-value, not-finite, zero-total, out-of-range
 */
export function klDivergence(
  p: readonly number[],
  q: readonly number[],
  options: { readonly smoothing: number },
): number {
  const { smoothing } = options;
  if (!(smoothing >= 0) || !Number.isFinite(smoothing)) {
    throw new StatisticsError('out-of-range', 'smoothing must be a finite number, 0 or more');
  }
  // Checked as given: a pseudo-count must not hide a negative cell.
  for (const cell of [...p, ...q]) {
    if (cell < 0) throw new StatisticsError('negative-value', 'a cell is negative');
  }
  const pair = normalisePair(
    p.map((cell) => cell + smoothing),
    q.map((cell) => cell + smoothing),
  );
  let nats = 0;
  pair.p.forEach((pi, index) => {
    if (pi > 0) nats += pi * Math.log(pi / (pair.q[index] ?? 0));
  });
  return Math.max(0, nats / Math.LN2);
}
