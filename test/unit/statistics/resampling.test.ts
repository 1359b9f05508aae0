import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bootstrap } from '../../../shared/statistics/bootstrap.ts';
import { classifierAuc } from '../../../shared/statistics/classifier-auc.ts';
import { permutationTest } from '../../../shared/statistics/permutation-test.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { regularisedMultinomialLogit } from '../../../shared/statistics/regularised-multinomial-logit.ts';
import { stratifiedFolds } from '../../../shared/statistics/stratified-folds.ts';
import { weightedMean } from '../../../shared/statistics/weighted-mean.ts';

const meanOf = (values: readonly number[]) => (rows: readonly number[]) => [
  weightedMean(rows.map((row) => values[row] ?? Number.NaN)),
];

describe('the bootstrap', () => {
  test('gives the same intervals for the same seed, and others for another one', () => {
    const statistic = meanOf([1, 4, 2, 8, 5, 7]);
    const run = (seed: number) => bootstrap({ n: 6, draws: 200, random: createRandom(seed), statistic, bca: true });
    expect(run(1)).toEqual(run(1));
    expect(run(1)[0]?.percentile).not.toEqual(run(2)[0]?.percentile);
  });

  test('of a mean finds its standard error', () => {
    const random = createRandom('data');
    const values = Array.from({ length: 200 }, () => random.normal());
    const [mean] = bootstrap({ n: 200, draws: 4000, random: createRandom('draws'), statistic: meanOf(values) });
    const centre = weightedMean(values);
    const expected = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0)) / 200;
    expect((mean?.standardError ?? 0) / expected).toBeCloseTo(1, 1);
    expect(Math.abs(mean?.bias ?? 1)).toBeLessThan(expected / 10);
  });

  test('draws whole clusters', () => {
    const clusters = ['a', 'a', 'b', 'c', 'c', 'c'];
    const seen: number[][] = [];
    const statistic = (rows: readonly number[]) => {
      seen.push([...rows]);
      return [rows.length];
    };
    bootstrap({ n: 6, draws: 50, random: createRandom(1), clusters, statistic });
    for (const rows of seen) {
      const times = (row: number) => rows.filter((other) => other === row).length;
      expect([times(1), times(4), times(5)]).toEqual([times(0), times(3), times(3)]);
      expect(times(0) + times(2) + times(3)).toBe(3);
    }
  });

  test('leaves draws out in which the statistic is not defined, and counts them', () => {
    const statistic = (rows: readonly number[]) => [rows.includes(0) ? 1 : Number.NaN];
    const [result] = bootstrap({ n: 3, draws: 300, random: createRandom(4), statistic, bca: true });
    expect((result?.undefinedDraws ?? 0) + (result?.values.length ?? 0)).toBe(300);
    expect(result?.undefinedDraws).toBeGreaterThan(50);
    expect(result?.percentile).toEqual({ low: 1, high: 1, level: 0.95 });
    expect(result?.bca).toBeNull();
  });

  test('of one row has no spread, and of none is refused', () => {
    const [single] = bootstrap({ n: 1, draws: 20, random: createRandom(1), statistic: () => [3], bca: true });
    expect(single).toMatchObject({ standardError: 0, percentile: { low: 3, high: 3 }, bca: null });
    expect(() => bootstrap({ n: 0, draws: 20, random: createRandom(1), statistic: () => [3] })).toThrow('one row');
  });
});

describe('a permutation test', () => {
  const difference = (values: readonly number[], first: number) => (order: readonly number[]) =>
    weightedMean(order.slice(0, first).map((row) => values[row] ?? 0)) -
    weightedMean(order.slice(first).map((row) => values[row] ?? 0));

  test('has p = (b + 1)/(m + 1), which is never 0', () => {
    const values = [10, 11, 12, 13, 14, 1, 2, 3, 4, 5];
    const result = permutationTest({
      n: 10,
      permutations: 99,
      random: createRandom(1),
      statistic: difference(values, 5),
    });
    expect(result.statistic).toBe(9);
    expect(result.pValue).toBe((result.extreme + 1) / 100);
    expect(result.pValue).toBeLessThan(0.03);
  });

  test('agrees with the exact share of all orders', () => {
    // 3 against 3 values: 1 of the 20 splits is at least as extreme upwards, 2 on both sides.
    const input = { n: 6, permutations: 20_000, statistic: difference([4, 5, 6, 1, 2, 3], 3) };
    expect(permutationTest({ ...input, random: createRandom(2) }).pValue).toBeCloseTo(1 / 20, 2);
    expect(permutationTest({ ...input, random: createRandom(2), alternative: 'two-sided' }).pValue).toBeCloseTo(
      2 / 20,
      2,
    );
    expect(permutationTest({ ...input, random: createRandom(2), alternative: 'less' }).pValue).toBe(1);
  });

  test('counts ties as extreme, so that equal values give p = 1', () => {
    const statistic = difference([0.1, 0.1, 0.1, 0.1], 2);
    expect(permutationTest({ n: 4, permutations: 50, random: createRandom(3), statistic }).pValue).toBe(1);
  });

  test('permutes inside blocks only', () => {
    const blocks = ['a', 'b', 'a', 'b', 'b'];
    permutationTest({
      n: 5,
      permutations: 40,
      random: createRandom(5),
      blocks,
      statistic: (order) => {
        expect(order.map((row) => blocks[row])).toEqual(blocks);
        expect([...order].sort()).toEqual([0, 1, 2, 3, 4]);
        return 0;
      },
    });
  });
});

