import type { TopLevelSpec } from 'vega-lite';
import type { Estimate } from '../evaluation/results.ts';
import { formatN } from '../evaluation/format-number.ts';
import type { ChartOptions } from './chart.ts';
import { linearTicks } from './lane-axis.ts';
import { pointMark } from './point-mark.ts';
import type { SourceStyle } from './source-style.ts';
import { boldWidth, textWidth, wrapText } from './text-width.ts';
import type { ChartTheme } from './theme.ts';
import { tickLabels } from './tick-labels.ts';
import { chartFontSize, chartLineHeight, themeConfig } from './theme.ts';

/** One option of an item. */
export interface DistributionRow {
  readonly label: string;
  /** Null where it must not be shown. */
  readonly human: { readonly share: number; readonly low: number; readonly high: number } | null;
  /** Share by source. */
  readonly simulated: ReadonlyMap<string, number>;
  /** Simulated − human share with its interval by source; none where it is not known or the human share must not be shown. */
  readonly differences?: ReadonlyMap<string, Estimate>;
}

export interface DistributionItem {
  readonly label: string;
  readonly n: number;
  readonly rows: readonly DistributionRow[];
}

interface Input {
  readonly items: readonly DistributionItem[];
  /** Items of all pictures, which share their scales. */
  readonly all: readonly DistributionItem[];
  readonly human: SourceStyle;
  readonly styles: readonly SourceStyle[];
}

interface PlacedRow {
  readonly row: DistributionRow;
  readonly lines: readonly string[];
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
}
interface PlacedItem {
  readonly item: DistributionItem;
  readonly lines: readonly string[];
  readonly top: number;
  readonly rows: readonly PlacedRow[];
}

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

const mostLabelWidth = 200;
const leastLabelWidth = 72;
const panelGap = 24;
/** Above and below an item; the scale stands in it. */
const itemGap = 10;
const markStep = 8;

/** Options as rows; a panel of shares and a panel of differences to the humans, with the same rows. */
export function distributionSpec(input: Input, { theme, width }: ChartOptions): TopLevelSpec {
  const labelWidth = labelWidthOf(input.all);
  const { shareWidth, differenceWidth } = panelWidths(width, labelWidth);
  const placed = placeItems(input, { labels: labelWidth, title: shareWidth + labelWidth });
  const height = placed.at(-1)?.rows.at(-1)?.bottom ?? 0;
  return {
    data: { values: [] },
    spacing: panelGap,
    // Texts may stand out of their panel without moving the other one.
    bounds: 'flush',
    hconcat: [
      { width: shareWidth, height, layer: shareLayers(input, placed, { plot: shareWidth, labels: labelWidth }, theme) },
      { width: differenceWidth, height, layer: differenceLayers(input, placed, differenceWidth, theme) },
    ],
    config: themeConfig(theme),
  };
}

/** Height of every item in pixels. */
export function distributionHeights(input: Pick<Input, 'items' | 'styles'>, { width }: ChartOptions): number[] {
  const labels = labelWidthOf(input.items);
  const title = panelWidths(width, labels).shareWidth + labels;
  return placeItems(input, { labels, title }).map(({ top, rows }) => {
    return (rows.at(-1)?.bottom ?? top) + itemGap - top;
  });
}

/** Room for the longest option of all pictures, up to a width from which options take several lines. */
function labelWidthOf(items: readonly DistributionItem[]): number {
  const widths = items.flatMap(({ rows }) => rows.map(({ label }) => textWidth(label, chartFontSize) + 16));
  return Math.ceil(Math.min(mostLabelWidth, Math.max(leastLabelWidth, ...widths)));
}

function panelWidths(width: number, labels: number): { readonly shareWidth: number; readonly differenceWidth: number } {
  const panels = Math.max(240, width - labels - panelGap - 24);
  const shareWidth = Math.round(panels * 0.62);
  return { shareWidth, differenceWidth: panels - shareWidth };
}

/** `room`: widths for the options and for the name of an item with its n. */
function placeItems(
  { items, styles }: Pick<Input, 'items' | 'styles'>,
  room: { readonly labels: number; readonly title: number },
): PlacedItem[] {
  const rowHeight = Math.max(20, (styles.length + 1) * markStep + 4);
  let top = 0;
  return items.map((item) => {
    const start = top;
    const beside = room.title - textWidth(formatN(item.n), chartFontSize) - 8;
    const lines = wrapText(item.label, beside / boldWidth, chartFontSize);
    top += itemGap + lines.length * chartLineHeight + 4;
    const rows = item.rows.map((row) => {
      const own = wrapText(row.label, room.labels - 12, chartFontSize);
      const bottom = top + Math.max(rowHeight, own.length * chartLineHeight + 4);
      const placed = { row, lines: own, y: (top + bottom) / 2, top, bottom };
      top = bottom;
      return placed;
    });
    top += itemGap;
    return { item, lines, top: start, rows };
  });
}

