import type { CrossFittedRows, EvaluationInput, RectificationRows } from '../evaluation-input.ts';
import { dividesClusters, hasEnoughClusters } from '../rectification-survey.ts';
import { leastHumans } from '../rectified-target.ts';
import type { ExportedSides } from './exported-sides.ts';

export type ExportedInput = Omit<EvaluationInput, 'rule'>;

/** People whom scripts can make use of besides the evaluation humans; null where there are none. */
export interface UsefulParts {
  readonly rectification: RectificationRows | null;
  readonly crossFit: CrossFittedRows | null;
}

/** Nobody leaves the project of whom no script can make use: other parts only with both sides, where estimates are rectified. */
export function usefulParts(input: ExportedInput, sides: ExportedSides): UsefulParts {
  const { rectification = null, crossFitted = null, codebook, frame } = input;
  const useful = (rows: RectificationRows | CrossFittedRows | null): boolean =>
    sides === 'both' &&
    rows !== null &&
    rows.n >= leastHumans &&
    rows.sources.length > 0 &&
    hasEnoughClusters(codebook, [rows.frame, frame]);
  return {
    rectification: useful(rectification) ? rectification : null,
    crossFit:
      useful(crossFitted) && crossFitted !== null && !dividesClusters(codebook, crossFitted.frame, crossFitted.foldOf)
        ? crossFitted
        : null,
  };
}
