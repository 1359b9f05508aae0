import type { AssociationsBlock, ComparedNumbers } from '../evaluation/association-results.ts';
import type { Estimate } from '../evaluation/estimate-schema.ts';
import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { itemLabel } from './item-label.ts';
import type { LaneAxis, LaneGroup } from './lane.ts';
import { type Band, laneOf, liesAbove, liesBelow } from './lane-of.ts';
import { lanePages } from './lane-pages.ts';
import { labelOfSource, mainStyles, shownSources, sourceOfKind } from './source-style.ts';

/** One number of the block in words. */
interface Row {
  readonly measure: string;
  readonly about: string;
  readonly n: number;
  readonly numbers: ComparedNumbers;
}

/** How simulated actions hang together with simulated beliefs, minus how they do among the humans: small multiples. */
export function actionAssociationCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const { associations } = results;
  if (associations === undefined) return [];
  const rows = rowsOf(associations, results);
  const styles = mainStyles(results, options.theme);
  const groups = rows.map(({ measure, about, n, numbers }): LaneGroup => ({
    label: `${measure}: ${about}`,
    note: formatN(n),
    band: aroundZero(numbers.human),
    lanes: styles.flatMap((style) => {
      const found = numbers.sources.find(({ source }) => source === style.id);
      return found === undefined ? [] : [laneOf(style, found.difference, 'number')];
    }),
  }));
  if (groups.length === 0 || styles.length === 0) return [];
  const level = formatLevel(results.settings.level);
  const axis: LaneAxis = {
    title: 'simulated − human',
    scale: 'linear',
    unit: 'number',
    references: [0],
    include: [],
    limits: [-2, 2],
  };
  const texts = {
    id: 'action-associations',
    title: 'Actions and beliefs without a rule',
    subtitle: finding(results, rows),
    caption: `Area: how well the action follows from all beliefs, by the area under the curve of held-out predictions. Slope: change of the action from the lowest to the highest answer of a belief, the others held fixed, as a share of its scale. Strength: polychoric correlation of ordered answers, otherwise Cramér’s V. Joint: distance of the joint shares beyond that of the marginals. Bands: the ${level} interval of the human number, or of the distance between two human samples, around 0; lines: ${level} bootstrap intervals of the difference. Differences on both sides of 0 are failures.${shownSources}`,
    alternative: 'Differences in the association of actions with beliefs.',
    table: tableOf(results, rows),
  };
  return lanePages(texts, { groups, axis, textHeading: `difference [${level} interval]` }, options);
}

function rowsOf({ pairs, slopes, areas }: AssociationsBlock, results: EvaluationResults): Row[] {
  const label = (name: string): string => itemLabel(results, name);
  return [
    ...areas.map(({ action, n, ...numbers }): Row => ({ measure: 'Area', about: label(action), n, numbers })),
    ...slopes.map(({ label: about, n, human, sources }): Row => ({
      measure: 'Slope',
      about,
      n,
      numbers: { human, sources },
    })),
    ...pairs.map(({ belief, action, n, strength }): Row => ({
      measure: 'Strength',
      about: `${label(action)} and ${label(belief)}`,
      n,
      numbers: strength,
    })),
    ...pairs.map(({ belief, action, n, joint }): Row => ({
      measure: 'Joint',
      about: `${label(action)} and ${label(belief)}`,
      n,
      numbers: joint,
    })),
  ];
}

/** The human interval moved to where the humans lie on a scale of differences. */
function aroundZero({ value, low, high }: Estimate): Band | null {
  return value === null || low === null || high === null ? null : { low: low - value, high: high - value };
}

function finding(results: EvaluationResults, rows: readonly Row[]): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const own = rows.flatMap(({ numbers }) => numbers.sources.filter(({ source }) => source === id));
  if (id === null || own.length === 0) return 'No model has actions and beliefs to compare.';
  const told = own.filter(({ difference }) => liesAbove(difference, 0) || liesBelow(difference, 0)).length;
  const known = own.filter(({ difference }) => difference.low !== null).length;
  return `${labelOfSource(results, id)} differs from the humans by the interval of the difference, not adjusted for their number, in ${told} of ${known} numbers; what is not told apart may still differ by as much as its interval.`;
}

function tableOf(results: EvaluationResults, rows: readonly Row[]): Chart['table'] {
  const numbers = ['Human', 'Simulated', 'Simulated − human', 'n'];
  return {
    columns: [
      ...['Measure', 'Of', 'Source'].map((label) => ({ label, numeric: false })),
      ...numbers.map((label) => ({ label, numeric: true })),
    ],
    rows: rows.flatMap((row) =>
      row.numbers.sources.map(({ source, value, difference }) => [
        row.measure,
        row.about,
        labelOfSource(results, source),
        formatEstimate(row.numbers.human),
        formatEstimate(value),
        formatEstimate(difference),
        formatCount(row.n),
      ]),
    ),
  };
}
