import { type Estimate, medianEstimate, undefinedEstimate } from './estimate.ts';
import type { Ceiling } from './results.ts';

/**
 * Human-human noise ceilings at the same n, from the bootstrap draws of the humans. `two`: the distance between two
 * independent draws, as between two surveys of this size; what a source that answers by draws is compared with. `one`: the
 * distance between a draw and the sample it comes from, as between a survey and its population; what a source with exact
 * probabilities is compared with, since it has no sampling noise of its own.
 */
export type CeilingKind = 'two' | 'one';

export interface CeilingDraws {
  readonly jensenShannon: Float64Array;
  readonly wasserstein: Float64Array;
  readonly totalVariation: Float64Array;
  readonly kullbackLeibler: Float64Array;
  readonly kolmogorovSmirnov: Float64Array;
}

/** Medians with the range that holds `level` of the human-human distances; `range` = NaN on nominal items. */
export function ceilingOf(draws: CeilingDraws, range: number, n: number, level: number): Ceiling {
  const ordered = Number.isFinite(range);
  const wasserstein = ordered ? medianEstimate(draws.wasserstein, n, level) : null;
  return {
    jensenShannon: medianEstimate(draws.jensenShannon, n, level),
    wasserstein,
    wassersteinNormalised: wasserstein === null ? null : normalised(wasserstein, range),
    totalVariation: medianEstimate(draws.totalVariation, n, level),
    kullbackLeibler: medianEstimate(draws.kullbackLeibler, n, level),
    kolmogorovSmirnov: ordered ? medianEstimate(draws.kolmogorovSmirnov, n, level) : null,
  };
}

/** A Wasserstein distance as a share of the scale's range, in [0, 1]. */
export function normalised(estimate: Estimate, range: number): Estimate {
  if (!(range > 0)) return undefinedEstimate('no-variation', estimate.n, estimate.level);
  const divide = (value: number | null): number | null => (value === null ? null : Math.min(1, value / range));
  return { ...estimate, value: divide(estimate.value), low: divide(estimate.low), high: divide(estimate.high) };
}
