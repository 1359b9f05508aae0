import { type Random, createRandom } from '../statistics/random.ts';
import type { Prepared } from './prepare.ts';
import type { Resample, Resampler } from './resample-types.ts';
import { clustersOfDraw, createSmallResampler, largestFullDraw } from './small-resampler.ts';

export type { Resample, Resampler } from './resample-types.ts';

/**
 * Resamples respondents (whole clusters) and seeds; above `largestFullDraw` respondents in draws of m out of n. Davison & Hinkley (1997),
 * Bootstrap Methods, ch. 3.8 for clusters.
 */
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
    shrink: Math.sqrt(clustersOfDraw(prepared) / clusters),
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
  const full: Resampler = {
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
  return n <= largestFullDraw ? full : createSmallResampler(prepared, sample, full.original);
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