const pixels = (field: string) => ({ field, type: 'quantitative' as const, scale: null, axis: null });

/** Vertical place of each source within a row: the models around the humans, who keep the middle. */
function offsets(styles: readonly SourceStyle[]): Map<string, number> {
  const above = Math.ceil(styles.length / 2);
  return new Map(styles.map(({ id }, k) => [id, (k < above ? k - above : k - above + 1) * markStep]));
}

/** Widths in pixels of the plot of shares and of the options' names to its left. */
interface ShareRoom {
  readonly plot: number;
  readonly labels: number;
}

function shareLayers(input: Input, placed: readonly PlacedItem[], room: ShareRoom, theme: ChartTheme): Layer[] {
  const rows = placed.flatMap((entry) => entry.rows);
  const shares = input.all.flatMap((item) =>
    item.rows.flatMap(({ human, simulated }) => [human?.high ?? 0, ...simulated.values()]),
  );
  const most = Math.min(1, Math.max(0.1, ...shares) * 1.04);
  const ticks = linearTicks([0, most], 5);
  const x = quantitative('share', 'share of answers', [0, most], 'percent', ticks);
  const place = offsets(input.styles);
  const { human } = input;
  const humans = rows.flatMap(({ row, y }) => (row.human === null ? [] : [{ ...row.human, y }]));
  return [
    ...grid(placed, x, ticks, 'percent', theme),
    ...rowLines(placed, theme, { from: -room.labels, to: room.plot }),
    ...input.styles.map((style): Layer => ({
      data: {
        values: rows.flatMap(({ row, y }) => {
          const share = row.simulated.get(style.id);
          return share === undefined ? [] : [{ share, y: y + (place.get(style.id) ?? 0) }];
        }),
      },
      mark: pointMark(style),
      encoding: { x, y: pixels('y') },
    })),
    {
      data: { values: humans },
      mark: { type: 'rule', color: human.colour, strokeWidth: 1.5 },
      encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y: pixels('y') },
    },
    { data: { values: humans }, mark: pointMark(human), encoding: { x, y: pixels('y') } },
    ...labelLayers(placed, room, theme),
    ...keyLayers([human, ...input.styles], room, theme),
  ];
}

function quantitative(
  field: string,
  title: string,
  domain: [number, number],
  unit: 'number' | 'percent',
  ticks: number[],
) {
  return {
    field,
    type: 'quantitative' as const,
    title,
    scale: { domain, nice: false as const, zero: false as const },
    axis: { ...tickLabels(unit), grid: false, values: ticks, labelFlush: false as const },
  };
}

/** Vertical lines behind the rows of each item, which leave the items' names free, and the scale under all but the last. */
function grid(
  placed: readonly PlacedItem[],
  x: ReturnType<typeof quantitative>,
  ticks: readonly number[],
  unit: 'number' | 'percent',
  theme: ChartTheme,
): Layer[] {
  const values = placed.flatMap(({ rows }) =>
    ticks.map((value) => ({ value, top: rows[0]?.top ?? 0, bottom: rows.at(-1)?.bottom ?? 0 })),
  );
  const last = placed.at(-1)?.rows.at(-1)?.bottom ?? 0;
  return [
    {
      data: { values },
      mark: { type: 'rule', color: theme.line },
      encoding: { x: { ...x, field: 'value' }, y: pixels('top'), y2: { field: 'bottom' } },
    },
    {
      data: {
        values: values
          .filter(({ bottom }) => bottom < last)
          .map(({ value, bottom }) => ({ value, y: bottom + 2, text: tickWords(value, unit) })),
      },
      mark: { type: 'text', baseline: 'top', color: theme.softInk },
      encoding: { x: { ...x, field: 'value' }, y: pixels('y'), text: { field: 'text', type: 'nominal' } },
    },
  ];
}

/** A tick as the axis writes it. */
function tickWords(value: number, unit: 'number' | 'percent'): string {
  const number = Number((unit === 'percent' ? 100 * value : value).toPrecision(6));
  return `${String(number).replace('-', '−')}${unit === 'percent' ? '\u202f%' : ''}`;
}

/** A line under each option's row, so that the eye finds the mark that belongs to a label. */
function rowLines(placed: readonly PlacedItem[], theme: ChartTheme, span: { from: number; to: number }): Layer[] {
  const values = placed.flatMap(({ rows }) => rows.map(({ bottom }) => ({ bottom })));
  return [
    {
      data: { values },
      mark: { type: 'rule', color: theme.line },
      encoding: { x: { value: span.from }, x2: { value: span.to }, y: pixels('bottom') },
    },
  ];
}

