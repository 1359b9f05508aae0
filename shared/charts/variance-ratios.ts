import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { Estimate, EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { itemLabel } from './item-label.ts';
import type { LaneAxis } from './lane.ts';
import { lanePages } from './lane-pages.ts';
import { estimateColumns, laneOf, liesAbove, liesBelow } from './lane-of.ts';
import { labelOfSource, mainStyles, shownSources, sourceOfKind } from './source-style.ts';

type VarianceRow = EvaluationResults['heterogeneity']['variance'][number];
type SourceRow = VarianceRow['sources'][number];

const ratioAxis: LaneAxis = {
  title: 'simulated / human (1 = as much as among humans; logarithmic)',
  scale: 'log',
  unit: 'number',
  references: [1],
  include: [0.5, 2],
  // A ratio of 0 has no place on a logarithmic scale; it and everything below lie at the edge as arrows.
  limits: [1 / 64, 64],
};

/** Spread of the answers per item, simulated against human: variance of ordered items, entropy of nominal ones. */
export function varianceCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const rows = results.heterogeneity.variance.filter(({ grouping }) => grouping === null);
  const ratioOf = (row: SourceRow): Estimate =>
    row.withinRatio.reason === 'not-ordered' ? row.entropyRatio : row.withinRatio;
  return ratioCharts(results, options, {
    id: 'variance',
    title: 'Spread of the answers',
    rows,
    labelOf: (row) => itemLabel(results, row.item),
    ratioOf,
    grouped: false,
    measure: 'spread',
    caption:
      'Variance of the option scores, simulated divided by human; entropy where the options have no order. Below 1: the twins are more alike than the people they stand for.',
  });
}

/** Spread between the groups of a variable, simulated against human: one chart per grouping. */
export function betweenGroupCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const groupings = new Set(results.heterogeneity.variance.flatMap(({ grouping }) => grouping ?? []));
  return [...groupings].flatMap((grouping) => {
    const label = results.sample.subgroups.find(({ variable }) => variable === grouping)?.label ?? grouping;
    const rows = results.heterogeneity.variance.filter(
      (row) => row.grouping === grouping && row.human.betweenShare.value !== null,
    );
    return ratioCharts(results, options, {
      id: `between-${grouping.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
      title: `Differences between groups: ${label}`,
      rows,
      labelOf: (row) => itemLabel(results, row.item),
      ratioOf: (row) => row.betweenRatio,
      grouped: true,
      measure: 'share of variance between groups',
      caption: `Share of the variance that lies between the groups of ${label} (ε², without what chance puts there), simulated divided by human. Above 1: the twins follow the group more than people do, as in stereotypes. Not defined on items where the interval of the human share reaches 0.`,
    });
  });
}

interface RatioChart {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly VarianceRow[];
  readonly labelOf: (row: VarianceRow) => string;
  readonly ratioOf: (row: SourceRow) => Estimate;
  /** Whether the rows are those of a grouping. */
  readonly grouped: boolean;
  /** What the ratio is of, for the finding. */
  readonly measure: string;
  readonly caption: string;
}

function ratioCharts(results: EvaluationResults, options: ChartOptions, input: RatioChart): Chart[] {
  if (input.rows.length === 0) return [];
  const level = formatLevel(results.settings.level);
  const styles = mainStyles(results, options.theme);
  const groups = input.rows.map((row) => ({
    label: input.labelOf(row),
    note: formatN(row.n),
    band: null,
    lanes: styles.flatMap((style) => {
      const own = row.sources.find(({ source }) => source === style.id);
      return own === undefined ? [] : [laneOf(style, input.ratioOf(own), 'ratio')];
    }),
  }));
  const texts = {
    id: input.id,
    title: input.title,
    subtitle: ratioFinding(results, input),
    caption: `${input.caption} Lines are ${level} bootstrap intervals; what lies beyond the scale is drawn at its edge as an arrow.${shownSources}`,
    alternative: 'Ratios simulated to human.',
    table: {
      columns: estimateColumns(
        ['Item', 'Source'],
        input.grouped
          ? ['Within groups', 'Human share between', 'Simulated share', 'Between groups', 'Entropy']
          : ['Variance', 'Entropy'],
      ),
      rows: input.rows.flatMap((row) =>
        row.sources.map((own) => [
          input.labelOf(row),
          labelOfSource(results, own.source),
          formatEstimate(own.withinRatio, 'ratio'),
          ...(input.grouped
            ? [
                formatEstimate(row.human.betweenShare, 'percent'),
                formatEstimate(own.betweenShare, 'percent'),
                formatEstimate(own.betweenRatio, 'ratio'),
              ]
            : []),
          formatEstimate(own.entropyRatio, 'ratio'),
          formatCount(row.n),
        ]),
      ),
    },
  };
  return lanePages(texts, { groups, axis: ratioAxis, textHeading: `ratio [${level} interval]` }, options);
}

function ratioFinding(results: EvaluationResults, { rows, ratioOf, grouped, measure }: RatioChart): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const ratios = rows.flatMap((row) => {
    const own = row.sources.find(({ source }) => source === id);
    const ratio = own === undefined ? null : ratioOf(own);
    return ratio === null || ratio.value === null ? [] : [ratio];
  });
  if (id === null || ratios.length === 0)
    return grouped
      ? 'No ratio is defined: on no item are the groups shown to differ among humans.'
      : 'No ratio is defined.';
  const less = ratios.filter((ratio) => liesBelow(ratio, 1)).length;
  const more = ratios.filter((ratio) => liesAbove(ratio, 1)).length;
  const rest = ratios.length - less - more;
  return `${labelOfSource(results, id)}: ${measure} smaller than among humans on ${less} of ${ratios.length} items, larger on ${more}, and not told apart on ${rest}.`;
}
