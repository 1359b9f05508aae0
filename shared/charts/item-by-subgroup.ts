import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { DivergenceCell, EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { idPart } from './chart.ts';
import { bandCaption, ceilingOf, distanceAxis, distanceLanes, reachesCeiling } from './distance-lanes.ts';
import { itemLabel } from './item-label.ts';
import { lanePages } from './lane-pages.ts';
import { estimateColumns } from './lane-of.ts';
import { labelOfSource, mainStyles, shownSources, sourceOfKind } from './source-style.ts';

/** Distances on one item in every group of one variable, each group with the human-human distance at its own n. */
export function itemBySubgroupCharts(
  results: EvaluationResults,
  { item, variable }: { readonly item: string; readonly variable: string },
  options: ChartOptions,
): Chart[] {
  const level = formatLevel(results.settings.level);
  const subgroup = results.sample.subgroups.find((entry) => entry.variable === variable);
  const cells = results.divergence.cells.filter((cell) => cell.item === item && cell.group?.variable === variable);
  if (cells.length === 0 || subgroup === undefined) return [];
  const labelOf = ({ group }: DivergenceCell): string =>
    subgroup.groups.find(({ value }) => value === group?.value)?.label ?? group?.value ?? '';
  const styles = mainStyles(results, options.theme);
  const groups = cells.map((cell) => ({
    label: labelOf(cell),
    note: formatN(cell.nHuman),
    lanes: distanceLanes(results, styles, cell.sources, ceilingsOf(cell)),
    band: null,
  }));
  const name = itemLabel(results, item);
  const texts = {
    id: `subgroup-item-${idPart(variable)}-${idPart(item)}`,
    title: `${name}, by ${subgroup.label}`,
    subtitle: finding(results, cells, labelOf),
    caption: `Jensen-Shannon distance on this item in each group, logarithms to base 2. Lines are ${level} bootstrap intervals. ${bandCaption} Small groups have wide bands.${shownSources}`,
    alternative: `Jensen-Shannon distance on ${name} by ${subgroup.label}.`,
    table: {
      columns: estimateColumns([subgroup.label, 'Source'], ['Distance', 'Human-human distance', 'Without noise']),
      rows: cells.flatMap((cell) =>
        cell.sources.map(({ source, jensenShannon }) => [
          labelOf(cell),
          labelOfSource(results, source),
          formatEstimate(jensenShannon.distance),
          formatEstimate(ceilingOf(results, source, ceilingsOf(cell))),
          formatEstimate(jensenShannon.excess),
          formatCount(cell.nHuman),
        ]),
      ),
    },
  };
  return lanePages(texts, { groups, axis: distanceAxis, textHeading: `distance [${level} interval]` }, options);
}

function ceilingsOf(cell: DivergenceCell) {
  return { drawn: cell.ceiling.jensenShannon, exact: cell.exactCeiling.jensenShannon };
}

function finding(
  results: EvaluationResults,
  cells: readonly DivergenceCell[],
  labelOf: (cell: DivergenceCell) => string,
): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const own = cells.flatMap((cell) => {
    const row = cell.sources.find(({ source }) => source === id)?.jensenShannon;
    return row === undefined || row.excess.value === null ? [] : [{ cell, row, excess: row.excess.value }];
  });
  const [worst] = [...own].sort((a, b) => b.excess - a.excess);
  if (id === null || worst === undefined) return 'No model has answers to compare in these groups.';
  const apart = own.filter(({ row }) => !reachesCeiling(row)).length;
  return `${labelOfSource(results, id)} is told apart from humans in ${apart} of ${own.length} groups, and, without sampling noise, is farthest in “${labelOf(worst.cell)}” (${formatEstimate(worst.row.excess)}).`;
}
