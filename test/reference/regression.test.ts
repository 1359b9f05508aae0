import { afterAll, describe, expect, test } from 'vitest';
import { designMatrix } from '../../shared/statistics/design-matrix.ts';
import { fitRegression } from '../../shared/statistics/fit-regression.ts';
import { parseFormula } from '../../shared/statistics/parse-formula.ts';
import type { ContrastKind } from '../../shared/statistics/contrast-matrix.ts';
import type { CovarianceKind, RegressionModel } from '../../shared/statistics/regression.ts';
import reference from './regression.json' with { type: 'json' };
import { relativeError, worstError } from './relative-error.ts';

const models: readonly RegressionModel[] = ['ols', 'logit', 'ordered-logit', 'multinomial-logit', 'poisson'];
const contrastKinds: readonly ContrastKind[] = ['treatment', 'sum', 'helmert'];
const covarianceKinds: readonly CovarianceKind[] = ['classical', 'HC0', 'HC1', 'HC2', 'HC3', 'cluster'];

function among<Item extends string>(items: readonly Item[], name: string): Item {
  const found = items.find((item) => item === name);
  if (found === undefined) throw new Error(`unknown: ${name}`);
  return found;
}

function withoutNull(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}

const worst = new Map<string, number>();
afterAll(() => {
  const lines = [...worst].map(([what, error]) => `${what}: ${error.toExponential(1)}`);
  console.log(['Largest relative error against R:', ...lines].join('\n'));
});

function record(model: string, what: string, error: number): number {
  const key = `${model}, ${what}`;
  worst.set(key, Math.max(worst.get(key) ?? 0, error));
  return error;
}

describe('regressions agree with R', () => {
  for (const c of reference.cases) {
    const model = among(models, c.model);
    const tolerance = model === 'ols' ? 1e-8 : 1e-6;
    const title = [c.formula, c.contrasts, ...(c.weights === null ? [] : [`weights ${c.weights}`])].join(', ');
    test(`${model}: ${title}`, () => {
      for (const [name, expected] of Object.entries(c.covariances)) {
        if (expected === undefined) continue;
        const fit = fitRegression(
          {
            model,
            formula: c.formula,
            contrasts: among(contrastKinds, c.contrasts),
            covariance: among(covarianceKinds, name),
            clusters: 'cl',
            ...(c.weights === null ? {} : { weights: c.weights }),
          },
          reference.data,
        );
        if (fit.kind !== 'fit') throw new Error(fit.detail);
        expect(fit.names).toEqual(c.names);
        expect(fit.n).toBe(c.n);
        const estimated = fit.coefficients.flatMap((value, j) => (value === null ? [] : [j]));
        const kept = (values: readonly (number | null)[]) => estimated.map((j) => values[j] ?? null);
        expect(c.coefficients.map((value) => value === null)).toEqual(fit.coefficients.map((value) => value === null));
        const coefficients = withoutNull(c.coefficients);
        expect(record(model, 'b', worstError(kept(fit.coefficients), coefficients))).toBeLessThan(tolerance);
        expect(record(model, `se ${name}`, worstError(kept(fit.standardErrors), expected.se))).toBeLessThan(tolerance);
        // A p-value multiplies the error of its statistic by about the square of the statistic.
        expect(record(model, 'p', worstError(kept(fit.pValues), expected.p))).toBeLessThan(tolerance * 100);
        const spread = c.names.length > 1 && c.names[0] === '(Intercept)' && !c.formula.includes('offset');
        const summaries = [
          c.logLikelihood === null ? 0 : relativeError(fit.logLikelihood, c.logLikelihood),
          c.sigma === null ? 0 : relativeError(fit.sigma, c.sigma),
          // R counts the offset as explained, and takes 0 for the mean of models without an intercept.
          c.rSquared === null || !spread ? 0 : relativeError(fit.rSquared, c.rSquared),
        ];
        expect(Math.max(...summaries)).toBeLessThan(1e-8);
      }
    });
  }
});

describe('design matrices are those of model.matrix', () => {
  for (const d of reference.designs) {
    test(`${d.formula}, ${d.contrasts}`, () => {
      const design = designMatrix(parseFormula(d.formula), reference.small, {
        contrasts: among(contrastKinds, d.contrasts),
      });
      expect(design.names).toEqual(d.names);
      // Each row weighted by its number, so that the order of the rows counts.
      const sums = design.names.map((_, j) => {
        let sum = 0;
        for (let i = 0; i < design.n; i += 1) sum += (i + 1) * (design.x[i * design.p + j] ?? Number.NaN);
        return sum;
      });
      expect(sums.every((sum, j) => Math.abs(sum - (d.columnSums[j] ?? Number.NaN)) < 1e-9 * (1 + Math.abs(sum)))).toBe(
        true,
      );
    });
  }
});