test('stratified folds differ by one row at most, in total and in every class of a multiple of the folds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 60 }),
      fc.integer(),
      (classes, seed) => {
        const fold = stratifiedFolds(classes, 5, createRandom(seed));
        for (const kind of [null, 0, 1, 2, 3]) {
          const sizes = [0, 1, 2, 3, 4].map(
            (value) => fold.filter((own, row) => own === value && (kind === null || classes[row] === kind)).length,
          );
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});

describe('the ridge multinomial logit', () => {
  const random = createRandom('ridge');
  const rows = Array.from({ length: 150 }, () => ({
    x: random.normal(),
    g: random.integer(3),
    noise: random.normal(),
  }));
  const frame = {
    x: rows.map((row) => row.x),
    g: rows.map((row) => `g${row.g}`),
    noise: rows.map((row) => row.noise),
    y: rows.map((row) => 1 + random.weightedIndex([1, Math.exp(2 * row.x), row.g === 2 ? 4 : 0.2])),
  };
  const request = { response: 'y', predictors: ['x', 'g', 'noise'], factors: { y: ['1', '2', '3', '4'] }, seed: 5 };

  test('learns what predicts the answer, and gives an answer never seen a small probability above 0', () => {
    const model = regularisedMultinomialLogit(request, frame);
    const likely = model.predict({ x: 1.5, g: 'g0', noise: 0 });
    expect(likely.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(likely[1]).toBeGreaterThan(0.7);
    expect(model.predict({ x: -1, g: 'g2', noise: 0 })[2]).toBeGreaterThan(0.5);
    expect(likely[3]).toBeGreaterThan(0);
    expect(likely[3]).toBeLessThan(0.05);
  });

  test('chooses the penalty with the least cross-validated loss, by the seed alone', () => {
    const model = regularisedMultinomialLogit(request, frame);
    const best = model.crossValidation.reduce((least, entry) => (entry.logLoss < least.logLoss ? entry : least));
    expect(model.penalty).toBe(best.penalty);
    expect(regularisedMultinomialLogit(request, frame).coefficients).toEqual(model.coefficients);
  });

  test('tends to the marginal shares as the penalty grows', () => {
    const model = regularisedMultinomialLogit({ ...request, penalties: [1e6], smoothing: 0 }, frame);
    const share = frame.y.filter((value) => value === 2).length / 150;
    expect(model.predict({ x: 2, g: 'g1', noise: 1 })[1]).toBeCloseTo(share, 4);
  });

  test('takes missing and unknown values as average, and predicts for every row', () => {
    const model = regularisedMultinomialLogit(
      { ...request, factors: { ...request.factors, g: ['g0', 'g1', 'g2'] } },
      frame,
    );
    expect(model.predict({ x: null, g: 'elsewhere', noise: null })).toEqual(
      model.predict({ x: null, g: null, noise: null }),
    );
    expect(model.predictFrame(frame)).toHaveLength(150);
  });

  test('of no rows at all says that every answer is equally likely', () => {
    const empty = { x: [], g: [], noise: [], y: [] };
    const model = regularisedMultinomialLogit({ ...request, factors: { ...request.factors, g: ['g0'] } }, empty);
    expect(model.n).toBe(0);
    expect(model.predict({ x: 1, g: 'g0', noise: 2 })).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  test('refuses unknown variables and penalties of 0', () => {
    expect(() => regularisedMultinomialLogit({ ...request, predictors: ['z'] }, frame)).toThrow(
      expect.objectContaining({ reason: 'unknown-variable' }),
    );
    expect(() => regularisedMultinomialLogit({ ...request, penalties: [0] }, frame)).toThrow(
      expect.objectContaining({ reason: 'out-of-range' }),
    );
  });
});

describe('the two-sample classifier', () => {
  const random = createRandom('classifier');
  const sample = (n: number, shift: number) => ({
    a: Array.from({ length: n }, () => random.normal() + shift),
    b: Array.from({ length: n }, () => `v${random.integer(3)}`),
  });

  test('cannot tell two samples of one population apart', () => {
    const result = classifierAuc({ first: sample(150, 0), second: sample(150, 0), predictors: ['a', 'b'], seed: 1 });
    expect(result.interval?.low).toBeLessThan(0.5);
    expect(result.interval?.high).toBeGreaterThan(0.45);
  });

  test('finds a shifted column and names it as the giveaway', () => {
    const result = classifierAuc({ first: sample(150, 0), second: sample(120, 1.5), predictors: ['a', 'b'], seed: 1 });
    expect(result.interval?.low).toBeGreaterThan(0.75);
    expect(result.giveaways[0]?.name).toBe('a');
    expect(result.giveaways[0]?.coefficient).toBeGreaterThan(0);
    expect([result.positives, result.negatives]).toEqual([120, 150]);
  });

  test('keeps pairs in one fold, so that a shared column gives nothing away', () => {
    const first = sample(100, 0);
    const result = classifierAuc({ first, second: first, predictors: ['a', 'b'], seed: 1, paired: true });
    // Equal rows have equal scores exactly when one model judges both.
    expect(result.scores.slice(0, 100)).toEqual(result.scores.slice(100));
    expect(result.auc).toBeCloseTo(0.5, 12);
    const unequal = { first, second: sample(99, 0), predictors: ['a'], seed: 1, paired: true };
    expect(() => classifierAuc(unequal)).toThrow(expect.objectContaining({ reason: 'length-mismatch' }));
  });

  test('refuses a sample with fewer rows than folds', () => {
    expect(() => classifierAuc({ first: sample(3, 0), second: sample(9, 0), predictors: ['a'], seed: 1 })).toThrow(
      expect.objectContaining({ reason: 'empty-input' }),
    );
  });
});
