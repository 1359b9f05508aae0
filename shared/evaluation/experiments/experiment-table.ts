import type { ExperimentId } from '../../domain/experiments.ts';
import type { Estimate } from '../estimate-schema.ts';
import { outdatedCells } from '../../messages/evaluation-messages.ts';
import { formatCount, formatEstimate } from '../format-number.ts';
import type { CompactSource, Experiment, ExperimentCellResults } from './experiment-results.ts';
import { toldApart } from './told-apart.ts';

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
  'Distance without noise',
  'Farthest subgroup',
  'Gap between subgroups',
  'Different structures, simulated / human',
  'Distance of structures',
  'Belief-action gap',
  'F1',
  'n',
] as const;

interface NamedCell {
  readonly id: string;
  readonly label: string;
  readonly group?: string | undefined;
}

/**
 * Name of a cell in tables: what it is compared by, after its treatment where arms of several are left out, with its seed
 * where several differ by that alone.
 */
export function cellName(
  { id, label, group }: NamedCell,
  experiment: { readonly id: ExperimentId; readonly cells: readonly Pick<NamedCell, 'label' | 'group'>[] },
): string {
  const alike = experiment.cells.filter((cell) => cell.label === label && cell.group === group).length;
  const own = group === undefined ? label : `${group}: ${label}`;
  const compared = experiment.id === 'learning-curve' && id !== 'size=0' ? `${label} respondents` : own;
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
        ...groupCells(source),
        ...structureCells(source),
        written(source.gap, 'percent'),
        written(source.f1, 'number'),
        formatCount(cell.n),
      ],
    }));
    return [...sources, ...human];
  });
}

export const differenceMeasures = [
  'Negative log likelihood',
  'Distance',
  'Farthest subgroup',
  'Gap between subgroups',
  'Different structures, simulated / human',
  'Distance of structures',
  'Belief-action gap',
  'F1',
  'n',
] as const;

/** A cell and what its model differs by from that of another cell, all texts. */
export interface DifferenceRow {
  readonly cell: string;
  /** Name of the other cell. */
  readonly reference: string;
  /** In the order of `differenceMeasures`. */
  readonly values: readonly string[];
}

/** The cells that are compared with another one, on the same people draw by draw. */
export function differenceRows(experiment: Experiment): DifferenceRow[] {
  return experiment.cells.flatMap((cell) => {
    const { difference } = cell;
    const reference = experiment.cells.find(({ id }) => id === difference?.reference);
    if (difference === undefined || reference === undefined) return [];
    const { negativeLogLikelihood, distance, gap, f1, worst, subgroupGap, uniqueRatio, structureDistance } = difference;
    return [
      {
        cell: cellName(cell, experiment),
        reference: cellName(reference, experiment),
        values: [
          formatEstimate(negativeLogLikelihood),
          formatEstimate(distance),
          ...[worst, subgroupGap, uniqueRatio, structureDistance].map((estimate) => written(estimate, 'number')),
          written(gap, 'percent'),
          written(f1, 'number'),
          formatCount(cell.n),
        ],
      },
    ];
  });
}

/** Which cells are told apart from those they are compared with, by the interval of the likelihood; null without any. */
export function differenceFinding(experiment: Experiment): string | null {
  const compared = experiment.cells.flatMap(({ difference }) =>
    difference === undefined ? [] : [difference.negativeLogLikelihood],
  );
  if (compared.length === 0) return null;
  return toldApart(
    'By the interval of the likelihood of held-out answers',
    {
      n: compared.length,
      below: compared.filter(({ high }) => high !== null && high < 0).length,
      above: compared.filter(({ low }) => low !== null && low > 0).length,
    },
    ['better', 'worse'],
  );
}

function humanRow(cell: string, { n }: ExperimentCellResults, gap: Estimate): ExperimentRow {
  const none = ['–', '–', '–', '–', '–', '–', '–'];
  return { cell, source: 'human sample', values: [...none, formatEstimate(gap, 'percent'), '–', formatCount(n)] };
}

function groupCells({ subgroups }: CompactSource): string[] {
  if (subgroups === null || subgroups === undefined) return ['–', '–'];
  const { worstGroup, worst, gapVariable, gap } = subgroups;
  return [`${formatEstimate(worst)} (${worstGroup})`, `${formatEstimate(gap)} (${gapVariable})`];
}

function structureCells({ structures }: CompactSource): string[] {
  return [written(structures?.uniqueRatio, 'ratio'), written(structures?.distance, 'number')];
}

function written(estimate: Estimate | null | undefined, unit: 'number' | 'percent' | 'ratio'): string {
  return estimate === null || estimate === undefined ? '–' : formatEstimate(estimate, unit);
}

/** By what cells are compared in words. */
export type FindingMeasure = 'negativeLogLikelihood' | 'distance';

const measureWords: Readonly<Record<FindingMeasure, readonly [begin: string, end: string]>> = {
  negativeLogLikelihood: ['Negative log likelihood of held-out answers', ', nats per answer'],
  distance: ['Distance to the human answers without sampling noise', ''],
};

/** What an experiment shows, in sentences; cells and baselines are ranked by their point estimates, and the sentences say so. */
export function experimentFinding(experiment: Experiment, measure: FindingMeasure = 'negativeLogLikelihood'): string {
  const { cells, planned, id } = experiment;
  const outdated = experiment.outdated ?? 0;
  const open = [
    cells.length < planned
      ? ` ${formatCount(planned - cells.length)} of ${formatCount(planned)} cells are not done${outdated > 0 ? ' as they are now' : ''}.`
      : '',
    outdated > 0 ? ` ${outdatedCells(outdated)}` : '',
  ].join('');
  const values = cells.flatMap((cell) => {
    const estimate = cell.sources[0]?.[measure];
    return estimate === undefined || estimate.value === null ? [] : [{ cell, estimate, value: estimate.value }];
  });
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const [best] = sorted;
  const worst = sorted.at(-1);
  if (best === undefined || worst === undefined) return `No cell gives a ${nouns[measure]}.${open}`;
  const [begin, end] = measureWords[measure];
  const named = ({ cell, estimate }: typeof best): string =>
    `${formatEstimate(estimate)} (${cellName(cell, experiment)})`;
  const spread = `${begin} from ${named(best)} to ${named(worst)}${end}.`;
  if (id !== 'learning-curve') return `${spread}${open}`;
  const tuned = values.filter(({ cell }) => cell.pilot > 0);
  const ahead = tuned.filter(({ cell }) => beatsBaselines(cell, measure));
  const least = Math.min(...ahead.map(({ cell }) => cell.pilot));
  const baselines =
    ahead.length === 0
      ? 'By point estimates no tuned model is below every baseline fitted on the same rows.'
      : `By point estimates it is below that of every baseline fitted on the same rows for ${formatCount(ahead.length)} of ${formatCount(tuned.length)} tuned models, the smallest with ${formatCount(least)} pilot respondents.`;
  return `${spread} ${baselines}${open}`;
}

const nouns: Readonly<Record<FindingMeasure, string>> = { negativeLogLikelihood: 'likelihood', distance: 'distance' };

function beatsBaselines({ sources }: ExperimentCellResults, measure: FindingMeasure): boolean {
  const [model, ...baselines] = sources.map((source) => source[measure].value);
  return model !== null && model !== undefined && baselines.every((value) => value === null || model < value);
}