function labelLayers(placed: readonly PlacedItem[], { plot, labels }: ShareRoom, theme: ChartTheme): Layer[] {
  const firstLine = ({ top }: PlacedItem): number => top + itemGap + chartLineHeight / 2;
  const text = (values: { text: string; y: number }[], x: number, color: string, mark: object): Layer => ({
    data: { values },
    mark: { type: 'text', baseline: 'middle', color, ...mark },
    encoding: { x: { value: x }, y: pixels('y'), text: { field: 'text', type: 'nominal' } },
  });
  const options = placed.flatMap(({ rows }) =>
    rows.map(({ lines, y }) => ({ text: lines.join('\n'), y: y - ((lines.length - 1) * chartLineHeight) / 2 })),
  );
  const items = placed.map((entry) => ({ text: entry.lines.join('\n'), y: firstLine(entry) }));
  const notes = placed.map((entry) => ({ text: formatN(entry.item.n), y: firstLine(entry) }));
  return [
    text(options, -labels, theme.ink, { align: 'left' }),
    text(items, -labels, theme.ink, { align: 'left', fontWeight: 600 }),
    text(notes, plot, theme.softInk, { align: 'right' }),
  ];
}

/** Marks with their names above the picture, in as many lines as they need. */
function keyLayers(styles: readonly SourceStyle[], { plot, labels }: ShareRoom, theme: ChartTheme): Layer[] {
  let x = 0;
  let line = 0;
  const places = styles.map((style) => {
    const width = 16 + textWidth(style.label, chartFontSize);
    if (x > 0 && x + width > plot + labels) {
      x = 0;
      line += 1;
    }
    const place = { style, x, line };
    x += width + 20;
    return place;
  });
  return places.flatMap((place): Layer[] => {
    const y = { value: -14 - (line - place.line) * (chartLineHeight + 3) };
    return [
      { data: { values: [{}] }, mark: pointMark(place.style), encoding: { x: { value: place.x - labels + 5 }, y } },
      {
        data: { values: [{ text: place.style.label }] },
        mark: { type: 'text', align: 'left', baseline: 'middle', color: theme.ink },
        encoding: { x: { value: place.x - labels + 16 }, y, text: { field: 'text', type: 'nominal' } },
      },
    ];
  });
}

/** In percentage points, with its interval, or with a line from 0 where there is none; null without a human share to show. */
function differenceOf(
  { human, simulated, differences }: DistributionRow,
  id: string,
): { readonly difference: number; readonly from: number; readonly to: number } | null {
  const share = simulated.get(id);
  if (share === undefined || human === null) return null;
  const difference = 100 * (share - human.share);
  const { low = null, high = null } = differences?.get(id) ?? {};
  return low === null || high === null
    ? { difference, from: 0, to: difference }
    : { difference, from: 100 * low, to: 100 * high };
}

function differenceLayers(
  { all, styles }: Input,
  placed: readonly PlacedItem[],
  width: number,
  theme: ChartTheme,
): Layer[] {
  const reach = (row: DistributionRow): number[] =>
    styles.flatMap(({ id }) => {
      const shown = differenceOf(row, id);
      return shown === null ? [] : [shown.from, shown.to, shown.difference].map(Math.abs);
    });
  const most = Math.max(5, ...all.flatMap(({ rows }) => rows.flatMap(reach))) * 1.08;
  const ticks = linearTicks([-most, most], 5);
  const x = quantitative('difference', 'simulated − human, points', [-most, most], 'number', ticks);
  const place = offsets(styles);
  const rows = placed.flatMap((entry) => entry.rows);
  const hidden = rows.filter(({ row }) => row.human === null).map(({ y }) => ({ text: 'not shown', y, difference: 0 }));
  return [
    ...grid(placed, x, ticks, 'number', theme),
    ...rowLines(placed, theme, { from: 0, to: width }),
    {
      data: { values: rows.map(({ top, bottom }) => ({ difference: 0, top, bottom })) },
      mark: { type: 'rule', color: theme.softInk },
      encoding: { x, y: pixels('top'), y2: { field: 'bottom' } },
    },
    ...styles.flatMap((style): Layer[] => {
      const values = rows.flatMap(({ row, y }) => {
        const shown = differenceOf(row, style.id);
        return shown === null ? [] : [{ ...shown, y: y + (place.get(style.id) ?? 0) }];
      });
      return [
        {
          data: { values },
          mark: { type: 'rule', color: style.colour, strokeWidth: 1.5 },
          encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' }, y: pixels('y') },
        },
        { data: { values }, mark: pointMark(style), encoding: { x, y: pixels('y') } },
      ];
    }),
    {
      data: { values: hidden },
      mark: { type: 'text', align: 'left', dx: 6, baseline: 'middle', color: theme.softInk },
      encoding: { x, y: pixels('y'), text: { field: 'text', type: 'nominal' } },
    },
  ];
}
