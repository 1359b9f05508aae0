import type { EstimateUnit } from '../evaluation/format-number.ts';
import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { Estimate, EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import type { LaneGroup } from './lane.ts';
import { laneSpec } from './lane-chart.ts';
import { bandOf, estimateColumns, laneOf, liesAbove, liesBelow, readOut } from './lane-of.ts';
import { humanStyle, labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';

type Structures = NonNullable<EvaluationResults['heterogeneity']['structures']>;
type SourceRow = Structures['sources'][number];

interface MeasureRow {
  readonly label: string;
  readonly atEqualN?: boolean;
  /** Null where humans have no value of their own. */
  readonly human: (structures: Structures) => Estimate | null;
  readonly source: (row: SourceRow) => Estimate;
}

const countMeasures: readonly MeasureRow[] = [
  { label: 'Different structures', human: ({ human }) => human.unique, source: (row) => row.unique },
  {
    label: 'Different structures at equal n',
    atEqualN: true,
    human: ({ human }) => human.rarefied,
    source: (row) => row.rarefied,
  },
  { label: 'Effective number, exp(entropy)', human: ({ human }) => human.hill, source: (row) => row.hill },
];

const shareMeasures: readonly MeasureRow[] = [
  {
    label: 'Share of the most frequent structure',
    human: ({ human }) => human.modalShare,
    source: (row) => row.modalShare,
  },
  {
    label: 'Coverage by halves: structures of half of the humans that the other half, or its twins, have',
    human: ({ human }) => human.halfCoverage,
    source: (row) => row.halfCoverage,
  },
  { label: 'Coverage: human structures that some twin has', human: () => null, source: (row) => row.coverage },
  { label: 'Precision: simulated structures that some human has', human: () => null, source: (row) => row.precision },
];

/** How many different combinations of beliefs humans and twins hold; null with fewer than two beliefs. */
export function structureCountChart(results: EvaluationResults, options: ChartOptions): Chart | null {
  const { structures } = results.heterogeneity;
  if (structures === null) return null;
  const level = formatLevel(results.settings.level);
  return {
    id: 'structures',
    title: 'Belief structures',
    // At equal n nothing changes where all sides have the same n.
    ...parts(
      results,
      structures,
      countMeasures.filter(({ atEqualN }) => atEqualN !== true || structures.rarefiedTo < structures.n),
      'count',
      options,
    ),
    subtitle: countFinding(results, structures),
    caption: `A structure is one combination of answers to all ${structures.items.length} beliefs; ${formatN(structures.n)} respondents who answered them all, and their twins (mean over seeds).${structures.rarefiedTo < structures.n ? ` Equal n: the expected number among ${structures.rarefiedTo}.` : ''} Band and line of the human sample: ${level} interval.`,
  };
}

/** Shares that tell whether the simulated combinations are the human ones. */
export function structureShareChart(results: EvaluationResults, options: ChartOptions): Chart | null {
  const { structures } = results.heterogeneity;
  if (structures === null) return null;
  const level = formatLevel(results.settings.level);
  return {
    id: 'structure-shares',
    title: 'Coverage and precision of structures',
    ...parts(results, structures, shareMeasures, 'percent', options),
    subtitle: shareFinding(results, structures),
    caption: `Combinations of answers to all ${structures.items.length} beliefs, ${formatN(structures.n)}. Coverage by halves compares humans and twins at the same n; the human value is what a second human sample reaches. Band and lines: ${level} bootstrap intervals.`,
  };
}

function parts(
  results: EvaluationResults,
  structures: Structures,
  measures: readonly MeasureRow[],
  unit: EstimateUnit,
  { theme, width }: ChartOptions,
) {
  const level = formatLevel(results.settings.level);
  const styles = sourceStyles(results, theme);
  const groups: LaneGroup[] = measures.map(({ label, human, source }) => {
    const own = human(structures);
    const lanes = styles.flatMap((style) => {
      const row = structures.sources.find((candidate) => candidate.source === style.id);
      return row === undefined ? [] : [laneOf(style, source(row), unit)];
    });
    return {
      label,
      note: '',
      band: bandOf(own),
      lanes: own === null ? lanes : [laneOf(humanStyle(theme), own, unit), ...lanes],
    };
  });
  const axis = {
    title: unit === 'count' ? 'number of structures' : 'share',
    scale: 'linear' as const,
    unit: unit === 'count' ? ('number' as const) : ('percent' as const),
    references: [],
    include: [0],
    limits: unit === 'count' ? null : ([0, 1] as const),
  };
  const textHeading = `${unit === 'count' ? 'number' : 'share'} [${level} interval]`;
  return {
    alternative: `${readOut(groups)}.`,
    spec: laneSpec({ groups, axis, textHeading }, theme, width),
    table: {
      columns: estimateColumns(['Measure', 'Source'], ['Estimate']),
      rows: measures.flatMap(({ label, human, source }) => {
        const own = human(structures);
        const first =
          own === null ? [] : [[label, humanStyle(theme).label, formatEstimate(own, unit), formatCount(own.n)]];
        return [
          ...first,
          ...structures.sources.map((row) => [
            label,
            labelOfSource(results, row.source),
            formatEstimate(source(row), unit),
            formatCount(source(row).n),
          ]),
        ];
      }),
    },
  };
}

function countFinding(results: EvaluationResults, structures: Structures): string {
  const human = structures.human.unique;
  const of = (kind: 'base' | 'adapted') =>
    structures.sources.find(({ source }) => source === sourceOfKind(results, kind));
  const [base, adapted] = [of('base'), of('adapted')];
  const counts = [
    ...(base === undefined ? [] : [`the base model ${formatEstimate(base.unique, 'count')}`]),
    ...(adapted === undefined ? [] : [`the adapted model ${formatEstimate(adapted.unique, 'count')}`]),
  ];
  const start = `The human sample holds ${formatEstimate(human, 'count')} different structures`;
  const sentence = counts.length === 0 ? `${start}.` : `${start}, ${counts.join(' and ')}.`;
  if (adapted === undefined || adapted.uniqueDifference.value === null) return sentence;
  if (liesBelow(adapted.uniqueDifference, 0)) return `${sentence} The adapted model varies less than the humans.`;
  if (liesAbove(adapted.uniqueDifference, 0)) return `${sentence} The adapted model varies more than the humans.`;
  return `${sentence} The adapted model and the humans are not told apart.`;
}

function shareFinding(results: EvaluationResults, structures: Structures): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const row = structures.sources.find(({ source }) => source === id);
  if (row === undefined) return 'No model has structures to compare.';
  return `${labelOfSource(results, row.source)} has ${formatEstimate(row.coverage, 'percent')} of the human structures, and ${formatEstimate(row.precision, 'percent')} of its own occur among the humans.`;
}
