import type { Estimate } from './estimate.ts';
import { formatCount, formatEstimate, formatFixed } from './format-number.ts';
import { baselineSentences } from './headline-baselines.ts';
import { type Finding, type Results, agreementWithin, nameOf, sentence, written } from './headline-sentence.ts';
import { coherenceSentences } from './headline-coherence.ts';
import { regressionSentences } from './headline-regressions.ts';
import { subgroupSentences } from './headline-subgroups.ts';
import type { HeadlineSentence, SourceSummary } from './results.ts';
import { structureMargin } from './verdict-rules.ts';

/**
 * The main statements of an evaluation as neutral sentences: about each tuned model, or about the untuned ones when there is
 * none. A finding is `open` when the interval of its difference holds 0; agreement is one only where the interval lies inside a
 * margin, so that too few people never support anything.
 */
export function headlines(results: Results): HeadlineSentence[] {
  const tuned = results.sources.filter((source) => source.kind === 'adapted' || source.kind === 'rectified');
  const subjects = tuned.length > 0 ? tuned : results.sources.filter((source) => source.kind === 'base');
  return subjects.flatMap((subject) => [
    ...baselineSentences(results, subject),
    ...likelihoodSentences(results, subject),
    ...divergenceSentences(results, subject),
    ...subgroupSentences(results, subject),
    ...heterogeneitySentences(results, subject),
    ...coherenceSentences(results, subject),
    ...regressionSentences(results, subject),
  ]);
}

/** Below 0 supports, above 0 contradicts, an interval around 0 leaves open. */
function findingOf(difference: Estimate): Finding {
  const { low, high } = difference;
  if (low === null || high === null || (low <= 0 && high >= 0)) return 'open';
  return high < 0 ? 'supports' : 'contradicts';
}

function likelihoodSentences(results: Results, subject: SourceSummary): HeadlineSentence[] {
  const { overall, differences } = results.likelihood;
  const row = (id: string) => overall.find((entry) => entry.source === id)?.negativeLogLikelihood;
  const own = row(subject.id);
  if (own?.value === undefined || own.value === null) return [];
  const kindOf = (id: string) => results.sources.find((source) => source.id === id)?.kind;
  const against = differences.filter((entry) => entry.source === subject.id);
  const untuned = against
    .filter((entry) => kindOf(entry.against) === 'base')
    .map(({ against: id, negativeLogLikelihood: difference }) =>
      sentence(
        subject,
        `likelihood-against-${id}`,
        'likelihood',
        findingOf(difference),
        `On held-out humans, the negative log likelihood per answer is ${formatEstimate(own)} nats for ${subject.label} and ${written(row(id))} for ${nameOf(results, id)} (difference ${formatEstimate(difference)}; lower is better).`,
      ),
    );
  const baselines = against
    .filter((entry) => kindOf(entry.against) === 'baseline' && row(entry.against)?.value !== null)
    .sort((a, b) => (row(a.against)?.value ?? Infinity) - (row(b.against)?.value ?? Infinity));
  const best = baselines[0];
  if (best === undefined) return untuned;
  const difference = best.negativeLogLikelihood;
  const finding = findingOf(difference);
  const verb =
    finding === 'open'
      ? 'cannot be told apart from'
      : finding === 'supports'
        ? 'predicts the held-out answers better than'
        : 'predicts the held-out answers worse than';
  const text = `${subject.label} ${verb} the best baseline, ${nameOf(results, best.against)}: ${formatEstimate(own)} against ${written(row(best.against))} nats per answer (difference ${formatEstimate(difference)}).`;
  return [...untuned, sentence(subject, 'likelihood-against-baselines', 'likelihood', finding, text)];
}

function divergenceSentences(results: Results, subject: SourceSummary): HeadlineSentence[] {
  const overall = results.divergence.summary.find((entry) => entry.group === null);
  const own = overall?.sources.find((entry) => entry.source === subject.id)?.jensenShannon;
  if (overall === undefined || own === undefined || own.distance.value === null) return [];
  const ceiling = subject.regime === 'exact' ? overall.exactCeiling : overall.ceiling;
  const { reference } = results.divergence;
  const compared =
    reference === null || reference === subject.id
      ? ''
      : ` Skill against ${nameOf(results, reference)}: ${formatEstimate(own.skill)}.`;
  const skill =
    own.skill.low !== null && own.skill.low > 0 ? 'supports' : (own.skill.high ?? 1) < 0 ? 'contradicts' : 'open';
  const first = sentence(
    subject,
    'divergence',
    'divergence',
    reference === subject.id ? 'open' : skill,
    `The answers of ${subject.label} lie at a Jensen-Shannon distance of ${formatEstimate(own.distance)} (root mean square over items) from those of ${formatCount(overall.nHuman)} humans; the noise ceiling is ${written(ceiling)}.${compared}`,
  );
  const best = results.divergence.differences
    .filter((entry) => entry.source === subject.id && entry.jensenShannon.value !== null)
    .filter((entry) => results.sources.some((source) => source.id === entry.against && source.kind === 'baseline'))
    .sort((a, b) => (b.jensenShannon.value ?? 0) - (a.jensenShannon.value ?? 0))[0];
  const theirs = overall.sources.find((entry) => entry.source === best?.against)?.jensenShannon.distance;
  if (best === undefined) return [first];
  const finding = findingOf(best.jensenShannon);
  const verb =
    finding === 'open'
      ? 'cannot be told apart in closeness from'
      : finding === 'supports'
        ? 'is closer to the humans than'
        : 'is farther from the humans than';
  const text = `${subject.label} ${verb} the closest baseline, ${nameOf(results, best.against)}: distance ${formatEstimate(own.distance)} against ${written(theirs)} (difference ${formatEstimate(best.jensenShannon)}).`;
  return [first, sentence(subject, 'divergence-against-baselines', 'divergence', finding, text)];
}

function heterogeneitySentences(results: Results, subject: SourceSummary): HeadlineSentence[] {
  const structures = results.heterogeneity.structures;
  const own = structures?.sources.find((entry) => entry.source === subject.id);
  if (structures === null || own === undefined || own.unique.value === null) return [];
  const { unique, halfCoverage } = structures.human;
  const margin = structureMargin * (unique.value ?? 0);
  const counts = `Among ${formatCount(structures.n)} twins, ${subject.label} shows ${formatEstimate(own.unique, 'count')} distinct belief structures where as many humans show ${formatEstimate(unique, 'count')} (difference ${formatEstimate(own.uniqueDifference, 'count')}; alike means within ±${formatFixed(margin, 1)}).`;
  const covered = `Of the structures of one half of the humans, twins of the other half show ${formatEstimate(own.halfCoverage, 'percent')}, the other half itself ${formatEstimate(halfCoverage, 'percent')}.`;
  const text = `${counts} ${covered}`;
  return [sentence(subject, 'structures', 'heterogeneity', agreementWithin(own.uniqueDifference, margin), text)];
}
