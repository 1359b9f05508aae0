import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { StructureGroups } from '../evaluation/group-results.ts';
import type { Estimate, EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { groupLabel, groupsAtOnce } from './group-labels.ts';
import { lanePages } from './lane-pages.ts';
import { bandOf, estimateColumns, laneOf, liesAbove } from './lane-of.ts';
import { labelOfSource, mainStyles, shownSources, sourceOfKind } from './source-style.ts';

type Row = StructureGroups[number]['groups'][number];

/** Belief structures within every subgroup and arm; nothing with one belief or in results of earlier versions. */
export function structuresByGroupCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const groupings = results.heterogeneity.structures?.groups ?? [];
  const rows = groupings.flatMap((grouping) =>
    grouping.groups.map((row) => ({ row, label: groupLabel(grouping, row) })),
  );
  if (rows.every(({ row }) => row.ceiling === null)) return [];
  const level = formatLevel(results.settings.level);
  const styles = mainStyles(results, options.theme);
  const groups = rows.map(({ row, label }) => ({
    label,
    note: formatN(row.n),
    band: bandOf(row.ceiling),
    lanes: styles.flatMap((style) => {
      const half = row.sources.find(({ source }) => source === style.id)?.half ?? null;
      return half === null ? [] : [laneOf(style, half.distance, 'number')];
    }),
  }));
  const axis = {
    title: 'distance of belief structures at half the n (0 = equal, 1 = nothing in common)',
    scale: 'linear' as const,
    unit: 'number' as const,
    references: [],
    include: [],
    limits: [0, 1] as const,
  };
  const texts = {
    id: 'structures-by-group',
    title: 'Belief structures by subgroup and arm',
    subtitle: finding(
      results,
      rows.map(({ row }) => row),
    ),
    caption: `Jensen-Shannon distance of one half of the humans of a group from the twins of the other half. Bands: the distance of the two halves of the humans, in ${level} of draws: what a second human sample of the group's own size would show. Groups whose people hardly share a structure are far from everybody, themselves included. Lines: ${level} bootstrap intervals, not adjusted for the number of groups. The table has the other measures of structures.${shownSources}`,
    folded: rows.length > groupsAtOnce,
    alternative: 'Distance of belief structures by subgroup and arm.',
    table: {
      columns: estimateColumns(
        ['Group', 'Source'],
        [
          'Different, share of n',
          'Effective number',
          'Coverage by halves',
          'Coverage',
          'Precision',
          'Distance at half the n',
          'Without sampling noise',
        ],
      ),
      rows: rows.flatMap(({ row, label }) => tableRows(results, row, label)),
    },
  };
  return lanePages(texts, { groups, axis, textHeading: `distance [${level} interval]` }, options);
}

function finding(results: EvaluationResults, rows: readonly Row[]): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const known = rows.flatMap(({ sources }) => {
    const excess = sources.find(({ source }) => source === id)?.half?.excess;
    return excess === undefined || excess.low === null ? [] : [excess];
  });
  if (id === null || known.length === 0) return 'No group has structures to compare.';
  const farther = known.filter((excess) => liesAbove(excess, 0)).length;
  return `By its interval ${labelOfSource(results, id)} is farther from the humans than these are from each other in ${farther} of ${known.length} groups.`;
}

function tableRows(results: EvaluationResults, { human, ceiling, n, sources }: Row, label: string): string[][] {
  const share = (estimate: Estimate): string => formatEstimate(estimate, 'percent');
  const number = (estimate: Estimate | null | undefined): string =>
    estimate === null || estimate === undefined ? '–' : formatEstimate(estimate);
  return [
    [
      label,
      'human sample',
      share(human.uniqueShare),
      formatEstimate(human.hill, 'count'),
      share(human.halfCoverage),
      '–',
      '–',
      number(ceiling),
      '–',
      formatCount(n),
    ],
    ...sources.map((row) => [
      label,
      labelOfSource(results, row.source),
      share(row.uniqueShare),
      formatEstimate(row.hill, 'count'),
      share(row.halfCoverage),
      share(row.coverage),
      share(row.precision),
      number(row.half?.distance),
      number(row.half?.excess),
      formatCount(row.uniqueShare.n),
    ]),
  ];
}
