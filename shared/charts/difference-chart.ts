import { formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { Estimate, EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { laneSpec } from './lane-chart.ts';
import { estimateColumns, laneOf, liesAbove, liesBelow, nCell, readOut } from './lane-of.ts';
import { labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';

export interface DifferenceInput {
  readonly id: string;
  readonly title: string;
  /** What is smaller where a source is better, such as "negative log likelihood". */
  readonly measure: string;
  readonly axisTitle: string;
  readonly unit: string;
  readonly rows: readonly { readonly source: string; readonly against: string; readonly difference: Estimate }[];
}

/**
 * Differences of the adapted model to every other source, or of the base model where nothing was adapted; the table has
 * all. Null without differences.
 */
export function differenceChart(
  results: EvaluationResults,
  input: DifferenceInput,
  { theme, width }: ChartOptions,
): Chart | null {
  const adapted = sourceOfKind(results, 'adapted');
  const subject = input.rows.some(({ source }) => source === adapted) ? adapted : sourceOfKind(results, 'base');
  const style = sourceStyles(results, theme).find(({ id }) => id === subject);
  const shown = input.rows.filter(({ source }) => source === subject);
  if (style === undefined || shown.length === 0) return null;
  const level = formatLevel(results.settings.level);
  const lanes = shown.map(({ against, difference }) =>
    laneOf({ ...style, label: `− ${labelOfSource(results, against)}` }, difference, 'number'),
  );
  const groups = [{ label: `${style.label}, minus another source`, note: '', lanes, band: null }];
  const axis = {
    title: input.axisTitle,
    scale: 'linear' as const,
    unit: 'number' as const,
    references: [0],
    include: [],
    limits: null,
  };
  const better = shown.filter(({ difference }) => liesBelow(difference, 0)).length;
  const worse = shown.filter(({ difference }) => liesAbove(difference, 0)).length;
  return {
    id: input.id,
    title: input.title,
    subtitle: `${style.label}: ${input.measure} smaller than that of ${better} of ${shown.length} other sources, larger than that of ${worse}, and not told apart from that of ${shown.length - better - worse}.`,
    caption: `Differences on the same respondents, ${formatN(shown[0]?.difference.n ?? 0)}; lines are ${level} bootstrap intervals of the difference.`,
    alternative: `Differences in ${input.measure}. ${readOut(groups)}.`,
    spec: laneSpec({ groups, axis, textHeading: `${input.unit} [${level} interval]` }, theme, width),
    table: {
      columns: estimateColumns(['Source', 'Minus'], ['Difference']),
      rows: input.rows.map(({ source, against, difference }) => [
        labelOfSource(results, source),
        labelOfSource(results, against),
        formatEstimate(difference),
        nCell(difference),
      ]),
    },
  };
}
