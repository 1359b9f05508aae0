import { normalQuantile } from './normal-quantile.ts';

/**
 * Quantile of Student's t as an expansion about the normal one: relative error 5e-5 for 95 % intervals and 4e-4 for 99 % with
 * 4 degrees of freedom, below 1e-6 from 12 on. Needs no numeric library, which takes long to load.
 * Source: Fisher & Cornish (1960), Technometrics 2:209-225.
 *
 * @param probability in (0, 1)
 * @param degreesOfFreedom at least 4
 */
export function studentQuantileByExpansion(probability: number, degreesOfFreedom: number): number {
  const z = normalQuantile(probability);
  const square = z * z;
  const v = degreesOfFreedom;
  const terms = [
    (square + 1) / 4,
    ((5 * square + 16) * square + 3) / 96,
    (((3 * square + 19) * square + 17) * square - 15) / 384,
    ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160,
    (((((27 * square + 339) * square + 930) * square - 1782) * square - 765) * square + 17955) / 368640,
  ];
  return z * (1 + terms.reduceRight((sum, term) => (sum + term) / v, 0));
}
