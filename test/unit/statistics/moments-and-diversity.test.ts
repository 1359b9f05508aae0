import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benjaminiHochberg } from '../../../shared/statistics/benjamini-hochberg.ts';
import { cramersV } from '../../../shared/statistics/cramers-v.ts';
import { crossTabulate } from '../../../shared/statistics/cross-tabulation.ts';
import { entropy } from '../../../shared/statistics/entropy.ts';
import { etaSquared } from '../../../shared/statistics/eta-squared.ts';
import { hillNumber } from '../../../shared/statistics/hill-number.ts';
import { intraclassCorrelation } from '../../../shared/statistics/intraclass-correlation.ts';
import { polychoricCorrelation } from '../../../shared/statistics/polychoric-correlation.ts';
import { quantile } from '../../../shared/statistics/quantile.ts';
import { rarefiedRichness } from '../../../shared/statistics/rarefied-richness.ts';
import { rocAuc } from '../../../shared/statistics/roc-auc.ts';
import { tost } from '../../../shared/statistics/tost.ts';
import { weightedMean } from '../../../shared/statistics/weighted-mean.ts';
import { weightedVariance } from '../../../shared/statistics/weighted-variance.ts';

const counts = fc
  .array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((count) => count > 0));

describe('diversity', () => {
  test('Hill numbers fall with their order and lie between 1 and the number of categories', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const values = [0, 0.5, 1, 2, 10, Number.POSITIVE_INFINITY].map((order) => hillNumber(list, order));
        const falling = values.every((value, index) => index === 0 || value <= (values[index - 1] ?? 0) + 1e-9);
        expect(falling && values.every((value) => value >= 1 - 1e-12 && value <= list.length + 1e-9)).toBe(true);
      }),
    );
  });

  test('equal shares have as many effective categories as there are, and entropy log2 of it', () => {
    expect(hillNumber([5, 5, 5, 5], 1)).toBeCloseTo(4, 12);
    expect(hillNumber([5, 5, 5, 5], 2)).toBeCloseTo(4, 12);
    expect(entropy([5, 5, 5, 5])).toBe(2);
    expect(entropy([9])).toBe(0);
  });

  test('rarefied richness grows from 1 to the number of categories seen', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const n = list.reduce((sum, count) => sum + count, 0);
        const seen = list.filter((count) => count > 0).length;
        const grows = Array.from({ length: n }, (_, m) => rarefiedRichness(list, m + 1) - rarefiedRichness(list, m));
        const holds =
          rarefiedRichness(list, 0) === 0 &&
          Math.abs(rarefiedRichness(list, 1) - 1) < 1e-12 &&
          Math.abs(rarefiedRichness(list, n) - seen) < 1e-9 &&
          grows.every((step) => step > -1e-9);
        expect(holds).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('rarefaction refuses shares and subsamples larger than the sample', () => {
    expect(() => rarefiedRichness([0.5, 0.5], 1)).toThrow(expect.objectContaining({ reason: 'not-an-integer' }));
    expect(() => rarefiedRichness([3, 2], 6)).toThrow(expect.objectContaining({ reason: 'out-of-range' }));
  });
});

