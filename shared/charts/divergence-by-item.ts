import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { DivergenceCell, Estimate, EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions, ChartTable } from './chart.ts';
import { bandCaption, ceilingOf, distanceAxis, distanceLanes, reachesCeiling } from './distance-lanes.ts';
import { itemLabel } from './item-label.ts';
import { lanePages } from './lane-pages.ts';
import { estimateColumns } from './lane-of.ts';
import { labelOfSource, mainStyles, shownSources, sourceOfKind } from './source-style.ts';

/** Distance per item, with the human-human distance of the same item behind it. */
export function divergenceByItemCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const level = formatLevel(results.settings.level);
  const styles = mainStyles(results, options.theme);
  const cells = results.divergence.cells.filter(({ group }) => group === null);
  const groups = cells.map((cell) => ({
    label: itemLabel(results, cell.item),
    note: formatN(cell.nHuman),
    lanes: distanceLanes(results, styles, cell.sources, ceilingsOf(cell)),
    band: null,
  }));
  const texts = {
    id: 'divergence-by-item',
    title: 'Distance per item',
    subtitle: byItemFinding(results, cells),
    caption: `Jensen-Shannon distance between the shares of the options, logarithms to base 2. Lines are ${level} bootstrap intervals. ${bandCaption}${shownSources}`,
    alternative: 'Jensen-Shannon distance per item.',
    table: itemTable(results, cells),
  };
  return lanePages(texts, { groups, axis: distanceAxis, textHeading: `distance [${level} interval]` }, options);
}

function ceilingsOf(cell: DivergenceCell) {
  return { drawn: cell.ceiling.jensenShannon, exact: cell.exactCeiling.jensenShannon };
}

function byItemFinding(results: EvaluationResults, cells: readonly DivergenceCell[]): string {
  const adapted = sourceOfKind(results, 'adapted');
  const base = sourceOfKind(results, 'base');
  const pairs = cells.flatMap((cell) => {
    const own = cell.sources.find(({ source }) => source === adapted)?.jensenShannon;
    const other = cell.sources.find(({ source }) => source === base)?.jensenShannon.distance.value ?? null;
    return own === undefined || own.distance.value === null ? [] : [{ own, value: own.distance.value, other }];
  });
  if (pairs.length === 0) return 'No adapted model has answers to compare per item.';
  const closer = pairs.filter(({ value, other }) => other !== null && value < other).length;
  const reached = pairs.filter(({ own }) => reachesCeiling(own)).length;
  const comparison =
    base === null ? '' : `closer to the human answers than the base model on ${closer} of ${pairs.length} items, and `;
  return `The adapted model is ${comparison}not told apart from a second human sample on ${reached}.`;
}

function itemTable(results: EvaluationResults, cells: readonly DivergenceCell[]): ChartTable {
  const numbers = [
    'Jensen-Shannon distance',
    'Human-human distance',
    'Total variation',
    'Kullback-Leibler divergence, bits',
    'Kolmogorov-Smirnov',
    'Wasserstein',
    'OpinionQA alignment',
  ];
  return {
    columns: estimateColumns(['Item', 'Source'], numbers),
    rows: cells.flatMap((cell) =>
      cell.sources.map((row) => [
        itemLabel(results, cell.item),
        labelOfSource(results, row.source),
        formatEstimate(row.jensenShannon.distance),
        formatEstimate(ceilingOf(results, row.source, ceilingsOf(cell))),
        formatEstimate(row.totalVariation.distance),
        written(row.kullbackLeibler?.distance),
        written(row.kolmogorovSmirnov?.distance),
        written(row.wasserstein?.distance),
        written(row.alignment ?? null),
        formatCount(cell.nHuman),
      ]),
    ),
  };
}

/** Distances along a scale are missing on nominal items, new ones in results of earlier versions. */
function written(estimate: Estimate | null | undefined): string {
  return estimate === null || estimate === undefined ? '–' : formatEstimate(estimate);
}
