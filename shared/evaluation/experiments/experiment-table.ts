import type { ExperimentId } from '../../domain/experiments.ts';
import type { Estimate } from '../estimate.ts';
import { formatCount, formatEstimate } from '../format-number.ts';
import type { Experiment, ExperimentCellResults } from './experiment-results.ts';

/** One row: a cell and one of its sources, all texts. */
export interface ExperimentRow {
  readonly cell: string;
  readonly source: string;
  /** In the order of `experimentMeasures`. */
  readonly values: readonly string[];
}

export const experimentMeasures = [
  'Pilot',
  'Negative log likelihood',
  'Distance above the ceiling',
  'Belief-action gap',
  'F1',
  'n',
] as const;

interface NamedCell {
  readonly id: string;
  readonly label: string;
}

/** Name of a cell in tables: what it is compared by, with its seed where several differ by that alone. */
export function cellName(
  { id, label }: NamedCell,
  experiment: { readonly id: ExperimentId; readonly cells: readonly Pick<NamedCell, 'label'>[] },
): string {
  const alike = experiment.cells.filter((cell) => cell.label === label).length;
  const compared = experiment.id === 'learning-curve' && id !== 'size=0' ? `${label} respondents` : label;
  return alike > 1 ? `${compared}, ${(id.split(' ').at(-1) ?? id).replace('=', ' ')}` : compared;
}

/** All numbers of an experiment: the model of every cell with its intervals, and the baselines fitted on the same pilot. */
export function experimentRows(experiment: Experiment): ExperimentRow[] {
  return experiment.cells.flatMap((cell) => {
    const name = cellName(cell, experiment);
    const human = cell.humanGap === null ? [] : [humanRow(name, cell, cell.humanGap)];
    const sources = cell.sources.map((source) => ({
      cell: name,
      source: source.label,
      values: [
        formatCount(cell.pilot),
        formatEstimate(source.negativeLogLikelihood),
        formatEstimate(source.distance),
        written(source.gap, 'percent'),
        written(source.f1, 'number'),
        formatCount(cell.n),
      ],
    }));
    return [...sources, ...human];
  });
}

function humanRow(cell: string, { n }: ExperimentCellResults, gap: Estimate): ExperimentRow {
  return { cell, source: 'human sample', values: ['–', '–', '–', formatEstimate(gap, 'percent'), '–', formatCount(n)] };
}

function written(estimate: Estimate | null, unit: 'number' | 'percent'): string {
  return estimate === null ? '–' : formatEstimate(estimate, unit);
}

/** What an experiment shows, in sentences; cells and baselines are ranked by their point estimates, and the sentences say so. */
export function experimentFinding(experiment: Experiment): string {
  const { cells, planned, id } = experiment;
  const modelOf = (cell: ExperimentCellResults | undefined): Estimate | undefined =>
    cell?.sources[0]?.negativeLogLikelihood;
  const open =
    cells.length < planned
      ? ` ${formatCount(planned - cells.length)} of ${formatCount(planned)} cells are not done.`
      : '';
  const values = cells.flatMap((cell) => {
    const value = modelOf(cell)?.value ?? null;
    return value === null ? [] : [{ cell, value }];
  });
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const [best] = sorted;
  const worst = sorted.at(-1);
  if (best === undefined || worst === undefined) return `No cell gives a likelihood.${open}`;
  const spread = `from ${formatEstimate(modelOf(best.cell) ?? none)} (${cellName(best.cell, experiment)}) to ${formatEstimate(modelOf(worst.cell) ?? none)} (${cellName(worst.cell, experiment)})`;
  if (id !== 'learning-curve') return `Negative log likelihood of held-out answers ${spread}, nats per answer.${open}`;
  const tuned = values.filter(({ cell }) => cell.pilot > 0);
  const ahead = tuned.filter(({ cell }) => beatsBaselines(cell));
  const least = Math.min(...ahead.map(({ cell }) => cell.pilot));
  const baselines =
    ahead.length === 0
      ? 'By point estimates no tuned model is below every baseline fitted on the same rows.'
      : `By point estimates it is below that of every baseline fitted on the same rows for ${formatCount(ahead.length)} of ${formatCount(tuned.length)} tuned models, the smallest with ${formatCount(least)} pilot respondents.`;
  return `Negative log likelihood of held-out answers ${spread}, nats per answer. ${baselines}${open}`;
}

const none: Estimate = { value: null, low: null, high: null, level: 0.95, n: 0, reason: 'no-answers' };

function beatsBaselines({ sources }: ExperimentCellResults): boolean {
  const [model, ...baselines] = sources.map(({ negativeLogLikelihood }) => negativeLogLikelihood.value);
  return model !== null && model !== undefined && baselines.every((value) => value === null || model < value);
}
