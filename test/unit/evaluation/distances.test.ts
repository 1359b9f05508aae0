import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Distances,
  itemScale,
  jensenShannonTerm,
  measureDistances,
} from '../../../shared/evaluation/distances.ts';
import { jensenShannonDistance } from '../../../shared/statistics/jensen-shannon-distance.ts';
import { klDivergence } from '../../../shared/statistics/kl-divergence.ts';
import { kolmogorovSmirnov } from '../../../shared/statistics/kolmogorov-smirnov.ts';
import { totalVariation } from '../../../shared/statistics/total-variation.ts';
import { wasserstein1Ordinal } from '../../../shared/statistics/wasserstein1-ordinal.ts';
import { belief } from '../../support/small-study.ts';

function measure(
  p: readonly number[],
  q: readonly number[],
  scores: readonly number[] | null,
  smoothing = 0.01,
): Distances {
  const out: Distances = {
    jensenShannon: -1,
    wasserstein: -1,
    totalVariation: -1,
    kullbackLeibler: -1,
    kolmogorovSmirnov: -1,
  };
  const scale = itemScale({
    variable: belief('b', p.length),
    options: p.length,
    offset: 0,
    human: new Int16Array(0),
    scores: scores === null ? null : Float64Array.from(scores),
  });
  // Shifted, so that the starts are used.
  measureDistances(Float64Array.from([9, ...p]), 1, Float64Array.from([8, 7, ...q]), 2, scale, smoothing, out);
  return out;
}

describe('distances between rows of counts', () => {
  it('equal the definitions in statistics on any counts and scores', () => {
    const size = fc.integer({ min: 1, max: 9 });
    const cells = (k: number) =>
      fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 500, noNaN: true })), {
        minLength: k,
        maxLength: k,
      });
    const rows = size.chain((k) =>
      fc.record({
        p: cells(k),
        q: cells(k),
        scores: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: k, maxLength: k }),
      }),
    );
    fc.assert(
      fc.property(rows, ({ p, q, scores }) => {
        const filled = p.some((cell) => cell > 0) && q.some((cell) => cell > 0);
        const found = measure(p, q, scores);
        if (!filled) return Number.isNaN(found.jensenShannon) && Number.isNaN(found.totalVariation);
        expect(found.jensenShannon).toBeCloseTo(jensenShannonDistance(p, q), 10);
        expect(found.totalVariation).toBeCloseTo(totalVariation(p, q), 10);
        expect(found.wasserstein).toBeCloseTo(wasserstein1Ordinal(p, q, scores), 9);
        const share = (row: number[]) => row.map((cell) => cell / row.reduce((sum, other) => sum + other, 0));
        expect(found.kullbackLeibler).toBeCloseTo(klDivergence(share(p), share(q), { smoothing: 0.01 }), 9);
        const { statistic } = kolmogorovSmirnov(scores, scores, { wx: p, wy: q });
        expect(found.kolmogorovSmirnov).toBeCloseTo(statistic, 9);
        return true;
      }),
    );
  });

  it('are exactly 0 between proportional counts', () => {
    expect(measure([1, 2, 3], [2, 4, 6], [1, 2, 3])).toEqual({
      jensenShannon: 0,
      wasserstein: 0,
      totalVariation: 0,
      kullbackLeibler: 0,
      kolmogorovSmirnov: 0,
    });
  });

  it('have no Wasserstein distance on a nominal item', () => {
    const found = measure([1, 0], [0, 1], null);
    expect(found).toMatchObject({ jensenShannon: 1, totalVariation: 1 });
    expect(found.wasserstein).toBeNaN();
    expect(found.kolmogorovSmirnov).toBeNaN();
    // Infinite without smoothing; (1.01·ln 101 − 0.01·ln 101)/1.02 bits with a hundredth.
    expect(found.kullbackLeibler).toBeCloseTo(Math.log2(101) / 1.02, 12);
    expect(measure([1, 0], [0, 1], null, 0).kullbackLeibler).toBe(Number.POSITIVE_INFINITY);
  });

  it('use a series near 0 that meets the closed form', () => {
    for (const d of [0.1, 0.0999, 0.05]) {
      const closed = (1 + d) * Math.log1p(d) + (1 - d) * Math.log1p(-d);
      expect(jensenShannonTerm(d)).toBeCloseTo(closed, 14);
    }
  });
});
