import { answerScores } from '../../../shared/evaluation/answer-scores.ts';
import { largestFullDraw } from '../../../shared/evaluation/blocks.ts';
import { estimate } from '../../../shared/evaluation/estimate.ts';
import { type Prepared, prepare } from '../../../shared/evaluation/prepare.ts';
import { createResampler } from '../../../shared/evaluation/resample.ts';
import { difference } from '../../../shared/evaluation/row-sums.ts';
import { runMeasures } from '../../../shared/evaluation/run-measures.ts';
import { createScoreMeans } from '../../../shared/evaluation/score-means.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { belief, drawMany, drawnSource, smallStudy } from '../../support/small-study.ts';
import type { Outcome } from './outcomes.ts';
import { holds } from './outcomes.ts';

const n = largestFullDraw + 1000;
const few = 80;
const sharesOfFew = [0.05, 0.1, 0.2, 0.35, 0.3];
const sharesOfOthers = [0.3, 0.3, 0.2, 0.15, 0.05];

function meanOf(shares: readonly number[]): number {
  return shares.reduce((sum, share, k) => sum + share * (k + 1), 0);
}

/** A sample above the limit to which everybody is drawn, in which 80 people form a subgroup; twins copy the process. */
export function* largeSampleReplications(replications: number): Generator<Outcome> {
  for (let seed = 1; seed <= replications; seed++) {
    const prepared = drawStudy(seed);
    yield* outcomesOf('blocks', prepared);
    yield* outcomesOf('everybody drawn', { ...prepared, blocks: null });
  }
}

function drawStudy(seed: number): Prepared {
  const random = createRandom(seed, 'coverage', 'large sample');
  const answers = (): number[] => [...drawMany(random, sharesOfFew, few), ...drawMany(random, sharesOfOthers, n - few)];
  const source = drawnSource('copy', 'adapted', [[answers()]]);
  const group = belief('g', 2, { role: 'persona', scale: 'nominal' });
  const input = smallStudy({
    items: [belief('b', 5)],
    human: [answers()],
    columns: [{ variable: group, values: Array.from({ length: n }, (_, row) => (row < few ? '1' : '2')) }],
    subgroups: ['g'],
    sources: [source],
    bootstrap: 300,
    seed,
  });
  return prepare(input, [source]);
}

function* outcomesOf(way: string, prepared: Prepared): Generator<Outcome> {
  const everybody = { levels: 1, levelOf: new Int32Array(n) };
  const groups = { levels: 2, levelOf: prepared.groupings[0]?.levelOf ?? new Int32Array(n) };
  const means = createScoreMeans(prepared, answerScores(prepared.items), [everybody, groups]);
  const steps = runMeasures(prepared, createResampler(prepared), [means.measure]);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const measured = step.value.of(means.measure);
  const population = (few * meanOf(sharesOfFew) + (n - few) * meanOf(sharesOfOthers)) / n;
  const cases = [
    { name: `${n} people`, partition: 0, people: n, truth: population },
    { name: `${few} of ${n}`, partition: 1, people: few, truth: meanOf(sharesOfFew) },
  ];
  for (const { name, partition, people, truth } of cases) {
    const [human, twins] = [0, 1].map((side) => means.mean(measured, partition, 0, 0, side));
    if (human === undefined || twins === undefined) continue;
    const common = { n: people, level: 0.95, reason: 'no-answers' } as const;
    yield { name: `mean, ${name}, ${way}`, kind: 'interval', hit: holds(estimate({ ...common, ...human }), truth) };
    yield {
      name: `twins − humans, ${name}, ${way}`,
      kind: 'interval',
      hit: holds(estimate({ ...common, ...difference(twins, human) }), 0),
    };
  }
}
