import type { TopLevelSpec } from 'vega-lite';
import { formatCount, formatLevel, formatN, formatNumber, formatPercent } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { joinWords } from './chart.ts';
import { type DimensionPanel, dimensionPanels, panelCell } from './dimension-panels.ts';
import type { Lane } from './lane.ts';
import { laneDomain, laneTicks, onAxis } from './lane-axis.ts';
import { laneOf, liesAbove, liesBelow } from './lane-of.ts';
import { pointMark } from './point-mark.ts';
import type { SourceStyle } from './source-style.ts';
import { humanId, humanStyle, labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';
import { textWidth, wrapText } from './text-width.ts';
import type { ChartTheme } from './theme.ts';
import { chartFontSize, chartLineHeight, themeConfig } from './theme.ts';

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

const laneHeight = 20;
const panelGap = 24;
const keyWidth = 16;
const widestLabel = 168;
const narrowestPanel = 84;
const rowGap = 20;

interface PlacedPanel {
  readonly panel: DimensionPanel;
  readonly heading: readonly string[];
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** Left edge and width, top of the heading and of the first lane, in pixels. */
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly first: number;
  readonly at: (value: number) => number;
}

/**
 * All dimensions side by side as small panels that share their lines: every source on one line through all of them, each
 * panel with a scale of its own, the humans on top. Null where a study has nothing for any of them.
 */
export function dimensionsChart(results: EvaluationResults, { theme, width }: ChartOptions): Chart | null {
  const panels = dimensionPanels(results);
  if (panels.length === 0) return null;
  const styles = [humanStyle(theme), ...sourceStyles(results, theme)];
  const level = formatLevel(results.settings.level);
  return {
    id: 'dimensions',
    title: 'One measure of each dimension',
    subtitle: dimensionsFinding(results, panels),
    caption: `Every panel has a scale of its own; ${formatN(results.sample.respondents)} evaluation humans. Distance: Jensen-Shannon, root mean square over items. Lines are ${level} intervals. Bands: what two human samples, or the human sample itself, would show; a mark inside its band is not told apart from humans by that measure.`,
    alternative: panels
      .map((panel) => `${panel.title}: ${styles.map(({ id, label }) => `${label} ${panelCell(panel, id)}`).join('; ')}`)
      .join('. '),
    spec: dimensionsSpec(panels, styles, theme, width),
    table: {
      columns: [
        { label: 'Source', numeric: false },
        ...panels.map(({ title }) => ({ label: title, numeric: true })),
        { label: 'n', numeric: true },
      ],
      rows: styles.map(({ id, label }) => [
        label,
        ...panels.map((panel) => panelCell(panel, id)),
        formatCount(panels[0]?.estimates.get(id)?.n ?? results.sample.respondents),
      ]),
    },
  };
}

/** In which dimensions the adapted model is inside the human range by its interval, and in which it is not. */
function dimensionsFinding(results: EvaluationResults, panels: readonly DimensionPanel[]): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  if (id === null) return 'There is no model to compare with the humans.';
  const compared = panels.flatMap((panel) => {
    const estimate = panel.estimates.get(id);
    const band = panel.bandOf(id);
    if (estimate === undefined || estimate.value === null || band === null) return [];
    // No source can be too close to the humans, too even or too good at signs; it can have too many structures or too small a gap.
    const below = !['divergence', 'subgroups'].includes(panel.id) && liesBelow(estimate, band.low);
    const above = panel.id !== 'regressions' && liesAbove(estimate, band.high);
    return [{ panel, outside: below || above }];
  });
  const outside = compared.filter((entry) => entry.outside).map(({ panel }) => names[panel.id]);
  const label = labelOfSource(results, id);
  if (compared.length === 0) return `Nothing of ${label} can be held against the human range.`;
  if (outside.length === 0)
    return `${label} is not told apart from humans in any of ${compared.length} dimensions that have a human range.`;
  return `${label} lies outside the human range in ${joinWords(outside)}: ${outside.length} of ${compared.length} dimensions that have one.`;
}

const names: Readonly<Record<DimensionPanel['id'], string>> = {
  divergence: 'distance',
  subgroups: 'subgroups',
  heterogeneity: 'variety',
  coherence: 'belief-action gap',
  regressions: 'regressions',
};

