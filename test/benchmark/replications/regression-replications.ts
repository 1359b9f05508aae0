import type { CovarianceKind, RegressionModel } from '../../../shared/statistics/regression.ts';
import { fitRegression } from '../../../shared/statistics/fit-regression.ts';
import { normalQuantile } from '../../../shared/statistics/normal-quantile.ts';
import type { Random } from '../../../shared/statistics/random.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { studentQuantile } from '../../../shared/statistics/student-distribution.ts';
import type { Frame } from '../../../shared/statistics/types.ts';
import type { Outcome } from './outcomes.ts';
import { holds } from './outcomes.ts';

const slope = 0.5;

interface Case {
  readonly name: string;
  readonly model: RegressionModel;
  readonly covariance: CovarianceKind;
  readonly draw: (random: Random) => Frame;
}

/** Columns y, x and cluster of n rows; `answer` draws y given x and the effect of the row's cluster. */
function frameOf(
  random: Random,
  n: number,
  answer: (x: number, shared: number) => number | string,
  perCluster = 1,
): Frame {
  const clusters = Array.from({ length: n / perCluster }, () => [random.normal(), random.normal()] as const);
  const rows = Array.from({ length: n }, (_, row) => {
    const cluster = Math.floor(row / perCluster);
    const [level, shared] = clusters[cluster] ?? [0, 0];
    const x = perCluster === 1 ? random.normal() : 0.7 * level + 0.7 * random.normal();
    return { x, y: answer(x, shared), cluster: String(cluster) };
  });
  return { x: rows.map(({ x }) => x), y: rows.map(({ y }) => y), cluster: rows.map(({ cluster }) => cluster) };
}

function logistic(eta: number): number {
  return 1 / (1 + Math.exp(-eta));
}

/** Poisson count by multiplication of uniforms (Knuth). */
function poisson(random: Random, rate: number): number {
  let count = 0;
  for (let product = random.next(); product > Math.exp(-rate); product *= random.next()) count += 1;
  return count;
}

const cases: readonly Case[] = [
  {
    name: 'OLS, classical, n = 60',
    model: 'ols',
    covariance: 'classical',
    draw: (random) => frameOf(random, 60, (x) => slope * x + random.normal()),
  },
  {
    name: 'OLS, HC3, unequal variances, n = 200',
    model: 'ols',
    covariance: 'HC3',
    draw: (random) => frameOf(random, 200, (x) => slope * x + Math.exp(0.5 * x) * random.normal()),
  },
  {
    name: 'OLS, HC1, unequal variances, n = 500',
    model: 'ols',
    covariance: 'HC1',
    draw: (random) => frameOf(random, 500, (x) => slope * x + (0.5 + Math.abs(x)) * random.normal()),
  },
  {
    name: 'OLS, 120 clusters of 5',
    model: 'ols',
    covariance: 'cluster',
    draw: (random) => frameOf(random, 600, (x, shared) => slope * x + 0.7 * shared + random.normal(), 5),
  },
  {
    name: 'logit, classical, n = 300',
    model: 'logit',
    covariance: 'classical',
    draw: (random) => frameOf(random, 300, (x) => (random.next() < logistic(slope * x) ? 1 : 0)),
  },
  {
    name: 'logit, HC1, n = 400',
    model: 'logit',
    covariance: 'HC1',
    draw: (random) => frameOf(random, 400, (x) => (random.next() < logistic(slope * x - 0.5) ? 1 : 0)),
  },
  {
    name: 'ordered logit, classical, n = 300',
    model: 'ordered-logit',
    covariance: 'classical',
    draw: (random) =>
      frameOf(random, 300, (x) => {
        const uniform = random.next();
        const latent = slope * x + Math.log(uniform / (1 - uniform));
        return latent < -1 ? 'a' : latent < 1 ? 'b' : 'c';
      }),
  },
  {
    name: 'Poisson, classical, n = 200',
    model: 'poisson',
    covariance: 'classical',
    draw: (random) => frameOf(random, 200, (x) => poisson(random, Math.exp(0.3 + slope * x))),
  },
];

/** Intervals of the slope of every regression. */
export function* regressionReplications(replications: number): Generator<Outcome> {
  for (const { name, model, covariance, draw } of cases) {
    for (let seed = 1; seed <= replications; seed++) {
      const frame = draw(createRandom(seed, 'coverage', name));
      const fit = fitRegression(
        { model, formula: 'y ~ x', covariance, ...(covariance === 'cluster' ? { clusters: 'cluster' } : {}) },
        frame,
      );
      yield { name, kind: 'interval', hit: fit.kind === 'fit' && holds(intervalOf(fit), slope) };
    }
  }
}

function intervalOf(fit: Extract<ReturnType<typeof fitRegression>, { kind: 'fit' }>): { low: number; high: number } {
  const at = fit.names.indexOf('x');
  const [b, se] = [fit.coefficients[at] ?? Number.NaN, fit.standardErrors[at] ?? Number.NaN];
  const { reference } = fit;
  const critical =
    reference.distribution === 't' ? studentQuantile(0.975, reference.degreesOfFreedom) : normalQuantile(0.975);
  return { low: b - critical * se, high: b + critical * se };
}
