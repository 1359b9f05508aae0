import { type Random, createRandom } from '../statistics/random.ts';
import type { Prepared } from './prepare.ts';

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
}

export interface Resampler {
  /** The sample as it is, halved at random in the `split`-th way. */
  readonly original: (split: number) => Resample;
  /** Bootstrap draw `index`: as many clusters as there are, with replacement; the same index gives the same draw. */
  readonly draw: (index: number) => Resample;
}

/** Resamples respondents (whole clusters) and seeds. Davison & Hinkley (1997), Bootstrap Methods, ch. 3.8 for clusters. */
export function createResampler(prepared: Prepared): Resampler {
  const { n, clusters, clusterOf, weights } = prepared;
  const seed = prepared.input.settings.seed;
  const counts = new Int32Array(clusters);
  const halves = new Uint8Array(clusters);
  const order = new Int32Array(clusters);
  const sample: Resample = {
    rows: new Int32Array(n),
    rowCount: 0,
    multiplicity: new Int32Array(n),
    weight: new Float64Array(n),
    half: new Uint8Array(n),
    seeds: prepared.sources.map((source) => new Int32Array(source.seeds)),
  };

  const spread = (random: Random): Resample => {
    halve(order, halves, random);
    sample.rowCount = 0;
    for (let r = 0; r < n; r++) {
      const cluster = clusterOf[r] ?? 0;
      const times = counts[cluster] ?? 0;
      sample.multiplicity[r] = times;
      sample.weight[r] = times * (weights[r] ?? 0);
      sample.half[r] = halves[cluster] ?? 0;
      if (times > 0) sample.rows[sample.rowCount++] = r;
    }
    return sample;
  };
  return {
    original: (split) => {
      counts.fill(1);
      for (const seeds of sample.seeds) seeds.fill(1);
      return spread(createRandom(seed, 'evaluation', 'split', split));
    },
    draw: (index) => {
      const random = createRandom(seed, 'evaluation', 'draw', index);
      drawInto(counts, random);
      for (const seeds of sample.seeds) drawInto(seeds, random);
      return spread(random);
    },
  };
}

/** Counts of as many draws with replacement as there are cells. */
function drawInto(counts: Int32Array, random: Random): void {
  counts.fill(0);
  for (let i = 0; i < counts.length; i++) {
    const cell = Math.floor(random.next() * counts.length);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
}

function halve(order: Int32Array, halves: Uint8Array, random: Random): void {
  for (let i = 0; i < order.length; i++) order[i] = i;
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    const swapped = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swapped;
  }
  for (let i = 0; i < order.length; i++) halves[order[i] ?? 0] = i < order.length / 2 ? 0 : 1;
}
