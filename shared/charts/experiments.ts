import type { Experiment, ExperimentCellResults } from '../evaluation/experiments/experiment-results.ts';
import { cellName, differenceFinding, experimentFinding } from '../evaluation/experiments/experiment-table.ts';
import { experimentTitles } from '../evaluation/experiments/experiment-titles.ts';
import { formatLevel, formatN } from '../evaluation/format-number.ts';
import type { Chart, ChartOptions } from './chart.ts';
import type { ExperimentChartSource } from './experiment-numbers.ts';
import { differenceTable, experimentTable } from './experiment-numbers.ts';
import { likelihoodAxis } from './likelihood-axis.ts';
import { laneOf } from './lane-of.ts';
import { lanePages } from './lane-pages.ts';
import { learningCurveChart } from './learning-curve.ts';
import type { SourceStyle } from './source-style.ts';
import { sourceStyles } from './source-style.ts';

/** For each experiment its cells and then their differences; none without the block. */
export function experimentCharts(results: ExperimentChartSource, options: ChartOptions): Chart[] {
  return (results.experiments?.experiments ?? []).flatMap((experiment) => {
    const curve = experiment.id === 'learning-curve' ? learningCurveChart(results, experiment, options) : null;
    const cells = curve === null ? cellCharts(results, experiment, options) : [curve];
    return [...cells, ...differenceCharts(results, experiment, options)];
  });
}

/** Cells as groups of lanes: the likelihood of their model and of the best baseline fitted on the same rows. */
function cellCharts(results: ExperimentChartSource, experiment: Experiment, options: ChartOptions): Chart[] {
  const level = formatLevel(results.settings.level);
  const groups = experiment.cells.map((cell) => ({
    label: cellName(cell, experiment),
    note: formatN(cell.n),
    lanes: shownSources(cell).map((source) => laneOf(styleOf(source, options), source.negativeLogLikelihood, 'number')),
    band: null,
  }));
  const texts = {
    id: `experiment-${experiment.id}`,
    title: experimentTitles[experiment.id],
    subtitle: experimentFinding(experiment),
    caption: `Negative log likelihood of held-out answers by cell; lines are ${level} bootstrap intervals over evaluation humans. Open marks: the best of the baselines fitted on the same pilot rows. The table has all sources and measures.`,
    alternative: `${experimentTitles[experiment.id]}.`,
    table: experimentTable(experiment),
  };
  return lanePages(texts, { groups, axis: likelihoodAxis, textHeading: `nats [${level} interval]` }, options);
}

/** How much better or worse the model of each cell is than that of the cell it is compared with; none where none are. */
function differenceCharts(results: ExperimentChartSource, experiment: Experiment, options: ChartOptions): Chart[] {
  const subtitle = differenceFinding(experiment);
  if (subtitle === null) return [];
  const level = formatLevel(results.settings.level);
  const groups = experiment.cells.flatMap((cell) => {
    const { difference, sources } = cell;
    const [model] = sources;
    const reference = experiment.cells.find(({ id }) => id === difference?.reference);
    if (difference === undefined || model === undefined || reference === undefined) return [];
    return [
      {
        label: `${cellName(cell, experiment)} − ${cellName(reference, experiment)}`,
        note: formatN(cell.n),
        lanes: [laneOf(styleOf(model, options), difference.negativeLogLikelihood, 'number')],
        band: null,
      },
    ];
  });
  if (groups.length === 0) return [];
  const axis = {
    title: 'difference in mean −ln p of the human answer, nats per answer (below 0: better than the other cell)',
    scale: 'linear' as const,
    unit: 'number' as const,
    references: [0],
    include: [],
    limits: null,
  };
  const texts = {
    id: `experiment-${experiment.id}-differences`,
    title: `${experimentTitles[experiment.id]}: differences`,
    subtitle,
    caption: `Negative log likelihood of the model of a cell minus that of the cell it is compared with; lines are ${level} bootstrap intervals in which both have the same people and the same places among their seeds in every draw. The table has the other measures.`,
    alternative: `${experimentTitles[experiment.id]}, differences.`,
    table: differenceTable(experiment),
  };
  return lanePages(texts, { groups, axis, textHeading: `nats [${level} interval]` }, options);
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
