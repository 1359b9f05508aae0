import { afterAll, describe, expect, test } from 'vitest';
import { fitRegression } from '../../shared/statistics/fit-regression.ts';
import type { RegressionFit, RegressionModel } from '../../shared/statistics/regression.ts';
import { weightedMean } from '../../shared/statistics/weighted-mean.ts';
import data from './regression.json' with { type: 'json' };
import { relativeError, worstError } from './relative-error.ts';
import reference from './survey.json' with { type: 'json' };

const models: readonly RegressionModel[] = ['ols', 'logit', 'poisson'];
let worst = 0;
afterAll(() => console.log(`Largest relative error against the survey package: ${worst.toExponential(1)}`));

function note(error: number): number {
  worst = Math.max(worst, error);
  return error;
}

function fitted(
  model: RegressionModel,
  formula: string,
  weights: string,
  covariance: 'HC0' | 'HC1' | 'cluster',
): RegressionFit {
  const fit = fitRegression({ model, formula, weights, covariance, clusters: 'cl' }, data.data);
  if (fit.kind !== 'fit') throw new Error(fit.detail);
  return fit;
}

describe('weighted regressions agree with svyglm but for the factors for small samples', () => {
  for (const c of reference.fits) {
    test(`${c.model}: ${c.formula}, weights ${c.weights}${c.clustered ? ', by cluster' : ''}`, () => {
      const model = models.find((one) => one === c.model) ?? 'ols';
      const fit = fitted(model, c.formula, c.weights, c.clustered ? 'cluster' : 'HC0');
      const { n, k } = c;
      const small = model === 'ols' ? (n - k) / (n - 1) : 1;
      const factor = Math.sqrt(c.clustered ? small : n / (n - 1));
      expect(fit.n).toBe(n);
      expect(fit.names).toEqual(c.names);
      const tolerance = model === 'ols' ? 1e-8 : 1e-6;
      expect(note(worstError(fit.coefficients, c.coefficients))).toBeLessThan(tolerance);
      const errors = fit.standardErrors.map((se) => (se === null ? null : se * factor));
      expect(note(worstError(errors, c.se))).toBeLessThan(tolerance);
    });
  }
});

describe('weighted means agree with svymean', () => {
  for (const { weights, clustered, mean, se } of reference.means) {
    test(`weights ${weights}${clustered ? ', by cluster' : ''}: the regression on a constant with HC1`, () => {
      const fit = fitted('ols', 'y ~ 1', weights, clustered ? 'cluster' : 'HC1');
      expect(note(relativeError(fit.coefficients[0], mean))).toBeLessThan(1e-8);
      expect(note(relativeError(fit.standardErrors[0], se))).toBeLessThan(1e-8);
    });
  }

  test('without a regression', () => {
    const known = data.data.y.flatMap((y, row) => (y === null ? [] : [{ y, w: data.data.w[row] ?? 0 }]));
    const own = weightedMean(
      known.map(({ y }) => y),
      known.map(({ w }) => w),
    );
    const expected = reference.means.find(({ weights }) => weights === 'w');
    expect(note(relativeError(own, expected?.mean ?? Number.NaN))).toBeLessThan(1e-8);
  });

  for (const { clustered, n, arm, mean, se } of reference.domains) {
    test(`of subgroups${clustered ? ', by cluster' : ''}`, () => {
      const fit = fitted('ols', 'y ~ arm - 1', 'w', clustered ? 'cluster' : 'HC0');
      const factor = Math.sqrt(clustered ? (n - arm.length) / (n - 1) : n / (n - 1));
      expect(fit.names).toEqual(arm.map((level) => `arm${level}`));
      expect(note(worstError(fit.coefficients, mean))).toBeLessThan(1e-8);
      const errors = fit.standardErrors.map((own) => (own === null ? null : own * factor));
      expect(note(worstError(errors, se))).toBeLessThan(1e-8);
    });
  }
});
