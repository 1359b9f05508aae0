import { describe, expect, test } from 'vitest';
import { bivariateNormalCdf } from '../../shared/statistics/bivariate-normal-cdf.ts';
import { bootstrap } from '../../shared/statistics/bootstrap.ts';
import { polychoricCorrelation } from '../../shared/statistics/polychoric-correlation.ts';
import { ppiDifference } from '../../shared/statistics/ppi-difference.ts';
import type { PpiEstimate } from '../../shared/statistics/ppi-estimate.ts';
import { ppiMean } from '../../shared/statistics/ppi-mean.ts';
import { ppiLogit, ppiOls } from '../../shared/statistics/ppi-regression.ts';
import { createRandom, type Random } from '../../shared/statistics/random.ts';
import { regularisedMultinomialLogit } from '../../shared/statistics/regularised-multinomial-logit.ts';
import { weightedMean } from '../../shared/statistics/weighted-mean.ts';
import { weightedVariance } from '../../shared/statistics/weighted-variance.ts';
import { relativeError, worstError } from './relative-error.ts';
import reference from './resampling.json' with { type: 'json' };

/** Whole numbers in a given order, to repeat the resamples that R drew. */
function replay(numbers: readonly number[]): Random {
  const queue = numbers.values();
  return { ...createRandom('replay'), integer: () => queue.next().value ?? 0 };
}

test('percentile and BCa intervals agree with boot on the same resamples', () => {
  const { values, indices, results } = reference.bootstrap;
  const statistic = (rows: readonly number[]) => {
    const drawn = rows.map((row) => values[row] ?? Number.NaN);
    return [weightedMean(drawn), Math.log(weightedVariance(drawn))];
  };
  const random = replay(indices.flat());
  const found = bootstrap({ n: values.length, draws: indices.length, random, statistic, level: 0.9, bca: true });
  expect(found).toHaveLength(results.length);
  results.forEach((expected, index) => {
    const estimate = found[index];
    expect(relativeError(estimate?.estimate, expected.estimate)).toBeLessThan(1e-8);
    expect(relativeError(estimate?.standardError, expected.se)).toBeLessThan(1e-8);
    expect(relativeError(estimate?.bias, expected.bias)).toBeLessThan(1e-8);
    const ends = (interval: { low: number; high: number } | null | undefined) => [
      interval?.low ?? null,
      interval?.high ?? null,
    ];
    expect(worstError(ends(estimate?.percentile), expected.percentile)).toBeLessThan(1e-8);
    expect(worstError(ends(estimate?.bca), expected.bca)).toBeLessThan(1e-8);
  });
});

type ExpectedPpi = {
  human: number;
  humanSe: number;
  humanInterval: number[];
  lambda: number;
  estimate: number;
  se: number;
  interval: number[];
};

function ppiError(found: PpiEstimate | undefined, expected: ExpectedPpi): number {
  return Math.max(
    relativeError(found?.human.estimate, expected.human),
    relativeError(found?.human.standardError, expected.humanSe),
    relativeError(found?.lambda, expected.lambda),
    relativeError(found?.rectified.estimate, expected.estimate),
    relativeError(found?.rectified.standardError, expected.se),
    ...([found?.human, found?.rectified] as const).flatMap((own, side) =>
      [own?.interval.low, own?.interval.high].map((limit, end) =>
        relativeError(limit, (side === 0 ? expected.humanInterval : expected.interval)[end] ?? Number.NaN),
      ),
    ),
  );
}

describe('prediction-powered inference agrees with its formulas in R', () => {
  test('for a mean', () => {
    const { human, predicted, simulated, ...expected } = reference.ppiMean;
    const found = ppiMean({ human, predicted, simulated });
    expect(ppiError(found, { human: weightedMean(human), ...expected })).toBeLessThan(1e-8);
  });

  test('for a difference of means, the human-only one as by the test of Welch', () => {
    const { treated, reference: other, ...expected } = reference.ppiDifference;
    const [a, b] = [treated, other].map(({ y, f, g }) => ({ human: y, predicted: f, simulated: g }));
    if (a === undefined || b === undefined) throw new Error('two arms');
    expect(ppiError(ppiDifference({ treated: a, reference: b }), expected)).toBeLessThan(1e-8);
  });

  const { x, u } = reference.ppi;
  const inputFor = (side: { y: number[]; predicted: number[]; simulated: number[] }) => ({
    human: {
      x: Float64Array.from(x.flat()),
      n: x.length,
      p: 3,
      y: Float64Array.from(side.y),
      predicted: Float64Array.from(side.predicted),
    },
    simulated: { x: Float64Array.from(u.flat()), n: u.length, p: 3, predicted: Float64Array.from(side.simulated) },
  });

  test('for linear regression', () => {
    const found = ppiOls(inputFor(reference.ppi.ols));
    reference.ppi.ols.results.forEach((expected, index) => expect(ppiError(found[index], expected)).toBeLessThan(1e-6));
  });

  test('for logistic regression', () => {
    const found = ppiLogit(inputFor(reference.ppi.logit));
    reference.ppi.logit.results.forEach((expected, index) =>
      expect(ppiError(found[index], expected)).toBeLessThan(1e-6),
    );
  });
});

test('the ridge multinomial logit reaches the minimum that R finds', () => {
  const { data, fits } = reference.ridge;
  for (const fit of fits) {
    const model = regularisedMultinomialLogit(
      { response: 'y', predictors: ['a', 'g'], penalties: [fit.penalty], seed: 1 },
      data,
    );
    const slopes = model.coefficients.map((level) => level.slice(1)).flat();
    const differences = slopes.map((value, index) => Math.abs(value - (fit.slopes.flat()[index] ?? Number.NaN)));
    expect(Math.max(...differences)).toBeLessThan(1e-6);
    const probabilities = model.predictFrame(data).slice(0, fit.probabilities.length).flat();
    expect(worstError(probabilities, fit.probabilities.flat())).toBeLessThan(1e-6);
  }
});

test('the bivariate normal distribution agrees with mvtnorm up to a correlation of 0.999', () => {
  for (const { a, b, rho, p } of reference.bivariate) {
    expect(Math.abs(bivariateNormalCdf(a, b, rho) - p)).toBeLessThan(1e-13);
  }
});

test('polychoric correlations agree with a likelihood maximised in R', () => {
  for (const { table, value, se } of reference.polychoric) {
    const found = polychoricCorrelation(table);
    expect(relativeError(found.value, value)).toBeLessThan(1e-6);
    expect(relativeError(found.standardError, se)).toBeLessThan(1e-6);
  }
});
