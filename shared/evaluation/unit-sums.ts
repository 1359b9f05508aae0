import type { Blocks } from './blocks.ts';
import type { Prepared } from './prepare.ts';
import type { Resample, RowSample } from './resample-types.ts';

/** Adds what the rows of a sample have, times their weights, to `into`. */
export type Accumulate = (sample: RowSample, into: Float64Array) => void;

/** Overwrites `into` with the sums over a sample. */
export type UnitSums = (sample: Resample, into: Float64Array) => void;

/** Number of units that are resampled: respondents, or blocks of them. */
export function unitCount({ n, blocks }: Pick<Prepared, 'n' | 'blocks'>): number {
  return blocks === null ? n : blocks.count;
}

/** Unit of a respondent. */
export function unitOf({ blocks }: Pick<Prepared, 'blocks'>, row: number): number {
  return blocks === null ? row : (blocks.blockOf[row] ?? 0);
}

/** Weight of a respondent inside the unit: the design weight where units are blocks, whose samples do not know it. */
export function weightInUnit({ blocks, weights }: Pick<Prepared, 'blocks' | 'weights'>, row: number): number {
  return blocks === null ? 1 : (weights[row] ?? 0);
}

/**
 * Sums of `width` numbers over samples. `accumulate` sees respondents; where blocks are resampled it is called once per
 * block, and a sample then adds the sums of its blocks up, in O(blocks × width).
 */
export function createUnitSums(
  { blocks, weights }: Pick<Prepared, 'blocks' | 'weights'>,
  width: number,
  accumulate: Accumulate,
): UnitSums {
  if (blocks !== null) return addBlocks(sumsByBlock(blocks, weights, width, accumulate), width);
  return ({ units }, into) => {
    into.fill(0);
    accumulate(units, into);
  };
}

function sumsByBlock(blocks: Blocks, weights: Float64Array, width: number, accumulate: Accumulate): Float64Array {
  const { count, starts, members } = blocks;
  const cells = new Float64Array(count * width);
  const multiplicity = new Float64Array(weights.length).fill(1);
  for (let b = 0; b < count; b++) {
    const rows = members.subarray(starts[b] ?? 0, starts[b + 1] ?? 0);
    const sample = { rows, rowCount: rows.length, multiplicity, weight: weights };
    accumulate(sample, cells.subarray(b * width, (b + 1) * width));
  }
  return cells;
}

function addBlocks(cells: Float64Array, width: number): UnitSums {
  return ({ units }, into) => {
    into.fill(0);
    addWeighted(cells, width, units, units.weight, into);
  };
}

/**
 * Adds Σ weight × row of `cells` (rows × width) over the rows of a sample to `into`. Four rows at a time, since reading and
 * writing `into` costs most.
 *
 * @param weight by row: the weights of the sample, or its multiplicities where the cells hold the design weights
 */
export function addWeighted(
  cells: Float64Array,
  width: number,
  { rows, rowCount }: RowSample,
  weight: Float64Array,
  into: Float64Array,
): void {
  let i = 0;
  for (; i + 3 < rowCount; i += 4) {
    const a = rows[i] ?? 0;
    const b = rows[i + 1] ?? 0;
    const c = rows[i + 2] ?? 0;
    const d = rows[i + 3] ?? 0;
    const wa = weight[a] ?? 0;
    const wb = weight[b] ?? 0;
    const wc = weight[c] ?? 0;
    const wd = weight[d] ?? 0;
    const fromA = a * width;
    const fromB = b * width;
    const fromC = c * width;
    const fromD = d * width;
    for (let k = 0; k < width; k++) {
      into[k] =
        (into[k] ?? 0) +
        wa * (cells[fromA + k] ?? 0) +
        wb * (cells[fromB + k] ?? 0) +
        wc * (cells[fromC + k] ?? 0) +
        wd * (cells[fromD + k] ?? 0);
    }
  }
  for (; i < rowCount; i++) {
    const row = rows[i] ?? 0;
    const w = weight[row] ?? 0;
    const from = row * width;
    for (let k = 0; k < width; k++) into[k] = (into[k] ?? 0) + w * (cells[from + k] ?? 0);
  }
}

/**
 * Adds the weight of every respondent of a sample to `perRow` cells.
 *
 * @param cells respondents × `perRow`: places in what is added to; a place behind those that are read takes what is missing,
 *   which costs less than asking every time
 */
export function addAtCells(cells: Int32Array, perRow: number): Accumulate {
  return ({ rows, rowCount, weight }, into) => {
    for (let i = 0; i < rowCount; i++) {
      const row = rows[i] ?? 0;
      const w = weight[row] ?? 0;
      const end = (row + 1) * perRow;
      for (let k = row * perRow; k < end; k++) {
        const cell = cells[k] ?? 0;
        into[cell] = (into[cell] ?? 0) + w;
      }
    }
  };
}
