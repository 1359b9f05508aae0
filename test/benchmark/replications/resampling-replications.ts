import { bootstrap } from '../../../shared/statistics/bootstrap.ts';
import { permutationTest } from '../../../shared/statistics/permutation-test.ts';
import type { Random } from '../../../shared/statistics/random.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { rocAuc } from '../../../shared/statistics/roc-auc.ts';
import { normalCdf } from '../../../shared/statistics/normal-distribution.ts';
import type { Outcome } from './outcomes.ts';
import { holds } from './outcomes.ts';

const draws = 600;

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function many(n: number, draw: () => number): number[] {
  return Array.from({ length: n }, draw);
}

/** Bootstrap intervals, permutation tests and the interval of the area under the curve. */
export function* resamplingReplications(replications: number): Generator<Outcome> {
  for (let seed = 1; seed <= replications; seed++) {
    const random = createRandom(seed, 'coverage', 'resampling');
    yield* meanOfRows(random);
    yield* meanOfClusters(random);
    yield* permutation(random);
    yield curve(random);
  }
}

function* meanOfRows(random: Random): Generator<Outcome> {
  const populations = { normal: () => random.normal(), exponential: () => -Math.log(1 - random.next()) - 1 };
  for (const [population, draw] of Object.entries(populations)) {
    const values = many(200, draw);
    const [own] = bootstrap({
      n: values.length,
      draws,
      random,
      bca: true,
      statistic: (rows) => [rows.reduce((sum, row) => sum + (values[row] ?? 0), 0) / rows.length],
    });
    yield {
      name: `bootstrap percentile, mean, ${population}, n = 200`,
      kind: 'interval',
      hit: holds(own?.percentile, 0),
    };
    yield { name: `bootstrap BCa, mean, ${population}, n = 200`, kind: 'interval', hit: holds(own?.bca, 0) };
  }
}

function* meanOfClusters(random: Random): Generator<Outcome> {
  const groups = Array.from({ length: 80 }, () => random.normal() * 0.6);
  const clusters = groups.flatMap((_, cluster) => Array.from({ length: 4 }, () => cluster));
  const values = clusters.map((cluster) => (groups[cluster] ?? 0) + random.normal());
  const [own] = bootstrap({
    n: values.length,
    draws,
    random,
    clusters,
    statistic: (rows) => [rows.reduce((sum, row) => sum + (values[row] ?? 0), 0) / rows.length],
  });
  yield { name: 'bootstrap percentile, mean, 80 clusters of 4', kind: 'interval', hit: holds(own?.percentile, 0) };
}

function* permutation(random: Random): Generator<Outcome> {
  const values = many(60, () => random.normal());
  const difference = (order: readonly number[]): number =>
    mean(order.slice(0, 25).map((row) => values[row] ?? 0)) - mean(order.slice(25).map((row) => values[row] ?? 0));
  for (const alternative of ['greater', 'two-sided'] as const) {
    const { pValue } = permutationTest({
      n: values.length,
      permutations: 399,
      random,
      statistic: difference,
      alternative,
    });
    yield { name: `permutation test, ${alternative}, 25 against 35`, kind: 'test', hit: pValue <= 0.05 };
  }
}

function curve(random: Random): Outcome {
  const labels = many(200, () => 0).map((_, row) => row % 2 === 0);
  const scores = labels.map((label) => random.normal() + (label ? 0.7 : 0));
  const { interval } = rocAuc(scores, labels);
  return { name: 'DeLong, AUC, 100 + 100', kind: 'interval', hit: holds(interval, normalCdf(0.7 / Math.SQRT2)) };
}