function dimensionsSpec(
  panels: readonly DimensionPanel[],
  styles: readonly SourceStyle[],
  theme: ChartTheme,
  width: number,
): TopLevelSpec {
  const label = labelColumn(styles);
  const placed = placePanels(panels, styles, width, label);
  const bottom = Math.max(...placed.map(({ first }) => first + styles.length * laneHeight));
  return {
    width: width - 8,
    height: bottom + 18,
    data: { values: [] },
    layer: [
      ...rowLabels(placed, styles, theme, label),
      ...placed.flatMap((panel) => panelLayers(panel, styles, theme)),
    ],
    config: themeConfig(theme),
  };
}

function labelColumn(styles: readonly SourceStyle[]): number {
  const widest = Math.max(...styles.map(({ label }) => textWidth(label, chartFontSize)));
  return Math.ceil(Math.min(widestLabel, widest)) + keyWidth + 12;
}

/** Panels in one row where each has room, otherwise in rows of as many as have. */
function placePanels(
  panels: readonly DimensionPanel[],
  styles: readonly SourceStyle[],
  width: number,
  label: number,
): PlacedPanel[] {
  const room = width - 8 - label;
  const most = Math.max(1, Math.floor((room + panelGap) / (narrowestPanel + panelGap)));
  const rows = Math.ceil(panels.length / Math.min(most, panels.length));
  const perRow = Math.ceil(panels.length / rows);
  const own = Math.max(narrowestPanel, Math.floor((room - panelGap * (perRow - 1)) / perRow));
  const placed: PlacedPanel[] = [];
  let top = 0;
  for (let start = 0; start < panels.length; start += perRow) {
    const row = panels.slice(start, start + perRow);
    const headings = row.map(({ title }) => wrapText(title, own + panelGap - 8, chartFontSize));
    const first = top + Math.max(...headings.map(({ length }) => length)) * chartLineHeight + 6;
    row.forEach((panel, index) => {
      const left = label + index * (own + panelGap);
      placed.push(placePanel(panel, styles, headings[index] ?? [], { left, width: own, top, first }));
    });
    top = first + styles.length * laneHeight + 18 + rowGap;
  }
  return placed;
}

function placePanel(
  panel: DimensionPanel,
  styles: readonly SourceStyle[],
  heading: readonly string[],
  place: Pick<PlacedPanel, 'left' | 'width' | 'top' | 'first'>,
): PlacedPanel {
  const axis = { ...panel.axis, title: '' };
  const domain = laneDomain({ groups: [{ label: '', note: '', lanes: lanesOf(panel, styles), band: null }], axis });
  const at = (value: number): number =>
    place.left + ((onAxis(value, domain) - domain[0]) / (domain[1] - domain[0])) * place.width;
  // Labels of ticks need some 45 pixels each.
  const ticks = laneTicks(axis, domain, place.width).filter(
    (_, index, all) => index % Math.max(1, Math.ceil((all.length * 45) / place.width)) === 0,
  );
  return { panel, heading, domain, ticks, ...place, at };
}

function lanesOf(panel: DimensionPanel, styles: readonly SourceStyle[]): Lane[] {
  return styles.flatMap((style) => {
    const estimate = panel.estimates.get(style.id);
    return estimate === undefined ? [] : [laneOf(style, estimate, panel.unit, panel.bandOf(style.id))];
  });
}

const pixels = (field: string) => ({ field, type: 'quantitative' as const, scale: null, axis: null });

function textLayer(values: { text: string; x: number; y: number }[], color: string, align: 'left' | 'center'): Layer {
  return {
    data: { values },
    mark: { type: 'text', align, baseline: 'middle', color },
    encoding: { x: pixels('x'), y: pixels('y'), text: { field: 'text', type: 'nominal' } },
  };
}

