import type { TopLevelSpec } from 'vega-lite';
import { formatCount, formatN, formatNumber, formatPercent } from '../evaluation/format-number.ts';
import type { Definition } from '../evaluation/results.ts';
import { hiddenCells } from '../evaluation/hidden-cells.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { idPart } from './chart.ts';
import { linearTicks } from './lane-axis.ts';
import { textWidth, wrapText } from './text-width.ts';
import type { ChartTheme } from './theme.ts';
import { chartFontSize, chartLineHeight, themeConfig } from './theme.ts';
import { tickLabels } from './tick-labels.ts';

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** The values of one column of the data. */
export interface ColumnValues {
  readonly label: string;
  /** Rows with a value. */
  readonly n: number;
  /** In the order of the codebook; empty for numbers. */
  readonly options: readonly { readonly label: string; readonly count: number }[];
  /** Null for what is not a number. */
  readonly numeric: {
    readonly lowerQuartile: number;
    readonly upperQuartile: number;
    /** Intervals of equal width in ascending order. */
    readonly histogram: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  } | null;
}

/** What the numbers of a column's charts are. */
export const columnDefinitions: readonly Definition[] = [
  {
    title: 'Count and share',
    text: 'Rows of the imported data with the value, without weights, and their share of all rows of the column that have a value; missing and refused cells do not count.',
    citation: 'Defined here',
  },
  {
    title: 'Intervals of numbers',
    text: 'Twenty intervals of equal width from the smallest to the largest value, each with its lower bound, the last one with both. Quartiles are of type 7.',
    citation: 'Hyndman & Fan (1996), Am. Stat. 50:361-365',
  },
];

/** How often each option or interval of a column occurs; none for a column without options and numbers. */
export function columnCharts(column: ColumnValues, options: ChartOptions): Chart[] {
  const { label, n, numeric } = column;
  const id = idPart(label);
  const charts: Chart[] = [];
  if (column.options.length > 0) {
    const bars = barsOf(column.options, n, options.smallestCell);
    charts.push(
      barChart({ id: `answers-${id}`, title: `Answers of ${label}`, finding: mostFrequent(bars, n), n, bars }, options),
    );
  }
  if (numeric !== null && numeric.histogram.length > 0) {
    const bars = barsOf(intervals(numeric.histogram, options.smallestCell), n, options.smallestCell);
    const finding = `Half of the values lie between ${formatNumber(numeric.lowerQuartile)} and ${formatNumber(numeric.upperQuartile)}; ${formatN(n)}.`;
    charts.push(barChart({ id: `values-${id}`, title: `Values of ${label}`, finding, n, bars }, options));
  }
  return charts;
}

interface Bar {
  readonly label: string;
  /** Null where it must not be shown. */
  readonly count: number | null;
  readonly share: number;
}

function barsOf(
  cells: readonly { readonly label: string; readonly count: number }[],
  n: number,
  smallest: number,
): Bar[] {
  const hidden = hiddenCells(
    cells.map(({ count }) => count),
    smallest,
  );
  return cells.map(({ label, count }, index) => ({
    label,
    count: hidden[index] === true ? null : count,
    share: n === 0 ? 0 : count / n,
  }));
}

/** Where small cells are hidden, the outermost bounds are too: they are the values of single people. */
function intervals(
  histogram: NonNullable<ColumnValues['numeric']>['histogram'],
  smallest: number,
): { label: string; count: number }[] {
  return histogram.map(({ from, to, count }, index) => {
    if (smallest > 0 && histogram.length > 1 && index === 0) return { label: `below ${formatNumber(to)}`, count };
    if (smallest > 0 && histogram.length > 1 && index === histogram.length - 1)
      return { label: `${formatNumber(from)} and more`, count };
    return { label: `${formatNumber(from)} to ${formatNumber(to)}`, count };
  });
}

function mostFrequent(bars: readonly Bar[], n: number): string {
  let most: Bar | null = null;
  for (const bar of bars) if (bar.count !== null && bar.count > (most?.count ?? 0)) most = bar;
  if (most === null) return `No answer can be shown; ${formatN(n)}.`;
  return `The most frequent answer is “${most.label}”, ${formatPercent(most.share)}; ${formatN(n)}.`;
}

