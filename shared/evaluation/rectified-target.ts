import type { PpiEstimate, TEstimate } from '../statistics/ppi-estimate.ts';
import type { ClusterSums } from '../statistics/ppi-survey.ts';
import type { RectificationTarget } from './rectification-results.ts';

/**
 * Fewest humans behind a mean or an arm: below, an interval is not to be trusted, and an arm of so few people would
 * be shown on its own.
 */
export const leastHumans = 10;

/** What each cluster adds to an estimate of `p` coefficients, in samples with weights or clusters. */
export interface ClusterInfluence {
  readonly sums: ClusterSums;
  readonly p: number;
}

/**
 * What each respondent adds to the estimate, by row of the rectification (own, twins) and evaluation (others) humans; NaN
 * for those who do not count.
 */
export interface RowInfluence {
  readonly own: Float64Array;
  readonly twins: Float64Array;
  readonly others: Float64Array;
}

export type TargetInfluence = RowInfluence | ClusterInfluence;

/** A target before it is written down; null where there are too few humans or no estimate. */
export interface RectifiedTarget extends Pick<
  RectificationTarget,
  'id' | 'kind' | 'label' | 'item' | 'option' | 'contrast' | 'coefficient' | 'nLeast'
> {
  readonly human: TEstimate | null;
  readonly n: number;
  readonly check: TEstimate | null;
  readonly nCheck: number;
  readonly sources: readonly {
    readonly source: string;
    readonly ppi: PpiEstimate | null;
    readonly influence: TargetInfluence | null;
  }[];
}
