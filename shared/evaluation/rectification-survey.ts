import type { CellValue, Codebook } from '../domain/codebook.ts';
import { variablesWithRole } from '../domain/codebook.ts';
import type { SurveySide } from '../statistics/ppi-survey.ts';
import type { Frame } from '../statistics/types.ts';
import type { PilotRows } from './evaluation-input.ts';
import type { Prepared } from './prepare.ts';

/** Weights and clusters of the rectification and the evaluation humans, by row. */
export interface RectificationSurvey {
  /** Clusters have one numbering: first those with rectification humans. */
  readonly labelled: SurveySide;
  readonly unlabelled: SurveySide;
  readonly labelledClusters: number;
  readonly clusters: number;
  /** Whether two people share a cluster. */
  readonly clustered: boolean;
}

/** Fewest clusters behind a mean, an arm or a regression: with fewer, errors by cluster are not to be trusted. */
export const leastClusters = 10;

/** Null where everybody of a part counts alike and nobody shares a cluster. */
export function surveyOf(prepared: Prepared, rows: Pick<PilotRows, 'n' | 'frame'>): RectificationSurvey | null {
  const { codebook, frame } = prepared.input;
  const clustered = sharesClusters(codebook, [rows.frame, frame]);
  const labelled = weightsOf(codebook, rows);
  const unlabelled = prepared.weights;
  if (!clustered && isConstant(labelled) && isConstant(unlabelled)) return null;
  const variable = clustered ? variablesWithRole(codebook, 'cluster')[0]?.name : undefined;
  const known = new Map<CellValue, number>();
  let clusters = 0;
  const numbered = (column: Frame[string] | undefined, n: number): Int32Array =>
    Int32Array.from({ length: n }, (_, row) => {
      const value = column?.[row] ?? null;
      const seen = value === null ? undefined : known.get(value);
      if (seen !== undefined) return seen;
      if (value !== null) known.set(value, clusters);
      return clusters++;
    });
  const columnOf = (own: Frame): Frame[string] | undefined => (variable === undefined ? undefined : own[variable]);
  const first = numbered(columnOf(rows.frame), rows.n);
  const labelledClusters = clusters;
  return {
    labelled: { weights: labelled, clusters: first },
    unlabelled: { weights: unlabelled, clusters: numbered(columnOf(frame), prepared.n) },
    labelledClusters,
    clusters,
    clustered,
  };
}

/** Weights of some people, 0 where missing; all 1 without a weight variable. */
function weightsOf(codebook: Codebook, { n, frame }: Pick<PilotRows, 'n' | 'frame'>): Float64Array {
  const variable = variablesWithRole(codebook, 'weight')[0];
  const column = variable === undefined ? undefined : frame[variable.name];
  return Float64Array.from({ length: n }, (_, row) => (variable === undefined ? 1 : Number(column?.[row] ?? 0)));
}

function isConstant(weights: Float64Array): boolean {
  return weights.every((weight) => weight === weights[0]);
}

/** True when two respondents of some parts share a cluster. */
export function sharesClusters(codebook: Codebook, frames: readonly Frame[]): boolean {
  const variable = variablesWithRole(codebook, 'cluster')[0];
  if (variable === undefined) return false;
  const known = frames.flatMap((frame) => frame[variable.name] ?? []).filter((value) => value !== null);
  return new Set(known).size < known.length;
}

/** Whether people share no cluster, or every part has people of enough of them. */
export function hasEnoughClusters(codebook: Codebook, frames: readonly Frame[]): boolean {
  if (!sharesClusters(codebook, frames)) return true;
  const name = variablesWithRole(codebook, 'cluster')[0]?.name ?? '';
  // Who has no cluster counts as one.
  const count = (column: readonly CellValue[]): number =>
    new Set(column.map((value, row) => (value === null ? `alone ${row}` : JSON.stringify(value)))).size;
  return frames.every((frame) => count(frame[name] ?? []) >= leastClusters);
}

/** True when a cluster has people of several folds: an adapter has then seen others of the clusters that it is left out of. */
export function dividesClusters(codebook: Codebook, frame: Frame, foldOf: ArrayLike<number>): boolean {
  const variable = variablesWithRole(codebook, 'cluster')[0];
  const column = variable === undefined ? [] : (frame[variable.name] ?? []);
  const folds = new Map<CellValue, number>();
  return column.some((value, row) => {
    if (value === null) return false;
    const fold = folds.get(value) ?? foldOf[row] ?? 0;
    folds.set(value, fold);
    return fold !== foldOf[row];
  });
}

/** The rows of a side that are wanted. */
export function sideOf({ weights, clusters }: SurveySide, rows: readonly number[]): SurveySide {
  return {
    weights: Float64Array.from(rows, (row) => weights[row] ?? 0),
    clusters: Int32Array.from(rows, (row) => clusters[row] ?? 0),
  };
}

/** Number of different clusters. */
export function clustersIn(clusters: ArrayLike<number>): number {
  return new Set(Array.from(clusters)).size;
}
