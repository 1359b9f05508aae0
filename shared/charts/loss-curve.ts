import type { TopLevelSpec } from 'vega-lite';
import { formatCount, formatNumber } from '../evaluation/format-number.ts';
import type { ReportLoss, ReportTraining } from '../evaluation/report-document.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { curveAxis } from './curve-axis.ts';
import type { ChartTheme } from './theme.ts';
import { themeConfig } from './theme.ts';
import { tickLabels } from './tick-labels.ts';

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

const parts = [
  { part: 'pilot-train', dash: [4, 3], opacity: 0.8 },
  { part: 'pilot-validation', dash: [1, 0], opacity: 1 },
] as const;

/** Loss per answer over the epochs, on the rows that were trained on and on those that were not. */
export function lossCurveChart(training: ReportTraining, options: ChartOptions): Chart | null {
  const points = training.losses.filter(({ loss }) => Number.isFinite(loss));
  if (points.length === 0) return null;
  return {
    id: 'loss',
    title: 'Loss during adaptation',
    subtitle: lossFinding(training),
    caption: `Mean −ln p of the human answer in nats, answer tokens only. Solid with squares: respondents of pilot-validation, measured between epochs; dashed: respondents of pilot-train, averaged over the steps as they were trained. ${formatCount(training.examples)} answers, ${formatCount(training.trainableParameters)} trainable parameters.`,
    alternative: `Loss by epoch. ${points
      .filter(({ part }) => part === 'pilot-validation')
      .map(({ epoch, loss }) => `pilot-validation, epoch ${formatEpoch(epoch)}: ${formatNumber(loss)}`)
      .join('; ')}.`,
    spec: lossSpec(points, training.bestEpoch, options),
    table: {
      columns: [
        { label: 'Part', numeric: false },
        ...['Epoch', 'Step', 'Loss, nats per answer'].map((label) => ({ label, numeric: true })),
      ],
      rows: shortened(points).map((point) => [
        point.part,
        formatEpoch(point.epoch),
        formatCount(point.step),
        formatNumber(point.loss),
      ]),
    },
  };
}

function formatEpoch(epoch: number): string {
  return Number.isInteger(epoch) ? formatCount(epoch) : formatNumber(epoch);
}

/** All validation rows, and of the training rows at most 40, evenly spaced and with the last. */
function shortened(points: readonly ReportLoss[]): ReportLoss[] {
  const train = points.filter(({ part }) => part === 'pilot-train');
  const stride = Math.ceil(train.length / 40);
  const kept = train.filter((_, index) => (train.length - 1 - index) % stride === 0);
  return [...points.filter(({ part }) => part === 'pilot-validation'), ...kept];
}

function lossFinding({ losses, bestEpoch, stoppedEarly }: ReportTraining): string {
  const validation = losses.filter(({ part }) => part === 'pilot-validation');
  const first = validation[0];
  const best = validation.reduce<ReportLoss | undefined>(
    (least, point) => (least === undefined || point.loss < least.loss ? point : least),
    undefined,
  );
  if (first === undefined || best === undefined) return 'No loss was measured on pilot-validation.';
  const kept = `the adapter of epoch ${formatEpoch(bestEpoch)} was kept`;
  const end = stoppedEarly ? ', and training stopped early' : '';
  if (best.loss >= first.loss) return `The loss on pilot-validation did not fall; ${kept}${end}.`;
  return `The loss on pilot-validation fell from ${formatNumber(first.loss)} to ${formatNumber(best.loss)} nats per answer; ${kept}${end}.`;
}

function lossSpec(points: readonly ReportLoss[], bestEpoch: number, { theme, width }: ChartOptions): TopLevelSpec {
  const axes = lossAxes(points);
  const { x } = axes;
  return {
    width: Math.max(160, width - 230),
    height: 240,
    data: { values: [] },
    layer: [
      {
        data: { values: [{ epoch: bestEpoch }] },
        mark: { type: 'rule', color: theme.bandEdge, strokeWidth: 1.5 },
        encoding: { x },
      },
      {
        data: { values: [{ epoch: bestEpoch, text: 'kept' }] },
        mark: { type: 'text', align: 'center', baseline: 'bottom', dy: -4, color: theme.softInk },
        encoding: { x, y: { value: 0 }, text: { field: 'text', type: 'nominal' } },
      },
      ...parts.flatMap((part) => curveLayers(points, part, axes, theme)),
    ],
    config: themeConfig(theme),
  };
}

function lossAxes(points: readonly ReportLoss[]) {
  const lastEpoch = Math.max(...points.map(({ epoch }) => epoch), 1);
  return {
    x: {
      field: 'epoch',
      type: 'quantitative' as const,
      title: 'epoch',
      scale: { domain: [0, lastEpoch], nice: false as const },
      axis: {
        tickMinStep: lastEpoch > 2 ? 1 : 0.25,
        grid: false,
        labelFlush: false as const,
        ...tickLabels('number'),
      },
    },
    y: {
      field: 'loss',
      type: 'quantitative' as const,
      title: 'nats per answer',
      scale: { zero: false, nice: true },
      axis: curveAxis,
    },
  };
}

/** The curve of one part with its name at the end. */
function curveLayers(
  points: readonly ReportLoss[],
  { part, dash, opacity }: (typeof parts)[number],
  { x, y }: ReturnType<typeof lossAxes>,
  theme: ChartTheme,
): Layer[] {
  const values = points.filter((point) => point.part === part).map(({ epoch, loss }) => ({ epoch, loss }));
  const last = values.at(-1);
  if (last === undefined) return [];
  const held = part === 'pilot-validation';
  const line: Layer = {
    data: { values },
    mark: {
      type: 'line',
      color: held ? theme.adapted : theme.softInk,
      strokeWidth: held ? 2 : 1.25,
      strokeDash: [...dash],
      opacity,
    },
    encoding: { x, y },
  };
  const marks: Layer = {
    data: { values },
    mark: { type: 'point', shape: 'square', filled: true, size: 50, color: theme.adapted, opacity: 1 },
    encoding: { x, y },
  };
  const name: Layer = {
    data: { values: [{ ...last, text: `${part} ${formatNumber(last.loss)}` }] },
    mark: { type: 'text', align: 'left', dx: 10, dy: labelShift(points, part), color: theme.ink },
    encoding: { x, y, text: { field: 'text', type: 'nominal' } },
  };
  return held ? [line, marks, name] : [line, name];
}

/** Moves the two labels at the ends of the curves apart where the curves end close to each other. */
function labelShift(points: readonly ReportLoss[], part: ReportLoss['part']): number {
  const end = (wanted: ReportLoss['part']) => points.findLast((point) => point.part === wanted)?.loss;
  const own = end(part);
  const other = end(part === 'pilot-train' ? 'pilot-validation' : 'pilot-train');
  const losses = points.map(({ loss }) => loss);
  const range = Math.max(...losses) - Math.min(...losses);
  if (own === undefined || other === undefined || !(range > 0) || Math.abs(own - other) / range > 0.08) return 0;
  if (own === other) return part === 'pilot-train' ? 8 : -8;
  return own > other ? -8 : 8;
}
