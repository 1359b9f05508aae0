import {
  formatCount,
  formatFixed,
  formatLevel,
  formatN,
  formatNumber,
  formatP,
  formatPercent,
  formatRatio,
} from '../evaluation/format-number.ts';
import type { Coefficient, EvaluationResults, RegressionsBlock } from '../evaluation/results.ts';
import type { Chart, ChartOptions, ChartTable } from './chart.ts';
import { idPart } from './chart.ts';
import type { Lane, LaneAxis, LaneGroup } from './lane.ts';
import { lanePages } from './lane-pages.ts';
import type { SourceStyle } from './source-style.ts';
import { humanStyle, labelOfSource, sourceOfKind, sourceStyles } from './source-style.ts';

type Model = RegressionsBlock['models'][number];
type Side = Coefficient['human'];

const modelNames: Record<Model['model'], string> = {
  ols: 'Least squares',
  logit: 'Logit',
  'ordered-logit': 'Ordered logit',
  'multinomial-logit': 'Multinomial logit',
  poisson: 'Poisson',
};

/**
 * Forest plots of the researcher's regressions: the human estimate with its interval as a band, and the models' estimates
 * on it. Intercepts are in the table only. Models with many terms take several pictures.
 */
export function coefficientCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  return (results.regressions?.models ?? []).flatMap((model) => {
    const terms = model.sources[0]?.coefficients.filter(({ intercept }) => !intercept) ?? [];
    if (model.failure !== null || terms.length === 0) return [];
    return coefficientPages(
      results,
      options,
      model,
      terms.map(({ term }) => term),
    );
  });
}

function coefficientPages(
  results: EvaluationResults,
  options: ChartOptions,
  model: Model,
  terms: readonly string[],
): Chart[] {
  const level = formatLevel(results.settings.level);
  const styles = sourceStyles(results, options.theme).filter(({ kind }) => kind !== 'baseline');
  const groups = terms.map((term) => termGroup(model, term, styles, humanStyle(options.theme)));
  const axis: LaneAxis = {
    title: model.model === 'ols' ? 'coefficient' : 'coefficient (log scale of the model)',
    scale: 'linear',
    unit: 'number',
    references: [0],
    include: [],
    limits: coefficientLimits(groups),
  };
  const seeds = model.sources[0]?.seeds ?? 0;
  const texts = {
    id: `coefficients-${idPart(model.name)}`,
    title: `Coefficients: ${model.name}`,
    subtitle: coefficientFinding(results, model),
    caption: `${modelNames[model.model]}, ${model.formula}; standard errors: ${model.covariance}${model.contrasts === undefined ? '' : `; ${model.contrasts} contrasts`}. Band: ${level} interval of the human sample, ${formatN(model.n)}; the same people's twins over ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}. Marks beyond the scale lie at its edge as arrows.`,
    alternative: 'Coefficients with intervals.',
    table: coefficientTable(results, model),
  };
  return lanePages(texts, { groups, axis, textHeading: `b [${level} interval], p` }, options);
}

function termGroup(model: Model, term: string, styles: readonly SourceStyle[], human: SourceStyle): LaneGroup {
  const own = model.sources[0]?.coefficients.find((row) => row.term === term)?.human;
  const lanes = styles.flatMap((style) => {
    const row = model.sources.find(({ source }) => source === style.id)?.coefficients.find((one) => one.term === term);
    return row === undefined ? [] : [sideLane(style, row.simulated)];
  });
  const band = own === undefined || own.low === null || own.high === null ? null : { low: own.low, high: own.high };
  return { label: term, note: '', band, lanes: own === undefined ? lanes : [sideLane(human, own), ...lanes] };
}

function sideLane(style: SourceStyle, side: Side): Lane {
  return { style, value: side.b, low: side.low, high: side.high, text: sideText(side), band: null };
}

