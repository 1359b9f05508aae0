import type { SimulatedSource } from '../../../shared/evaluation/evaluation-input.ts';
import { evaluate } from '../../../shared/evaluation/evaluate.ts';
import type { EvaluationResults } from '../../../shared/evaluation/results.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import * as known from '../../support/known-process.ts';
import { drawPeople } from '../../support/known-process.ts';
import type { Outcome } from './outcomes.ts';
import { holds } from './outcomes.ts';

const n = 250;

/**
 * A whole evaluation of twins that copy the generating process, so that every comparison with the humans has a known truth:
 * once with the probabilities of the twins, once with their draws alone, which makes them a second sample of people.
 */
export function* evaluationReplications(replications: number): Generator<Outcome> {
  for (let seed = 1; seed <= replications; seed++) {
    const input = known.knownStudy({ n, pilot: 0, adapted: known.copy, regressions: [], bootstrap: 200, seed });
    const people = drawPeople(n, createRandom(seed, 'known-process'));
    const base = known.sourceOf('base', 'base', known.useless, people, { seed });
    const sources = [base, ...input.sources];
    yield* outcomesOf('probabilities', evaluate({ ...input, sources }));
    yield* outcomesOf('draws', evaluate({ ...input, sources: sources.map(drawsAlone) }));
  }
}

function drawsAlone(source: SimulatedSource): SimulatedSource {
  return { ...source, probabilities: source.probabilities.map(() => null) };
}

type Interval = Parameters<typeof holds>[0];

function* outcomesOf(way: string, results: EvaluationResults): Generator<Outcome> {
  const interval = (name: string, found: Interval, truth: number): Outcome => ({
    name: `${name}, ${way}`,
    kind: 'interval',
    hit: holds(found, truth),
  });
  const own = <T extends { readonly source: string }>(sources: readonly T[] | undefined): T | undefined =>
    sources?.find(({ source }) => source === 'adapted');
  const { divergence, heterogeneity, coherence, effects, associations, distinguishability } = results;
  for (const { group, sources } of divergence.summary) {
    const distance = own(sources)?.jensenShannon;
    if (group !== null) continue;
    yield interval('skill of a second sample of the population holds 1', distance?.skill, 1);
  }
  yield interval('joint skill holds 1', own(divergence.joint?.sources)?.half.skill, 1);
  for (const { sources } of effects?.contrasts ?? []) {
    yield interval('difference of effects holds 0', own(sources)?.difference, 0);
  }
  for (const { grouping, sources } of heterogeneity.variance) {
    if (grouping === null) yield interval('ratio of variances holds 1', own(sources)?.withinRatio, 1);
  }
  yield interval(
    'difference in unique structures holds 0',
    own(heterogeneity.structures?.sources)?.uniqueDifference,
    0,
  );
  yield interval('difference in belief-action gap holds 0', own(coherence?.sources)?.difference, 0);
  for (const { sources } of associations?.slopes ?? []) {
    yield interval('difference of slopes holds 0', own(sources)?.difference, 0);
  }
  for (const { strength } of associations?.pairs ?? []) {
    yield interval('difference of Cramér’s V holds 0', own(strength.sources)?.difference, 0);
  }
  for (const { sources } of associations?.areas ?? []) {
    yield interval('difference of areas under the curve holds 0', own(sources)?.difference, 0);
  }
  yield {
    name: `classifier rejects that twins and humans are alike, ${way}`,
    kind: 'test',
    hit: !holds(own(distinguishability?.sources)?.auc, 0.5),
  };
}
