import type { TopLevelSpec } from 'vega-lite';
import { formatCount, formatEstimate, formatLevel, formatN, formatPercent } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import type { LaneAxis } from './lane.ts';
import { linearTicks } from './lane-axis.ts';
import { laneSpec } from './lane-chart.ts';
import { bandOf, estimateColumns, laneOf, liesAbove, nCell, readOut } from './lane-of.ts';
import { pointMark } from './point-mark.ts';
import type { SourceStyle } from './source-style.ts';
import { labelOfSource, mainStyles, shownSources, sourceOfKind, sourceStyles } from './source-style.ts';
import { wrapText } from './text-width.ts';
import type { ChartTheme } from './theme.ts';
import { chartFontSize, chartLineHeight, themeConfig } from './theme.ts';
import { tickLabels } from './tick-labels.ts';

type CalibrationRow = NonNullable<EvaluationResults['calibration']>['sources'][number];
interface Panel {
  readonly style: SourceStyle;
  readonly bins: CalibrationRow['bins'];
}

const panelGap = 28;
const axisRoom = 64;
const widestPanel = 300;

/** Given probabilities against what the humans chose, a panel a source; on the diagonal, a source means what it says. */
export function reliabilityChart(results: EvaluationResults, options: ChartOptions): Chart | null {
  const panels = mainStyles(results, options.theme).flatMap((style): Panel[] => {
    const bins = results.calibration?.sources.find(({ source }) => source === style.id)?.bins ?? [];
    return bins.length < 2 ? [] : [{ style, bins }];
  });
  if (panels.length === 0) return null;
  const level = formatLevel(results.settings.level);
  return {
    id: 'reliability',
    title: 'Reliability of the probabilities',
    subtitle: reliabilityFinding(results, panels),
    caption: `Probabilities given to all options of all answered questions, in up to ten bins of nearly equal size, against the share of these options that the humans chose; lines are ${level} bootstrap intervals. On the dashed diagonal the probabilities are what they say; a curve flatter than it is too sure. ${formatN(Math.max(...panels.map(({ bins }) => bins.reduce((sum, { n }) => sum + n, 0))))} probabilities of ${formatCount(results.sample.respondents)} respondents.${shownSources}`,
    alternative: `Reliability. ${panels.map(({ style, bins }) => `${style.label}: ${bins.map((bin) => `given ${formatPercent(bin.predicted)}, chosen ${formatEstimate(bin.observed, 'percent')}`).join('; ')}`).join('. ')}.`,
    spec: reliabilitySpec(panels, options),
    table: {
      columns: estimateColumns(['Source', 'Bin', 'Mean given'], ['Chosen by humans']),
      rows: (results.calibration?.sources ?? []).flatMap(({ source, bins }) =>
        bins.map((bin) => [
          labelOfSource(results, source),
          `${formatPercent(bin.from)} to ${formatPercent(bin.to)}`,
          formatPercent(bin.predicted),
          formatEstimate(bin.observed, 'percent'),
          formatCount(bin.n),
        ]),
      ),
    },
  };
}

function reliabilityFinding(results: EvaluationResults, panels: readonly Panel[]): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const own = panels.find(({ style }) => style.id === id);
  if (own === undefined) return 'No model has probabilities to judge.';
  const off = own.bins.filter(
    ({ observed, predicted }) =>
      observed.low !== null && observed.high !== null && (observed.low > predicted || observed.high < predicted),
  ).length;
  return `${own.style.label}: in ${off} of ${own.bins.length} bins the humans’ choices differ from the given probability by their interval.`;
}

function reliabilitySpec(panels: readonly Panel[], { theme, width }: ChartOptions): TopLevelSpec {
  const size = Math.floor(
    Math.min(widestPanel, (width - axisRoom - panelGap * (panels.length - 1)) / Math.max(1, panels.length)),
  );
  const all = panels.flatMap(({ bins }) =>
    bins.flatMap((bin) => [bin.predicted, bin.observed.value ?? 0, bin.observed.high ?? 0]),
  );
  const most = Math.min(1, Math.max(0.1, ...all) * 1.04);
  const ticks = linearTicks([0, most], 5);
  return {
    data: { values: [] },
    spacing: panelGap,
    // Headings may stand out of their panel without moving the others.
    bounds: 'flush',
    hconcat: panels.map((panel, index) => ({
      width: size,
      height: size,
      layer: panelLayers(panel, { size, most, ticks, theme, first: index === 0 }),
    })),
    config: themeConfig(theme),
  };
}

