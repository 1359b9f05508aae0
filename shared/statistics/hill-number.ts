import { entropy } from './entropy.ts';
import { normaliseDistribution } from './normalise-distribution.ts';
import { StatisticsError } from './statistics-error.ts';

/**
 * Hill number (effective number of categories) of order q: (Σ p^q)^{1/(1−q)}; order 0 counts the categories that
 * occur, order 1 is exp(entropy in nats), Infinity is 1/max(p). In [1, number of categories].
 * Source: Hill (1973), Ecology 54:427-432.
 *
 * @throws StatisticsError out-of-range (negative order), empty-input, negative-value, not-finite, zero-total
 */
export function hillNumber(counts: readonly number[], order: number): number {
  if (!(order >= 0)) throw new StatisticsError('out-of-range', 'the order of a Hill number is 0 or more');
  const p = normaliseDistribution(counts).filter((share) => share > 0);
  if (order === 0) return p.length;
  if (order === 1) return Math.exp(entropy(p, { base: Math.E }));
  const largest = Math.max(...p);
  if (order === Number.POSITIVE_INFINITY) return 1 / largest;
  // Scaled by the largest share so that high orders do not underflow.
  const scaled = p.reduce((sum, share) => sum + (share / largest) ** order, 0);
  return Math.exp((Math.log(scaled) + order * Math.log(largest)) / (1 - order));
}
