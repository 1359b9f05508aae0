import { checkValues } from './check-values.ts';
import { StatisticsError } from './statistics-error.ts';

/**
 * Sample quantile by linear interpolation between order statistics, type 7 (the default of R and NumPy).
 * Source: Hyndman & Fan (1996), Am. Stat. 50:361-365.
 *
 * @param probability in [0, 1]
 * @throws StatisticsError empty-input, not-finite, out-of-range
 */
export function quantile(values: readonly number[], probability: number): number {
  checkValues(values);
  return quantileOfSorted(Float64Array.from(values).sort(), probability);
}

/** As `quantile`, for values already in ascending order. */
export function quantileOfSorted(sorted: readonly number[] | Float64Array, probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new StatisticsError('out-of-range', 'a probability lies in [0, 1]');
  }
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low === high ? low : low + (position - below) * (high - low);
}
