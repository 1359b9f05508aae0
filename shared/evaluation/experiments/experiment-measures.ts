import type { Estimate } from '../estimate-schema.ts';
import { type EstimateUnit, formatEstimate } from '../format-number.ts';
import type { CompactSource, Experiment, ExperimentCellResults } from './experiment-results.ts';
import { cellName } from './experiment-table.ts';
import { toldApart } from './told-apart.ts';

export const experimentMeasureIds = [
  'negativeLogLikelihood',
  'distance',
  'worst',
  'subgroupGap',
  'uniqueRatio',
  'structureDistance',
  'gap',
  'f1',
] as const;
export type ExperimentMeasureId = (typeof experimentMeasureIds)[number];

/** What cells can be drawn and compared by. */
export interface ExperimentMeasure {
  readonly id: ExperimentMeasureId;
  readonly label: string;
  readonly unit: EstimateUnit;
  /** Null where a cell has no such number, as those of earlier versions. */
  readonly of: (source: CompactSource) => Estimate | null;
  readonly differenceOf: (difference: NonNullable<ExperimentCellResults['difference']>) => Estimate | null;
  /** What a model that answers like the population shows, and the bounds of the measure. */
  readonly reference: number | null;
  readonly limits: readonly [number, number] | null;
}

type Fields = Pick<ExperimentMeasure, 'label' | 'of' | 'differenceOf'> &
  Partial<Pick<ExperimentMeasure, 'unit' | 'reference' | 'limits'>>;

const measures: Readonly<Record<ExperimentMeasureId, Fields>> = {
  negativeLogLikelihood: {
    label: 'Negative log likelihood, nats per answer',
    of: ({ negativeLogLikelihood }) => negativeLogLikelihood,
    differenceOf: ({ negativeLogLikelihood }) => negativeLogLikelihood,
  },
  distance: {
    label: 'Distance without sampling noise',
    of: ({ distance }) => distance,
    differenceOf: ({ distance }) => distance,
    reference: 0,
    limits: [-1, 1],
  },
  worst: {
    label: 'Distance of the farthest subgroup',
    of: ({ subgroups }) => subgroups?.worst ?? null,
    differenceOf: ({ worst }) => worst ?? null,
    reference: 0,
    limits: [-1, 1],
  },
  subgroupGap: {
    label: 'Largest gap between subgroups',
    of: ({ subgroups }) => subgroups?.gap ?? null,
    differenceOf: ({ subgroupGap }) => subgroupGap ?? null,
    reference: 0,
    limits: [-2, 2],
  },
  uniqueRatio: {
    label: 'Different belief structures, simulated / human',
    unit: 'ratio',
    of: ({ structures }) => structures?.uniqueRatio ?? null,
    differenceOf: ({ uniqueRatio }) => uniqueRatio ?? null,
    reference: 1,
  },
  structureDistance: {
    label: 'Distance of belief structures',
    of: ({ structures }) => structures?.distance ?? null,
    differenceOf: ({ structureDistance }) => structureDistance ?? null,
    reference: 0,
    limits: [-1, 1],
  },
  gap: {
    label: 'Belief-action gap',
    unit: 'percent',
    of: ({ gap }) => gap,
    differenceOf: ({ gap }) => gap,
    limits: [0, 1],
  },
  f1: { label: 'F1 of significant signs', of: ({ f1 }) => f1, differenceOf: ({ f1 }) => f1, limits: [0, 1] },
};

export function experimentMeasure(id: ExperimentMeasureId): ExperimentMeasure {
  return { id, unit: 'number', reference: null, limits: null, ...measures[id] };
}

/** Measures that the model of some cell has. */
export function measuresOf(experiments: readonly Experiment[]): ExperimentMeasure[] {
  const models = experiments.flatMap(({ cells }) => cells.flatMap(({ sources }) => sources.slice(0, 1)));
  return experimentMeasureIds
    .map(experimentMeasure)
    .filter(({ of }) => models.some((model) => (of(model)?.value ?? null) !== null));
}

/** The lowest and the highest cell by the point estimates of their models. */
export function measureFinding(experiment: Experiment, { label, unit, of }: ExperimentMeasure): string {
  const known = experiment.cells.flatMap((cell) => {
    const [model] = cell.sources;
    const estimate = model === undefined ? null : of(model);
    return estimate === null || estimate.value === null ? [] : [{ cell, estimate, value: estimate.value }];
  });
  const sorted = known.toSorted((a, b) => a.value - b.value);
  const [lowest] = sorted;
  const highest = sorted.at(-1);
  if (lowest === undefined || highest === undefined) return 'No cell has this measure.';
  const named = ({ cell, estimate }: typeof lowest): string =>
    `${formatEstimate(estimate, unit)} (${cellName(cell, experiment)})`;
  return `${label} from ${named(lowest)} to ${named(highest)}.`;
}

/** In how many cells the interval of the difference lies below 0, above 0, or holds it; null where none is compared. */
export function measureDifferenceFinding(
  experiment: Experiment,
  { label, differenceOf }: ExperimentMeasure,
): string | null {
  const known = experiment.cells.flatMap(({ difference }) => {
    const estimate = difference === undefined ? null : differenceOf(difference);
    return estimate === null || estimate.low === null || estimate.high === null ? [] : [estimate];
  });
  if (known.length === 0) return null;
  return toldApart(
    `${label}: by the interval of the difference`,
    {
      n: known.length,
      below: known.filter(({ high }) => high !== null && high < 0).length,
      above: known.filter(({ low }) => low !== null && low > 0).length,
    },
    ['lower', 'higher'],
  );
}
