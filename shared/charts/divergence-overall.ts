import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { differenceChart } from './difference-chart.ts';
import {
  bandCaption,
  ceilingOf,
  comparisonCells,
  distanceAxis,
  distanceLanes,
  reachesCeiling,
} from './distance-lanes.ts';
import type { LaneGroup } from './lane.ts';
import { laneSpec } from './lane-chart.ts';
import { estimateColumns, liesAbove, liesBelow, readOut } from './lane-of.ts';
import type { SourceStyle } from './source-style.ts';
import { labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';

/** Distance to the human answers over all items, and of whole belief structures, for every source. */
export function divergenceOverallChart(results: EvaluationResults, { theme, width }: ChartOptions): Chart {
  const level = formatLevel(results.settings.level);
  const groups = overallGroups(results, sourceStyles(results, theme));
  return {
    id: 'divergence-overall',
    title: 'Distance to the human answers',
    subtitle: overallFinding(results),
    caption: `Jensen-Shannon distance, logarithms to base 2. Lines are ${level} bootstrap intervals. ${bandCaption}`,
    alternative: `Jensen-Shannon distances. ${readOut(groups)}.`,
    spec: laneSpec({ groups, axis: distanceAxis, textHeading: `distance [${level} interval]` }, theme, width),
    table: {
      columns: estimateColumns(['Measure', 'Source'], ['Distance', 'Human-human distance', 'Without noise']),
      rows: overallRows(results),
    },
  };
}

function overallGroups(results: EvaluationResults, styles: readonly SourceStyle[]): LaneGroup[] {
  const { summary, joint } = results.divergence;
  const overall = summary.find(({ group }) => group === null);
  const mean =
    overall === undefined
      ? []
      : [
          {
            label: 'All items (root mean square)',
            note: formatN(overall.nHuman),
            lanes: distanceLanes(results, styles, overall.sources, {
              drawn: overall.ceiling,
              exact: overall.exactCeiling,
            }),
            band: null,
          },
        ];
  if (joint === null) return mean;
  const halves = joint.sources.map(({ source, half }) => ({ source, jensenShannon: half }));
  const structures = {
    label: 'Belief structures: half of the humans against twins of the other half',
    note: formatN(joint.nHalf),
    lanes: distanceLanes(results, styles, halves, { drawn: joint.ceiling, exact: joint.ceiling }),
    band: null,
  };
  return [...mean, structures];
}

function overallRows(results: EvaluationResults): string[][] {
  const { summary, joint } = results.divergence;
  const overall = summary.find(({ group }) => group === null);
  const rows: string[][] = [];
  for (const row of overall?.sources ?? []) {
    if (overall === undefined) continue;
    const ceiling = ceilingOf(results, row.source, { drawn: overall.ceiling, exact: overall.exactCeiling });
    rows.push([
      'All items, root mean square',
      labelOfSource(results, row.source),
      ...comparisonCells(row.jensenShannon, ceiling),
    ]);
  }
  for (const row of joint?.sources ?? []) {
    if (joint === null) continue;
    const label = labelOfSource(results, row.source);
    rows.push(['Structures, halves', label, ...comparisonCells(row.half, joint.ceiling)]);
  }
  for (const { source, distance } of joint?.sources ?? []) {
    const label = labelOfSource(results, source);
    rows.push(['Structures, whole sample', label, formatEstimate(distance), '–', '–', formatCount(distance.n)]);
  }
  return rows;
}

function overallFinding(results: EvaluationResults): string {
  const overall = results.divergence.summary.find(({ group }) => group === null);
  const of = (id: string | null) => overall?.sources.find(({ source }) => source === id)?.jensenShannon;
  const adaptedId = sourceOfKind(results, 'adapted');
  const baseId = sourceOfKind(results, 'base');
  const [adapted, base] = [of(adaptedId), of(baseId)];
  if (adapted === undefined || adapted.distance.value === null) {
    return 'Without an adapted model the distances are those of the base model and of the baselines.';
  }
  const ceiling = reachesCeiling(adapted)
    ? 'is not told apart from the distance between humans'
    : 'stays above the distance between humans';
  const difference = results.divergence.differences.find(
    ({ source, against }) => source === adaptedId && against === baseId,
  )?.jensenShannon;
  if (base === undefined || difference === undefined || difference.value === null) {
    return `The distance of the adapted model ${ceiling}.`;
  }
  const direction = liesBelow(difference, 0)
    ? 'smaller than'
    : liesAbove(difference, 0)
      ? 'larger than'
      : 'not told apart from';
  return `The distance of the adapted model is ${direction} that of the base model (${formatEstimate(adapted.distance)} against ${formatEstimate(base.distance)}) and ${ceiling}.`;
}

/** Differences in closeness with their intervals: whether tuning helped, and whether it helped more than a baseline. */
export function divergenceDifferenceChart(results: EvaluationResults, options: ChartOptions): Chart | null {
  const rows = results.divergence.differences.map(({ source, against, jensenShannon }) => ({
    source,
    against,
    difference: jensenShannon,
  }));
  const input = {
    id: 'divergence-differences',
    title: 'Differences in distance',
    measure: 'distance',
    axisTitle: 'difference in distance, all items (below 0: closer)',
    unit: 'difference',
    rows,
  };
  return differenceChart(results, input, options);
}
