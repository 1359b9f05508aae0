import { cramersV } from '../statistics/cramers-v.ts';
import { polychoricCorrelation } from '../statistics/polychoric-correlation.ts';
import type { AssociationsBlock } from './association-results.ts';
import { compareSides } from './compare-sides.ts';
import { jensenShannonTerm } from './distances.ts';
import { medianEstimate } from './estimate.ts';
import type { Counted, Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import { type UnitSums, createUnitSums } from './unit-sums.ts';

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

/** Cell of the table of a pair by row, from positions as `Prepared` holds them; -1 where an answer is missing. */
function cellsOf({ items, n }: Prepared, pair: BeliefActionPair, positions: Int32Array): Int16Array {
  const beliefOffset = items[pair.belief]?.offset ?? 0;
  const actionOffset = items[pair.action]?.offset ?? 0;
  return Int16Array.from({ length: n }, (_, row) => {
    const belief = positions[row * items.length + pair.belief] ?? -1;
    const action = positions[row * items.length + pair.action] ?? -1;
    return belief < 0 || action < 0 ? -1 : (belief - beliefOffset) * pair.columns + action - actionOffset;
  });
}

/** Weighted counts of a sample by cell. */
function cellCounts(prepared: Prepared, pair: BeliefActionPair, positions: Int32Array): UnitSums {
  const cells = cellsOf(prepared, pair, positions);
  return createUnitSums(prepared, pair.rows * pair.columns, ({ rows, rowCount, weight }, table) => {
    for (let i = 0; i < rowCount; i++) {
      const row = rows[i] ?? 0;
      const cell = cells[row] ?? -1;
      if (cell >= 0) table[cell] = (table[cell] ?? 0) + (weight[row] ?? 0);
    }
  });
}

/**
 * Jensen-Shannon distance (base 2) of two joint tables minus that of the products of their marginals: what differs beyond
 * the marginals; NaN when a table is empty.
 */
export function jointExcess(p: Float64Array, q: Float64Array, rows: number, columns: number): number {
  const margins = (table: Float64Array) => {
    const byRow = new Float64Array(rows);
    const byColumn = new Float64Array(columns);
    let total = 0;
    table.forEach((count, cell) => {
      const row = Math.floor(cell / columns);
      byRow[row] = (byRow[row] ?? 0) + count;
      byColumn[cell % columns] = (byColumn[cell % columns] ?? 0) + count;
      total += count;
    });
    return { byRow, byColumn, total };
  };
  const own = margins(p);
  const other = margins(q);
  if (!(own.total > 0 && other.total > 0)) return Number.NaN;
  let joint = 0;
  let product = 0;
  for (let cell = 0; cell < rows * columns; cell++) {
    const row = Math.floor(cell / columns);
    const column = cell % columns;
    joint += halfDivergence((p[cell] ?? 0) / own.total, (q[cell] ?? 0) / other.total);
    product += halfDivergence(
      ((own.byRow[row] ?? 0) * (own.byColumn[column] ?? 0)) / own.total ** 2,
      ((other.byRow[row] ?? 0) * (other.byColumn[column] ?? 0)) / other.total ** 2,
    );
  }
  const root = (nats: number): number => Math.min(1, Math.sqrt(Math.max(0, nats / 2 / Math.LN2)));
  return root(joint) - root(product);
}

function halfDivergence(p: number, q: number): number {
  const sum = p + q;
  return sum > 0 ? (sum / 2) * jensenShannonTerm((p - q) / sum) : 0;
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

/** Per pair and side (humans, then sources): strength, and excess of the joint distance; for the humans that to the draw before. */
export function createPairMeasure(prepared: Prepared, pairs: readonly BeliefActionPair[]): Measure {
  const sides = 1 + prepared.sources.length;
  const states = pairs.map((pair) => ({
    pair,
    human: new Float64Array(pair.rows * pair.columns),
    twins: new Float64Array(pair.rows * pair.columns),
    ofHuman: { count: cellCounts(prepared, pair, prepared.humanPositions), strength: createStrength(pair) },
    ofSources: prepared.sources.map((source) =>
      source.positions.map((positions) => ({
        count: cellCounts(prepared, pair, positions),
        strength: createStrength(pair),
      })),
    ),
  }));
  const befores: Float64Array[] = [];
  const compute = ({ sample, resampled }: Counted, out: Float64Array): void => {
    const read = (strength: Strength, table: Float64Array): number =>
      resampled ? strength.moved(table) : strength.exact(table);
    states.forEach((state, p) => {
      const { pair, human, twins } = state;
      const at = p * sides * perSide;
      state.ofHuman.count(sample, human);
      out[at] = read(state.ofHuman.strength, human);
      const before = befores[p];
      out[at + 1] =
        resampled && before !== undefined ? jointExcess(human, before, pair.rows, pair.columns) : Number.NaN;
      state.ofSources.forEach((seeds, s) => {
        let strength = 0;
        let joint = 0;
        let total = 0;
        seeds.forEach((own, seed) => {
          const times = sample.seeds[s]?.[seed] ?? 0;
          if (times === 0) return;
          own.count(sample, twins);
          strength += times * read(own.strength, twins);
          joint += times * jointExcess(human, twins, pair.rows, pair.columns);
          total += times;
        });
        out[at + perSide * (1 + s)] = strength / total;
        out[at + perSide * (1 + s) + 1] = joint / total;
      });
      if (resampled) (befores[p] ??= new Float64Array(human.length)).set(human);
    });
  };
  return { size: pairs.length * sides * perSide, compute };
}

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