function sideText({ b, low, high, p }: Side): string {
  if (b === null) return 'not estimable';
  const interval = low === null || high === null ? '' : ` [${pair(low, high - low)}, ${pair(high, high - low)}]`;
  const value = low === null || high === null ? formatNumber(b) : pair(b, high - low);
  return `${value}${interval}${p === null ? '' : `, ${formatP(p)}`}`;
}

/** A bound with as many decimals as two significant digits of the interval's width have. */
function pair(value: number, width: number): string {
  if (!(width > 0)) return formatNumber(value);
  return formatFixed(value, Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(width / 2)))));
}

/** Three times the human range around 0: a model that separates the answers must not press all others together. */
function coefficientLimits(groups: readonly LaneGroup[]): readonly [number, number] {
  const bounds = groups.flatMap(({ band, lanes }) => [
    ...(band === null ? [] : [Math.abs(band.low), Math.abs(band.high)]),
    ...lanes.flatMap(({ style, value }) => (style.kind === 'human' && value !== null ? [Math.abs(value)] : [])),
  ]);
  const most = Math.max(0, ...bounds.filter(Number.isFinite));
  return most > 0 ? [-3 * most, 3 * most] : [-1e6, 1e6];
}

function coefficientFinding(results: EvaluationResults, model: Model): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const row = model.sources.find(({ source }) => source === id);
  if (row === undefined) return 'No model has coefficients to compare.';
  const terms = row.coefficients.filter(({ intercept }) => !intercept);
  const inside = terms.filter(({ insideHumanInterval }) => insideHumanInterval === true).length;
  const flipped = terms.filter(({ sameSign }) => sameSign === false).length;
  return `${labelOfSource(results, row.source)}: ${inside} of ${terms.length} coefficients lie inside the human interval, and ${flipped} ${flipped === 1 ? 'has' : 'have'} the opposite sign${equivalenceFinding(terms)}.`;
}

/** Low power is no equality: differences that are neither shown nor excluded are counted apart. */
function equivalenceFinding(terms: readonly Coefficient[]): string {
  const states = terms.flatMap(({ equivalence }) => equivalence?.state ?? []);
  if (states.length === 0) return '';
  const count = (state: string): number => states.filter((own) => own === state).length;
  return `; ${count('equivalent')} are shown to be equivalent, ${count('different')} to be different, and ${count('open')} are open`;
}

/** What the tests say of a difference, with its 1 − 2α interval and the margin. */
function equivalenceText({ equivalence }: Coefficient): string {
  if (equivalence === undefined || equivalence === null) return '';
  const { state, low, high, margin, adjustedP } = equivalence;
  return `${state}: [${pair(low, high - low)}, ${pair(high, high - low)}] in ±${formatNumber(margin)}, ${formatP(adjustedP)}`;
}

function coefficientTable(results: EvaluationResults, model: Model): ChartTable {
  const numbers = [
    'Human b',
    'Simulated b',
    'z of the difference',
    'adjusted p',
    'Ratio',
    'Overlap of intervals',
    'Difference within margin',
  ];
  return {
    columns: [
      { label: 'Term', numeric: false },
      { label: 'Source', numeric: false },
      ...numbers.map((label) => ({ label, numeric: true })),
      { label: 'n', numeric: true },
    ],
    rows: model.sources.flatMap((row) =>
      row.coefficients.map((one) => [
        one.term,
        labelOfSource(results, row.source),
        sideText(one.human),
        sideText(one.simulated),
        one.z === null ? '' : `${formatNumber(one.z)}${one.zP === null ? '' : `, ${formatP(one.zP)}`}`,
        one.zAdjustedP === undefined || one.zAdjustedP === null ? '' : formatP(one.zAdjustedP),
        one.ratio === null ? '' : formatRatio(one.ratio),
        one.intervalOverlap === undefined || one.intervalOverlap === null ? '' : formatPercent(one.intervalOverlap),
        equivalenceText(one),
        formatCount(model.n),
      ]),
    ),
  };
}