/** Names of the sources once a row of panels, with a fine line under each. */
function rowLabels(
  placed: readonly PlacedPanel[],
  styles: readonly SourceStyle[],
  theme: ChartTheme,
  label: number,
): Layer[] {
  const starts = [...new Set(placed.map(({ first }) => first))];
  const end = Math.max(...placed.map(({ left, width }) => left + width));
  const lines = starts.flatMap((first) =>
    styles.map((_, index) => ({ x: 0, end, y: first + (index + 1) * laneHeight })),
  );
  const texts = starts.flatMap((first) =>
    styles.map((style, index) => ({
      text: wrapText(style.label, label - keyWidth - 12, chartFontSize, 1).join(''),
      x: keyWidth,
      y: first + (index + 0.5) * laneHeight,
    })),
  );
  return [
    {
      data: { values: lines },
      mark: { type: 'rule', color: theme.line, opacity: 0.6 },
      encoding: { x: pixels('x'), x2: { field: 'end' }, y: pixels('y') },
    },
    textLayer(texts, theme.ink, 'left'),
    ...styles.map((style, index): Layer => ({
      data: { values: starts.map((first) => ({ x: 5, y: first + (index + 0.5) * laneHeight })) },
      mark: pointMark(style),
      encoding: { x: pixels('x'), y: pixels('y') },
    })),
  ];
}

function panelLayers(placed: PlacedPanel, styles: readonly SourceStyle[], theme: ChartTheme): Layer[] {
  const { heading, left, top, first, ticks, at } = placed;
  const bottom = first + styles.length * laneHeight;
  const headings = heading.map((text, line) => ({ text, x: left, y: top + (line + 0.5) * chartLineHeight }));
  const labels = ticks.map((tick) => ({ text: tickText(tick, placed.panel), x: at(tick), y: bottom + 10 }));
  return [
    textLayer(headings, theme.ink, 'left'),
    {
      data: { values: ticks.map((tick) => ({ x: at(tick), y: first, end: bottom })) },
      mark: { type: 'rule', color: theme.line },
      encoding: { x: pixels('x'), y: pixels('y'), y2: { field: 'end' } },
    },
    bandLayer(placed, styles, theme),
    textLayer(labels, theme.softInk, 'center'),
    // Humans last, on top.
    ...styles
      .map((style, index) => ({ style, index }))
      .reverse()
      .flatMap(({ style, index }) => markLayers(placed, style, first + (index + 0.5) * laneHeight)),
  ];
}

function tickText(tick: number, { axis }: DimensionPanel): string {
  if (axis.unit === 'percent') return formatPercent(tick, 0);
  return Number.isInteger(tick) ? formatCount(tick) : formatNumber(tick, 2).replace(/0+$/, '');
}

function bandLayer({ panel, first, at }: PlacedPanel, styles: readonly SourceStyle[], theme: ChartTheme): Layer {
  const values = styles.flatMap(({ id }, index) => {
    const band = panel.bandOf(id);
    if (band === null || !panel.estimates.has(id)) return [];
    const y = first + index * laneHeight;
    return [{ x: at(band.low), end: at(band.high), y, bottom: y + laneHeight }];
  });
  return {
    data: { values },
    mark: { type: 'rect', color: theme.band, stroke: theme.bandEdge, strokeWidth: 0.5 },
    encoding: { x: pixels('x'), x2: { field: 'end' }, y: pixels('y'), y2: { field: 'bottom' } },
  };
}

/** Panels whose humans are the range between two samples. */
const rangesOfTwo: ReadonlySet<DimensionPanel['id']> = new Set(['divergence', 'subgroups', 'regressions']);

function markLayers({ panel, domain, at }: PlacedPanel, style: SourceStyle, y: number): Layer[] {
  const estimate = panel.estimates.get(style.id);
  if (estimate === undefined || estimate.value === null) return [];
  const { value, low, high } = estimate;
  // Two human samples have a range, not a value of the measure.
  const shown = style.id === humanId && rangesOfTwo.has(panel.id) ? [] : [value];
  const shape = value < domain[0] ? 'triangle-left' : value > domain[1] ? 'triangle-right' : style.shape;
  const interval: Layer = {
    data: { values: low === null || high === null ? [] : [{ x: at(low), end: at(high), y }] },
    mark: { type: 'rule', color: style.colour, strokeWidth: 1.5, ...(style.filled ? {} : { strokeDash: [3, 2] }) },
    encoding: { x: pixels('x'), x2: { field: 'end' }, y: pixels('y') },
  };
  const point: Layer = {
    data: { values: shown.map((one) => ({ x: at(one), y })) },
    mark: pointMark({ ...style, shape }),
    encoding: { x: pixels('x'), y: pixels('y') },
  };
  return [...(shown.length === 0 ? [] : [interval]), point];
}
