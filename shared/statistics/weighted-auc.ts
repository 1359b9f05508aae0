/** Scores in ascending order, so that the area under the curve of any weighting takes one pass. */
export interface RankedScores {
  /** Index of the case at each rank. */
  readonly order: Int32Array;
  /** By rank: 1 where the next score is larger. */
  readonly lastOfTie: Uint8Array;
  /** By case. */
  readonly positive: readonly boolean[];
}

export function rankScores(scores: readonly number[], positive: readonly boolean[]): RankedScores {
  const order = Int32Array.from(scores, (_, index) => index).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
  const lastOfTie = Uint8Array.from(order, (index, rank) =>
    rank + 1 < order.length && scores[order[rank + 1] ?? 0] === scores[index] ? 0 : 1,
  );
  return { order, lastOfTie, positive };
}

/**
 * Area under the ROC curve with weights: chance that a positive scores above a negative, ties counted half, each drawn in
 * proportion to its weight. NaN when a class has no weight. Source: Hanley & McNeil (1982), Radiology 143:29-36.
 *
 * @returns `positives`: weight of the positive class
 */
export function weightedAuc(
  ranked: RankedScores,
  weightOf: (index: number) => number,
): { readonly auc: number; readonly positives: number } {
  const { order, lastOfTie, positive } = ranked;
  let below = 0;
  let won = 0;
  let positives = 0;
  let tiedPositive = 0;
  let tiedNegative = 0;
  for (let rank = 0; rank < order.length; rank++) {
    const index = order[rank] ?? 0;
    if (positive[index] === true) tiedPositive += weightOf(index);
    else tiedNegative += weightOf(index);
    if (lastOfTie[rank] === 0) continue;
    won += tiedPositive * (below + tiedNegative / 2);
    below += tiedNegative;
    positives += tiedPositive;
    tiedPositive = tiedNegative = 0;
  }
  return { auc: won / (positives * below), positives };
}
