import type { GapGroups } from '../evaluation/group-results.ts';
import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { groupLabel, groupsAtOnce, groupsDiffering } from './group-labels.ts';
import { lanePages } from './lane-pages.ts';
import { bandAround, estimateColumns, laneOf } from './lane-of.ts';
import { humanStyle, labelOfSource, mainStyles, shownSources } from './source-style.ts';

type Row = GapGroups[number]['groups'][number];

/** Belief-action gap within every subgroup and arm; nothing in results of earlier versions. */
export function gapByGroupCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const groupings = results.coherence?.groups ?? [];
  const rows = groupings.flatMap((grouping) =>
    grouping.groups.map((row) => ({ row, label: groupLabel(grouping, row) })),
  );
  if (rows.length === 0) return [];
  const level = formatLevel(results.settings.level);
  const styles = mainStyles(results, options.theme);
  const groups = rows.map(({ row, label }) => ({
    label,
    note: formatN(row.n),
    band: bandAround(row.human, row.ceiling, [0, 1]),
    lanes: [
      laneOf(humanStyle(options.theme), row.human, 'percent'),
      ...styles.flatMap((style) => {
        const own = row.sources.find(({ source }) => source === style.id);
        return own === undefined ? [] : [laneOf(style, own.gap, 'percent')];
      }),
    ],
  }));
  const axis = {
    title: 'actions that do not follow from the beliefs',
    scale: 'linear' as const,
    unit: 'percent' as const,
    references: [],
    include: [0],
    limits: [0, 1] as const,
  };
  const texts = {
    id: 'gap-by-group',
    title: 'Belief-action gap by subgroup and arm',
    subtitle: groupsDiffering(
      results,
      rows.map(({ row }) => row.sources),
      ({ difference }) => difference,
      'gap',
    ),
    caption: `The gap among the respondents of each group for whom the rule expects an action. Bands: where the gap of a second human sample of the group's own size would lie in ${level} of cases. Lines: ${level} bootstrap intervals, not adjusted for the number of groups.${rows.some(({ row }) => row.human.reason === 'too-few-respondents') ? ' Too few people: those who deviate from the rule or follow it are so few that the human gap is not shown.' : ''}${shownSources}`,
    folded: rows.length > groupsAtOnce,
    alternative: 'Belief-action gap by subgroup and arm.',
    table: {
      columns: estimateColumns(['Group', 'Source'], ['Gap', 'Minus human gap']),
      rows: rows.flatMap(({ row, label }) => tableRows(results, row, label)),
    },
  };
  return lanePages(texts, { groups, axis, textHeading: `gap [${level} interval]` }, options);
}

function tableRows(results: EvaluationResults, { human, ceiling, n, sources }: Row, label: string): string[][] {
  return [
    [label, 'human sample', formatEstimate(human, 'percent'), '', formatCount(n)],
    [label, 'second human sample', '', formatEstimate(ceiling, 'percent'), formatCount(n)],
    ...sources.map((row) => [
      label,
      labelOfSource(results, row.source),
      formatEstimate(row.gap, 'percent'),
      formatEstimate(row.difference, 'percent'),
      formatCount(row.gap.n),
    ]),
  ];
}
