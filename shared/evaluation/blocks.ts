import { createRandom } from '../statistics/random.ts';

/** Respondents up to whom every one (or every cluster) is drawn by itself. */
export const largestFullDraw = 5000;
/** Blocks into which a larger sample is divided. */
export const blockCount = 500;
/** Respondents to whom classifiers and regularised logits are fitted in a larger sample, to the size of a cluster. */
export const rowsOfThinned = 2000;

/** Random blocks of whole clusters, of equal numbers of clusters up to one. Members of block b are `members[starts[b]]` … `members[starts[b + 1] − 1]`. */
export interface Blocks {
  readonly count: number;
  readonly blockOf: Int32Array;
  readonly starts: Int32Array;
  readonly members: Int32Array;
}

export interface ClusteredRows {
  readonly n: number;
  readonly clusters: number;
  readonly clusterOf: Int32Array;
}

/** Clusters among which `rowsOfThinned` people are on average; all of a sample that is not large. */
export function thinnedClusters({ n, clusters }: Omit<ClusteredRows, 'clusterOf'>): number {
  return n <= largestFullDraw ? clusters : Math.max(2, Math.round((clusters * rowsOfThinned) / n));
}

/**
 * The random groups of a large sample, null of one that is not. Drawing `count` of them with replacement is a bootstrap of
 * the clusters: sums over a random group vary as those over as many random clusters do, in every subgroup too, while a
 * draw costs as much as one of `count` respondents. Wolter (2007), Introduction to Variance Estimation, ch. 2; Kott (2001),
 * J. Official Statistics 17:521-526.
 */
export function createBlocks(rows: ClusteredRows, seed: number | string): Blocks | null {
  const { n, clusters, clusterOf } = rows;
  if (n <= largestFullDraw) return null;
  const count = Math.min(blockCount, clusters);
  const random = createRandom(seed, 'evaluation', 'blocks');
  const order = Int32Array.from({ length: clusters }, (_, cluster) => cluster);
  for (let i = clusters - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const swapped = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swapped;
  }
  const blockOfCluster = new Int32Array(clusters);
  order.forEach((cluster, place) => (blockOfCluster[cluster] = Math.floor((place * count) / clusters)));
  const blockOf = clusterOf.map((cluster) => blockOfCluster[cluster] ?? 0);
  const starts = new Int32Array(count + 1);
  for (const block of blockOf) starts[block + 1] = (starts[block + 1] ?? 0) + 1;
  for (let b = 0; b < count; b++) starts[b + 1] = (starts[b + 1] ?? 0) + (starts[b] ?? 0);
  const next = starts.slice();
  const members = new Int32Array(n);
  blockOf.forEach((block, row) => {
    const at = next[block] ?? 0;
    members[at] = row;
    next[block] = at + 1;
  });
  return { count, blockOf, starts, members };
}
