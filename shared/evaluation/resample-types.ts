/**
 * One bootstrap sample of the respondents and of every source's seeds, valid until the next one is drawn. All measures of
 * all sources see the same sample, so that differences between sources are paired.
 */
export interface Resample {
  /** Rows that occur, in ascending order; only the first `rowCount` entries count. */
  readonly rows: Int32Array;
  rowCount: number;
  /** How often a respondent occurs, by row. */
  readonly multiplicity: Int32Array;
  /** Multiplicity × design weight, by row. */
  readonly weight: Float64Array;
  /** Random half of the sample by row, 0 or 1; a cluster is never divided. */
  readonly half: Uint8Array;
  /** Per source how often each seed occurs; adds up to the number of seeds. */
  readonly seeds: readonly Int32Array[];
  /** √(m/n) for draws of m out of n units, whose deviations from the sample are that much too large; otherwise 1. */
  readonly shrink: number;
}

export interface Resampler {
  /** The sample as it is, halved at random in the `split`-th way. */
  readonly original: (split: number) => Resample;
  /** Bootstrap draw `index`: as many clusters as there are (or `clustersOfDraw`), with replacement; the same index gives the same draw. */
  readonly draw: (index: number) => Resample;
}
