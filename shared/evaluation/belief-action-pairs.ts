import { cramersV } from '../statistics/cramers-v.ts';
import { polychoricCorrelation } from '../statistics/polychoric-correlation.ts';
import type { AssociationsBlock } from './association-results.ts';
import { compareSides } from './compare-sides.ts';
import { medianEstimate } from './estimate.ts';
import { createJointExcess } from './joint-excess.ts';
import type { Counted, Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import type { Resample } from './resample-types.ts';
import { addAtCells, createUnitSums } from './unit-sums.ts';

/** A belief and an action by their places among the items. */
export interface BeliefActionPair {
  readonly belief: number;
  readonly action: number;
  readonly rows: number;
  readonly columns: number;
  /** Both are ordered. */
  readonly ordered: boolean;
  /** Humans who answered both. */
  readonly n: number;
}

export function beliefActionPairs({ items, n }: Prepared): BeliefActionPair[] {
  const places = (role: 'belief' | 'action'): number[] =>
    items.flatMap((item, i) => (item.variable.role === role ? [i] : []));
  return places('action').flatMap((action) =>
    places('belief').map((belief): BeliefActionPair => {
      const [first, second] = [items[belief], items[action]];
      let answered = 0;
      for (let r = 0; r < n; r++) {
        if ((first?.human[r] ?? -1) >= 0 && (second?.human[r] ?? -1) >= 0) answered++;
      }
      return {
        belief,
        action,
        rows: first?.options ?? 0,
        columns: second?.options ?? 0,
        ordered: (first?.scores ?? null) !== null && (second?.scores ?? null) !== null,
        n: answered,
      };
    }),
  );
}

/** The tables of all pairs on one side, which are counted in one pass over its people. */
interface PairTables {
  /** Weighted counts by pair, row by row. */
  readonly tables: readonly Float64Array[];
  readonly count: (sample: Resample) => void;
}

function createPairTables(prepared: Prepared, pairs: readonly BeliefActionPair[], positions: Int32Array): PairTables {
  const sizes = pairs.map(({ rows, columns }) => rows * columns);
  const own = sizes.reduce((sum, size) => sum + size, 0);
  const cells = new Float64Array(own + 1);
  let from = 0;
  const tables = sizes.map((size) => cells.subarray(from, (from += size)));
  const places = cellsOf(prepared, pairs, positions, own);
  const sums = createUnitSums(prepared, cells.length, addAtCells(places, pairs.length));
  return { tables, count: (sample) => sums(sample, cells) };
}

/** Respondents × pairs: cell among those of all tables, from positions as `Prepared` holds them; `missing` without an answer. */
function cellsOf(
  { items, n }: Prepared,
  pairs: readonly BeliefActionPair[],
  positions: Int32Array,
  missing: number,
): Int32Array {
  const cells = new Int32Array(n * pairs.length);
  let first = 0;
  pairs.forEach((pair, p) => {
    const beliefOffset = items[pair.belief]?.offset ?? 0;
    const actionOffset = items[pair.action]?.offset ?? 0;
    for (let row = 0; row < n; row++) {
      const belief = positions[row * items.length + pair.belief] ?? -1;
      const action = positions[row * items.length + pair.action] ?? -1;
      const cell = (belief - beliefOffset) * pair.columns + action - actionOffset;
      cells[row * pairs.length + p] = belief < 0 || action < 0 ? missing : first + cell;
    }
    first += pair.rows * pair.columns;
  });
  return cells;
}

/** Strength of association of one table that moves with its shares: exactly, or to first order around the sample as it is. */
interface Strength {
  readonly exact: (table: Float64Array) => number;
  readonly moved: (table: Float64Array) => number;
}

function createStrength(pair: BeliefActionPair): Strength {
  const { rows, columns } = pair;
  const linesOf = (table: Float64Array): number[][] =>
    Array.from({ length: rows }, (_, r) => Array.from(table.subarray(r * columns, (r + 1) * columns)));
  const empty = (table: Float64Array): boolean => !table.some((count) => count > 0);
  if (!pair.ordered) {
    const exact = (table: Float64Array): number =>
      empty(table) ? Number.NaN : (cramersV(linesOf(table)).value ?? Number.NaN);
    return { exact, moved: exact };
  }
  const correlation = (table: Float64Array): number =>
    empty(table) ? Number.NaN : (polychoricCorrelation(linesOf(table)).value ?? Number.NaN);
  let value = Number.NaN;
  let gradient: Float64Array = new Float64Array(0);
  return {
    exact: (table) => {
      value = correlation(table);
      gradient = Math.abs(value) < 1 ? shareGradient(correlation, table, value) : new Float64Array(0);
      return value;
    },
    // A maximum-likelihood fit in every draw would take most of the evaluation's time.
    moved: (table) => {
      const total = table.reduce((sum, count) => sum + count, 0);
      if (gradient.length === 0 || !(total > 0)) return Number.NaN;
      return table.reduce((sum, count, cell) => sum + (gradient[cell] ?? 0) * (count / total), value);
    },
  };
}

const step = 1e-5;

/** Derivative of a function of shares by each share, centred so that its mean over the table is 0; cells without counts stay so in every draw. */
function shareGradient(of: (table: Float64Array) => number, table: Float64Array, value: number): Float64Array {
  const total = table.reduce((sum, count) => sum + count, 0);
  const slopes = table.map((count, cell) => {
    if (!(count > 0)) return 0;
    const moved = table.slice();
    moved[cell] = count + step * total;
    // Adding h to one share and normalising moves along e_c − π, whose derivative is already centred.
    return (of(moved) - value) / step;
  });
  return slopes;
}

const perSide = 2;

/** The tables of one set of twins, and how strongly their answers go together. */
interface TwinTables extends PairTables {
  readonly strengths: readonly Strength[];
}

/**
 * Per pair and side (humans, then sources): strength, and excess of the joint distance; for the humans that to the draw
 * before. Yields 0 between sides.
 */
export function* createPairMeasure(prepared: Prepared, pairs: readonly BeliefActionPair[]): Generator<number, Measure> {
  const sides = 1 + prepared.sources.length;
  const human = createPairTables(prepared, pairs, prepared.humanPositions);
  const sources: TwinTables[][] = [];
  for (const { positions } of prepared.sources) {
    yield 0;
    sources.push(
      positions.map((own) => ({
        ...createPairTables(prepared, pairs, own),
        strengths: pairs.map(createStrength),
      })),
    );
  }
  const states = pairs.map((pair) => ({
    strength: createStrength(pair),
    excess: createJointExcess(pair.rows, pair.columns),
    before: new Float64Array(pair.rows * pair.columns).fill(Number.NaN),
  }));
  const compute = ({ sample, resampled }: Counted, out: Float64Array): void => {
    const read = (strength: Strength | undefined, table: Float64Array): number =>
      (resampled ? strength?.moved(table) : strength?.exact(table)) ?? Number.NaN;
    human.count(sample);
    for (const own of sources.flat()) own.count(sample);
    states.forEach(({ strength: ownStrength, excess, before }, p) => {
      const at = p * sides * perSide;
      const table = human.tables[p] ?? empty;
      out[at] = read(ownStrength, table);
      out[at + 1] = resampled ? excess(table, before) : Number.NaN;
      sources.forEach((seeds, s) => {
        let strength = 0;
        let joint = 0;
        for (const own of seeds) {
          const twins = own.tables[p] ?? empty;
          strength += read(own.strengths[p], twins);
          joint += excess(table, twins);
        }
        out[at + perSide * (1 + s)] = strength / seeds.length;
        out[at + perSide * (1 + s) + 1] = joint / seeds.length;
      });
      if (resampled) before.set(table);
    });
  };
  return { size: pairs.length * sides * perSide, compute };
}

const empty = new Float64Array(0);

/** Reads the numbers of `createPairMeasure`. */
export function pairResults(
  prepared: Prepared,
  pairs: readonly BeliefActionPair[],
  measured: Measured,
): AssociationsBlock['pairs'] {
  const sides = 1 + prepared.sources.length;
  const { level } = prepared.input.settings;
  return pairs.map((pair, p) => {
    const { n } = pair;
    const of = (side: number, number: number) => {
      const at = (p * sides + side) * perSide + number;
      return { value: measured.point(at), draws: measured.draws(at) };
    };
    const simulated = (number: number) => prepared.sources.map((_, s) => of(1 + s, number));
    const joint = of(0, 1);
    const ceiling = medianEstimate(joint.draws, n, level);
    const reached = { value: ceiling.value ?? Number.NaN, draws: new Float64Array(joint.draws.length) };
    const excess = compareSides(prepared, { ...reached, draws: reached.draws.fill(reached.value) }, simulated(1), {
      n,
      reason: 'no-answers',
      bounds: [-1, 1],
    });
    return {
      belief: prepared.items[pair.belief]?.variable.name ?? '',
      action: prepared.items[pair.action]?.variable.name ?? '',
      n,
      measure: pair.ordered ? 'polychoric' : 'cramers-v',
      strength: compareSides(prepared, of(0, 0), simulated(0), {
        n,
        reason: 'no-variation',
        bounds: [pair.ordered ? -1 : 0, 1],
      }),
      joint: { human: ceiling, sources: excess.sources },
    };
  });
}
