import { type Distances, type ItemScale, itemScale, measureDistances, pseudoAnswers } from './distances.ts';
import type { Counted, Measure, Measured } from './measure.ts';
import type { CeilingKind } from './noise-ceiling.ts';
import type { ItemColumn, Prepared } from './prepare.ts';
import type { Group } from './results.ts';
import type { Tables } from './tables.ts';

/** One item in one group: everybody (grouping 0) or a level of a grouping. */
export interface CellPlace {
  readonly grouping: number;
  readonly level: number;
  readonly item: number;
  readonly group: Group;
  /** Humans of the group who answered the item. */
  readonly n: number;
}

const kinds: readonly CeilingKind[] = ['two', 'one'];
export type DistanceName = keyof Distances;
const names: readonly DistanceName[] = [
  'jensenShannon',
  'wasserstein',
  'totalVariation',
  'kullbackLeibler',
  'kolmogorovSmirnov',
];
const perSide = names.length;

/** All groups, everybody first, with their row in the tables. */
export function groupPlaces(prepared: Prepared): { grouping: number; level: number; group: Group }[] {
  return [
    { grouping: 0, level: 0, group: null },
    ...prepared.groupings.flatMap((grouping, g) =>
      grouping.values.map(({ value }, level) => ({
        grouping: g + 1,
        level,
        group: { variable: grouping.variable, value },
      })),
    ),
  ];
}

/** Cells in the order group by group, item by item. */
export function divergenceCells(prepared: Prepared): CellPlace[] {
  return groupPlaces(prepared).flatMap((place) =>
    prepared.items.map((item, index) => ({ ...place, item: index, n: answeredIn(prepared, item, place) })),
  );
}

function answeredIn(prepared: Prepared, item: ItemColumn, place: { grouping: number; level: number }): number {
  const levelOf = prepared.groupings[place.grouping - 1]?.levelOf;
  return item.human.reduce((n, answer, r) => n + (answer >= 0 && (levelOf?.[r] ?? 0) === place.level ? 1 : 0), 0);
}

/**
 * Distances between the marginals of humans and sources in every cell. Numbers per cell: two ceilings and every source,
 * five distances each. A draw's `two` ceiling is its distance to the draw before, which is independent of it.
 */
export function createDivergence(prepared: Prepared): Measure {
  const cells = divergenceCells(prepared);
  const scales = prepared.items.map(itemScale);
  const stride = perSide * (kinds.length + prepared.sources.length);
  const found = noDistances();
  let original: Float64Array[] = [];
  let previous: Float64Array[] | undefined;

  const compute = ({ tables, resampled }: Counted, out: Float64Array): void => {
    if (!resampled) original = tables.human.map((table) => table.slice());
    cells.forEach((cell, c) => {
      const scale = scales[cell.item];
      const human = tables.human[cell.grouping];
      if (scale === undefined || human === undefined) return;
      const start = cell.level * prepared.width + (prepared.items[cell.item]?.offset ?? 0);
      const at = c * stride;
      const place = { start, scale, smoothing: pseudoAnswers / cell.n };
      writeCeiling(out, at, human, resampled ? previous?.[cell.grouping] : undefined, place, found);
      writeCeiling(out, at + perSide, human, resampled ? original[cell.grouping] : undefined, place, found);
      prepared.sources.forEach((_, s) => {
        measureSource(tables, s, cell.grouping, place, found);
        write(out, at + perSide * (kinds.length + s), found);
      });
    });
    if (resampled) {
      previous ??= tables.human.map((table) => new Float64Array(table.length));
      tables.human.forEach((table, g) => previous?.[g]?.set(table));
    }
  };
  return { size: cells.length * stride, compute };
}

function write(out: Float64Array, at: number, found: Distances): void {
  out[at] = found.jensenShannon;
  out[at + 1] = found.wasserstein;
  out[at + 2] = found.totalVariation;
  out[at + 3] = found.kullbackLeibler;
  out[at + 4] = found.kolmogorovSmirnov;
}

/** Where the options of a cell begin in the tables, and what its distances need to know. */
interface CellOptions {
  readonly start: number;
  readonly scale: ItemScale;
  readonly smoothing: number;
}

function noDistances(): Distances {
  return { jensenShannon: 0, wasserstein: 0, totalVariation: 0, kullbackLeibler: 0, kolmogorovSmirnov: 0 };
}

function writeCeiling(
  out: Float64Array,
  at: number,
  human: Float64Array,
  other: Float64Array | undefined,
  { start, scale, smoothing }: CellOptions,
  found: Distances,
): void {
  if (other === undefined) {
    out.fill(Number.NaN, at, at + perSide);
    return;
  }
  measureDistances(human, start, other, start, scale, smoothing, found);
  write(out, at, found);
}

const oneSeed = noDistances();
const empty = new Float64Array(0);

/** From probabilities where there are any; otherwise the mean over seeds of the distance of that seed's draws. */
function measureSource(
  tables: Tables,
  source: number,
  grouping: number,
  { start, scale, smoothing }: CellOptions,
  found: Distances,
): void {
  const human = tables.human[grouping] ?? empty;
  const exact = tables.exact[source]?.[grouping];
  if (exact !== undefined) {
    measureDistances(human, start, exact, start, scale, smoothing, found);
    return;
  }
  for (const name of names) found[name] = 0;
  const seeds = tables.drawn[source] ?? [];
  for (const byGrouping of seeds) {
    measureDistances(human, start, byGrouping[grouping] ?? empty, start, scale, smoothing, oneSeed);
    for (const name of names) found[name] += oneSeed[name];
  }
  for (const name of names) found[name] /= seeds.length;
}

/** Reads the numbers of `createDivergence` by meaning. */
export interface DivergenceReader {
  readonly cells: readonly CellPlace[];
  readonly ceiling: (cell: number, kind: CeilingKind, name: DistanceName) => Float64Array;
  readonly point: (cell: number, source: number, name: DistanceName) => number;
  readonly draws: (cell: number, source: number, name: DistanceName) => Float64Array;
}

export function readDivergence(prepared: Prepared, measured: Measured): DivergenceReader {
  const stride = perSide * (kinds.length + prepared.sources.length);
  const at = (cell: number, side: number, name: DistanceName): number =>
    cell * stride + perSide * side + names.indexOf(name);
  return {
    cells: divergenceCells(prepared),
    ceiling: (cell, kind, name) => measured.draws(at(cell, kinds.indexOf(kind), name)),
    point: (cell, source, name) => measured.point(at(cell, kinds.length + source, name)),
    draws: (cell, source, name) => measured.draws(at(cell, kinds.length + source, name)),
  };
}
