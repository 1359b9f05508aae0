import { StatisticsError } from './statistics-error.ts';

/** B_2k / (2k(2k−1)), k = 1..8. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/**
 * Logarithm of the gamma function for x > 0: Stirling's series after shifting x above 12.
 * Source: Abramowitz & Stegun 6.1.41.
 *
 * @throws StatisticsError out-of-range
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new StatisticsError('out-of-range', 'logGamma needs a number above zero');
  let shifted = x;
  let product = 1;
  while (shifted < 12) {
    product *= shifted;
    shifted += 1;
  }
  const square = shifted * shifted;
  const series = stirling.reduceRight((sum, coefficient) => sum / square + coefficient, 0) / shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
