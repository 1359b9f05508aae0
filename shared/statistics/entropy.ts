import { normaliseDistribution } from './normalise-distribution.ts';

/**
 * Shannon entropy −Σ p log(p) of counts or probabilities; in [0, log(number of categories)].
 * Source: Shannon (1948), Bell Syst. Tech. J. 27:379-423.
 *
 * @param options.base base of the logarithm, default 2 (bits); Math.E gives nats
 * @throws StatisticsError empty-input, negative-value, not-finite, zero-total
 */
export function entropy(cells: readonly number[], options: { readonly base?: number } = {}): number {
  const base = options.base ?? 2;
  let nats = 0;
  for (const p of normaliseDistribution(cells)) {
    if (p > 0) nats -= p * Math.log(p);
  }
  return Math.max(0, nats / Math.log(base));
}
