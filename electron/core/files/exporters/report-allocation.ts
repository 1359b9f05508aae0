import { estimateColumns } from '../../../../shared/charts/lane-of.ts';
import { targetTitles } from '../../../../shared/charts/rectified-estimates.ts';
import type { AllocationBlock, Spending } from '../../../../shared/evaluation/allocation-results.ts';
import { formatCount, formatEstimate, formatNumber } from '../../../../shared/evaluation/format-number.ts';
import type { EvaluationResults } from '../../../../shared/evaluation/results.ts';
import { labelOfSource } from '../../../../shared/charts/source-style.ts';
import type { Html } from './html.ts';
import { html, nothing } from './html.ts';
import { table } from './report-elements.ts';

const spendingWords: Record<Spending, string> = {
  'no-model': 'all asked, no model',
  untuned: 'all rectify the untuned model',
  'as-done': 'as in this study',
};

/** How the humans of tuning and rectification are best spent, and how many simulated rows pay off. */
export function allocationBody(results: EvaluationResults): Html {
  const { allocation } = results;
  const failed = results.rectification?.failedRegressions ?? [];
  const failures =
    failed.length === 0
      ? nothing
      : html`<ul>
          ${failed.map(({ regression, source, text }) => html`<li>“${regression}”, ${labelOfSource(results, source)}: ${text}.</li>`)}
        </ul>`;
  if (allocation === undefined) return failures;
  const heading = html`<h3>Humans for tuning and for rectification</h3>`;
  if (allocation.missing !== null)
    return html`${failures}${heading}
      <p>${allocation.missing.text}</p>`;
  return html`${failures}${heading}
    <ul>
      ${allocation.kinds.map(({ kind, text }) => html`<li>${targetTitles[kind]}: ${text}</li>`)}
    </ul>
    ${spendingTable(allocation)}
    <p class="soft">
      Tuning took ${formatCount(allocation.tuning)} humans (pilot-train and pilot-validation), rectification
      ${formatCount(allocation.rectification)}; ${formatCount(allocation.simulated)} simulated rows. “Count as”: human
      answers that alone would be as precise. Tuning is counted in full; a model that serves other questions too costs
      each of them less. ${breakEvenSentence(allocation)}
    </p>
    <h3>How many simulated rows pay off</h3>
    ${rowTable(allocation)}
    <p class="soft">
      Worth: further humans that would make the estimate as precise as the twins do, by number of simulated rows.
      Further rows cost no humans, but their worth has a limit: ρ² / (1 − ρ²) times the rectification humans.
    </p>`;
}

function spendingTable({ kinds }: AllocationBlock): Html {
  const columns = estimateColumns(['Estimates', 'Humans'], ['Tuning', 'Rectification', 'Count as']);
  const rows = kinds.flatMap(({ kind, spendings }) =>
    spendings.map(({ id, tuning, rectification, effective }) => [
      targetTitles[kind],
      spendingWords[id],
      formatCount(tuning),
      id === 'no-model' ? '–' : formatCount(rectification),
      id === 'no-model' ? formatCount(effective.value ?? 0) : formatEstimate(effective, 'count'),
      formatCount(effective.n),
    ]),
  );
  return table({ columns, rows }, 'Humans for tuning and for rectification', '');
}

function rowTable({ kinds }: AllocationBlock): Html {
  const [first] = kinds;
  const columns = [
    { label: 'Estimates', numeric: false },
    { label: 'ρ²', numeric: true },
    ...(first?.rows ?? []).map(({ simulated }) => ({
      label: simulated === null ? 'Worth, unlimited rows' : `Worth, ${formatCount(simulated)} rows`,
      numeric: true,
    })),
    { label: 'Rows for nine tenths of the limit', numeric: true },
    { label: 'n', numeric: true },
  ];
  const rows = kinds.map(({ kind, rhoSquared, rows: own, rowsForNineTenths }) => [
    targetTitles[kind],
    formatEstimate(rhoSquared),
    ...own.map(({ worth }) => formatEstimate(worth, 'count')),
    rowsForNineTenths === null ? '–' : formatCount(rowsForNineTenths),
    formatCount(rhoSquared.n),
  ]);
  return table({ columns, rows }, 'How many simulated rows pay off', '');
}

function breakEvenSentence({ kinds, rectification }: AllocationBlock): string {
  const half = formatCount(Math.floor(rectification / 2));
  const parts = kinds
    .filter(({ state }) => state === 'pays')
    .map(({ kind, breakEven, rhoSquared }) => {
      const name = targetTitles[kind].toLowerCase();
      return breakEven === null
        ? `${name}: no correlation would make up for them`
        : `${name}: ρ² would have to rise from ${formatNumber(rhoSquared.value ?? 0, 2)} to ${formatNumber(breakEven, 2)}`;
    });
  return parts.length === 0
    ? ''
    : `To tune with ${half} of the rectification humans as well would pay only if the twins followed people better: ${parts.join('; ')}.`;
}
