import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitRegression, type RegressionRequest } from '../../../shared/statistics/fit-regression.ts';
import type { RegressionFit, RegressionModel } from '../../../shared/statistics/regression.ts';
import type { Frame } from '../../../shared/statistics/types.ts';

function fit(request: RegressionRequest, frame: Frame): RegressionFit {
  const result = fitRegression(request, frame);
  if (result.kind !== 'fit') throw new Error(`${result.code}: ${result.detail}`);
  return result;
}

const codes = (result: { warnings: readonly { code: string }[] }) => result.warnings.map((warning) => warning.code);
const models: readonly RegressionModel[] = ['ols', 'logit', 'ordered-logit', 'multinomial-logit', 'poisson'];

const frame: Frame = {
  y: [2.1, 3.9, 6.2, 7.8, 10.1, 12.2, 13.8, 16.1],
  z: [0, 1, 0, 0, 1, 0, 1, 1],
  k: [1, 0, 2, 3, 1, 4, 3, 6],
  o: [1, 2, 1, 3, 2, 2, 3, 3],
  x: [1, 2, 3, 4, 5, 6, 7, 8],
  u: [1, 1, 2, 2, 3, 3, 4, 4],
  g: ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b'],
  w: [1, 1, 0, 2, 1, 1, 0, 2],
};
const responses: Readonly<Record<RegressionModel, string>> = {
  ols: 'y',
  logit: 'z',
  'ordered-logit': 'o',
  'multinomial-logit': 'o',
  poisson: 'k',
};

