import type { Prepared } from './prepare.ts';
import type { Resample, RowSample } from './resample-types.ts';
import { type Accumulate, addAtCells, createUnitSums } from './unit-sums.ts';

/**
 * Weighted answers counted by group and option. A table has one row of `width` cells per level of a grouping; the last row
 * holds those without a value. Grouping 0 is everybody (one level), grouping g + 1 is `prepared.groupings[g]`.
 */
export interface Tables {
  readonly human: readonly Float64Array[];
  /** By source: expected counts from probabilities; null for sources that only have draws. */
  readonly exact: readonly (readonly Float64Array[] | null)[];
  /** By source and seed: counts of draws; stale for seeds that the sample left out. */
  readonly drawn: readonly (readonly (readonly Float64Array[])[])[];
}

export interface TableCounter {
  readonly tables: Tables;
  readonly count: (sample: Resample) => void;
}

/** The tables of one side, which lie one behind the other in memory. */
interface Side {
  readonly tables: readonly Float64Array[];
  readonly count: (sample: Resample) => void;
}

/** Adds the answers of a sample to the table of one grouping. */
type AddTo = (table: Float64Array, levelOf: Int32Array, sample: RowSample) => void;

/** Allocates the tables once; `count` fills them from a sample. Cost O(rows × (options + items × seeds) × sources × groupings). */
export function createTables(prepared: Prepared): TableCounter {
  const human = positionsSide(prepared, prepared.humanPositions);
  const exact = prepared.sources.map((source) =>
    source.exact === null ? null : exactSide(prepared, source.exact(), human),
  );
  const drawn = prepared.sources.map((source) =>
    source.positions.map((positions) => positionsSide(prepared, positions)),
  );
  return {
    tables: {
      human: human.tables,
      exact: exact.map((side) => side?.tables ?? null),
      drawn: drawn.map((sides) => sides.map(({ tables }) => tables)),
    },
    count: (sample) => {
      human.count(sample);
      for (const side of exact) side?.count(sample);
      for (const side of drawn.flat()) side.count(sample);
    },
  };
}

/** Sources that give everybody the same probabilities need no counting of their own. */
function exactSide(prepared: Prepared, exact: Float64Array, human: Side): Side {
  const shares = commonShares(prepared, exact);
  return shares === null ? createSide(prepared, rowsAdder(prepared, exact)) : constantSide(prepared, shares, human);
}

/** The probabilities of all options, where they are the same for everybody who answered; null otherwise. */
function commonShares({ n, width, items, humanPositions }: Prepared, exact: Float64Array): Float64Array | null {
  const shares = new Float64Array(width).fill(Number.NaN);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < items.length; i++) {
      if ((humanPositions[row * items.length + i] ?? -1) < 0) continue;
      const offset = items[i]?.offset ?? 0;
      for (let k = offset; k < offset + (items[i]?.options ?? 0); k++) {
        const own = exact[row * width + k] ?? 0;
        if (Number.isNaN(shares[k] ?? 0)) shares[k] = own;
        else if (shares[k] !== own) return null;
      }
    }
  }
  return shares.map((share) => (Number.isNaN(share) ? 0 : share));
}

/** Weight of those who answered × probability. */
function constantSide({ items, width }: Prepared, shares: Float64Array, human: Side): Side {
  const tables = human.tables.map((table) => new Float64Array(table.length));
  const fill = (table: Float64Array, answers: Float64Array): void => {
    for (let start = 0; start < table.length; start += width) {
      for (const { offset, options } of items) {
        let total = 0;
        for (let k = offset; k < offset + options; k++) total += answers[start + k] ?? 0;
        for (let k = offset; k < offset + options; k++) table[start + k] = total * (shares[k] ?? 0);
      }
    }
  };
  return {
    tables,
    count: () => tables.forEach((table, g) => fill(table, human.tables[g] ?? table)),
  };
}

