import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { laneSpec } from './lane-chart.ts';
import { bandAround, estimateColumns, laneOf, liesAbove, liesBelow, readOut } from './lane-of.ts';
import { humanStyle, labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';

/** Share of actions that do not follow from the beliefs by the researcher's rule; null without a rule. */
export function beliefActionGapChart(results: EvaluationResults, { theme, width }: ChartOptions): Chart | null {
  const { coherence } = results;
  if (coherence === null) return null;
  const level = formatLevel(results.settings.level);
  const { gap } = coherence.human;
  const lanes = [
    laneOf(humanStyle(theme), gap, 'percent'),
    ...sourceStyles(results, theme).flatMap((style) => {
      const row = coherence.sources.find(({ source }) => source === style.id);
      return row === undefined ? [] : [laneOf(style, row.gap, 'percent')];
    }),
  ];
  const groups = [{ label: '', note: '', lanes, band: bandAround(gap, coherence.ceiling, [0, 1]) }];
  const axis = {
    title: 'actions that do not follow from the beliefs',
    scale: 'linear' as const,
    unit: 'percent' as const,
    references: [],
    include: [0],
    limits: [0, 1] as const,
  };
  return {
    id: 'belief-action-gap',
    title: 'Belief-action gap',
    subtitle: gapFinding(results, coherence),
    caption: `Rule: ${coherence.rule}. Rows where no case of the rule holds, or where an answer is missing, are left out; ${formatN(gap.n)} humans. ${bandText(coherence, level)}Lines: ${level} bootstrap intervals. A gap that is smaller than the human one is a failure too.`,
    alternative: `Belief-action gap. ${readOut(groups)}.`,
    spec: laneSpec({ groups, axis, textHeading: `gap [${level} interval]` }, theme, width),
    table: {
      columns: estimateColumns(['Source'], ['Gap', 'Minus human gap']),
      rows: [
        ['human sample', formatEstimate(gap, 'percent'), '', formatCount(gap.n)],
        ...(coherence.ceiling === undefined
          ? []
          : [
              [
                'second human sample',
                '',
                formatEstimate(coherence.ceiling, 'percent'),
                formatCount(coherence.ceiling.n),
              ],
            ]),
        ...coherence.sources.map((row) => [
          labelOfSource(results, row.source),
          formatEstimate(row.gap, 'percent'),
          formatEstimate(row.difference, 'percent'),
          formatCount(row.gap.n),
        ]),
      ],
    },
  };
}

function bandText({ ceiling }: NonNullable<EvaluationResults['coherence']>, level: string): string {
  return ceiling === undefined
    ? `Band: ${level} interval of the humans. `
    : `Band: where the gap of a second human sample of this size would lie in ${level} of cases. `;
}

function gapFinding(results: EvaluationResults, coherence: NonNullable<EvaluationResults['coherence']>): string {
  const start = `The human gap is ${formatEstimate(coherence.human.gap, 'percent')}`;
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const row = coherence.sources.find(({ source }) => source === id);
  if (row === undefined || row.difference.value === null) return `${start}.`;
  const verdict = liesAbove(row.difference, 0)
    ? 'larger: its actions follow from its beliefs less often'
    : liesBelow(row.difference, 0)
      ? 'smaller: its actions follow from its beliefs more often than those of people'
      : 'not told apart from it';
  return `${start}; that of ${labelOfSource(results, row.source)} is ${formatEstimate(row.gap, 'percent')}, ${verdict}.`;
}
