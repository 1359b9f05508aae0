import { describe, expect, it } from 'vitest';
import { influence } from '../../../shared/evaluation/influence.ts';
import { designMatrix } from '../../../shared/statistics/design-matrix.ts';
import { fitRegression } from '../../../shared/statistics/fit-regression.ts';
import { parseFormula } from '../../../shared/statistics/parse-formula.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import type { RegressionFit, RegressionModel } from '../../../shared/statistics/regression.ts';
import type { Frame } from '../../../shared/statistics/types.ts';

const n = 150;
const random = createRandom(2, 'influence');
const x = Array.from({ length: n }, () => random.normal());
const g = Array.from({ length: n }, () => ['a', 'b', 'c'][random.integer(3)] ?? 'a');
const latent = x.map((value, i) => 0.7 * value + (g[i] === 'b' ? 0.5 : 0) + random.normal());
const columns: Frame = {
  x,
  g,
  y: latent,
  binary: latent.map((value) => (value > 0.2 ? 1 : 0)),
  count: latent.map((value) => Math.max(0, Math.round(2 + value))),
  level: latent.map((value) => (value < -0.5 ? 'p' : value < 0.5 ? 'q' : 'r')),
  w: x.map((_, i) => 0.5 + (i % 3)),
};
const cases: readonly (readonly [RegressionModel, string])[] = [
  ['ols', 'y ~ x + g'],
  ['logit', 'binary ~ x + g'],
  ['poisson', 'count ~ x + g'],
  ['multinomial-logit', 'level ~ x + g'],
  ['ordered-logit', 'level ~ x + g'],
];

function fit(model: RegressionModel, formula: string, weights: readonly number[]): RegressionFit {
  const result = fitRegression({ model, formula, weights: 'w' }, { ...columns, w: weights });
  if (result.kind !== 'fit') throw new Error(result.detail);
  return result;
}

describe('influence of a row', () => {
  it.each(cases)('is the derivative of the %s coefficients by its weight', (model, formula) => {
    const weights = (columns['w'] ?? []).map(Number);
    const design = designMatrix(parseFormula(formula), columns);
    const own = fit(model, formula, weights);
    const size = own.names.length;
    const found = influence(own, design, Float64Array.from(weights));
    const step = 1e-3;
    for (const row of [0, 7, 80]) {
      // The influence is that of the row's whole weight.
      const shifted = (sign: number) =>
        fit(
          model,
          formula,
          weights.map((weight, i) => (i === row ? weight * (1 + sign * step) : weight)),
        );
      const up = shifted(1).coefficients;
      const down = shifted(-1).coefficients;
      for (let k = 0; k < size; k++) {
        const derivative = ((up[k] ?? 0) - (down[k] ?? 0)) / (2 * step);
        expect(found[row * size + k]).toBeCloseTo(derivative, 5);
      }
    }
  });

  it.each(cases)('adds up to 0 over all rows of a %s fit', (model, formula) => {
    const ones = x.map(() => 1);
    const own = fit(model, formula, ones);
    const design = designMatrix(parseFormula(formula), columns);
    const found = influence(own, design, Float64Array.from(ones));
    own.names.forEach((_, k) => {
      const sum = x.reduce((total, __, row) => total + (found[row * own.names.length + k] ?? 0), 0);
      expect(sum).toBeCloseTo(0, 6);
    });
  });

  it('moves coefficients in a resample nearly as refitting does', () => {
    const ones = x.map(() => 1);
    const own = fit('logit', 'binary ~ x + g', ones);
    const design = designMatrix(parseFormula('binary ~ x + g'), columns);
    const found = influence(own, design, Float64Array.from(ones));
    const slope = own.names.indexOf('x');
    const pairs = Array.from({ length: 60 }, (_, draw) => {
      const own_ = createRandom(3, 'resample', draw);
      const counts = ones.map(() => 0);
      for (let i = 0; i < n; i++) {
        const row = own_.integer(n);
        counts[row] = (counts[row] ?? 0) + 1;
      }
      const refitted = fit('logit', 'binary ~ x + g', counts).coefficients[slope] ?? 0;
      const moved = counts.reduce(
        (sum, count, row) => sum + count * (found[row * own.names.length + slope] ?? 0),
        own.coefficients[slope] ?? 0,
      );
      return { refitted, moved };
    });
    const mean = (of: (pair: (typeof pairs)[number]) => number) =>
      pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
    const spread = Math.sqrt(mean((pair) => (pair.refitted - mean((p) => p.refitted)) ** 2));
    const error = Math.sqrt(mean((pair) => (pair.refitted - pair.moved) ** 2));
    expect(error).toBeLessThan(0.45 * spread);
  });
});
