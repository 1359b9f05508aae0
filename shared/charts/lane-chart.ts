import type { TopLevelSpec } from 'vega-lite';
import type { Lane, LaneChart, LaneGroup } from './lane.ts';
import { laneDomain, laneTicks, onAxis } from './lane-axis.ts';
import { pointMark } from './point-mark.ts';
import type { MarkShape, SourceStyle } from './source-style.ts';
import { boldWidth, textWidth, wrapText } from './text-width.ts';
import { tickLabels } from './tick-labels.ts';
import type { ChartTheme } from './theme.ts';
import { chartFontSize, chartLineHeight, themeConfig } from './theme.ts';

interface PlacedLane extends Lane {
  readonly y: number;
  readonly top: number;
  readonly bottom: number;
}
interface PlacedGroup {
  readonly group: LaneGroup;
  readonly top: number;
  readonly bottom: number;
  readonly lines: readonly string[];
  readonly lanes: readonly PlacedLane[];
}
interface Columns {
  readonly lane: number;
  readonly plot: number;
  readonly text: number;
}

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

const laneHeight = 19;
const groupGap = 12;
const keyWidth = 16;
const widestLaneLabel = 190;
const narrowestPlot = 150;

/**
 * Estimates as marks with intervals, one line each, grouped and labelled where they stand, with the numbers printed
 * beside them: the form of a forest plot, used for every chart that compares sources on one scale. Humans are drawn last.
 *
 * @param shown groups of the chart that are drawn; columns and scale are those of all groups
 */
export function laneSpec(
  chart: LaneChart,
  theme: ChartTheme,
  width: number,
  shown: readonly LaneGroup[] = chart.groups,
): TopLevelSpec {
  const columns = measureColumns(chart, width);
  const placed = placeGroups(shown, columns);
  const height = placed.at(-1)?.bottom ?? 0;
  const domain = laneDomain(chart);
  const ticks = laneTicks(chart.axis, domain, columns.plot);
  const x = {
    field: 'value',
    type: 'quantitative' as const,
    title: chart.axis.title,
    scale:
      chart.axis.scale === 'log'
        ? { type: 'log' as const, domain: [...domain], nice: false as const }
        : { type: 'linear' as const, domain: [...domain], nice: false as const, zero: false as const },
    axis: {
      ...tickLabels(chart.axis.unit),
      labelFlush: false as const,
      grid: false as const,
      values: ticks,
    },
  };
  return {
    width: columns.plot,
    height,
    data: { values: [] },
    layer: [
      ...separators(placed, columns, theme),
      ...verticals(placed, x, ticks, theme.line),
      ...bands(placed, x, domain, theme),
      ...verticals(placed, x, chart.axis.references, theme.softInk),
      ...intervals(placed, x, domain),
      ...points(placed, x, domain),
      ...labels(placed, columns, chart.textHeading, theme),
    ],
    config: themeConfig(theme),
  };
}

/** Height of every group of a chart in pixels. */
export function laneHeights(chart: LaneChart, width: number): number[] {
  return placeGroups(chart.groups, measureColumns(chart, width)).map(({ top, bottom }) => bottom - top);
}

function measureColumns(chart: LaneChart, width: number): Columns {
  const lanes = chart.groups.flatMap((group) => group.lanes);
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, textWidth(text, chartFontSize)), 0);
  const lane = Math.ceil(Math.min(widestLaneLabel, widest(lanes.map(({ style }) => style.label)))) + keyWidth;
  const text = Math.ceil(widest([chart.textHeading, ...lanes.map((entry) => entry.text)]));
  return { lane, text, plot: Math.max(narrowestPlot, Math.floor(width - lane - text - 12 - 16 - 8)) };
}

function placeGroups(groups: readonly LaneGroup[], columns: Columns): PlacedGroup[] {
  const placed: PlacedGroup[] = [];
  const room = columns.plot - leftEdge(columns);
  let top = 0;
  for (const group of groups) {
    const labelRoom = room - textWidth(group.note, chartFontSize) - 8;
    const lines = group.label === '' ? [] : wrapText(group.label, labelRoom / boldWidth, chartFontSize);
    const start = top + groupGap / 2 + (lines.length === 0 ? 0 : lines.length * chartLineHeight + 4);
    const lanes = placeLanes(group.lanes, start, columns);
    const bottom = (lanes.at(-1)?.bottom ?? start) + groupGap / 2;
    placed.push({ group, top, bottom, lines, lanes });
    top = bottom;
  }
  return placed;
}

