import type { Prepared } from './prepare.ts';
import type { Resample, RowSample } from './resample-types.ts';
import { type Accumulate, createUnitSums } from './unit-sums.ts';

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
  const human = createSide(prepared, positionsAdder(prepared, prepared.humanPositions));
  const exact = prepared.sources.map((source) =>
    source.exact === null ? null : createSide(prepared, rowsAdder(prepared, source.exact())),
  );
  const drawn = prepared.sources.map((source) =>
    source.positions.map((positions) => createSide(prepared, positionsAdder(prepared, positions))),
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
      drawn.forEach((sides, s) =>
        sides.forEach((side, seed) => {
          if ((sample.seeds[s]?.[seed] ?? 0) > 0) side.count(sample);
        }),
      );
    },
  };
}

function createSide(prepared: Prepared, add: AddTo): Side {
  const lengths = [1, ...prepared.groupings.map(({ values }) => values.length + 1)].map(
    (levels) => levels * prepared.width,
  );
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
  return (sample, into) => {
    const [all, ...tables] = cut(into, lengths);
    if (all === undefined) return;
    if (tables.length === 0) add(all, everybody, sample);
    tables.forEach((table, g) => add(table, groupings[g]?.levelOf ?? everybody, sample));
    const [first] = tables;
    if (first !== undefined) addLevels(all, first);
  };
}

function positionsAdder({ items, width }: Prepared, positions: Int32Array): AddTo {
  const count = items.length;
  return (table, levelOf, { rows, rowCount, weight }) => {
    for (let i = 0; i < rowCount; i++) {
      const row = rows[i] ?? 0;
      const start = (levelOf[row] ?? 0) * width;
      const w = weight[row] ?? 0;
      const from = row * count;
      for (let k = from; k < from + count; k++) {
        const position = positions[k] ?? -1;
        if (position >= 0) table[start + position] = (table[start + position] ?? 0) + w;
      }
    }
  };
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
