import { afterAll, describe, expect, test } from 'vitest';
import { cramersV } from '../../shared/statistics/cramers-v.ts';
import { entropy } from '../../shared/statistics/entropy.ts';
import { etaSquared } from '../../shared/statistics/eta-squared.ts';
import { fitRegression } from '../../shared/statistics/fit-regression.ts';
import { hillNumber } from '../../shared/statistics/hill-number.ts';
import { intraclassCorrelation } from '../../shared/statistics/intraclass-correlation.ts';
import { jensenShannonDistance } from '../../shared/statistics/jensen-shannon-distance.ts';
import { kolmogorovSmirnov } from '../../shared/statistics/kolmogorov-smirnov.ts';
import { quantile } from '../../shared/statistics/quantile.ts';
import { rarefiedRichness } from '../../shared/statistics/rarefied-richness.ts';
import type { RegressionRequest } from '../../shared/statistics/fit-regression.ts';
import { rocAuc } from '../../shared/statistics/roc-auc.ts';
import { totalVariation } from '../../shared/statistics/total-variation.ts';
import { wasserstein1Ordinal } from '../../shared/statistics/wasserstein1-ordinal.ts';
import { wasserstein1Samples } from '../../shared/statistics/wasserstein1-samples.ts';
import { weightedMean } from '../../shared/statistics/weighted-mean.ts';
import { weightedVariance } from '../../shared/statistics/weighted-variance.ts';
import reference from './million-rows.json' with { type: 'json' };
import { relativeError, worstError } from './relative-error.ts';

const { n } = reference;
const closed = 1e-8;
const worst = new Map<string, number>();
afterAll(() => {
  const lines = [...worst].map(([what, error]) => `${what}: ${error.toExponential(1)}`);
  console.log([`Largest relative error against R with ${n} rows:`, ...lines].join('\n'));
});

function note(what: string, error: number): number {
  worst.set(what, Math.max(worst.get(what) ?? 0, error));
  return error;
}

/** The data of `million-rows.R`: the generator of Park & Miller (1988), eight numbers a row. */
function millionRows() {
  const modulus = 2_147_483_647;
  let state = 20_261_121;
  const next = () => (state = (16_807 * state) % modulus);
  const column = (): number[] => Array.from<number>({ length: n }).fill(0);
  const rows = { x: column(), y: column(), z: column(), score: column(), o: column(), w: column() };
  const g = Array.from<string>({ length: n }).fill('');
  const s = new Float64Array(8);
  for (let row = 0; row < n; row += 1) {
    for (let k = 0; k < 8; k += 1) s[k] = next();
    const [s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0, s8 = 0] = s;
    const x = (s1 % 2001) / 100 - 10;
    const level = ['a', 'b', 'c'][s2 % 3] ?? '';
    g[row] = level;
    rows.x[row] = x;
    const noise = s3 / modulus + s4 / modulus + s5 / modulus - 1.5;
    rows.y[row] = 0.3 * x + (level === 'b' ? 1 : 0) + noise * (1 + 0.1 * Math.abs(x));
    rows.z[row] = s6 / modulus < 0.5 + 0.03 * x + 0.05 * (level === 'c' ? 1 : 0) ? 1 : 0;
    rows.score[row] = Math.floor((0.02 * x + s7 / modulus) * 1e4) / 1e4;
    rows.o[row] = Math.floor((s8 / modulus) ** 2 * 7) + 1;
    rows.w[row] = ((s3 % 100) + 1) / 50;
  }
  return { ...rows, g };
}

const data = millionRows();
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test('both sides have the same rows', () => {
  for (const [name, total] of Object.entries(reference.checksums)) {
    const values = Object.entries(data).find(([column]) => column === name)?.[1] ?? [];
    expect(relativeError(sum(values.map(Number)), total)).toBeLessThan(1e-12);
  }
});