/** Cells of every table: rows for the levels of a grouping, and one for those without a value. */
function tableLengths({ groupings, width }: Prepared): number[] {
  return [1, ...groupings.map(({ values }) => values.length + 1)].map((levels) => levels * width);
}

function createSide(prepared: Prepared, add: AddTo): Side {
  const lengths = tableLengths(prepared);
  const cells = new Float64Array(lengths.reduce((sum, length) => sum + length, 0));
  const sums = createUnitSums(prepared, cells.length, allTables(prepared, lengths, add));
  return { tables: cut(cells, lengths), count: (sample) => sums(sample, cells) };
}

function cut(cells: Float64Array, lengths: readonly number[]): Float64Array[] {
  let from = 0;
  return lengths.map((length) => cells.subarray(from, (from += length)));
}

function allTables({ n, groupings }: Prepared, lengths: readonly number[], add: AddTo): Accumulate {
  const everybody = new Int32Array(groupings.length === 0 ? n : 0);
  let cutInto: Float64Array | null = null;
  let views: Float64Array[] = [];
  return (sample, into) => {
    if (into !== cutInto) views = cut(into, lengths);
    cutInto = into;
    const [all, ...tables] = views;
    if (all === undefined) return;
    if (tables.length === 0) add(all, everybody, sample);
    tables.forEach((table, g) => add(table, groupings[g]?.levelOf ?? everybody, sample));
    const [first] = tables;
    if (first !== undefined) addLevels(all, first);
  };
}

/** Counts of single answers. */
function positionsSide(prepared: Prepared, positions: Int32Array): Side {
  const lengths = tableLengths(prepared);
  const own = lengths.reduce((sum, length) => sum + length, 0);
  const cells = new Float64Array(own + 1);
  const add = addAtCells(
    cellsOf(prepared, positions, lengths),
    prepared.items.length * Math.max(1, lengths.length - 1),
  );
  const sums = createUnitSums(prepared, cells.length, add);
  const tables = cut(cells, lengths);
  const [all, first] = tables;
  return {
    tables,
    count: (sample) => {
      sums(sample, cells);
      if (all !== undefined && first !== undefined) addLevels(all, first);
    },
  };
}

/** Respondents × groupings × items: cell among those of all tables, the one behind them where an answer is missing. */
function cellsOf(
  { n, items, groupings, width }: Prepared,
  positions: Int32Array,
  lengths: readonly number[],
): Int32Array {
  const count = items.length;
  const everybody = new Int32Array(groupings.length === 0 ? n : 0);
  const levels = groupings.length === 0 ? [everybody] : groupings.map(({ levelOf }) => levelOf);
  const missing = lengths.reduce((sum, length) => sum + length, 0);
  const cells = new Int32Array(n * levels.length * count);
  let first = groupings.length === 0 ? 0 : (lengths[0] ?? 0);
  levels.forEach((levelOf, g) => {
    for (let row = 0; row < n; row++) {
      const start = first + (levelOf[row] ?? 0) * width;
      for (let i = 0; i < count; i++) {
        const position = positions[row * count + i] ?? -1;
        cells[(row * levels.length + g) * count + i] = position < 0 ? missing : start + position;
      }
    }
    first += lengths[g + 1] ?? 0;
  });
  return cells;
}

function rowsAdder({ width }: Prepared, cells: Float64Array): AddTo {
  return (table, levelOf, { rows, rowCount, weight }) => {
    for (let i = 0; i < rowCount; i++) {
      const row = rows[i] ?? 0;
      const start = (levelOf[row] ?? 0) * width;
      const w = weight[row] ?? 0;
      const from = row * width;
      for (let k = 0; k < width; k++) table[start + k] = (table[start + k] ?? 0) + w * (cells[from + k] ?? 0);
    }
  };
}

/** Everybody is the sum over the levels of the first grouping, those without a value included. */
function addLevels(everybody: Float64Array, table: Float64Array): void {
  const width = everybody.length;
  for (let k = 0; k < table.length; k++) everybody[k % width] = (everybody[k % width] ?? 0) + (table[k] ?? 0);
}
