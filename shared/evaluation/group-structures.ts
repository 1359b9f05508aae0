import type { Blocks } from './blocks.ts';
import { comparedGroupings, type ComparedGrouping } from './compared-groups.ts';
import type { StructureGroups } from './group-results.ts';
import { type MeasureStore, createStore } from './measure-store.ts';
import type { Prepared } from './prepare.ts';
import type { Resample, Resampler } from './resample.ts';
import {
  createStructureHalves,
  createStructureMeasures,
  jointResults,
  structureResults,
} from './structure-measures.ts';
import { type Structures, orderStructures } from './structures.ts';
import type { Tables } from './tables.ts';

/** Draws behind the intervals: bounds of 200 are known to 5 %, of 100 to 7 % of the width of a normal interval. */
const drawsOfGroups = 200;
const drawsOfLargeSample = 100;
/** Exchanges of answers behind the same. */
const exchangesOfGroups = 100;

export interface GroupStructuresInput {
  readonly structures: Structures;
  readonly resampler: Resampler;
  /** Counted answers, which structures do not read. */
  readonly tables: Tables;
}

/**
 * Belief structures by subgroup and by arm: the measures of the whole sample, taken within every group. One variable after
 * another, so that memory holds the groups of one. Yields the number of variables done.
 */
export function* structuresByGroup(
  prepared: Prepared,
  { structures, resampler, tables }: GroupStructuresInput,
): Generator<number, StructureGroups> {
  const rows: StructureGroups = [];
  const done = (): number => rows.length;
  for (const grouping of comparedGroupings(prepared)) {
    const groups = [];
    for (const level of grouping.values.keys()) {
      groups.push(createGroup(membersOf(prepared, structures, grouping, level)));
      yield done();
    }
    const stores = groups.flatMap(({ whole, halves }) => [whole, halves]);
    for (const _ of measureGroups(stores, resampler, tables)) yield done();
    const { variable, label, kind } = grouping;
    const found: StructureGroups[number]['groups'] = [];
    for (const [level, { value, label: name }] of grouping.values.entries()) {
      const group = groups[level];
      if (group !== undefined) found.push({ value, label: name, ...readGroup(group) });
      yield done();
    }
    rows.push({ variable, label, kind, groups: found });
  }
  return rows;
}

interface GroupStores {
  readonly prepared: Prepared;
  readonly structures: Structures;
  readonly whole: MeasureStore;
  readonly halves: MeasureStore;
}

function createGroup({ prepared, structures }: Pick<GroupStores, 'prepared' | 'structures'>): GroupStores {
  const { bootstrap } = prepared.input.settings;
  const most = Math.min(bootstrap, prepared.blocks === null ? drawsOfGroups : drawsOfLargeSample);
  const sides = orderStructures(prepared, structures);
  return {
    prepared,
    structures,
    whole: createStore(createStructureMeasures(prepared, structures, sides), most),
    halves: createStore(createStructureHalves(prepared, sides), most),
  };
}

function* measureGroups(
  stores: readonly MeasureStore[],
  resampler: Resampler,
  tables: Tables,
): Generator<undefined, void> {
  const halvings = Math.max(...stores.map((store) => store.halvings));
  const draws = Math.max(...stores.map((store) => store.draws));
  const each = (
    sample: Resample,
    resampled: boolean,
    add: (store: MeasureStore) => MeasureStore['addDraw'] | null,
    at: number,
  ) => {
    for (const store of stores) add(store)?.({ sample, tables, resampled }, at);
  };
  for (let halving = 0; halving < halvings; halving++) {
    each(resampler.original(halving), false, (store) => (halving < store.halvings ? store.addOriginal : null), halving);
    if (halving % 5 === 4) yield;
  }
  for (let b = 0; b < draws; b++) {
    each(resampler.draw(b), true, (store) => (b < store.draws ? store.addDraw : null), b);
    if (b % 5 === 4) yield;
  }
}

/**
 * The people of one group with their structures, numbered anew. Where blocks are resampled the others are left out, so that
 * many groups of a large sample cost what the sample does; where rows are, they stay and have no structure.
 */
function membersOf(
  prepared: Prepared,
  structures: Structures,
  { levelOf }: ComparedGrouping,
  level: number,
): { readonly prepared: Prepared; readonly structures: Structures } {
  const members = Int32Array.from(levelOf.keys()).filter((row) => levelOf[row] === level);
  const numbers = new Int32Array(structures.kinds).fill(-1);
  let kinds = 0;
  const numberOf = (structure: number): number => {
    if (structure < 0) return -1;
    if ((numbers[structure] ?? -1) < 0) numbers[structure] = kinds++;
    return numbers[structure] ?? -1;
  };
  const { blocks } = prepared;
  const within = (own: Int32Array): Int32Array => {
    if (blocks !== null) return members.map((row) => numberOf(own[row] ?? -1));
    const kept = new Int32Array(own.length).fill(-1);
    for (const row of members) kept[row] = numberOf(own[row] ?? -1);
    return kept;
  };
  const human = within(structures.human);
  const sources = structures.sources.map((seeds) => seeds.map(within));
  const n = human.reduce((sum, own) => sum + (own >= 0 ? 1 : 0), 0);
  return {
    prepared: blocks === null ? prepared : withRows(prepared, blocks, members),
    structures: { items: structures.items, kinds, n, human, sources },
  };
}

/** What structures read of some rows of a sample whose blocks are resampled. */
function withRows(prepared: Prepared, blocks: Blocks, rows: Int32Array): Prepared {
  const clusterOf = rows.map((row) => prepared.clusterOf[row] ?? 0);
  return {
    ...prepared,
    n: rows.length,
    weights: Float64Array.from(rows, (row) => prepared.weights[row] ?? 0),
    clusterOf,
    clusters: new Set(clusterOf).size,
    blocks: { ...blocks, blockOf: rows.map((row) => blocks.blockOf[row] ?? 0) },
  };
}

type GroupRow = Omit<StructureGroups[number]['groups'][number], 'value' | 'label'>;

function readGroup({ prepared, structures, whole, halves }: GroupStores): GroupRow {
  const own = structureResults(prepared, structures, whole.measured, halves.measured);
  const joint = jointResults(
    prepared,
    structures,
    { whole: whole.measured, halves: halves.measured },
    { reference: null, exchanges: exchangesOfGroups },
  );
  const numbersOf = ({ unique, uniqueShare, hill, halfCoverage }: typeof own.human) => ({
    unique,
    uniqueShare,
    hill,
    halfCoverage,
  });
  return {
    n: own.n,
    nHalf: Math.floor(own.n / 2),
    human: numbersOf(own.human),
    ceiling: joint?.ceiling ?? null,
    sources: own.sources.map((row) => {
      const compared = joint?.sources.find(({ source }) => source === row.source)?.half;
      const { source, coverage, precision } = row;
      return {
        source,
        ...numbersOf(row),
        coverage,
        precision,
        half: compared === undefined ? null : { distance: compared.distance, excess: compared.excess },
      };
    }),
  };
}
