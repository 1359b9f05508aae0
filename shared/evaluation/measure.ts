import type { Resample } from './resample.ts';
import type { Tables } from './tables.ts';

/** A sample with its counted answers. */
export interface Counted {
  readonly sample: Resample;
  readonly tables: Tables;
  /** False for the sample as it is, true for bootstrap draws. */
  readonly resampled: boolean;
}

/**
 * A part of the evaluation that computes a fixed list of numbers from any sample: once on the sample as it is and once per
 * bootstrap draw.
 */
export interface Measure {
  readonly size: number;
  /** Number of random halvings whose mean is the estimate, for measures that use them; 1 otherwise. */
  readonly halvings?: number;
  /** Draws on which the measure is computed, the first ones; all when absent. */
  readonly mostDraws?: number;
  /** Writes `size` numbers into `out`, NaN where one is undefined. */
  readonly compute: (counted: Counted, out: Float64Array) => void;
}

/** What a measure gave: the numbers of the sample as it is and, number by number, those of all draws. */
export interface Measured {
  readonly point: (index: number) => number;
  readonly draws: (index: number) => Float64Array;
  /** The number on the sample as it is, one value per halving. */
  readonly halvings: (index: number) => Float64Array;
}
