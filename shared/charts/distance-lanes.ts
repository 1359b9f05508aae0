import { formatCount, formatEstimate } from '../evaluation/format-number.ts';
import type { Comparison, Estimate, EvaluationResults } from '../evaluation/results.ts';
import type { Lane, LaneAxis } from './lane.ts';
import { bandOf, laneOf } from './lane-of.ts';
import type { SourceStyle } from './source-style.ts';

export const distanceAxis: LaneAxis = {
  title: 'Jensen-Shannon distance (0 = equal, 1 = nothing in common)',
  scale: 'linear',
  unit: 'number',
  references: [],
  include: [0],
  limits: [0, 1],
};

/** What the bands behind distances mean. */
export const bandCaption =
  'Bands: distances between the human sample and a second human sample of the same size (for drawn answers), or the population it stands for (for exact probabilities); a source inside its band is as close as humans are to each other.';

/** Human-human distances for both regimes of sources. */
export interface Ceilings {
  readonly drawn: Estimate;
  readonly exact: Estimate;
}

/** The human-human distance that a source is held against. */
export function ceilingOf(results: EvaluationResults, source: string, ceilings: Ceilings): Estimate {
  return ceilings[results.sources.find(({ id }) => id === source)?.regime ?? 'drawn'];
}

/** One lane a source: its distance, and behind it the human-human distances of its regime. */
export function distanceLanes(
  results: EvaluationResults,
  styles: readonly SourceStyle[],
  sources: readonly { readonly source: string; readonly jensenShannon: Comparison }[],
  ceilings: Ceilings,
): Lane[] {
  return styles.flatMap((style) => {
    const row = sources.find(({ source }) => source === style.id);
    if (row === undefined) return [];
    return [laneOf(style, row.jensenShannon.distance, 'number', bandOf(ceilingOf(results, style.id, ceilings)))];
  });
}

/** Table cells of a distance: itself, the human-human distance, itself without sampling noise, n. */
export function comparisonCells({ distance, excess }: Comparison, ceiling: Estimate): string[] {
  return [formatEstimate(distance), formatEstimate(ceiling), formatEstimate(excess), formatCount(distance.n)];
}

/** True when the interval of the distance without sampling noise holds 0: not told apart from a human sample. */
export function reachesCeiling({ excess }: Comparison): boolean {
  return excess.low !== null && excess.low <= 0;
}
