import {
  type ExperimentMeasure,
  type ExperimentMeasureId,
  experimentMeasure,
  measureDifferenceFinding,
  measureFinding,
} from '../evaluation/experiments/experiment-measures.ts';
import type { Experiment, ExperimentCellResults } from '../evaluation/experiments/experiment-results.ts';
import { cellName, differenceFinding, experimentFinding } from '../evaluation/experiments/experiment-table.ts';
import { experimentTitles } from '../evaluation/experiments/experiment-titles.ts';
import { formatLevel, formatN } from '../evaluation/format-number.ts';
import { type Chart, type ChartOptions, idPart } from './chart.ts';
import type { ExperimentChartSource } from './experiment-numbers.ts';
import { differenceTable, experimentTable } from './experiment-numbers.ts';
import { likelihoodAxis } from './likelihood-axis.ts';
import type { LaneAxis } from './lane.ts';
import { bandOf, laneOf } from './lane-of.ts';
import { lanePages } from './lane-pages.ts';
import { learningCurveChart } from './learning-curve.ts';
import type { SourceStyle } from './source-style.ts';
import { sourceStyles } from './source-style.ts';

/**
 * For each experiment its cells and then their differences; none without the block.
 *
 * @param measure what to draw them by; without one the likelihood (the distance in a learning curve), and for pilots and
 *   prompts that may treat groups differently the gap between subgroups and the number of structures too
 */
export function experimentCharts(
  results: ExperimentChartSource,
  options: ChartOptions,
  measure?: ExperimentMeasureId,
): Chart[] {
  const begun = (results.experiments?.experiments ?? []).filter(({ cells }) => cells.length > 0);
  return begun.flatMap((experiment) => {
    const own = experimentMeasure(measure ?? 'negativeLogLikelihood');
    const curve =
      own.id === 'negativeLogLikelihood' && experiment.id === 'learning-curve'
        ? learningCurveChart(results, experiment, options)
        : null;
    const cells = curve === null ? cellCharts(results, experiment, own, options) : [curve];
    const more = measure === undefined && aboutGroups.has(experiment.id) ? groupMeasures.map(experimentMeasure) : [];
    return [
      ...cells,
      ...differenceCharts(results, experiment, own, options),
      ...more.flatMap((one) => cellCharts(results, experiment, one, options)),
    ];
  });
}

const aboutGroups: ReadonlySet<Experiment['id']> = new Set(['pilot-composition', 'demographics']);
const groupMeasures: readonly ExperimentMeasureId[] = ['subgroupGap', 'uniqueRatio'];

/** The chart's id, which for the likelihood is that of the experiment. */
function chartId(experiment: Experiment, { id }: ExperimentMeasure): string {
  return `experiment-${experiment.id}${id === 'negativeLogLikelihood' ? '' : `-${idPart(id)}`}`;
}

function axisOf({ label, unit, reference, limits }: ExperimentMeasure): LaneAxis {
  return {
    title: label,
    scale: 'linear',
    unit: unit === 'percent' ? 'percent' : 'number',
    references: reference === null ? [] : [reference],
    include: unit === 'ratio' || reference === null ? [0] : [],
    limits,
  };
}

/** Cells as groups of lanes: their model and the best baseline fitted on the same rows. */
function cellCharts(
  results: ExperimentChartSource,
  experiment: Experiment,
  measure: ExperimentMeasure,
  options: ChartOptions,
): Chart[] {
  const level = formatLevel(results.settings.level);
  const isLikelihood = measure.id === 'negativeLogLikelihood';
  const groups = experiment.cells.flatMap((cell) => {
    const lanes = shownSources(cell).flatMap((source) => {
      const estimate = measure.of(source);
      return estimate === null ? [] : [laneOf(styleOf(source, options), estimate, measure.unit)];
    });
    if (lanes.length === 0) return [];
    const band = measure.id === 'gap' ? bandOf(cell.humanGap) : null;
    return [{ label: cellName(cell, experiment), note: formatN(cell.n), lanes, band }];
  });
  if (groups.length === 0 && !isLikelihood) return [];
  const title = experimentTitles[experiment.id];
  const texts = {
    id: chartId(experiment, measure),
    title: isLikelihood ? title : `${title}: ${measure.label}`,
    subtitle: isLikelihood ? experimentFinding(experiment) : measureFinding(experiment, measure),
    caption: `${isLikelihood ? 'Negative log likelihood of held-out answers' : measure.label} by cell; lines are ${level} intervals over evaluation humans.${measure.id === 'gap' ? ' Bands: interval of the humans.' : ''} Open marks: the baseline of highest likelihood among those fitted on the same pilot rows. The table has all sources and measures.`,
    alternative: `${title}.`,
    table: experimentTable(experiment),
  };
  const axis = isLikelihood ? likelihoodAxis : axisOf(measure);
  return lanePages(texts, { groups, axis, textHeading: `${shortUnit(measure)} [${level} interval]` }, options);
}

