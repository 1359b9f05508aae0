import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import * as known from '../../support/known-process.ts';
import { drawPeople } from '../../support/known-process.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import type { Outcome } from './outcomes.ts';
import { holds } from './outcomes.ts';

const n = 250;

/** A whole evaluation of twins that copy the generating process, so that every comparison with the humans has a known truth. */
export function* evaluationReplications(replications: number): Generator<Outcome> {
  for (let seed = 1; seed <= replications; seed++) {
    const input = known.knownStudy({ n, pilot: 0, adapted: known.copy, regressions: [], bootstrap: 200, seed });
    const people = drawPeople(n, createRandom(seed, 'known-process'));
    const base = known.sourceOf('base', 'base', known.useless, people, { seed });
    yield* outcomesOf(evaluate({ ...input, sources: [base, ...input.sources] }));
  }
}

function* outcomesOf(results: EvaluationResults): Generator<Outcome> {
  const overall = results.divergence.summary.find(({ group }) => group === null);
  const own = overall?.sources.find(({ source }) => source === 'adapted')?.jensenShannon;
  yield { name: 'skill of a second sample of the population holds 1', kind: 'interval', hit: holds(own?.skill, 1) };
  const structures = results.heterogeneity.structures?.sources.find(({ source }) => source === 'adapted');
  yield {
    name: 'difference in unique structures holds 0',
    kind: 'interval',
    hit: holds(structures?.uniqueDifference, 0),
  };
  const gap = results.coherence?.sources.find(({ source }) => source === 'adapted');
  yield { name: 'difference in belief-action gap holds 0', kind: 'interval', hit: holds(gap?.difference, 0) };
  const classifier = results.distinguishability?.sources.find(({ source }) => source === 'adapted')?.auc;
  yield {
    name: 'classifier rejects that twins and humans are alike',
    kind: 'test',
    hit: !holds(classifier, 0.5),
  };
}
