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

test('what R has no estimate for is a failure with a reason: one row, one category, as many rows as coefficients', () => {
  for (const { model, formula, weights, rows } of reference.refusals) {
    const frame = Object.fromEntries(
      Object.entries(reference.data).map(([name, column]) => [name, column.slice(0, rows)]),
    );
    const fit = fitRegression(
      { model: among(models, model), formula, ...(weights === null ? {} : { weights }) },
      frame,
    );
    expect(fit).toMatchObject({ kind: 'failure', code: expect.stringMatching(/too-few-rows|constant-response/u) });
  }
});

describe('with a separated coefficient the others are those of the rows that are left, as R fits them alone', () => {
  for (const c of reference.separated) {
    test(`${c.model}: ${c.formula}${c.weights === null ? '' : `, weights ${c.weights}`}`, () => {
      const fits = (['classical', 'HC0'] as const).map((covariance) => {
        const request = { model: among(models, c.model), formula: c.formula, covariance };
        const fit = fitRegression(
          { ...request, ...(c.weights === null ? {} : { weights: c.weights }) },
          reference.data,
        );
        if (fit.kind !== 'fit') throw new Error(fit.detail);
        return fit;
      });
      const [fit, robust] = fits;
      if (fit === undefined || robust === undefined) throw new Error('two fits');
      expect(fit.warnings.map(({ code }) => code)).toContain('separation');
      const at = c.names.map((name) => fit.names.indexOf(name));
      const of = (values: readonly (number | null)[]) => at.map((place) => values[place] ?? null);
      expect(
        record(c.model, 'b beside a separated one', worstError(of(fit.coefficients), c.coefficients)),
      ).toBeLessThan(1e-6);
      fit.names.forEach((name, place) => {
        if (name.includes('seven')) expect(fit.standardErrors[place]).toBeNull();
      });
      // Thresholds and equations that the direction touches are reported without a standard error.
      for (const [own, expected] of [
        [fit, c.se],
        [robust, c.hc0],
      ] as const) {
        const errors = of(own.standardErrors).flatMap((se, k) =>
          se === null ? [] : [relativeError(se, expected[k] ?? Number.NaN)],
        );
        expect(errors.length).toBeGreaterThan(0);
        expect(record(c.model, 'se beside a separated one', Math.max(...errors))).toBeLessThan(1e-6);
      }
      if (c.logLikelihood !== null) expect(relativeError(fit.logLikelihood, c.logLikelihood)).toBeLessThan(1e-6);
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
