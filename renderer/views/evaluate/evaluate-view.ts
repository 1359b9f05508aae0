/** What of an evaluation is shown; it stands in the address. Null: all of them, or the first. */
export interface EvaluateView {
  readonly part: EvaluatePart;
  readonly detail: Detail;
  /** Names of the questions, and ids of the sources. */
  readonly items: readonly string[] | null;
  readonly sources: readonly string[] | null;
  /** Of the exploration of subgroups. */
  readonly subgroup: string | null;
  readonly item: string | null;
}

export type EvaluatePart = 'results' | 'experiments';

export const details = ['main', 'all'] as const;
export type Detail = (typeof details)[number];
