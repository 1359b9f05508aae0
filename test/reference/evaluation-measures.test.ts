import { afterAll, describe, expect, test } from 'vitest';
import { testCoefficients } from '../../shared/evaluation/coefficient-tests.ts';
import { evaluate } from '../../shared/evaluation/evaluate.ts';
import { poolSeeds } from '../../shared/evaluation/regression-fits.ts';
import type { Coefficient } from '../../shared/evaluation/regression-results.ts';
import { classifierAuc } from '../../shared/statistics/classifier-auc.ts';
import { permutationTest } from '../../shared/statistics/permutation-test.ts';
import { createRandom, type Random } from '../../shared/statistics/random.ts';
import { richnessVariance } from '../../shared/statistics/richness-variance.ts';
import { rocAuc } from '../../shared/statistics/roc-auc.ts';
import { aVariable } from '../support/a-variable.ts';
import { action, belief, bySource, found, smallStudy } from '../support/small-study.ts';
import reference from './evaluation-measures.json' with { type: 'json' };
import { relativeError, worstError } from './relative-error.ts';

const closed = 1e-8;
const worst = new Map<string, number>();
afterAll(() => {
  const lines = [...worst].map(([what, error]) => `${what}: ${error.toExponential(1)}`);
  console.log(['Largest relative error against R:', ...lines].join('\n'));
});

function note(what: string, error: number): number {
  worst.set(what, Math.max(worst.get(what) ?? 0, error));
  return error;
}

test('areas under the curve of given scores and their DeLong intervals agree with pROC', () => {
  for (const { scores, labels, auc, se, ci } of reference.areas) {
    const result = rocAuc(scores, labels);
    expect(note('area', relativeError(result.auc, auc))).toBeLessThan(closed);
    expect(result.standardError === null).toBe(se === null);
    if (se === null || ci === null) continue;
    expect(note('area', relativeError(result.standardError, se))).toBeLessThan(closed);
    const { low, high } = found(result.interval);
    expect(note('area', worstError([low, high], [ci[0] ?? 0, ci[2] ?? 0]))).toBeLessThan(closed);
  }
});

describe('the two-sample classifier agrees with a ridge logit written and minimised in R', () => {
  for (const [name, c] of Object.entries(reference.classifiers)) {
    const paired = name === 'paired';
    test(`with samples that are ${name}`, () => {
      const { first, second, folds } = c;
      const result = classifierAuc({
        first,
        second,
        predictors: ['a', 'b', 'g'],
        folds,
        seed: paired ? 8 : 7,
        paired,
        penalties: [c.penalty],
      });
      expect(note('classifier', worstError(result.scores, c.scores))).toBeLessThan(1e-6);
      expect(result.giveaways.map((giveaway) => giveaway.name)).toEqual(c.giveaways);
      const coefficients = result.giveaways.map(({ coefficient }) => coefficient);
      expect(note('classifier', worstError(coefficients, c.coefficients))).toBeLessThan(1e-6);
      expect(note('area', relativeError(result.auc, c.auc))).toBeLessThan(closed);
      expect(note('area', relativeError(result.standardError, c.se))).toBeLessThan(closed);
    });
  }
});

function difference(values: readonly number[], size: number): (order: readonly number[]) => number {
  const mean = (rows: readonly number[]) => rows.reduce((sum, row) => sum + (values[row] ?? 0), 0) / rows.length;
  return (order) => mean(order.slice(0, size)) - mean(order.slice(size));
}

const alternatives = ['greater', 'less', 'two-sided'] as const;
const alternativeOf = (name: string) => found(alternatives.find((one) => one === name));

describe('permutation tests', () => {
  test('agree with R on its permutations, ties counted as extreme', () => {
    for (const { values, size, alternative, blocks, draws, statistic, extreme, p } of reference.permutations) {
      const queue = draws.flat().values();
      const random: Random = {
        ...createRandom('replay'),
        shuffle: (items) => {
          const order = queue.next().value ?? [];
          return order.flatMap((place) => items.slice(place, place + 1));
        },
      };
      const result = permutationTest({
        n: values.length,
        permutations: draws.length,
        random,
        statistic: difference(values, size),
        alternative: alternativeOf(alternative),
        ...(blocks === null ? {} : { blocks }),
      });
      expect(note('permutation', relativeError(result.statistic, statistic))).toBeLessThan(closed);
      expect(result.extreme).toBe(extreme);
      expect(note('permutation', relativeError(result.pValue, p))).toBeLessThan(closed);
    }
  });

  test('come within four Monte Carlo errors of all divisions of the sample', () => {
    const permutations = 20_000;
    for (const { values, size, alternative, p, ...rest } of reference.exact) {
      const result = permutationTest({
        n: values.length,
        permutations,
        random: createRandom('every-division', alternative),
        statistic: difference(values, size),
        alternative: alternativeOf(alternative),
        ...('blocks' in rest && rest.blocks !== undefined ? { blocks: rest.blocks } : {}),
      });
      const error = Math.abs(result.pValue - p) / Math.sqrt((p * (1 - p)) / permutations);
      note('permutation, in Monte Carlo errors', error);
      expect(error).toBeLessThan(4);
    }
  });
});

