import { type Random, createRandom } from '../statistics/random.ts';
import type { Prepared } from './prepare.ts';
import type { HalvedSample, Resample, Resampler } from './resample-types.ts';

export type { Resample, Resampler } from './resample-types.ts';

/**
 * Resamples respondents (whole clusters, or the blocks of a large sample). Davison & Hinkley (1997), Bootstrap Methods,
 * ch. 3.8 for clusters; `createBlocks` for blocks.
 */
export function createResampler(prepared: Prepared): Resampler {
  const { blocks } = prepared;
  const seed = prepared.input.settings.seed;
  const drawn = blocks === null ? prepared.clusters : blocks.count;
  const counts = new Int32Array(drawn);
  const halves = new Uint8Array(drawn);
  const order = new Int32Array(drawn);
  const people = emptySample(prepared.n);
  let laidOut = false;
  const layOut = (): HalvedSample => {
    if (!laidOut) spread(prepared, counts, halves, people);
    laidOut = true;
    return people;
  };
  const ofBlocks = blocks === null ? null : emptySample(blocks.count);
  const sample: Resample = { units: ofBlocks ?? people, people: layOut };
  const finish = (random: Random): Resample => {
    halve(order, halves, random);
    laidOut = false;
    if (ofBlocks === null) layOut();
    else weighBlocks(counts, halves, ofBlocks);
    return sample;
  };
  return {
    original: (split) => {
      counts.fill(1);
      return finish(createRandom(seed, 'evaluation', 'split', split));
    },
    draw: (index) => {
      const random = createRandom(seed, 'evaluation', 'draw', index);
      drawInto(counts, random);
      return finish(random);
    },
  };
}

function emptySample(n: number): HalvedSample {
  return {
    rows: new Int32Array(n),
    rowCount: 0,
    multiplicity: new Float64Array(n),
    weight: new Float64Array(n),
    half: new Uint8Array(n),
  };
}

/** Lays the respondents of the drawn clusters or blocks out. */
function spread(
  { n, clusterOf, blocks, weights }: Prepared,
  counts: Int32Array,
  halves: Uint8Array,
  into: HalvedSample,
): void {
  const drawnOf = blocks?.blockOf ?? clusterOf;
  into.rowCount = 0;
  for (let r = 0; r < n; r++) {
    const drawn = drawnOf[r] ?? 0;
    const times = counts[drawn] ?? 0;
    into.multiplicity[r] = times;
    into.weight[r] = times * (weights[r] ?? 0);
    into.half[r] = halves[drawn] ?? 0;
    if (times > 0) into.rows[into.rowCount++] = r;
  }
}

function weighBlocks(counts: Int32Array, halves: Uint8Array, into: HalvedSample): void {
  into.rowCount = 0;
  into.half.set(halves);
  counts.forEach((times, block) => {
    into.multiplicity[block] = times;
    into.weight[block] = times;
    if (times > 0) into.rows[into.rowCount++] = block;
  });
}

/** Counts of as many draws with replacement as there are cells. */
function drawInto(counts: Int32Array, random: Random): void {
  counts.fill(0);
  for (let i = 0; i < counts.length; i++) {
    const cell = Math.floor(random.next() * counts.length);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
}

/**
 * Halves what is drawn at random: `halves` gets 0 and 1.
 *
 * @param order memory of the same length
 */
export function halve(order: Int32Array, halves: Uint8Array, random: Random): void {
  for (let i = 0; i < order.length; i++) order[i] = i;
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    const swapped = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = swapped;
  }
  for (let i = 0; i < order.length; i++) halves[order[i] ?? 0] = i < order.length / 2 ? 0 : 1;
}
