import type { TopLevelSpec } from 'vega-lite';
import { formatCount, formatNumber } from '../evaluation/format-number.ts';
import type { ReportLoss } from '../evaluation/report-document.ts';
import type { Definition } from '../evaluation/results.ts';
import type { Chart, ChartOptions, ChartTable } from './chart.ts';
import { curveAxis } from './curve-axis.ts';
import type { EndLabel } from './loss-labels.ts';
import { placeEndLabels } from './loss-labels.ts';
import type { ChartTheme } from './theme.ts';
import { themeConfig } from './theme.ts';
import { tickLabels } from './tick-labels.ts';

type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** A training as it is drawn, finished or not. */
export interface DrawnTraining {
  readonly losses: readonly ReportLoss[];
  /** The epoch whose adapter was kept; null while it trains and where none was kept. */
  readonly bestEpoch: number | null;
  readonly stoppedEarly: boolean;
  /** Answers that were trained on; null where it is not known yet. */
  readonly examples: number | null;
  readonly trainableParameters: number | null;
  /** Trainings to compare it with: their curves on pilot-validation, each with its name. */
  readonly others?: readonly { readonly label: string; readonly losses: readonly ReportLoss[] }[];
}

/** What the numbers of the loss curve are. */
export const lossDefinitions: readonly Definition[] = [
  {
    title: 'Loss per answer',
    text: 'Mean of −ln p of the answer that the human gave, in nats, over answers; p is the product of the probabilities of the tokens of the answer, given the prompt. Tokens of the prompt do not count.',
    citation: 'Cross-entropy as in Goodfellow, Bengio & Courville (2016), Deep Learning, sect. 5.5 and 6.2',
  },
  {
    title: 'Two curves',
    text: 'On pilot-train a point is the mean over the answers of one optimiser step, before the step changed the adapter; on pilot-validation it is the mean over all answers of the part, measured before training and after every epoch. The adapter of the epoch with the lowest loss on pilot-validation is kept.',
    citation: 'Early stopping as in Prechelt (1998), in Neural Networks: Tricks of the Trade, 55-69',
  },
];

const plotHeight = 240;
const labelRoom = 230;
/** More points of a curve than this are thinned out evenly in the picture. */
const mostPoints = 400;
const mostMarks = 60;

/** Loss per answer over the epochs, on the rows that were trained on and on those that were not; null before the first. */
export function lossCurveChart(training: DrawnTraining, options: ChartOptions): Chart | null {
  const points = finite(training.losses);
  if (points.length === 0) return null;
  const others = (training.others ?? []).flatMap(({ label, losses }) => {
    const validation = finite(losses).filter(isHeldOut);
    return validation.length === 0 ? [] : [{ label, losses: validation }];
  });
  const drawn: DrawnLosses = { points, others, bestEpoch: training.bestEpoch };
  return {
    id: 'loss',
    title: 'Loss during adaptation',
    subtitle: lossFinding(training, drawn),
    caption: lossCaption(training, others.length > 0),
    alternative: readOut(drawn),
    spec: lossSpec(drawn, options),
    table: lossTable(drawn),
  };
}

interface DrawnLosses {
  readonly points: readonly ReportLoss[];
  readonly others: readonly { readonly label: string; readonly losses: readonly ReportLoss[] }[];
  readonly bestEpoch: number | null;
}

function finite(losses: readonly ReportLoss[]): ReportLoss[] {
  return losses.filter(({ loss }) => Number.isFinite(loss));
}

function isHeldOut({ part }: ReportLoss): boolean {
  return part === 'pilot-validation';
}

