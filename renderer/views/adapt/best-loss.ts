import type { LossPoint } from '../../../shared/contract/adapt.ts';

/** The lowest loss on pilot-validation, the earliest of equal ones; null before the first was measured. */
export function bestLoss(losses: readonly LossPoint[]): LossPoint | null {
  let best: LossPoint | null = null;
  for (const point of losses) {
    if (point.part === 'pilot-validation' && (best === null || point.loss < best.loss)) best = point;
  }
  return best;
}
