/** |actual − expected| / |expected|; absolute when 0 is expected, so that the two can share one tolerance. */
export function relativeError(actual: number | null | undefined, expected: number): number {
  if (actual === null || actual === undefined || Number.isNaN(actual)) return Number.POSITIVE_INFINITY;
  if (actual === expected) return 0;
  return Math.abs(actual - expected) / (expected === 0 ? 1 : Math.abs(expected));
}

/** Largest relative error of a list against the list expected; infinite when the lengths differ. */
export function worstError(actual: ArrayLike<number | null>, expected: readonly number[]): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  return expected.reduce((worst, value, index) => Math.max(worst, relativeError(actual[index], value)), 0);
}