describe('a million rows agree with R', () => {
  const check = (request: RegressionRequest, expected: { names: string[]; coefficients: number[]; se: number[] }) => {
    const fit = fitRegression(request, data);
    if (fit.kind !== 'fit') throw new Error(fit.detail);
    expect(fit.names).toEqual(expected.names);
    return Math.max(worstError(fit.coefficients, expected.coefficients), worstError(fit.standardErrors, expected.se));
  };

  test('least squares with HC3', () => {
    const error = check({ model: 'ols', formula: 'y ~ x + g', covariance: 'HC3' }, reference.ols);
    expect(note('OLS, HC3', error)).toBeLessThan(closed);
  });

  test('logit', () => {
    expect(note('logit', check({ model: 'logit', formula: 'z ~ x + g' }, reference.logit))).toBeLessThan(1e-6);
  });

  test('the area under the ROC curve with its error by DeLong', () => {
    const area = rocAuc(
      data.score,
      data.z.map((value) => value === 1),
    );
    expect(note('area', relativeError(area.auc, reference.area.auc))).toBeLessThan(closed);
    expect(note('area', relativeError(area.standardError, reference.area.se))).toBeLessThan(closed);
  });

  test('Kolmogorov-Smirnov and the Wasserstein distance of samples', () => {
    const odd = data.score.filter((_, row) => row % 2 === 0);
    const even = data.score.filter((_, row) => row % 2 === 1).map((value) => value + 0.001);
    const { statistic, pValue } = kolmogorovSmirnov(odd, even);
    expect(note('Kolmogorov-Smirnov', relativeError(statistic, reference.ks.statistic))).toBeLessThan(closed);
    expect(note('Kolmogorov-Smirnov', relativeError(pValue, reference.ks.p))).toBeLessThan(closed);
    const distance = wasserstein1Samples(odd, even);
    expect(note('Wasserstein', relativeError(distance, reference.divergence.samples))).toBeLessThan(closed);
  });

  test('distances of distributions', () => {
    const count = (keep: (row: number) => boolean) => {
      const counts = Array.from<number>({ length: 7 }).fill(0);
      data.o.forEach((answer, row) => {
        if (keep(row)) counts[answer - 1] = (counts[answer - 1] ?? 0) + 1;
      });
      return counts;
    };
    const p = count((row) => data.z[row] === 1);
    const q = count((row) => data.g[row] === 'c');
    const expected = reference.divergence;
    const errors = [
      relativeError(jensenShannonDistance(p, q), expected.jensenShannon),
      relativeError(totalVariation(p, q), expected.totalVariation),
      relativeError(wasserstein1Ordinal(p, q), expected.ordinal),
      relativeError(entropy(p), expected.entropy),
    ];
    expect(note('distances', Math.max(...errors))).toBeLessThan(closed);
  });

  test('moments, quantiles, variance components, association and diversity', () => {
    const expected = reference.summaries;
    const table = [1, 2, 3, 4, 5, 6, 7].map(() => [0, 0, 0]);
    const kinds = new Map<string, number>();
    data.o.forEach((answer, row) => {
      const level = data.g[row] ?? '';
      const cells = table[answer - 1];
      const at = 'abc'.indexOf(level);
      if (cells !== undefined) cells[at] = (cells[at] ?? 0) + 1;
      const kind = `${answer}${level}${Math.floor((data.score[row] ?? 0) * 500)}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    });
    const counts = [...kinds.values()];
    const association = cramersV(table);
    const errors = [
      relativeError(weightedMean(data.y), expected.mean),
      relativeError(weightedMean(data.y, data.w), expected.weightedMean),
      relativeError(weightedVariance(data.y), expected.variance),
      relativeError(weightedVariance(data.y, data.w), expected.reliability),
      worstError(
        [0.01, 0.5, 0.975].map((probability) => quantile(data.y, probability)),
        expected.quantiles,
      ),
      relativeError(association.chiSquare, expected.chiSquare),
      relativeError(association.value, expected.cramersV),
      relativeError(etaSquared(data.y, data.g), expected.eta),
      relativeError(intraclassCorrelation(data.y, data.g).value, expected.icc),
      relativeError(counts.length, expected.kinds),
      relativeError(hillNumber(counts, 1), expected.hill),
      relativeError(rarefiedRichness(counts, 10_000), expected.rarefied),
    ];
    expect(note('summaries', Math.max(...errors))).toBeLessThan(closed);
  });
});