function placeLanes(lanes: readonly Lane[], start: number, columns: Columns): PlacedLane[] {
  let top = start;
  return lanes.map((lane) => {
    const lines = wrapText(lane.style.label, columns.lane - keyWidth, chartFontSize).length;
    const bottom = top + laneHeight + (lines - 1) * chartLineHeight;
    const placed = { ...lane, y: (top + bottom) / 2, top, bottom };
    top = bottom;
    return placed;
  });
}

const pixels = (field: string) => ({ field, type: 'quantitative' as const, scale: null, axis: null });

function separators(placed: readonly PlacedGroup[], columns: Columns, theme: ChartTheme): Layer[] {
  const values = placed.slice(1).map(({ top }) => ({ top }));
  if (values.length === 0) return [];
  return [
    {
      data: { values },
      mark: { type: 'rule', color: theme.line },
      encoding: {
        x: { value: leftEdge(columns) },
        x2: { value: columns.plot + 16 + columns.text },
        y: pixels('top'),
      },
    },
  ];
}

/** Where the texts at the left start. */
function leftEdge({ lane }: Columns): number {
  return -(12 + lane);
}

interface XEncoding {
  readonly field: string;
  readonly type: 'quantitative';
  readonly title: string;
  readonly scale: {
    readonly type: 'linear' | 'log';
    readonly domain: number[];
    readonly nice: false;
    readonly zero?: false;
  };
  readonly axis: {
    readonly labelFlush: false;
    readonly grid: false;
    readonly values: number[];
  };
}
type Domain = readonly [number, number];

function bands(placed: readonly PlacedGroup[], x: XEncoding, domain: Domain, theme: ChartTheme): Layer[] {
  const values = placed.flatMap(({ group, lanes }) => {
    const whole =
      group.band === null ? [] : [{ ...group.band, top: lanes[0]?.top ?? 0, bottom: lanes.at(-1)?.bottom ?? 0 }];
    const own = lanes.flatMap(({ band, top, bottom }) => (band === null ? [] : [{ ...band, top, bottom }]));
    return [...whole, ...own];
  });
  const data = {
    values: values.map(({ low, high, top, bottom }) => ({
      value: onAxis(low, domain),
      end: onAxis(high, domain),
      top,
      bottom,
    })),
  };
  const edge = (field: string): Layer => ({
    data,
    mark: { type: 'rule', color: theme.bandEdge },
    encoding: { x: { ...x, field }, y: pixels('top'), y2: { field: 'bottom' } },
  });
  return [
    {
      data,
      mark: { type: 'rect', color: theme.band },
      encoding: { x, x2: { field: 'end' }, y: pixels('top'), y2: { field: 'bottom' } },
    },
    edge('value'),
    edge('end'),
  ];
}

/** Lines behind the lanes of every group, which leave the lines with the group labels free. */
function verticals(placed: readonly PlacedGroup[], x: XEncoding, at: readonly number[], color: string): Layer[] {
  const values = placed.flatMap(({ lanes }) =>
    at.map((value) => ({ value, top: lanes[0]?.top ?? 0, bottom: lanes.at(-1)?.bottom ?? 0 })),
  );
  return [
    { data: { values }, mark: { type: 'rule', color }, encoding: { x, y: pixels('top'), y2: { field: 'bottom' } } },
  ];
}

/** Lanes by source in drawing order: baselines below, humans on top. */
function byStyle(placed: readonly PlacedGroup[]): { style: SourceStyle; lanes: PlacedLane[] }[] {
  const styles = new Map<string, { style: SourceStyle; lanes: PlacedLane[] }>();
  for (const lane of placed.flatMap(({ lanes }) => lanes)) {
    const entry = styles.get(lane.style.id);
    if (entry === undefined) styles.set(lane.style.id, { style: lane.style, lanes: [lane] });
    else entry.lanes.push(lane);
  }
  const rank = { baseline: 0, base: 1, adapted: 2, rectified: 3, human: 4 };
  return [...styles.values()].sort((a, b) => rank[a.style.kind] - rank[b.style.kind]);
}