interface BarChart {
  readonly id: string;
  readonly title: string;
  readonly finding: string;
  readonly n: number;
  readonly bars: readonly Bar[];
}

function barChart({ id, title, finding, n, bars }: BarChart, options: ChartOptions): Chart {
  const hidden =
    options.smallestCell > 0
      ? ` Counts of fewer than ${formatCount(options.smallestCell)} rows are not shown, nor those that would reveal them.`
      : '';
  return {
    id,
    title,
    subtitle: finding,
    caption: `Rows with each value, and their share of the rows with a value, ${formatN(n)}; without weights.${hidden}`,
    alternative: `${bars.map((bar) => `${bar.label}: ${words(bar)}`).join('; ')}.`,
    spec: barSpec(bars, options),
    table: {
      columns: [
        { label: 'Value', numeric: false },
        { label: 'Rows', numeric: true },
        { label: 'Share', numeric: true },
      ],
      rows: bars.map(({ label, count, share }) =>
        count === null ? [label, 'not shown', 'not shown'] : [label, formatCount(count), formatPercent(share)],
      ),
    },
  };
}

function words({ count, share }: Bar): string {
  return count === null ? 'not shown' : `${formatCount(count)}, ${formatPercent(share)}`;
}

const widestLabel = 240;
const wordsRoom = 110;

/** Bars from 0 on one scale, in the order that they are given in, with counts and shares at their right. */
function barSpec(bars: readonly Bar[], { theme, width }: ChartOptions): TopLevelSpec {
  const labelWidth = Math.min(
    widestLabel,
    width / 3,
    Math.max(...bars.map(({ label }) => textWidth(label, chartFontSize))) + 12,
  );
  let top = 0;
  const placed = bars.map((bar) => {
    const lines = wrapText(bar.label, labelWidth - 12, chartFontSize);
    const bottom = top + Math.max(22, lines.length * chartLineHeight + 6);
    const row = { ...bar, text: lines.join('\n'), y: (top + bottom) / 2, lines: lines.length };
    top = bottom;
    return row;
  });
  const plotWidth = Math.max(120, width - labelWidth - wordsRoom);
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
  return {
    width: plotWidth,
    height: top,
    data: { values: [] },
    layer: barLayers(placed, { most, plotWidth, labelWidth, height: top }, theme),
    config: themeConfig(theme),
  };
}

interface PlacedBar extends Bar {
  readonly text: string;
  readonly y: number;
  readonly lines: number;
}

function barLayers(
  bars: readonly PlacedBar[],
  size: { readonly most: number; readonly plotWidth: number; readonly labelWidth: number; readonly height: number },
  theme: ChartTheme,
): Layer[] {
  const x = {
    field: 'count',
    type: 'quantitative' as const,
    title: 'rows',
    scale: { domain: [0, size.most], nice: false as const },
    // The counts beside the bars say it exactly; lines would run through them.
    axis: { ...tickLabels('number'), grid: false, values: linearTicks([0, size.most], 5).filter(Number.isInteger) },
  };
  const y = { field: 'y', type: 'quantitative' as const, scale: null, axis: null };
  const text = { field: 'text', type: 'nominal' as const };
  const counted = bars.flatMap(({ count, y: place }) => (count === null ? [] : [{ count, y: place }]));
  return [
    {
      data: { values: counted },
      mark: { type: 'bar', orient: 'horizontal', size: 12, color: theme.human },
      encoding: { x, y },
    },
    {
      data: { values: bars.map((bar) => ({ y: bar.y, text: words(bar), count: bar.count ?? 0 })) },
      mark: { type: 'text', align: 'left', baseline: 'middle', dx: 6, color: theme.softInk },
      encoding: { x, y, text },
    },
    {
      data: {
        values: bars.map((bar) => ({ text: bar.text, y: bar.y - ((bar.lines - 1) * chartLineHeight) / 2 })),
      },
      mark: { type: 'text', align: 'left', baseline: 'middle', color: theme.ink },
      encoding: { x: { value: -size.labelWidth }, y, text },
    },
    {
      data: { values: [{ y: 0, bottom: size.height }] },
      mark: { type: 'rule', color: theme.baseline },
      encoding: { x: { value: 0 }, y, y2: { field: 'bottom' } },
    },
  ];
}