interface PanelScale {
  readonly size: number;
  readonly most: number;
  readonly ticks: number[];
  readonly theme: ChartTheme;
  readonly first: boolean;
}

function panelLayers({ style, bins }: Panel, { size, most, ticks, theme, first }: PanelScale) {
  const axis = { ...tickLabels('percent'), values: ticks, labelFlush: false as const };
  const scale = { domain: [0, most], nice: false as const };
  const x = { field: 'x', type: 'quantitative' as const, title: 'probability given', scale, axis };
  const y = {
    field: 'y',
    type: 'quantitative' as const,
    title: first ? 'share of humans' : null,
    scale,
    axis: { ...axis, labels: first },
  };
  const values = bins.flatMap(({ predicted, observed: { value, low, high } }) =>
    value === null ? [] : [{ x: predicted, y: value, low: low ?? value, high: Math.min(most, high ?? value) }],
  );
  const lines = wrapText(style.label, size - 16, chartFontSize);
  return [
    {
      data: { values: [{ x: 0, y: 0, x2: most, y2: most }] },
      mark: { type: 'rule' as const, color: theme.softInk, strokeDash: [4, 3] },
      encoding: { x, y, x2: { field: 'x2' }, y2: { field: 'y2' } },
    },
    {
      data: { values },
      mark: { type: 'line' as const, color: style.colour, strokeWidth: 1, opacity: 0.5 },
      encoding: { x, y },
    },
    {
      data: { values },
      mark: { type: 'rule' as const, color: style.colour, strokeWidth: 1.5 },
      encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
    },
    { data: { values }, mark: pointMark(style), encoding: { x, y } },
    {
      data: { values: [{ text: lines.join('\n') }] },
      mark: {
        type: 'text' as const,
        align: 'left' as const,
        baseline: 'middle' as const,
        color: theme.ink,
        fontWeight: 600 as const,
      },
      encoding: {
        x: { value: 0 },
        y: { value: -12 - (lines.length - 1) * chartLineHeight },
        text: { field: 'text', type: 'nominal' as const },
      },
    },
  ];
}

/** Expected calibration error of every source with probabilities, with what a calibrated source would show. */
export function calibrationErrorChart(results: EvaluationResults, { theme, width }: ChartOptions): Chart | null {
  const rows = results.calibration?.sources.filter(({ expectedCalibrationError: own }) => own.value !== null) ?? [];
  const lanes = sourceStyles(results, theme).flatMap((style) => {
    const row = rows.find(({ source }) => source === style.id);
    return row === undefined ? [] : [laneOf(style, row.expectedCalibrationError, 'number', bandOf(row.ceiling))];
  });
  if (lanes.length === 0) return null;
  const groups = [{ label: '', note: '', lanes, band: null }];
  const axis: LaneAxis = {
    title: 'expected calibration error (0 = as chosen by the humans)',
    scale: 'linear',
    unit: 'number',
    references: [],
    include: [0],
    limits: null,
  };
  const level = formatLevel(results.settings.level);
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const own = rows.find(({ source }) => source === id);
  const verb =
    own === undefined
      ? ''
      : liesAbove(own.expectedCalibrationError, own.ceiling.high ?? Number.POSITIVE_INFINITY)
        ? 'more than a calibrated source would show at this n'
        : 'not told apart from a calibrated source';
  return {
    id: 'calibration-error',
    title: 'Calibration error',
    subtitle:
      own === undefined
        ? 'No model has probabilities to judge.'
        : `${labelOfSource(results, own.source)}: ${formatEstimate(own.expectedCalibrationError)}, ${verb}.`,
    caption: `Mean over bins of the absolute difference between the share that the humans chose and the probability given. Band: the error that a perfectly calibrated source would show by the choice of respondents alone; lines are ${level} bootstrap intervals, ${formatN(results.sample.respondents)} respondents. Sources that only draw answers have none.`,
    alternative: `Calibration errors. ${readOut(groups)}.`,
    spec: laneSpec({ groups, axis, textHeading: `error [${level} interval]` }, theme, width),
    table: {
      columns: estimateColumns(['Source'], ['Calibration error', 'Of a calibrated source', 'Ranked probability score']),
      rows: rows.map((row) => [
        labelOfSource(results, row.source),
        formatEstimate(row.expectedCalibrationError),
        formatEstimate(row.ceiling),
        formatEstimate(row.rankedProbabilityScore),
        nCell(row.rankedProbabilityScore),
      ]),
    },
  };
}
