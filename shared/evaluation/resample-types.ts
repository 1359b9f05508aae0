/** Rows with weights: respondents, or what stands for them where blocks of respondents are resampled. */
export interface RowSample {
  /** Rows that occur, in ascending order; only the first `rowCount` entries count. */
  readonly rows: Int32Array;
  rowCount: number;
  /** How often a row occurs, by row. */
  readonly multiplicity: Float64Array;
  /** Multiplicity × design weight, by row; of blocks the multiplicity alone, since their sums hold the weights. */
  readonly weight: Float64Array;
}

export interface HalvedSample extends RowSample {
  /** Random half of the sample by row, 0 or 1; a cluster is never divided. */
  readonly half: Uint8Array;
}

/**
 * One bootstrap sample of the respondents with the draws of their twins, valid until the next one is drawn. All measures
 * of all sources see the same sample, so that differences between sources are paired. Seeds are not resampled: a seed
 * draws for every twin by itself, so what seeds differ by comes with the respondents and would be counted twice.
 */
export interface Resample {
  /** Units of `Prepared`: respondents, or the blocks of a large sample. */
  readonly units: HalvedSample;
  /** The respondents in the sample; those of blocks are laid out on the first call, in O(n). */
  readonly people: () => RowSample;
}

export interface Resampler {
  /** The sample as it is, halved at random in the `split`-th way. */
  readonly original: (split: number) => Resample;
  /** Bootstrap draw `index`: as many clusters (or blocks) as there are, with replacement; the same index gives the same draw. */
  readonly draw: (index: number) => Resample;
}
