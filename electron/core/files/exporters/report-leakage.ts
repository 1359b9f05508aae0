import { estimateColumns } from '../../../../shared/charts/lane-of.ts';
import { itemLabel } from '../../../../shared/charts/item-label.ts';
import { labelOfSource } from '../../../../shared/charts/source-style.ts';
import {
  formatCount,
  formatEstimate,
  formatNumber,
  formatP,
  formatPercent,
} from '../../../../shared/evaluation/format-number.ts';
import type { LeakageBlock, MembershipAttack } from '../../../../shared/evaluation/leakage/leakage-results.ts';
import type { EvaluationResults } from '../../../../shared/evaluation/results.ts';
import type { Html } from './html.ts';
import { html, nothing } from './html.ts';
import type { ReportPart } from './report-elements.ts';
import { table } from './report-elements.ts';
import { definitionLinks } from './report-results.ts';

const attackWords: Readonly<Record<MembershipAttack, string>> = {
  loss: 'loss under the adapted model',
  'loss-against-base': 'loss against that of the base model',
};

/** What adapter and twins may give away about the people of the training; nothing in results of earlier versions. */
export function leakagePart(results: EvaluationResults): ReportPart[] {
  const { leakage } = results;
  if (leakage === undefined) return [];
  const body = html`<p>
      An adapter is made of the answers of the pilot, and so are the twins that it answers for. These measures ask how
      much of single pilot respondents can be found in them again. They try simple attacks: what these cannot find,
      others may. An area under the curve near 0.5 and an exposure as by chance are no proof of safety; treat the
      adapter and all simulated rows like the pilot data themselves.
    </p>
    ${membershipBody(leakage.membership)} ${canariesBody(leakage.canaries, results)}
    ${copyingBody(leakage.copying, results)} ${definitionLinks(leakage.definitions, results)}`;
  return [{ id: 'leakage', title: 'What the adapter may give away', body }];
}

function membershipBody(membership: LeakageBlock['membership']): Html {
  if (membership === null) {
    return html`<h3>Membership of the pilot</h3>
      <p>Not measured: the model file could not be read, or fewer than five people of a group answered.</p>`;
  }
  const { members, nonMembers, allowed, attacks } = membership;
  const columns = estimateColumns(
    ['Told by'],
    ['Area under the curve', `Recognised at ${formatPercent(allowed, 0)} false positives`],
  );
  const rows = attacks.map(({ attack, auc, truePositiveRate }) => [
    attackWords[attack],
    formatEstimate(auc),
    formatEstimate(truePositiveRate, 'percent'),
    formatCount(auc.n),
  ]);
  const few = nonMembers * allowed < 1;
  return html`<h3>Membership of the pilot</h3>
    <p>${membershipFinding(attacks)}</p>
    ${table({ columns, rows }, 'Membership of the pilot')}
    <p class="soft">
      ${formatCount(members)} pilot-train respondents against ${formatCount(nonMembers)} evaluation humans, by the loss
      of their own answers in the prompts of the training.
      ${few ? `With fewer than ${formatCount(1 / allowed)} others no false positive at all is allowed.` : ''}
    </p>`;
}

function membershipFinding(attacks: NonNullable<LeakageBlock['membership']>['attacks']): string {
  const told = attacks.filter(({ auc }) => (auc.low ?? 0) > 0.5);
  if (told.length > 0) {
    const words = told.map(({ attack }) => attackWords[attack]).join(' and by the ');
    return `People of the pilot can be told from others by the ${words}: who holds the adapter and the answers of a person can guess better than by chance whether the person was in the training.`;
  }
  return 'These attacks are not shown to tell people of the pilot from others; their intervals say how well they still might.';
}

function canariesBody(canaries: LeakageBlock['canaries'], results: EvaluationResults): Html {
  if (canaries === null) {
    return html`<h3>Planted answers</h3>
      <p>None were planted. “canaries” under “adaptation” in the recipe plants some.</p>`;
  }
  const { planted, items, most, exposures, mean, expected, p, exact } = canaries;
  const largest = Math.max(...exposures);
  const learned = p < 1 - results.settings.level;
  return html`<h3>Planted answers</h3>
    <p>
      ${formatCount(planted)} made-up respondents with random answers were in the training. Their mean exposure is
      ${formatNumber(mean)} bits of at most ${formatNumber(most)} (largest ${formatNumber(largest)}); without
      memorisation it is ${formatNumber(expected)} on average (${formatP(p)}).
      ${learned ? 'The adapter remembers answers of single respondents.' : 'Memorisation is not shown.'}
    </p>
    <p class="soft">
      Answers to ${items.map((item) => itemLabel(results, item)).join(', ')};
      ${exact ? 'ranks counted over all patterns' : 'ranks estimated from random patterns'}.
    </p>`;
}

function copyingBody(copying: LeakageBlock['copying'], results: EvaluationResults): Html {
  if (copying === null) return nothing;
  const { human, sources, pilot, pilotStructures } = copying;
  const columns = estimateColumns(['Source'], ['Share with the beliefs of a pilot respondent', 'Above the humans']);
  const rows = [
    ['human sample', formatEstimate(human, 'percent'), '–', formatCount(human.n)],
    ...sources.map(({ source, simulated, excess }) => [
      labelOfSource(results, source),
      formatEstimate(simulated, 'percent'),
      formatEstimate(excess, 'percent'),
      formatCount(simulated.n),
    ]),
  ];
  return html`<h3>Copied belief structures</h3>
    ${table({ columns, rows }, 'Copied belief structures')}
    <p class="soft">
      ${formatCount(pilot)} pilot-train respondents with ${formatCount(pilotStructures)} distinct structures. People
      answer alike without copying; what a source shows above the human sample is more than that.
    </p>`;
}
