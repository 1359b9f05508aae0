import { formatEstimate, formatLevel, formatN, formatNumber } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import type { LaneAxis } from './lane.ts';
import { laneSpec } from './lane-chart.ts';
import { estimateColumns, laneOf, liesAbove, nCell, readOut } from './lane-of.ts';
import { labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';

/** How well a classifier tells humans from the twins of every source. */
export function distinguishabilityChart(results: EvaluationResults, { theme, width }: ChartOptions): Chart | null {
  const rows = results.distinguishability?.sources.filter(({ auc }) => auc.value !== null) ?? [];
  const lanes = sourceStyles(results, theme).flatMap((style) => {
    const row = rows.find(({ source }) => source === style.id);
    return row === undefined ? [] : [laneOf(style, row.auc, 'number')];
  });
  if (lanes.length === 0) return null;
  const groups = [{ label: '', note: '', lanes, band: null }];
  const axis: LaneAxis = {
    title: 'area under the curve (0.5 = cannot tell, 1 = always can)',
    scale: 'linear',
    unit: 'number',
    references: [0.5],
    include: [1],
    limits: [0.3, 1],
  };
  const level = formatLevel(results.settings.level);
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const own = rows.find(({ source }) => source === id);
  const giveaways = own?.giveaways.slice(0, 3).map(({ label }) => label) ?? [];
  const columns = giveaways.length === 0 ? '' : `; what gives the twins away most: ${giveaways.join(', ')}`;
  const subtitle =
    own === undefined
      ? 'No model was held against the humans.'
      : liesAbove(own.auc, 0.5)
        ? `The classifier tells the twins of ${labelOfSource(results, own.source)} from people: area under the curve ${formatEstimate(own.auc)}${columns}.`
        : `The classifier does not tell the twins of ${labelOfSource(results, own.source)} from people: area under the curve ${formatEstimate(own.auc)}. Another one might.`;
  return {
    id: 'distinguishability',
    title: 'Area under the curve of the classifier',
    subtitle,
    caption: `Area under the curve of a ridge logit that sees persona, arm, answers and their products, on rows it was not fitted on (${results.distinguishability?.folds ?? 0} folds), ${formatN(lanesN(rows))} humans and as many twins; lines are ${level} bootstrap intervals. The coefficients in the table are those of one fit to all rows and have no interval: they say where to look.`,
    alternative: `Areas under the curve. ${readOut(groups)}.`,
    spec: laneSpec({ groups, axis, textHeading: `area [${level} interval]` }, theme, width),
    table: {
      columns: estimateColumns(['Source', 'Largest coefficients, standardised'], ['Area under the curve']),
      rows: rows.map(({ source, auc, giveaways: list }) => [
        labelOfSource(results, source),
        list.map(({ label, coefficient }) => `${label} ${formatNumber(coefficient, 2)}`).join('; '),
        formatEstimate(auc),
        nCell(auc),
      ]),
    },
  };
}

function lanesN(rows: NonNullable<EvaluationResults['distinguishability']>['sources']): number {
  return rows[0]?.auc.n ?? 0;
}
