import { type Random, createRandom } from '../statistics/random.ts';
import type { Prepared } from './prepare.ts';
import type { Resample, Resampler } from './resample-types.ts';

/** Respondents up to whom a draw is as large as the sample. */
export const largestFullDraw = 5000;
/** Respondents in a draw of a larger sample, to the size of a cluster. */
export const rowsOfSmallDraw = 2000;

/** Clusters of a draw: all of them, or as many as hold `rowsOfSmallDraw` people on average. */
export function clustersOfDraw({ n, clusters }: Pick<Prepared, 'n' | 'clusters'>): number {
  return n <= largestFullDraw ? clusters : Math.max(2, Math.round((clusters * rowsOfSmallDraw) / n));
}

/**
 * Draws of m out of n units: weights count n/m-fold, so that sums are comparable with those of the sample, and `shrink` is
 * √(m/n), by which the deviations of a draw from the sample are to be multiplied. Cost per draw O(m log m).
 * Bickel, Götze & van Zwet (1997), Statistica Sinica 7:1-31; Politis, Romano & Wolf (1999), Subsampling, ch. 2.
 *
 * @param original the sample as it is, written into `sample`
 */
export function createSmallResampler(prepared: Prepared, sample: Resample, original: Resampler['original']): Resampler {
  const { clusters, weights } = prepared;
  const seed = prepared.input.settings.seed;
  const m = clustersOfDraw(prepared);
  const { starts, members } = rowsByCluster(prepared);
  const counts = new Int32Array(clusters);
  const chosen = new Int32Array(m);
  let whole = true;
  const clear = (): void => {
    if (whole) {
      sample.multiplicity.fill(0);
      sample.weight.fill(0);
    }
    for (let i = 0; i < sample.rowCount; i++) {
      const row = sample.rows[i] ?? 0;
      sample.multiplicity[row] = 0;
      sample.weight[row] = 0;
    }
    whole = false;
    sample.rowCount = 0;
  };
  return {
    original: (split) => {
      whole = true;
      return original(split);
    },
    draw: (index) => {
      const random = createRandom(seed, 'evaluation', 'draw', index);
      clear();
      let distinct = 0;
      for (let i = 0; i < m; i++) {
        const cluster = Math.floor(random.next() * clusters);
        if (counts[cluster] === 0) chosen[distinct++] = cluster;
        counts[cluster] = (counts[cluster] ?? 0) + 1;
      }
      drawSeeds(sample, random);
      const drawn = chosen.subarray(0, distinct);
      shuffle(drawn, random);
      drawn.forEach((cluster, place) => {
        const times = counts[cluster] ?? 0;
        counts[cluster] = 0;
        for (let k = starts[cluster] ?? 0; k < (starts[cluster + 1] ?? 0); k++) {
          const row = members[k] ?? 0;
          sample.rows[sample.rowCount++] = row;
          sample.multiplicity[row] = times;
          sample.weight[row] = ((times * clusters) / m) * (weights[row] ?? 0);
          sample.half[row] = place < distinct / 2 ? 0 : 1;
        }
      });
      sample.rows.subarray(0, sample.rowCount).sort();
      return sample;
    },
  };
}

function drawSeeds(sample: Resample, random: Random): void {
  for (const seeds of sample.seeds) {
    seeds.fill(0);
    for (let i = 0; i < seeds.length; i++) {
      const at = Math.floor(random.next() * seeds.length);
      seeds[at] = (seeds[at] ?? 0) + 1;
    }
  }
}

function shuffle(values: Int32Array, random: Random): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    const swapped = values[i] ?? 0;
    values[i] = values[j] ?? 0;
    values[j] = swapped;
  }
}

/** Rows of cluster c are `members[starts[c]]` … `members[starts[c + 1] − 1]`. */
function rowsByCluster({ n, clusters, clusterOf }: Prepared): { starts: Int32Array; members: Int32Array } {
  const starts = new Int32Array(clusters + 1);
  clusterOf.forEach((cluster) => (starts[cluster + 1] = (starts[cluster + 1] ?? 0) + 1));
  for (let c = 0; c < clusters; c++) starts[c + 1] = (starts[c + 1] ?? 0) + (starts[c] ?? 0);
  const next = starts.slice();
  const members = new Int32Array(n);
  clusterOf.forEach((cluster, row) => {
    const at = next[cluster] ?? 0;
    members[at] = row;
    next[cluster] = at + 1;
  });
  return { starts, members };
}