describe('means, variances and quantiles', () => {
  test('the mean of large numbers keeps its digits', () => {
    expect(weightedMean([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBe(1e9 + 10);
    expect(weightedVariance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBe(30);
  });

  test('the variance of one value, or of one value with weight, is not a number', () => {
    expect(weightedVariance([3])).toBeNaN();
    expect(weightedVariance([3, 8], [2, 0])).toBeNaN();
  });

  test('multiplying survey weights changes nothing', () => {
    const values = [1, 5, 2, 8];
    const weights = [0.2, 1.4, 0.9, 3];
    const scaled = weights.map((weight) => weight * 13);
    expect(weightedVariance(values, scaled)).toBeCloseTo(weightedVariance(values, weights), 12);
  });

  test('quantiles run from the least to the greatest value', () => {
    expect(quantile([3], 0.3)).toBe(3);
    expect(quantile([4, 1, 3, 2], 0)).toBe(1);
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([4, 1, 3, 2], 1)).toBe(4);
    expect(() => quantile([], 0.5)).toThrow(expect.objectContaining({ reason: 'empty-input' }));
  });

  test('weights must be as many as the values, not negative, and not all zero', () => {
    expect(() => weightedMean([1, 2], [1])).toThrow(expect.objectContaining({ reason: 'length-mismatch' }));
    expect(() => weightedMean([1, 2], [1, -1])).toThrow(expect.objectContaining({ reason: 'negative-value' }));
    expect(() => weightedMean([1, 2], [0, 0])).toThrow(expect.objectContaining({ reason: 'zero-total' }));
  });
});

describe('association', () => {
  test("Cramér's V is 1 for a one-to-one table, 0 under independence, null with one category", () => {
    expect(
      cramersV([
        [10, 0],
        [0, 20],
      ]).value,
    ).toBeCloseTo(1, 12);
    expect(
      cramersV([
        [10, 20],
        [20, 40],
      ]).value,
    ).toBeCloseTo(0, 12);
    expect(
      cramersV([
        [10, 20],
        [0, 0],
      ]).value,
    ).toBeNull();
  });

  test('a cross-tabulation counts pairs with their weights, in the given order of categories', () => {
    const table = crossTabulate(['b', 'a', 'b'], [1, 1, 2], { rows: ['a', 'b', 'c'], weights: [1, 2, 0.5] });
    expect(table.counts).toEqual([
      [2, 0],
      [1, 0.5],
      [0, 0],
    ]);
    expect(() => crossTabulate(['z'], [1], { rows: ['a'] })).toThrow(
      expect.objectContaining({ reason: 'unknown-level' }),
    );
  });

  test('a polychoric correlation is ±1 for a table on its diagonal and null with one category', () => {
    expect(
      polychoricCorrelation([
        [10, 0],
        [0, 10],
      ]).value,
    ).toBe(1);
    expect(
      polychoricCorrelation([
        [0, 0, 7],
        [0, 5, 0],
        [3, 0, 0],
      ]).value,
    ).toBe(-1);
    expect(polychoricCorrelation([[10, 3]]).value).toBeNull();
    // Close to ±1 some cells of such a table are as good as empty; a two-thousandth of a person must not decide.
    const table = [
      [3, 19],
      [54, 74],
      [92, 100],
      [75, 64],
      [16, 3],
    ];
    const value = polychoricCorrelation(table).value ?? Number.NaN;
    expect(value).toBeCloseTo(-0.2617, 4);
    table.forEach((row, i) =>
      row.forEach((_, j) => {
        const moved = table.map((line, k) => line.map((count, l) => count + (k === i && l === j ? 0.0005 : 0)));
        expect(polychoricCorrelation(moved).value).toBeCloseTo(value, 4);
      }),
    );
    expect(
      polychoricCorrelation([
        [25, 25],
        [25, 25],
      ]).value,
    ).toBeCloseTo(0, 10);
  });

  test('variance between groups is all of it when groups are uniform, and undefined without variance', () => {
    expect(etaSquared([1, 1, 5, 5], ['a', 'a', 'b', 'b'])).toBe(1);
    expect(intraclassCorrelation([1, 1, 5, 5], ['a', 'a', 'b', 'b']).value).toBe(1);
    expect(etaSquared([2, 2], ['a', 'b'])).toBeNull();
    expect(intraclassCorrelation([1, 2, 3], ['a', 'a', 'a']).value).toBeNull();
    expect(intraclassCorrelation([1, 2, 3], ['a', 'b', 'c']).value).toBeNull();
  });
});

describe('tests', () => {
  test('the area under the curve turns around with the sign of the score, and ties count half', () => {
    const labels = [true, false, true, false, false];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }), (scores) => {
        const up = rocAuc(scores, labels).auc;
        const down = rocAuc(
          scores.map((score) => -score),
          labels,
        ).auc;
        expect(Math.abs(up + down - 1)).toBeLessThan(1e-12);
      }),
    );
    expect(rocAuc([1, 1, 1, 1, 1], labels).auc).toBe(0.5);
  });

  test('the area under the curve has no interval with one positive, and no value with one class', () => {
    expect(rocAuc([3, 1, 2], [true, false, false])).toMatchObject({ auc: 1, standardError: null, interval: null });
    expect(() => rocAuc([1, 2], [true, true])).toThrow(expect.objectContaining({ reason: 'single-class' }));
  });

  test('adjusted p-values keep their order, are not smaller, and leave missing tests out', () => {
    expect(benjaminiHochberg([0.01, null, 0.04])).toEqual([0.02, null, 0.04]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (p) => {
        const adjusted = benjaminiHochberg(p);
        const holds = adjusted.every((value, index) => value !== null && value >= (p[index] ?? 2) && value <= 1);
        expect(holds).toBe(true);
      }),
    );
  });

  test('equivalence holds exactly when the 90 % interval lies inside the bounds', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.integer({ min: 2, max: 200 }),
        (estimate, standardError, degreesOfFreedom) => {
          const result = tost({ estimate, standardError, low: -0.5, high: 0.5, degreesOfFreedom });
          const { low, high } = result.interval;
          const margin = Math.min(low + 0.5, 0.5 - high);
          expect(Math.abs(margin) < 1e-9 || result.equivalent === margin > 0).toBe(true);
        },
      ),
    );
  });

  test('an estimate far away is not equivalent however precise it is', () => {
    expect(tost({ estimate: 2, standardError: 1e-6, low: -0.1, high: 0.1 })).toMatchObject({
      equivalent: false,
      pValue: 1,
    });
    expect(() => tost({ estimate: 0, standardError: 0, low: -1, high: 1 })).toThrow('standard error');
  });
});
