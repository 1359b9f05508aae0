import { normalisePair } from './normalise-distribution.ts';
import { StatisticsError } from './statistics-error.ts';

/**
 * Wasserstein-1 (earth mover's) distance between two distributions over ordered categories, ∫|F_P − F_Q|, in the unit
 * of `positions`. Source: Vallender (1974), Theory Probab. Appl. 18:784-786.
 *
 * @param p counts or probabilities, normalised here
 * @param q the same categories in the same order
 * @param positions place of each category on the scale, default 0, 1, 2, …; need not be sorted
 * @throws StatisticsError empty-input, length-mismatch, negative-value, not-finite, zero-total
 */
export function wasserstein1Ordinal(p: readonly number[], q: readonly number[], positions?: readonly number[]): number {
  const pair = normalisePair(p, q);
  const places = positions ?? p.map((_, index) => index);
  if (places.length !== p.length) {
    throw new StatisticsError('length-mismatch', `${places.length} positions for ${p.length} categories`);
  }
  const points = places.map((place, index) => {
    if (!Number.isFinite(place)) throw new StatisticsError('not-finite', 'a position is not a finite number');
    return { place, difference: (pair.p[index] ?? 0) - (pair.q[index] ?? 0) };
  });
  points.sort((a, b) => a.place - b.place);
  let cumulative = 0;
  let distance = 0;
  let previous: number | undefined;
  for (const point of points) {
    if (previous !== undefined) distance += Math.abs(cumulative) * (point.place - previous);
    cumulative += point.difference;
    previous = point.place;
  }
  return distance;
}
