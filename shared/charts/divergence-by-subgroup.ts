import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { idPart } from './chart.ts';
import { distanceAxis } from './distance-lanes.ts';
import type { LaneAxis } from './lane.ts';
import { lanePages } from './lane-pages.ts';
import { estimateColumns, laneOf, liesAbove } from './lane-of.ts';
import { labelOfSource, mainStyles, shownSources, sourceOfKind } from './source-style.ts';

type Alignment = EvaluationResults['subgroupAlignment']['variables'][number];

const axis: LaneAxis = {
  ...distanceAxis,
  title: 'distance without sampling noise',
  references: [0],
  include: [],
  limits: [-1, 1],
};

/** Distances per subgroup without sampling noise: one chart per variable. */
export function divergenceBySubgroupCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const level = formatLevel(results.settings.level);
  const styles = mainStyles(results, options.theme);
  return results.subgroupAlignment.variables.flatMap((entry) => {
    const variable = results.sample.subgroups.find(({ variable: name }) => name === entry.variable);
    const label = variable?.label ?? entry.variable;
    const labelOf = labelsOf(results, entry);
    const groups = (entry.sources[0]?.groups ?? []).map(({ value, raw }) => ({
      label: labelOf(value),
      note: formatN(raw.n),
      lanes: styles.flatMap((style) => {
        const row = entry.sources.find(({ source }) => source === style.id)?.groups.find((own) => own.value === value);
        return row === undefined ? [] : [laneOf(style, row.debiased, 'number')];
      }),
      band: null,
    }));
    if (groups.length === 0) return [];
    const texts = {
      id: `subgroups-${idPart(entry.variable)}`,
      title: `Distance by subgroup: ${label}`,
      subtitle: subgroupFinding(results, entry),
      caption: `Jensen-Shannon distance over all items (root mean square) without what sampling adds to its square at the subgroup's own n, so that small groups look neither worse nor better for being small. 0 or less: no more than chance would show. Lines are ${level} bootstrap intervals.${shownSources}`,
      alternative: `Distance without sampling noise by ${label}.`,
      table: {
        columns: estimateColumns([label, 'Source'], ['Distance', 'Without sampling noise']),
        rows: (entry.sources[0]?.groups ?? []).flatMap(({ value }) =>
          entry.sources.flatMap((row) =>
            row.groups
              .filter((group) => group.value === value)
              .map((group) => [
                labelOf(value),
                labelOfSource(results, row.source),
                formatEstimate(group.raw),
                formatEstimate(group.debiased),
                formatCount(group.raw.n),
              ]),
          ),
        ),
      },
    };
    return lanePages(texts, { groups, axis, textHeading: `without noise [${level} interval]` }, options);
  });
}

function labelsOf(results: EvaluationResults, entry: Alignment): (value: string | null) => string {
  const variable = results.sample.subgroups.find(({ variable: name }) => name === entry.variable);
  return (value) => variable?.groups.find((group) => group.value === value)?.label ?? value ?? '';
}

function subgroupFinding(results: EvaluationResults, entry: Alignment): string {
  const source = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const row = entry.sources.find((candidate) => candidate.source === source);
  if (row === undefined) return 'No model has answers to compare by subgroup.';
  if (row.gap.value === null || row.worst === null || row.best === null) {
    return row.gap.reason === 'too-few-respondents'
      ? 'The gap between the farthest and the closest subgroup is not given, because one of them is too small.'
      : 'The gap between the farthest and the closest subgroup is not defined.';
  }
  const labelOf = labelsOf(results, entry);
  const regime = results.sources.find(({ id }) => id === row.source)?.regime ?? 'drawn';
  const perfect = entry.ceilingGap[regime];
  const uneven = liesAbove(row.gap, 0);
  return `${labelOfSource(results, row.source)} is farthest from “${labelOf(row.worst)}” and closest to “${labelOf(row.best)}”: a gap of ${formatEstimate(row.gap)}, ${uneven ? 'so it fits some groups worse than others' : 'so it is not shown to fit any group worse than another'}; by noise a perfect source would show ${formatEstimate(perfect)} at these n.`;
}