function shortUnit({ id, unit }: ExperimentMeasure): string {
  return id === 'negativeLogLikelihood' ? 'nats' : unit === 'ratio' ? 'ratio' : unit === 'percent' ? 'share' : 'value';
}

/** What the model of each cell differs by from that of the cell it is compared with; none where none are. */
function differenceCharts(
  results: ExperimentChartSource,
  experiment: Experiment,
  measure: ExperimentMeasure,
  options: ChartOptions,
): Chart[] {
  const isLikelihood = measure.id === 'negativeLogLikelihood';
  const subtitle = isLikelihood ? differenceFinding(experiment) : measureDifferenceFinding(experiment, measure);
  if (subtitle === null) return [];
  const level = formatLevel(results.settings.level);
  // The difference of two ratios is no ratio.
  const unit = measure.unit === 'percent' ? ('percent' as const) : ('number' as const);
  const groups = experiment.cells.flatMap((cell) => {
    const { difference, sources } = cell;
    const [model] = sources;
    const reference = experiment.cells.find(({ id }) => id === difference?.reference);
    const estimate = difference === undefined ? null : measure.differenceOf(difference);
    if (estimate === null || model === undefined || reference === undefined) return [];
    return [
      {
        label: `${cellName(cell, experiment)} − ${cellName(reference, experiment)}`,
        note: formatN(cell.n),
        lanes: [laneOf(styleOf(model, options), estimate, unit)],
        band: null,
      },
    ];
  });
  if (groups.length === 0) return [];
  const axis = {
    title: isLikelihood
      ? 'difference in mean −ln p of the human answer, nats per answer (below 0: better than the other cell)'
      : `difference: ${measure.label}`,
    scale: 'linear' as const,
    unit,
    references: [0],
    include: [],
    limits: null,
  };
  const texts = {
    id: `${chartId(experiment, measure)}-differences`,
    title: `${experimentTitles[experiment.id]}: differences${isLikelihood ? '' : ` in ${measure.label}`}`,
    subtitle,
    caption: `${isLikelihood ? 'Negative log likelihood' : measure.label} of the model of a cell minus that of the cell it is compared with; lines are ${level} ${measure.id === 'uniqueRatio' ? 'intervals that take the cells as independent' : 'bootstrap intervals in which both have the same people in every draw'}. The table has the other measures.`,
    alternative: `${experimentTitles[experiment.id]}, differences.`,
    table: differenceTable(experiment),
  };
  return lanePages(
    texts,
    { groups, axis, textHeading: `${isLikelihood ? 'nats' : 'difference'} [${level} interval]` },
    options,
  );
}

type Source = ExperimentCellResults['sources'][number];

/** The model, and the baseline of highest likelihood. */
function shownSources({ sources }: ExperimentCellResults): Source[] {
  const [model, ...others] = sources;
  const [best] = others
    .filter(({ negativeLogLikelihood }) => negativeLogLikelihood.value !== null)
    .sort((a, b) => (a.negativeLogLikelihood.value ?? 0) - (b.negativeLogLikelihood.value ?? 0));
  return [model, best].filter((source) => source !== undefined);
}

/** The model of a cell has one id in all of them; what it is shows in how it looks. */
function styleOf({ source, kind, label }: Source, { theme }: ChartOptions): SourceStyle {
  const id = kind === 'baseline' ? source : kind;
  const [style] = sourceStyles({ sources: [{ id, kind, label, seeds: 1, regime: 'exact' }] }, theme);
  return style ?? { id, label, kind, colour: theme.baseline, shape: 'circle', filled: false };
}
