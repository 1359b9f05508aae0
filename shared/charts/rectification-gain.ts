import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { RectificationBlock } from '../evaluation/rectification-results.ts';
import { targetKinds } from '../evaluation/rectification-results.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { joinWords } from './chart.ts';
import type { Lane, LaneAxis } from './lane.ts';
import { laneSpec } from './lane-chart.ts';
import { estimateColumns, nCell, readOut } from './lane-of.ts';
import { targetTitles } from './rectified-estimates.ts';
import type { SourceStyle } from './source-style.ts';
import { labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';

type Gain = RectificationBlock['summary'][number];

/** How much shorter rectified intervals are, by kind of estimate, and what that is worth in humans. */
export function rectificationGainChart(results: EvaluationResults, { theme, width }: ChartOptions): Chart | null {
  const block = results.rectification;
  const summary = block?.summary ?? [];
  if (block === undefined || summary.length === 0) return null;
  const styles = sourceStyles(results, theme).filter(({ id }) => summary.some(({ source }) => source === id));
  const groups = targetKinds.flatMap((kind) => {
    const own = summary.filter((gain) => gain.kind === kind);
    const [first] = own;
    if (first === undefined) return [];
    const lanes = styles.flatMap((style) => {
      const gain = own.find(({ source }) => source === style.id);
      return gain === undefined ? [] : [gainLane(style, gain)];
    });
    return [{ label: targetTitles[kind], note: `median of ${formatCount(first.targets)}`, lanes, band: null }];
  });
  const axis: LaneAxis = {
    title: 'width of the rectified interval / width from the humans alone',
    scale: 'linear',
    unit: 'number',
    references: [1],
    // A gain of one per cent must not fill the picture.
    include: [0.7],
    limits: [0, 1.5],
  };
  const level = formatLevel(results.settings.level);
  return {
    id: 'rectification-gain',
    title: 'What the twins are worth',
    subtitle: gainFinding(results, summary),
    caption: `Median over estimates of the ratio of interval widths, and of the number of further humans that would shorten the intervals as much; ${formatN(block.humans)} rectification humans and ${formatCount(block.twins)} twins of evaluation humans. Lines are ${level} intervals that resample the humans of both parts. The regularised logit is the predictor that costs nothing: it is fitted on the pilot and used in the same way.`,
    alternative: `Ratios of interval widths and worth in humans. ${readOut(groups)}.`,
    spec: laneSpec({ groups, axis, textHeading: `ratio [${level} interval], worth` }, theme, width),
    table: {
      columns: estimateColumns(
        ['Estimates', 'Twins of'],
        ['Ratio of widths', 'Worth in humans', 'Ratio − that of the logit'],
      ),
      rows: summary.map((gain) => [
        targetTitles[gain.kind],
        labelOfSource(results, gain.source),
        formatEstimate(gain.widthRatio),
        formatEstimate(gain.worth, 'count'),
        gain.baselineDifference === null ? '–' : formatEstimate(gain.baselineDifference),
        nCell(gain.widthRatio),
      ]),
    },
  };
}

function gainLane(style: SourceStyle, { widthRatio, worth }: Gain): Lane {
  const { value, low, high } = widthRatio;
  const text = value === null ? 'not defined' : `${formatEstimate(widthRatio)}, ${inHumans(worth)}`;
  return { style, value, low, high, text, band: null };
}

/** "+22 [8, 41]" humans. */
function inHumans(worth: Gain['worth']): string {
  const written = formatEstimate(worth, 'count');
  return worth.value !== null && Math.round(worth.value) > 0 ? `+${written}` : written;
}

function gainFinding(results: EvaluationResults, summary: readonly Gain[]): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const own = summary.filter(({ source }) => source === id);
  if (id === null || own.length === 0) return 'No model has rectified estimates.';
  const parts = own.map(({ kind, worth }) => `${targetTitles[kind].toLowerCase()} ${inHumans(worth)}`);
  const beaten = own.filter(({ baselineDifference: gap }) => gap !== null && gap.low !== null && gap.low > 0);
  const logit =
    beaten.length === 0
      ? ''
      : ` The regularised logit shortens intervals more for ${joinWords(beaten.map(({ kind }) => targetTitles[kind].toLowerCase()))}.`;
  return `The twins of ${labelOfSource(results, id)} are worth, in further humans: ${parts.join('; ')}.${logit}`;
}