describe.each(models)('every regression (%s)', (model) => {
  const response = responses[model];

  test('names collinear columns and gives them no coefficient', () => {
    const result = fit({ model, formula: `${response} ~ x + I(2 * x + 1)` }, frame);
    expect(result.warnings).toContainEqual({ code: 'aliased', detail: 'I(2 * x + 1)' });
    result.names.forEach((name, index) => {
      expect(result.coefficients[index] === null).toBe(name.endsWith('I(2 * x + 1)'));
      expect(result.standardErrors[index] === null).toBe(name.endsWith('I(2 * x + 1)'));
      expect(result.pValues[index] === null).toBe(name.endsWith('I(2 * x + 1)'));
    });
  });

  test('gives an empty level no coefficient and says so', () => {
    const result = fit({ model, formula: `${response} ~ g`, factors: { g: ['a', 'b', 'c'] } }, frame);
    expect(codes(result)).toEqual(expect.arrayContaining(['empty-level', 'aliased']));
    const place = result.names.findIndex((name) => name.endsWith('gc'));
    expect(result.coefficients[place]).toBeNull();
  });

  test('leaves rows of weight 0 out', () => {
    const weighted = fit({ model, formula: `${response} ~ x`, weights: 'w' }, frame);
    const kept = [0, 1, 3, 4, 5, 7];
    const part = Object.fromEntries(
      Object.entries(frame).map(([name, column]) => [name, kept.map((row) => column[row] ?? null)]),
    );
    const subset = fit({ model, formula: `${response} ~ x`, weights: 'w' }, part);
    expect(weighted.n).toBe(6);
    expect(codes(weighted)).toContain('zero-weights');
    expect(weighted.coefficients).toEqual(subset.coefficients);
    expect(weighted.standardErrors).toEqual(subset.standardErrors);
  });

  test('gives a whole-number weight the effect of that many rows on the estimate', () => {
    const rows = [0, 1, 3, 3, 4, 5, 7, 7];
    const repeated = Object.fromEntries(
      Object.entries(frame).map(([name, column]) => [name, rows.map((row) => column[row] ?? null)]),
    );
    const weighted = fit({ model, formula: `${response} ~ x`, weights: 'w' }, frame);
    const counted = fit({ model, formula: `${response} ~ x` }, repeated);
    weighted.coefficients.forEach((value, index) => {
      expect((value ?? Number.NaN) / (counted.coefficients[index] ?? Number.NaN)).toBeCloseTo(1, 7);
    });
  });

  test('does not depend on where a predictor has its zero or what its unit is', () => {
    const moved: Frame = { ...frame, x: [1, 2, 3, 4, 5, 6, 7, 8].map((value) => value / 1000 + 2025) };
    const slopes = (result: RegressionFit) =>
      result.coefficients.filter((_, index) => result.names[index]?.endsWith('x'));
    const plain = slopes(fit({ model, formula: `${response} ~ x` }, frame));
    slopes(fit({ model, formula: `${response} ~ x` }, moved)).forEach((value, index) => {
      expect((value ?? Number.NaN) / 1000 / (plain[index] ?? Number.NaN)).toBeCloseTo(1, 6);
    });
  });

  test('answers with a typed failure when there are too few rows', () => {
    const few = Object.fromEntries(Object.entries(frame).map(([name, column]) => [name, column.slice(0, 2)]));
    const result = fitRegression({ model, formula: `${response} ~ x + u + g` }, few);
    expect(result).toMatchObject({ kind: 'failure', model, code: 'too-few-rows' });
    const one = Object.fromEntries(Object.entries(frame).map(([name, column]) => [name, column.slice(0, 1)]));
    expect(fitRegression({ model, formula: `${response} ~ 1` }, one).kind).toBe('failure');
    const none = Object.fromEntries(Object.keys(frame).map((name) => [name, []]));
    expect(fitRegression({ model, formula: `${response} ~ x` }, none)).toMatchObject({ code: 'too-few-rows' });
  });

  test('answers with a typed failure for missing clusters, bad weights and a missing response', () => {
    const clustered = { model, formula: `${response} ~ x`, covariance: 'cluster' } as const;
    expect(fitRegression(clustered, frame)).toMatchObject({ code: 'missing-clusters' });
    const single = { ...frame, c: frame['x']?.map(() => 1) ?? [] };
    expect(fitRegression({ ...clustered, clusters: 'c' }, single)).toMatchObject({ code: 'too-few-clusters' });
    const negative = { ...frame, w: frame['x']?.map(() => -1) ?? [] };
    expect(fitRegression({ model, formula: `${response} ~ x`, weights: 'w' }, negative)).toMatchObject({
      code: 'invalid-weights',
    });
    expect(fitRegression({ model, formula: `${response} ~ x`, weights: 'g' }, frame)).toMatchObject({
      code: 'invalid-weights',
    });
    expect(fitRegression({ model, formula: '~ x' }, frame)).toMatchObject({ code: 'no-response' });
  });

  test('says when there are few clusters', () => {
    const result = fit({ model, formula: `${response} ~ x`, covariance: 'cluster', clusters: 'u' }, frame);
    expect(result.warnings).toContainEqual({ code: 'few-clusters', detail: '4 clusters' });
    expect(result.clusters).toBe(4);
  });

  test('never throws on small data, and gives only numbers that are finite or null', () => {
    const value = fc.option(fc.integer({ min: 0, max: 2 }), { nil: null, freq: 8 });
    const rows = fc.array(fc.record({ v: value, x: value, h: fc.constantFrom('a', 'b', 'c', null) }), {
      maxLength: 14,
    });
    const covariance = fc.constantFrom('classical' as const, 'HC1' as const, 'HC3' as const, 'cluster' as const);
    fc.assert(
      fc.property(rows, covariance, (list, kind) => {
        const data = {
          v: list.map((row) => row.v),
          x: list.map((row) => row.x),
          h: list.map((row) => row.h),
          c: list.map((_, i) => i % 5),
        };
        const result = fitRegression({ model, formula: 'v ~ x + h', covariance: kind, clusters: 'c' }, data);
        if (result.kind === 'failure') return;
        const numbers = [
          ...result.coefficients,
          ...result.standardErrors,
          ...result.pValues,
          ...result.covariance.flat(),
        ];
        expect(numbers.every((number) => number === null || Number.isFinite(number))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('least squares', () => {
  test('has no significant coefficient when the response is constant', () => {
    const constant = { ...frame, y: frame['x']?.map(() => 0.1) ?? [] };
    const result = fit({ model: 'ols', formula: 'y ~ x + g' }, constant);
    expect(result.pValues).toEqual([null, null, null]);
    expect(result.coefficients[0]).toBeCloseTo(0.1, 14);
    expect(codes(result)).toContain('perfect-fit');
    expect(result.rSquared).toBeNull();
  });

  test('names rows that HC3 cannot judge', () => {
    const lonely = { ...frame, g: ['a', 'a', 'a', 'a', 'a', 'a', 'a', 'b'] };
    const result = fit({ model: 'ols', formula: 'y ~ x + g', covariance: 'HC3' }, lonely);
    expect(result.warnings).toContainEqual({ code: 'leverage-one', detail: '1 rows' });
  });

  test('uses Student t with n − k degrees of freedom, by cluster with G − 1', () => {
    expect(fit({ model: 'ols', formula: 'y ~ x' }, frame).reference).toEqual({
      distribution: 't',
      degreesOfFreedom: 6,
    });
    const clustered = fit({ model: 'ols', formula: 'y ~ x', covariance: 'cluster', clusters: 'u' }, frame);
    expect(clustered.reference).toEqual({ distribution: 't', degreesOfFreedom: 3 });
  });
});

describe('separation', () => {
  test('of a binary logit is certified, complete or in part, and only the columns concerned lose their standard error', () => {
    const complete = fit({ model: 'logit', formula: 'v ~ x' }, { v: [0, 0, 0, 1, 1, 1], x: [1, 2, 3, 4, 5, 6] });
    expect(complete.warnings).toContainEqual({ code: 'separation', detail: '(Intercept), x' });
    expect(complete.coefficients[1]).toBeGreaterThan(5);
    expect(complete.standardErrors).toEqual([null, null]);
    expect(complete.converged).toBe(false);

    const level = { v: [1, 1, 1, 0, 1, 0, 1, 0, 1], g: ['b', 'b', 'b', 'a', 'a', 'a', 'a', 'a', 'a'] };
    const quasi = fit({ model: 'logit', formula: 'v ~ g' }, level);
    expect(quasi.warnings).toContainEqual({ code: 'separation', detail: 'gb' });
    expect(quasi.coefficients[0]).toBeCloseTo(0, 6);
    expect(quasi.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 3 + 1 / 3), 6);
    expect(quasi.standardErrors[1]).toBeNull();
  });

  test('is not claimed for strong effects with a finite estimate', () => {
    const x = Array.from({ length: 60 }, (_, i) => i - 29.5);
    const v = x.map((value, i) => (i === 29 ? 1 : i === 30 ? 0 : value > 0 ? 1 : 0));
    const result = fit({ model: 'logit', formula: 'v ~ x' }, { v, x });
    expect(result.converged).toBe(true);
    expect(codes(result)).toEqual([]);
    expect(result.standardErrors[1]).toBeGreaterThan(0);
  });

  test('of ordered, multinomial and Poisson regressions is named too', () => {
    const split = {
      o: [1, 1, 2, 2, 3, 3, 3, 1],
      x: [1, 2, 3, 4, 5, 6, 7, 2.5],
      k: [0, 0, 0, 3, 1, 2, 4, 0],
      g: ['b', 'b', 'b', 'a', 'a', 'a', 'a', 'b'],
    };
    expect(codes(fit({ model: 'ordered-logit', formula: 'o ~ x' }, split))).toContain('separation');
    expect(codes(fit({ model: 'multinomial-logit', formula: 'o ~ x' }, split))).toContain('separation');
    const counts = fit({ model: 'poisson', formula: 'k ~ g' }, split);
    expect(counts.warnings).toContainEqual({ code: 'separation', detail: 'gb' });
    expect(counts.coefficients[1]).toBeLessThan(-5);
    expect(counts.coefficients[0]).toBeCloseTo(Math.log(2.5), 8);
  });
});

describe('responses', () => {
  test('of a logit may be texts, two numbers or shares, and nothing else', () => {
    const texts = fit({ model: 'logit', formula: 'g ~ x' }, frame);
    const numbers = fit(
      { model: 'logit', formula: 'n ~ x' },
      { ...frame, n: frame['g']?.map((level) => (level === 'b' ? 7 : 3)) ?? [] },
    );
    expect(numbers.coefficients).toEqual(texts.coefficients);
    expect(numbers.warnings).toContainEqual({ code: 'recoded-response', detail: '3 = 0, 7 = 1' });
    const shares = fit(
      { model: 'logit', formula: 's ~ x', covariance: 'HC1' },
      { ...frame, s: [0.1, 0.4, 0.3, 0.5, 0.4, 0.9, 0.8, 0.7] },
    );
    expect(codes(shares)).toContain('fractional-response');
    expect(fitRegression({ model: 'logit', formula: 'o ~ x' }, frame)).toMatchObject({ code: 'invalid-response' });
    expect(
      fitRegression({ model: 'logit', formula: 'h ~ x' }, { ...frame, h: frame['x']?.map(() => 'a') ?? [] }),
    ).toMatchObject({ code: 'constant-response' });
  });

  test('of a Poisson regression are counts, not all of them 0', () => {
    expect(
      fitRegression({ model: 'poisson', formula: 'n ~ x' }, { ...frame, n: frame['x']?.map(() => -1) ?? [] }),
    ).toMatchObject({ code: 'invalid-response' });
    expect(
      fitRegression({ model: 'poisson', formula: 'n ~ x' }, { ...frame, n: frame['x']?.map(() => 0) ?? [] }),
    ).toMatchObject({ code: 'constant-response' });
    expect(fitRegression({ model: 'poisson', formula: 'g ~ x' }, frame)).toMatchObject({ code: 'invalid-response' });
  });

  test('of ordered and multinomial logits leave levels out that do not occur', () => {
    const levels = { o: ['1', '2', '2.5', '3'] };
    const ordered = fit({ model: 'ordered-logit', formula: 'o ~ x', factors: levels }, frame);
    expect(ordered.names).toEqual(['x', '1|2', '2|3']);
    expect(ordered.warnings).toContainEqual({ code: 'empty-response-level', detail: '2.5' });
    const nominal = fit({ model: 'multinomial-logit', formula: 'o ~ x', factors: levels }, frame);
    expect(nominal.names).toEqual(['2:(Intercept)', '2:x', '3:(Intercept)', '3:x']);
    expect(fitRegression({ model: 'multinomial-logit', formula: 'o ~ x + offset(u)' }, frame)).toMatchObject({
      code: 'offset-unsupported',
    });
  });

  test('an ordered logit of two levels is a binary logit with the threshold as negative intercept', () => {
    const binary = fit({ model: 'logit', formula: 'z ~ x + g' }, frame);
    const ordered = fit({ model: 'ordered-logit', formula: 'z ~ x + g' }, frame);
    const [intercept, ...slopes] = binary.coefficients;
    expect(ordered.coefficients[2]).toBeCloseTo(-(intercept ?? Number.NaN), 8);
    slopes.forEach((slope, index) => expect(ordered.coefficients[index]).toBeCloseTo(slope ?? Number.NaN, 8));
    expect(ordered.standardErrors[0]).toBeCloseTo(binary.standardErrors[1] ?? Number.NaN, 8);
    expect(ordered.logLikelihood).toBeCloseTo(binary.logLikelihood ?? Number.NaN, 10);
  });

  test('HC3 of a multi-equation model is replaced by HC1, with a warning', () => {
    const replaced = fit({ model: 'ordered-logit', formula: 'o ~ x', covariance: 'HC3' }, frame);
    expect(replaced.warnings).toContainEqual({ code: 'covariance-replaced', detail: 'HC3 by HC1' });
    expect(replaced.standardErrors).toEqual(
      fit({ model: 'ordered-logit', formula: 'o ~ x', covariance: 'HC1' }, frame).standardErrors,
    );
  });
});
