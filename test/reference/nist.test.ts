// Certified values and data of the linear least-squares sets of the NIST Statistical Reference Datasets
// (https://www.itl.nist.gov/div898/strd/lls/lls.shtml). nist.json holds the data; Longley's are also in R (`longley`).
import { afterAll, describe, expect, test } from 'vitest';
import { designMatrix } from '../../shared/statistics/design-matrix.ts';
import { olsRegression } from '../../shared/statistics/ols-regression.ts';
import { parseFormula } from '../../shared/statistics/parse-formula.ts';
import type { Frame } from '../../shared/statistics/types.ts';
import sets from './nist.json' with { type: 'json' };
import { worstError } from './relative-error.ts';

const reached: string[] = [];

/** Correct significant digits, −log10 of the worst relative error; 15 is the most that is certified. */
function digits(error: number): number {
  return error === 0 ? 15 : Math.min(15, -Math.log10(error));
}

function frameOf(data: Readonly<Record<string, readonly number[] | undefined>>): Frame {
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, values]) => (values === undefined ? [] : [[name, values]])),
  );
}

describe('least squares reaches the certified digits of NIST', () => {
  for (const set of sets) {
    test(`${set.name}`, () => {
      const design = designMatrix(parseFormula(set.formula), frameOf(set.data));
      // Filip's polynomial of degree 10 is collinear by the usual tolerance of 1e-7.
      const result = olsRegression(design, { tolerance: 1e-11 });
      if (result.kind !== 'fit') throw new Error(result.detail);
      const found = digits(worstError(result.coefficients, set.coefficients));
      expect(found).toBeGreaterThan(set.digits);
      // A perfect fit has certified standard errors of 0; what is left of it is rounding, relative to the response.
      const perfect = set.sigma === 0;
      const scale = Math.max(...set.data.y.map(Math.abs));
      const errors = perfect
        ? digits(Math.max(...result.standardErrors.map((se) => se ?? 1)) / scale)
        : digits(worstError(result.standardErrors, set.standardErrors));
      const sigma = digits(perfect ? (result.sigma ?? 1) / scale : worstError([result.sigma], [set.sigma]));
      expect(Math.min(errors, sigma)).toBeGreaterThan(Math.min(set.digits, 12));
      const counts = [found, errors, sigma].map((count) => count.toFixed(1));
      reached.push(`${set.name}: coefficients, standard errors, sigma ${counts.join(', ')}${perfect ? ' (of 0)' : ''}`);
    });
  }
});

afterAll(() => console.log(['Correct digits:', ...reached].join('\n')));