function intervals(placed: readonly PlacedGroup[], x: XEncoding, domain: Domain): Layer[] {
  return byStyle(placed).map(({ style, lanes }) => ({
    data: {
      values: lanes.flatMap(({ low, high, y }) =>
        low === null || high === null || high < domain[0] || low > domain[1]
          ? []
          : [{ value: onAxis(low, domain), end: onAxis(high, domain), y }],
      ),
    },
    mark: { type: 'rule', color: style.colour, strokeWidth: 1.5, ...(style.filled ? {} : { strokeDash: [3, 2] }) },
    encoding: { x, x2: { field: 'end' }, y: pixels('y') },
  }));
}

function points(placed: readonly PlacedGroup[], x: XEncoding, domain: Domain): Layer[] {
  return byStyle(placed).flatMap(({ style, lanes }) => {
    const known = lanes.flatMap(({ value, y }) => (value === null ? [] : [{ value, y }]));
    const inside = known.filter(({ value }) => value >= domain[0] && value <= domain[1]);
    const at = (values: { value: number; y: number }[], shape: MarkShape): Layer[] =>
      values.length === 0
        ? []
        : [{ data: { values }, mark: pointMark({ ...style, shape }), encoding: { x, y: pixels('y') } }];
    const below = known.filter(({ value }) => value < domain[0]).map(({ y }) => ({ value: domain[0], y }));
    const above = known.filter(({ value }) => value > domain[1]).map(({ y }) => ({ value: domain[1], y }));
    return [...at(inside, style.shape), ...at(below, 'triangle-left'), ...at(above, 'triangle-right')];
  });
}

function labels(placed: readonly PlacedGroup[], columns: Columns, heading: string, theme: ChartTheme): Layer[] {
  const left = leftEdge(columns);
  const laneText = placed.flatMap(({ lanes }) =>
    lanes.map(({ style, y }) => {
      const lines = wrapText(style.label, columns.lane - keyWidth, chartFontSize);
      return { text: lines.join('\n'), y: y - ((lines.length - 1) * chartLineHeight) / 2 };
    }),
  );
  const firstLine = ({ top }: PlacedGroup): number => top + groupGap / 2 + chartLineHeight / 2;
  const groupText = placed.map((entry) => ({ text: entry.lines.join('\n'), y: firstLine(entry) }));
  const notes = placed.map((entry) => ({ text: entry.group.note, y: firstLine(entry) }));
  const estimates = placed.flatMap(({ lanes }) => lanes.map(({ text, y }) => ({ text, y })));
  return [
    textLayer(groupText, { x: left, color: theme.ink, fontWeight: 600 }),
    textLayer(notes, { x: columns.plot, color: theme.softInk, align: 'right' }),
    ...byStyle(placed).map(({ style, lanes }): Layer => ({
      data: { values: lanes.map(({ y }) => ({ y })) },
      mark: pointMark(style),
      encoding: { x: { value: left + 5 }, y: pixels('y') },
    })),
    textLayer(laneText, { x: left + keyWidth, color: theme.ink }),
    textLayer([{ text: heading, y: -10 }], { x: columns.plot + 16, color: theme.softInk }),
    textLayer(estimates, { x: columns.plot + 16, color: theme.ink }),
  ];
}

function textLayer(
  values: { text: string; y: number }[],
  look: { x: number; color: string; align?: 'left' | 'right'; fontWeight?: 600 },
): Layer {
  const { x, color, align = 'left', fontWeight = 'normal' } = look;
  return {
    data: { values: values.filter(({ text }) => text !== '') },
    mark: { type: 'text', align, baseline: 'middle', color, fontWeight },
    encoding: { x: { value: x }, y: pixels('y'), text: { field: 'text', type: 'nominal' } },
  };
}
