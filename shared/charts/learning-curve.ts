import type { TopLevelSpec } from 'vega-lite';
import { signedRoot } from '../evaluation/signed-root.ts';
import type { Estimate } from '../evaluation/estimate-schema.ts';
import type { Experiment, ExperimentCellResults } from '../evaluation/experiments/experiment-results.ts';
import { cellName, experimentFinding } from '../evaluation/experiments/experiment-table.ts';
import { experimentTitles } from '../evaluation/experiments/experiment-titles.ts';
import { formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { curveAxis } from './curve-axis.ts';
import type { ExperimentChartSource } from './experiment-numbers.ts';
import { experimentTable } from './experiment-numbers.ts';
import type { ChartTheme } from './theme.ts';
import { themeConfig } from './theme.ts';
import { tickLabels } from './tick-labels.ts';

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** A point of a curve; `low` and `high` where there is an interval. */
interface CurveRow {
  readonly pilot: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface Series {
  readonly label: string;
  readonly colour: string;
  readonly dashed: boolean;
  /** One row a cell. */
  readonly rows: readonly CurveRow[];
  /** One row a size: means over the seeds. */
  readonly means: readonly CurveRow[];
}

/** Distance without sampling noise against the number of pilot respondents, on a logarithmic axis; null below two sizes. */
export function learningCurveChart(
  results: ExperimentChartSource,
  experiment: Experiment,
  options: ChartOptions,
): Chart | null {
  const tuned = experiment.cells.filter(({ pilot }) => pilot > 0);
  if (new Set(tuned.map(({ pilot }) => pilot)).size < 2) return null;
  const { theme } = options;
  const untuned = experiment.cells.find(({ pilot }) => pilot === 0);
  const series = [
    seriesOf('Adapted model', tuned, (cell) => cell.sources[0]?.distance, theme.adapted, false),
    ...bestBaseline(tuned).map(({ source, label }) =>
      seriesOf(
        label,
        tuned,
        (cell) => cell.sources.find((own) => own.source === source)?.distance,
        theme.baseline,
        true,
      ),
    ),
  ].filter(({ rows }) => rows.length > 0);
  const ceiling = ceilingBand(tuned);
  const level = formatLevel(results.settings.level);
  return {
    id: 'experiment-learning-curve',
    title: experimentTitles['learning-curve'],
    subtitle: experimentFinding(experiment, 'distance'),
    caption: `Jensen-Shannon distance of held-out answers without sampling noise, against the pilot-train respondents that the model was tuned on (logarithmic). One mark a seed with its ${level} interval over evaluation humans, ${formatN(tuned[0]?.n ?? 0)}; lines through the means. Dashed with its band: the closest baseline, fitted on the same rows. Grey band at 0: where chance would put a model that answers like the population. ${untuned === undefined ? '' : `Untuned: ${formatEstimate(untuned.sources[0]?.distance ?? emptyEstimate)}.`}`,
    alternative: `Learning curve, distance without sampling noise. ${experiment.cells
      .map((cell) => `${cellName(cell, experiment)}: ${formatEstimate(cell.sources[0]?.distance ?? emptyEstimate)}`)
      .join('; ')}.`,
    spec: curveSpec(series, ceiling, options),
    table: experimentTable(experiment),
  };
}

const emptyEstimate: Estimate = { value: null, low: null, high: null, level: 0.95, n: 0, reason: 'no-answers' };

function seriesOf(
  label: string,
  cells: readonly ExperimentCellResults[],
  of: (cell: ExperimentCellResults) => Estimate | undefined,
  colour: string,
  dashed: boolean,
): Series {
  const rows = cells.flatMap((cell): CurveRow[] => {
    const estimate = of(cell);
    if (estimate === undefined || estimate.value === null) return [];
    const { value, low, high } = estimate;
    return [{ pilot: cell.pilot, value, low: low ?? value, high: high ?? value }];
  });
  const means = [...Map.groupBy(rows, ({ pilot }) => pilot)]
    .sort(([a], [b]) => a - b)
    .map(([pilot, same]) => ({
      pilot,
      value: meanOf(same.map(({ value }) => value)),
      low: meanOf(same.map(({ low }) => low)),
      high: meanOf(same.map(({ high }) => high)),
    }));
  return { label, colour, dashed, rows, means };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The baseline whose distance, averaged over cells, is smallest. */
function bestBaseline(cells: readonly ExperimentCellResults[]): { source: string; label: string }[] {
  const known = cells.flatMap(({ sources }) => sources.slice(1));
  const groups = [...Map.groupBy(known, ({ source }) => source)].flatMap(([source, same]) => {
    const values = same.flatMap(({ distance }) => (distance.value === null ? [] : [distance.value]));
    return values.length < same.length ? [] : [{ source, label: same[0]?.label ?? source, mean: meanOf(values) }];
  });
  const [best] = groups.sort((a, b) => a.mean - b.mean);
  return best === undefined ? [] : [best];
}

/** Where a model that is perfect would vary: the noise ceiling without noise, in squares around its median. */
function ceilingBand(cells: readonly ExperimentCellResults[]): { low: number; high: number } | null {
  const { value = null, low = null, high = null } = cells[0]?.exactCeiling ?? {};
  return value === null || low === null || high === null
    ? null
    : { low: signedRoot(low ** 2 - value ** 2), high: signedRoot(high ** 2 - value ** 2) };
}

function curveSpec(
  series: readonly Series[],
  ceiling: { low: number; high: number } | null,
  { theme, width }: ChartOptions,
): TopLevelSpec {
  const axes = axesOf(series);
  const ends = axes.x.scale.domain;
  return {
    width: Math.max(160, width - 230),
    height: 260,
    data: { values: [] },
    layer: [
      ...(ceiling === null
        ? []
        : [
            {
              data: { values: [{ pilot: ends[0], end: ends[1], ...ceiling }] },
              mark: { type: 'rect' as const, color: theme.band, stroke: theme.bandEdge, strokeWidth: 0.5 },
              encoding: { x: axes.x, x2: { field: 'end' }, y: { ...axes.y, field: 'low' }, y2: { field: 'high' } },
            },
          ]),
      {
        data: { values: [{ value: 0 }] },
        mark: { type: 'rule', color: theme.softInk, strokeDash: [2, 2] },
        encoding: { y: axes.y },
      },
      ...series.toReversed().flatMap((one) => seriesLayers(one, axes, theme)),
    ],
    config: themeConfig(theme),
  };
}

function axesOf(series: readonly Series[]) {
  const sizes = [...new Set(series.flatMap(({ rows }) => rows.map(({ pilot }) => pilot)))].sort((a, b) => a - b);
  const [least = 1] = sizes;
  const most = sizes.at(-1) ?? least;
  const domain: [number, number] = [least / 1.15, most * 1.15];
  return {
    x: {
      field: 'pilot',
      type: 'quantitative' as const,
      title: 'pilot-train respondents',
      scale: { type: 'log' as const, domain, nice: false as const },
      axis: { values: sizes, grid: false, labelOverlap: false as const, ...tickLabels('number') },
    },
    y: {
      field: 'value',
      type: 'quantitative' as const,
      title: 'distance without sampling noise',
      scale: { zero: true, nice: true },
      axis: curveAxis,
    },
  };
}

function seriesLayers(
  { label, colour, dashed, rows, means }: Series,
  { x, y }: ReturnType<typeof axesOf>,
  theme: ChartTheme,
): Layer[] {
  const last = means.at(-1);
  const band: Layer[] = dashed
    ? [
        {
          data: { values: [...means] },
          mark: { type: 'area', color: colour, opacity: 0.15 },
          encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
        },
      ]
    : [];
  const marks: Layer[] = dashed
    ? []
    : [
        {
          data: { values: [...rows] },
          mark: { type: 'rule', color: colour, strokeWidth: 1.25, opacity: 0.7 },
          encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
        },
        {
          data: { values: [...rows] },
          mark: { type: 'point', shape: 'square', filled: true, size: 45, color: colour, opacity: 1 },
          encoding: { x, y },
        },
      ];
  const line: Layer = {
    data: { values: [...means] },
    mark: { type: 'line', color: colour, strokeWidth: 2, ...(dashed ? { strokeDash: [4, 3] } : {}) },
    encoding: { x, y },
  };
  const name: Layer = {
    data: { values: last === undefined ? [] : [{ ...last, text: label }] },
    mark: { type: 'text', align: 'left', dx: 12, dy: dashed ? 8 : -8, color: theme.ink, limit: 190 },
    encoding: { x, y, text: { field: 'text', type: 'nominal' } },
  };
  return [...band, line, ...marks, name];
}
