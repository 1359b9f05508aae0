import type { Estimate } from './estimate.ts';
import { formatCount } from './format-number.ts';
import { type Finding, type Results, nameOf, sentence } from './headline-sentence.ts';
import type { HeadlineSentence, SourceSummary } from './results.ts';

/** A measure in which a source is compared with every baseline; below 0, the source is better. */
interface Contest {
  readonly measure: string;
  readonly differences: readonly { readonly against: string; readonly difference: Estimate }[];
}

/** Which measures a source wins against every baseline, which it loses to one, and which nobody can tell. */
export function baselineSentences(results: Results, subject: SourceSummary): HeadlineSentence[] {
  const contests = contestsOf(results, subject).filter(({ differences }) => differences.length > 0);
  if (contests.length === 0) return [];
  const lost = contests.flatMap(({ measure, differences }) => {
    const [winner] = differences
      .filter(({ difference }) => difference.low !== null && difference.low > 0)
      .sort((a, b) => (b.difference.value ?? 0) - (a.difference.value ?? 0));
    return winner === undefined ? [] : [{ measure, winner: nameOf(results, winner.against) }];
  });
  const won = contests.filter(({ differences }) =>
    differences.every(({ difference }) => difference.high !== null && difference.high < 0),
  );
  const rest = contests.length - lost.length - won.length;
  const all = formatCount(contests.length);
  const ahead = `ahead of every baseline in ${formatCount(won.length)}${won.length === 0 ? '' : ` (${won.map(({ measure }) => measure).join(', ')})`}, and not told apart from at least one in ${formatCount(rest)}`;
  const text =
    lost.length > 0
      ? `A baseline does better in ${formatCount(lost.length)} of ${all} comparisons: ${winners(lost)}. ${subject.label} is ${ahead}.`
      : `No baseline does better than ${subject.label}: of ${all} comparisons it is ${ahead}.`;
  const finding: Finding = lost.length > 0 ? 'contradicts' : rest === 0 ? 'supports' : 'open';
  return [sentence(subject, 'baselines', 'verdicts', finding, text)];
}

/** "Regularised logit in likelihood, distance; Uniform in variance". */
function winners(lost: readonly { readonly measure: string; readonly winner: string }[]): string {
  const names = [...new Set(lost.map(({ winner }) => winner))];
  return names
    .map((name) => `${name} in ${lost.flatMap(({ measure, winner }) => (winner === name ? [measure] : [])).join(', ')}`)
    .join('; ');
}

function contestsOf(results: Results, { id: subject }: SourceSummary): Contest[] {
  const baselines = new Set(results.sources.flatMap(({ id, kind }) => (kind === 'baseline' ? [id] : [])));
  const usable = (rows: Contest['differences']): Contest['differences'] =>
    rows.filter(({ against, difference }) => baselines.has(against) && difference.low !== null);
  const likelihood = results.likelihood.differences.flatMap(({ source, against, negativeLogLikelihood }) =>
    source === subject ? [{ against, difference: negativeLogLikelihood }] : [],
  );
  const distance = results.divergence.differences.flatMap(({ source, against, jensenShannon }) =>
    source === subject ? [{ against, difference: jensenShannon }] : [],
  );
  // The pretest rests on the distances, and inference on rectified estimates, which have a comparison of their own.
  const judged = (results.verdicts?.verdicts ?? []).filter(
    ({ source, purpose }) =>
      source === subject && ['item-variance', 'effect-size', 'subgroup-estimate'].includes(purpose),
  );
  return [
    { measure: 'likelihood', differences: usable(likelihood) },
    { measure: 'distance', differences: usable(distance) },
    ...judged.map(({ purpose, baselines: rows }) => ({
      measure: purpose.replace('-', ' '),
      differences: usable(rows.map(({ source: against, difference }) => ({ against, difference }))),
    })),
  ];
}