function lossCaption({ examples, trainableParameters }: DrawnTraining, hasOthers: boolean): string {
  const parts = [
    'Mean −ln p of the human answer in nats, answer tokens only. Solid with squares: respondents of pilot-validation, measured between epochs; dashed: respondents of pilot-train, averaged over the steps as they were trained.',
    hasOthers ? 'Thin with open squares: pilot-validation in other runs.' : '',
    examples === null || trainableParameters === null
      ? ''
      : `${formatCount(examples)} answers of pilot-train, ${formatCount(trainableParameters)} trainable parameters.`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function readOut({ points, others }: DrawnLosses): string {
  const curve = (name: string, losses: readonly ReportLoss[]): string[] =>
    losses.map(({ epoch, loss }) => `${name}, epoch ${formatEpoch(epoch)}: ${formatNumber(loss)}`);
  const words = [
    ...curve('pilot-validation', points.filter(isHeldOut)),
    ...others.flatMap(({ label, losses }) => curve(label, losses.slice(-1))),
  ];
  return `Loss by epoch. ${words.join('; ')}.`;
}

function formatEpoch(epoch: number): string {
  return Number.isInteger(epoch) ? formatCount(epoch) : formatNumber(epoch);
}

function lossTable({ points, others }: DrawnLosses): ChartTable {
  const cells = ({ part, epoch, step, loss }: ReportLoss): string[] => [
    part,
    formatEpoch(epoch),
    formatCount(step),
    formatNumber(loss),
  ];
  const train = points.filter((point) => !isHeldOut(point));
  const own = [...points.filter(isHeldOut), ...thinned(train, 40)].map(cells);
  const columns = [
    { label: 'Part', numeric: false },
    ...['Epoch', 'Step', 'Loss, nats per answer'].map((label) => ({ label, numeric: true })),
  ];
  if (others.length === 0) return { columns, rows: own };
  return {
    columns: [{ label: 'Run', numeric: false }, ...columns],
    rows: [
      ...own.map((row) => ['this one', ...row]),
      ...others.flatMap(({ label, losses }) => losses.map((point) => [label, ...cells(point)])),
    ],
  };
}

/** At most so many, evenly spaced and with the last. */
function thinned<Item>(items: readonly Item[], most: number): Item[] {
  const stride = Math.ceil(items.length / most);
  return items.filter((_, index) => (items.length - 1 - index) % stride === 0);
}

function lowest(losses: readonly ReportLoss[]): ReportLoss | undefined {
  return losses.reduce<ReportLoss | undefined>(
    (least, point) => (least === undefined || point.loss < least.loss ? point : least),
    undefined,
  );
}

function lossFinding({ bestEpoch, stoppedEarly }: DrawnTraining, { points, others: drawnOthers }: DrawnLosses): string {
  const validation = points.filter(isHeldOut);
  const first = validation[0];
  const best = lowest(validation);
  if (first === undefined || best === undefined) return 'No loss was measured on pilot-validation.';
  const others = `${othersFinding(drawnOthers)}.`;
  const floor = formatNumber(first.loss);
  if (bestEpoch === null && validation.length === 1)
    return `The loss on pilot-validation before training is ${floor} nats per answer${others}`;
  const kept = `; the adapter of epoch ${formatEpoch(bestEpoch ?? 0)} was kept${stoppedEarly ? ', and training stopped early' : ''}`;
  const fall =
    best.loss < first.loss ? `fell from ${floor} to ${formatNumber(best.loss)} nats per answer` : 'did not fall';
  return `The loss on pilot-validation ${fall}${bestEpoch === null ? ' so far' : kept}${others}`;
}

/** The lowest loss of the runs beside this one. */
function othersFinding(others: DrawnLosses['others']): string {
  let least: { readonly label: string; readonly loss: number } | null = null;
  for (const { label, losses } of others) {
    const loss = lowest(losses)?.loss;
    if (loss !== undefined && (least === null || loss < least.loss)) least = { label, loss };
  }
  return least === null ? '' : `; the lowest of the other runs is ${formatNumber(least.loss)}, ${least.label}`;
}

function lossSpec(drawn: DrawnLosses, { theme, width }: ChartOptions): TopLevelSpec {
  const plotWidth = Math.max(160, width - labelRoom);
  const axes = lossAxes(drawn);
  const train = drawn.points.filter((point) => !isHeldOut(point));
  const validation = drawn.points.filter(isHeldOut);
  return {
    width: plotWidth,
    height: plotHeight,
    data: { values: [] },
    layer: [
      ...keptLayers(drawn.bestEpoch, axes, theme),
      ...drawn.others.flatMap(({ losses }) => curveLayers(losses, otherCurve(theme), axes)),
      ...curveLayers(train, trainCurve(theme), axes),
      ...curveLayers(validation, validationCurve(theme), axes),
      ...nameLayers(placeEndLabels(endsOf(drawn), axes.domain, plotHeight), plotWidth, axes, theme),
    ],
    config: themeConfig(theme),
  };
}

/** The ends of all curves with their names and last values. */
function endsOf({ points, others }: DrawnLosses): Omit<EndLabel, 'place'>[] {
  const curves = [
    { label: 'pilot-validation', losses: points.filter(isHeldOut) },
    { label: 'pilot-train', losses: points.filter((point) => !isHeldOut(point)) },
    ...others,
  ];
  return curves.flatMap(({ label, losses }) => {
    const last = losses.at(-1);
    return last === undefined
      ? []
      : [{ text: `${label} ${formatNumber(last.loss)}`, epoch: last.epoch, loss: last.loss }];
  });
}

function lossAxes({ points, others }: DrawnLosses) {
  const all = [...points, ...others.flatMap(({ losses }) => losses)];
  const lastEpoch = all.reduce((most, { epoch }) => Math.max(most, epoch), 1);
  const low = all.reduce((least, { loss }) => Math.min(least, loss), Number.POSITIVE_INFINITY);
  const high = all.reduce((most, { loss }) => Math.max(most, loss), Number.NEGATIVE_INFINITY);
  const room = high > low ? (high - low) * 0.06 : Math.max(Math.abs(high) * 0.05, 0.05);
  // A loss is never below 0, and its axis has no room there.
  const domain: [number, number] = [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
  return {
    domain,
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
      scale: { domain, zero: false, nice: false as const },
      axis: curveAxis,
    },
  };
}
type Axes = ReturnType<typeof lossAxes>;

/** A line where the kept adapter stands. */
function keptLayers(bestEpoch: number | null, { x }: Axes, theme: ChartTheme): Layer[] {
  if (bestEpoch === null) return [];
  return [
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
  ];
}

interface CurveStyle {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  /** Null: marks only where there is no line to see. */
  readonly marks: 'filled' | 'open' | null;
}

const trainCurve = (theme: ChartTheme): CurveStyle => ({
  colour: theme.softInk,
  width: 1.25,
  dash: [4, 3],
  marks: null,
});
const validationCurve = (theme: ChartTheme): CurveStyle => ({
  colour: theme.adapted,
  width: 2,
  dash: [1, 0],
  marks: 'filled',
});
const otherCurve = (theme: ChartTheme): CurveStyle => ({
  colour: theme.adapted,
  width: 1,
  dash: [1, 0],
  marks: 'open',
});

function curveLayers(points: readonly ReportLoss[], style: CurveStyle, { x, y }: Axes): Layer[] {
  const values = thinned(points, mostPoints).map(({ epoch, loss }) => ({ epoch, loss }));
  const line: Layer = {
    data: { values },
    mark: { type: 'line', color: style.colour, strokeWidth: style.width, strokeDash: [...style.dash] },
    encoding: { x, y },
  };
  const marked = style.marks !== null ? thinned(values, mostMarks) : values.length === 1 ? values : [];
  const marks: Layer = {
    data: { values: marked },
    mark: {
      type: 'point',
      shape: style.marks === null ? 'circle' : 'square',
      filled: style.marks !== 'open',
      size: style.marks === 'filled' ? 50 : 28,
      color: style.colour,
      opacity: 1,
    },
    encoding: { x, y },
  };
  if (values.length === 0) return [];
  return marked.length === 0 ? [line] : [line, marks];
}

/** The names at the right edge; a dotted line leads to those that stand off the ends of their curves. */
function nameLayers(names: readonly EndLabel[], plotWidth: number, { x, y, domain }: Axes, theme: ChartTheme): Layer[] {
  const pixel = (domain[1] - domain[0]) / plotHeight;
  const lastEpoch = x.scale.domain[1] ?? 1;
  const led = names.filter(({ epoch, loss, place }) => epoch < lastEpoch || Math.abs(loss - place) > 3 * pixel);
  return [
    {
      data: { values: led.map(({ epoch, loss, place }) => ({ epoch, loss, place })) },
      mark: { type: 'rule', color: theme.bandEdge, strokeDash: [1, 3] },
      encoding: { x, x2: { value: plotWidth + 8 }, y, y2: { field: 'place' } },
    },
    {
      data: { values: names.map(({ text, place }) => ({ text, loss: place })) },
      mark: { type: 'text', align: 'left', color: theme.ink },
      encoding: { x: { value: plotWidth + 11 }, y, text: { field: 'text', type: 'nominal' } },
    },
  ];
}
