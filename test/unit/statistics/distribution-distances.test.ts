import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jensenShannonDistance } from '../../../shared/statistics/jensen-shannon-distance.ts';
import { klDivergence } from '../../../shared/statistics/kl-divergence.ts';
import { totalVariation } from '../../../shared/statistics/total-variation.ts';
import { wasserstein1Ordinal } from '../../../shared/statistics/wasserstein1-ordinal.ts';
import { wasserstein1Samples } from '../../../shared/statistics/wasserstein1-samples.ts';
import { kolmogorovSmirnov } from '../../../shared/statistics/kolmogorov-smirnov.ts';
import { StatisticsError } from '../../../shared/statistics/statistics-error.ts';

type Distance = (p: readonly number[], q: readonly number[]) => number;

const metrics: readonly { name: string; distance: Distance; most: (categories: number) => number }[] = [
  { name: 'Jensen-Shannon distance', distance: jensenShannonDistance, most: () => 1 },
  { name: 'total variation', distance: totalVariation, most: () => 1 },
  { name: 'ordinal Wasserstein distance', distance: wasserstein1Ordinal, most: (categories) => categories - 1 },
];

const cells = (length: number) =>
  fc
    .array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: length, maxLength: length })
    .filter((list) => list.some((cell) => cell > 1e-6));
const pair = fc.integer({ min: 1, max: 8 }).chain((length) => fc.tuple(cells(length), cells(length)));
const triple = fc.integer({ min: 1, max: 8 }).chain((length) => fc.tuple(cells(length), cells(length), cells(length)));

describe.each(metrics)('$name', ({ distance, most }) => {
  test('is the same in both directions', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        expect(Math.abs(distance(p, q) - distance(q, p)) < 1e-12).toBe(true);
      }),
    );
  });

  test('is 0 for equal distributions and stays between 0 and its maximum', () => {
    fc.assert(
      fc.property(pair, ([p]) => {
        expect(distance(p, p) === 0).toBe(true);
      }),
    );
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const value = distance(p, q);
        expect(value >= 0 && value <= most(p.length) + 1e-12).toBe(true);
      }),
    );
  });

  test('does not depend on the totals of the counts', () => {
    fc.assert(
      fc.property(pair, ([p, q]) => {
        const scaled = q.map((cell) => cell * 7);
        expect(Math.abs(distance(p, scaled) - distance(p, q))).toBeLessThan(1e-7);
      }),
    );
  });

  test('obeys the triangle inequality', () => {
    fc.assert(
      fc.property(triple, ([p, q, r]) => {
        expect(distance(p, r) <= distance(p, q) + distance(q, r) + 1e-9).toBe(true);
      }),
    );
  });

  test('refuses distributions that are empty, negative, without total, not finite or of different length', () => {
    const cases: readonly [readonly number[], readonly number[], string][] = [
      [[], [], 'empty-input'],
      [[1, -1], [1, 1], 'negative-value'],
      [[0, 0], [1, 1], 'zero-total'],
      [[1, Number.NaN], [1, 1], 'not-finite'],
      [[1, 2, 3], [1, 2], 'length-mismatch'],
    ];
    for (const [p, q, reason] of cases) expect(() => distance(p, q)).toThrow(expect.objectContaining({ reason }));
  });
});

test('the Jensen-Shannon distance keeps its digits between distributions that nearly agree', () => {
  // Leading term of the series: √(Σ(p−q)²/(4(p+q)·ln 2)).
  const shift = 1e-9;
  const expected = Math.sqrt((2 * shift ** 2) / (4 * Math.LN2));
  const found = jensenShannonDistance([0.5, 0.5], [0.5 + shift, 0.5 - shift]);
  expect(Math.abs(found / expected - 1)).toBeLessThan(1e-6);
});

test('distributions without a common category are at Jensen-Shannon distance 1', () => {
  expect(jensenShannonDistance([1, 0, 2, 0], [0, 5, 0, 1])).toBe(1);
});

test('the Kullback-Leibler divergence is infinite without smoothing where the model gives no probability', () => {
  expect(klDivergence([1, 1], [1, 0], { smoothing: 0 })).toBe(Number.POSITIVE_INFINITY);
  expect(klDivergence([1, 1], [1, 0], { smoothing: 0.5 })).toBeGreaterThan(0);
  expect(() => klDivergence([1, 1], [1, 0], { smoothing: -1 })).toThrow(StatisticsError);
  expect(() => klDivergence([1, -0.2], [1, 1], { smoothing: 0.5 })).toThrow(StatisticsError);
});

test('the Kullback-Leibler divergence is not negative and 0 for equal distributions', () => {
  fc.assert(
    fc.property(pair, ([p, q]) => {
      expect(klDivergence(p, q, { smoothing: 0.5 }) >= 0).toBe(true);
    }),
  );
  fc.assert(
    fc.property(pair, ([p]) => {
      expect(klDivergence(p, p, { smoothing: 0.5 }) === 0).toBe(true);
    }),
  );
});

const sample = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 });

test('the Wasserstein distance of samples is symmetric, 0 for a sample and itself, and follows a shift', () => {
  fc.assert(
    fc.property(sample, sample, (x, y) => Math.abs(wasserstein1Samples(x, y) - wasserstein1Samples(y, x)) < 1e-9),
  );
  fc.assert(
    fc.property(sample, (x) => {
      expect(wasserstein1Samples(x, x) < 1e-9).toBe(true);
    }),
  );
  fc.assert(
    fc.property(
      sample,
      (x) =>
        Math.abs(
          wasserstein1Samples(
            x,
            x.map((value) => value + 3),
          ) - 3,
        ) < 1e-9,
    ),
  );
});

test('a weight counts as that many equal values', () => {
  const repeated = wasserstein1Samples([1, 1, 1, 4], [2, 5, 5]);
  expect(wasserstein1Samples([1, 4, 9], [2, 5], [3, 1, 0], [1, 2])).toBeCloseTo(repeated, 14);
});

test('samples and categories give the same Wasserstein distance', () => {
  const counts = { p: [2, 0, 1], q: [0, 1, 3] };
  expect(wasserstein1Samples([0, 0, 2], [1, 2, 2, 2])).toBeCloseTo(wasserstein1Ordinal(counts.p, counts.q), 14);
});

test('the Kolmogorov-Smirnov statistic lies in [0, 1] with a p-value in [0, 1]', () => {
  fc.assert(
    fc.property(sample, sample, (x, y) => {
      const { statistic, pValue } = kolmogorovSmirnov(x, y);
      expect(statistic >= 0 && statistic <= 1 && pValue !== null && pValue >= 0 && pValue <= 1).toBe(true);
    }),
  );
});

test('weighted samples have a Kolmogorov-Smirnov statistic but no p-value', () => {
  const weighted = kolmogorovSmirnov([1, 4], [2, 5], { wx: [3, 1] });
  expect(weighted).toEqual({ ...kolmogorovSmirnov([1, 1, 1, 4], [2, 5]), pValue: null, method: 'weighted' });
});
