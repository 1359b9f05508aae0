import { describe, expect, it } from 'vitest';
import { studentQuantile } from '../../../shared/statistics/student-distribution.ts';
import { studentQuantileByExpansion } from '../../../shared/statistics/student-expansion.ts';

const error = (probability: number, degreesOfFreedom: number): number =>
  Math.abs(
    studentQuantileByExpansion(probability, degreesOfFreedom) / studentQuantile(probability, degreesOfFreedom) - 1,
  );

describe("the expansion of Student's quantiles", () => {
  it.each([4, 5, 7, 9])(
    'is off by less than a tenth of a permille of an interval of 95 %% with %i degrees',
    (degrees) => {
      for (const probability of [0.05, 0.9, 0.95, 0.975]) expect(error(probability, degrees)).toBeLessThan(1e-4);
      expect(error(0.995, degrees)).toBeLessThan(5e-4);
    },
  );

  it.each([12, 20, 60, 1000, 1e6])('has six digits and more with %i degrees', (degrees) => {
    for (const probability of [0.025, 0.9, 0.95, 0.975, 0.995]) expect(error(probability, degrees)).toBeLessThan(1e-6);
  });
});