test('the variance of a number of kinds is that of its formula in R', () => {
  for (const { counts, variance } of reference.richness) {
    expect(note('richness', relativeError(richnessVariance(counts), variance))).toBeLessThan(closed);
  }
});

test('fits of several seeds are pooled as mitools pools them, with the variance of synthetic data', () => {
  for (const { b, se, df, mean, standardError, degreesOfFreedom, p } of reference.pooled) {
    const seeds = b.map((value, seed) => ({
      b: value,
      se: se[seed] ?? null,
      p: null,
      degreesOfFreedom: df ?? Number.POSITIVE_INFINITY,
    }));
    const pooled = poolSeeds(seeds);
    expect(note('pooled', relativeError(pooled.b, mean))).toBeLessThan(closed);
    expect(note('pooled', relativeError(pooled.se, standardError))).toBeLessThan(closed);
    const expected = degreesOfFreedom ?? Number.POSITIVE_INFINITY;
    expect(note('pooled', relativeError(pooled.degreesOfFreedom, expected))).toBeLessThan(closed);
    expect(note('pooled', relativeError(pooled.p, p))).toBeLessThan(closed);
  }
});

describe('scores of probabilities agree with R, with weights, ties, zeros and missing answers', () => {
  const { n, options, codes, nominal, weights, answers, probabilities, overall, items, bins, error } = reference.scores;
  const variables = options.map((count, i) => {
    const make = i === 3 ? action : belief;
    const scale = nominal[i] === true ? 'nominal' : i === 3 ? 'binary' : 'ordinal';
    const labels = (codes[i] ?? []).map((code) => ({ value: String(code), label: `option ${code}` }));
    return make(`item${i + 1}`, count, { scale, options: labels });
  });
  const exact = probabilities.map((column) => Float64Array.from(column));
  const results = evaluate(
    smallStudy({
      items: variables,
      human: answers,
      sources: [
        {
          id: 'm',
          kind: 'base',
          label: 'Model',
          probabilities: exact,
          draws: [answers.map((column) => Int16Array.from(column, (answer) => Math.max(0, answer)))],
          outside: options.map(() => new Float64Array(n)),
        },
      ],
      columns: [{ variable: aVariable('w', { role: 'weight' }), values: weights }],
      bootstrap: 100,
    }),
  );
  const calibration = bySource(found(results.calibration).sources, 'm');

  test('likelihood, Brier score and ranked probability score, overall and by item', () => {
    const total = bySource(results.likelihood.overall, 'm');
    const errors = [
      relativeError(total.negativeLogLikelihood.value, overall.nll),
      relativeError(total.brier.value, overall.brier),
      relativeError(calibration.rankedProbabilityScore.value, overall.rps),
    ];
    items.forEach((expected, i) => {
      const name = `item${i + 1}`;
      const own = bySource(found(results.likelihood.items.find(({ item }) => item === name)).sources, 'm');
      errors.push(relativeError(own.negativeLogLikelihood.value, expected.nll));
      errors.push(relativeError(own.brier.value, expected.brier));
      const ranked = calibration.items.find(({ item }) => item === name);
      expect(ranked === undefined).toBe(expected.rps === null);
      if (expected.rps !== null) errors.push(relativeError(ranked?.rankedProbabilityScore.value, expected.rps));
    });
    expect(note('scores', Math.max(...errors))).toBeLessThan(closed);
  });

  test('bins of the reliability curve and its mean error', () => {
    expect(calibration.bins.map((bin) => bin.n)).toEqual(bins.n);
    const predicted = calibration.bins.map((bin) => bin.predicted);
    const observed = calibration.bins.map((bin) => bin.observed.value);
    expect(note('calibration', worstError(predicted, bins.predicted))).toBeLessThan(closed);
    expect(note('calibration', worstError(observed, bins.observed))).toBeLessThan(closed);
    expect(note('calibration', relativeError(calibration.expectedCalibrationError.value, error))).toBeLessThan(closed);
  });
});

test('the overlap of intervals is the mean share of either that the other one covers', () => {
  const side = ([low = 0, high = 0]: readonly number[]): Coefficient['human'] => {
    const b = (low + high) / 2;
    return { b, se: (high - low) / 4, p: 0.05, low, high, sign: 'not-significant' };
  };
  const coefficients = reference.overlaps.map(({ human, simulated }, k): Coefficient => ({
    term: `term ${k}`,
    intercept: false,
    human: side(human),
    simulated: side(simulated),
    sameSign: null,
    z: null,
    zP: null,
    insideHumanInterval: null,
    ratio: null,
  }));
  const overlaps = testCoefficients(coefficients, new Map(), 0.05).map((one) => one.intervalOverlap ?? null);
  const expected = reference.overlaps.map(({ overlap }) => overlap);
  expect(note('overlap', worstError(overlaps, expected))).toBeLessThan(closed);
});
