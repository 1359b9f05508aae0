import { describe, expect, test } from 'vitest';
import { benjaminiHochberg } from '../../shared/statistics/benjamini-hochberg.ts';
import { cramersV } from '../../shared/statistics/cramers-v.ts';
import { entropy } from '../../shared/statistics/entropy.ts';
import { etaSquared } from '../../shared/statistics/eta-squared.ts';
import { hillNumber } from '../../shared/statistics/hill-number.ts';
import { intraclassCorrelation } from '../../shared/statistics/intraclass-correlation.ts';
import { jensenShannonDistance } from '../../shared/statistics/jensen-shannon-distance.ts';
import { klDivergence } from '../../shared/statistics/kl-divergence.ts';
import { kolmogorovSmirnov } from '../../shared/statistics/kolmogorov-smirnov.ts';
import { quantile } from '../../shared/statistics/quantile.ts';
import { rarefiedRichness } from '../../shared/statistics/rarefied-richness.ts';
import { rocAuc } from '../../shared/statistics/roc-auc.ts';
import { tost } from '../../shared/statistics/tost.ts';
import { totalVariation } from '../../shared/statistics/total-variation.ts';
import { wasserstein1Ordinal } from '../../shared/statistics/wasserstein1-ordinal.ts';
import { wasserstein1Samples } from '../../shared/statistics/wasserstein1-samples.ts';
import { weightedMean } from '../../shared/statistics/weighted-mean.ts';
import { weightedVariance } from '../../shared/statistics/weighted-variance.ts';
import reference from './distributions.json' with { type: 'json' };
import { relativeError, worstError } from './relative-error.ts';

const closed = 1e-8;

describe('comparisons of distributions agree with R', () => {
  for (const [index, d] of reference.divergences.entries()) {
    test(`pair ${index + 1} over ${d.p.length} categories`, () => {
      expect(relativeError(jensenShannonDistance(d.p, d.q), d.jensenShannon)).toBeLessThan(closed);
      expect(relativeError(totalVariation(d.p, d.q), d.totalVariation)).toBeLessThan(closed);
      expect(relativeError(klDivergence(d.p, d.q, { smoothing: 0.5 }), d.kl)).toBeLessThan(closed);
      expect(relativeError(wasserstein1Ordinal(d.p, d.q), d.ordinal)).toBeLessThan(closed);
      expect(relativeError(wasserstein1Ordinal(d.p, d.q, d.positions), d.placed)).toBeLessThan(closed);
      expect(relativeError(entropy(d.p), d.entropy)).toBeLessThan(closed);
    });
  }
});

describe('comparisons of samples agree with R', () => {
  for (const [index, d] of reference.samples.entries()) {
    test(`pair ${index + 1} of ${d.x.length} and ${d.y.length} values`, () => {
      expect(relativeError(wasserstein1Samples(d.x, d.y), d.wasserstein)).toBeLessThan(closed);
      expect(relativeError(wasserstein1Samples(d.x, d.y, d.wx, d.wy), d.weighted)).toBeLessThan(closed);
      const result = kolmogorovSmirnov(d.x, d.y);
      expect(relativeError(result.statistic, d.ks)).toBeLessThan(closed);
      expect(relativeError(result.pValue, d.ksP)).toBeLessThan(closed);
    });
  }
});

describe('diversity agrees with R and vegan', () => {
  for (const [index, d] of reference.richness.entries()) {
    test(`community ${index + 1} with ${d.counts.length} kinds`, () => {
      expect(
        worstError(
          d.orders.map((order) => hillNumber(d.counts, order)),
          d.hill,
        ),
      ).toBeLessThan(closed);
      expect(
        worstError(
          d.sizes.map((m) => rarefiedRichness(d.counts, m)),
          d.rarefied,
        ),
      ).toBeLessThan(closed);
    });
  }
});

test('moments and quantiles agree with R, with weights of zero among them', () => {
  const d = reference.moments;
  expect(relativeError(weightedMean(d.values), d.mean)).toBeLessThan(closed);
  expect(relativeError(weightedMean(d.values, d.weights), d.weightedMean)).toBeLessThan(closed);
  expect(relativeError(weightedVariance(d.values), d.variance)).toBeLessThan(closed);
  expect(relativeError(weightedVariance(d.values, d.weights), d.reliability)).toBeLessThan(closed);
  const counted = weightedVariance(d.values, d.counts, { kind: 'frequency' });
  expect(relativeError(counted, d.frequency)).toBeLessThan(closed);
  expect(
    worstError(
      d.probabilities.map((p) => quantile(d.values, p)),
      d.quantiles,
    ),
  ).toBeLessThan(closed);
});

describe("Cramér's V agrees with R", () => {
  for (const [index, d] of reference.tables.entries()) {
    test(`table ${index + 1}`, () => {
      const result = cramersV(d.table);
      expect(relativeError(result.chiSquare, d.chiSquare)).toBeLessThan(closed);
      expect(relativeError(result.pValue, d.p)).toBeLessThan(closed);
      expect(relativeError(result.value, d.v)).toBeLessThan(closed);
      expect(relativeError(result.biasCorrected, d.bergsma)).toBeLessThan(closed);
    });
  }
});

test('variance components of unequal groups agree with R', () => {
  const { groups, icc, eta, weightedEta } = reference.components;
  const { values, weights } = reference.moments;
  expect(relativeError(intraclassCorrelation(values, groups).value, icc)).toBeLessThan(closed);
  expect(relativeError(etaSquared(values, groups), eta)).toBeLessThan(closed);
  expect(relativeError(etaSquared(values, groups, weights), weightedEta)).toBeLessThan(closed);
});

test('the area under the ROC curve and its DeLong interval agree with pROC, with ties', () => {
  const d = reference.auc;
  const result = rocAuc(d.scores, d.labels);
  expect(relativeError(result.auc, d.auc)).toBeLessThan(closed);
  expect(relativeError(result.standardError, d.se)).toBeLessThan(closed);
  expect(worstError([result.interval?.low ?? null, result.auc, result.interval?.high ?? null], d.ci)).toBeLessThan(
    closed,
  );
});

test('adjusted p-values and equivalence tests agree with R', () => {
  expect(worstError(benjaminiHochberg(reference.adjusted.p), reference.adjusted.bh)).toBeLessThan(closed);
  for (const d of reference.tosts) {
    const input = { estimate: d.estimate, standardError: d.se, low: d.low, high: d.high };
    const student = tost({ ...input, degreesOfFreedom: d.df });
    expect(relativeError(student.pValue, d.t)).toBeLessThan(closed);
    expect(relativeError(student.interval.high - d.estimate, d.half)).toBeLessThan(closed);
    expect(relativeError(tost(input).pValue, d.z)).toBeLessThan(closed);
  }
});
