import type { Prepared, SourceColumns } from './prepare.ts';
import type { Resample } from './resample.ts';

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

/** Allocates the tables once; `count` fills them from a sample. Cost O(rows × (options + items × seeds) × sources × groupings). */
export function createTables(prepared: Prepared): TableCounter {
  const { width, groupings, items } = prepared;
  const levels = groupings.map((grouping) => grouping.values.length + 1);
  const empty = (): Float64Array[] => [1, ...levels].map((count) => new Float64Array(count * width));
  const tables = {
    human: empty(),
    exact: prepared.sources.map((source) => (source.exact === null ? null : empty())),
    drawn: prepared.sources.map((source) => source.positions.map(empty)),
  };
  const everybody = new Int32Array(prepared.n);
  const passes = groupings.length === 0 ? [everybody] : groupings.map((grouping) => grouping.levelOf);
  const first = groupings.length === 0 ? 0 : 1;

  const countPositions = (into: readonly Float64Array[], positions: Int32Array, sample: Resample): void => {
    passes.forEach((levelOf, pass) => {
      const table = into[first + pass];
      if (table === undefined) return;
      table.fill(0);
      addPositions(table, positions, levelOf, items.length, width, sample);
    });
    if (first === 1) addLevels(into);
  };
  const countExact = (into: readonly Float64Array[], source: SourceColumns, sample: Resample): void => {
    const { exact } = source;
    if (exact === null) return;
    passes.forEach((levelOf, pass) => {
      const table = into[first + pass];
      if (table === undefined) return;
      table.fill(0);
      addRows(table, exact, levelOf, width, sample);
    });
    if (first === 1) addLevels(into);
  };
  const count = (sample: Resample): void => {
    countPositions(tables.human, prepared.humanPositions, sample);
    prepared.sources.forEach((source, s) => {
      countExact(tables.exact[s] ?? [], source, sample);
      source.positions.forEach((positions, seed) => {
        const times = sample.seeds[s]?.[seed] ?? 0;
        if (times > 0) countPositions(tables.drawn[s]?.[seed] ?? [], positions, sample);
      });
    });
  };
  return { tables, count };
}

function addPositions(
  table: Float64Array,
  positions: Int32Array,
  levelOf: Int32Array,
  items: number,
  width: number,
  sample: Resample,
): void {
  const { rows, rowCount, weight } = sample;
  for (let i = 0; i < rowCount; i++) {
    const row = rows[i] ?? 0;
    const start = (levelOf[row] ?? 0) * width;
    const w = weight[row] ?? 0;
    const from = row * items;
    for (let k = from; k < from + items; k++) {
      const position = positions[k] ?? -1;
      if (position >= 0) table[start + position] = (table[start + position] ?? 0) + w;
    }
  }
}

function addRows(table: Float64Array, cells: Float64Array, levelOf: Int32Array, width: number, sample: Resample): void {
  const { rows, rowCount, weight } = sample;
  for (let i = 0; i < rowCount; i++) {
    const row = rows[i] ?? 0;
    const start = (levelOf[row] ?? 0) * width;
    const w = weight[row] ?? 0;
    const from = row * width;
    for (let k = 0; k < width; k++) table[start + k] = (table[start + k] ?? 0) + w * (cells[from + k] ?? 0);
  }
}

/** Everybody is the sum over the levels of the first grouping, those without a value included. */
function addLevels(into: readonly Float64Array[]): void {
  const [everybody, table] = into;
  if (everybody === undefined || table === undefined) return;
  everybody.fill(0);
  const width = everybody.length;
  for (let k = 0; k < table.length; k++) everybody[k % width] = (everybody[k % width] ?? 0) + (table[k] ?? 0);
}
