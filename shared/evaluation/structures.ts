import { jensenShannonTerm } from './distances.ts';
import type { Prepared } from './prepare.ts';
import type { PeopleSample } from './resample-types.ts';

/** Belief structures (the answers to all beliefs at once) as numbers: equal structures have equal numbers on every side. */
export interface Structures {
  readonly items: readonly string[];
  /** Number of distinct structures on all sides. */
  readonly kinds: number;
  /** Respondents with complete human beliefs. */
  readonly n: number;
  /** By row; -1 where the human structure is incomplete. */
  readonly human: Int32Array;
  /** By source and seed; -1 where the human's or the twin's structure is incomplete. */
  readonly sources: readonly (readonly Int32Array[])[];
}

/** Numbers the structures; null when the study has no belief. */
export function numberStructures(prepared: Prepared): Structures | null {
  const beliefs = prepared.items.flatMap((item, i) => (item.variable.role === 'belief' ? [i] : []));
  if (beliefs.length === 0) return null;
  const known = new Map<string, number>();
  const numberOf = (answers: readonly (Int16Array | undefined)[], row: number): number => {
    const cells = beliefs.map((i) => answers[i]?.[row] ?? -1);
    if (cells.some((cell) => cell < 0)) return -1;
    const key = cells.join(',');
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  };
  const answers = prepared.items.map((item) => item.human);
  const human = Int32Array.from({ length: prepared.n }, (_, row) => numberOf(answers, row));
  const sources = prepared.sources.map(({ source }) =>
    source.draws.map((draws) => human.map((own, row) => (own < 0 ? -1 : numberOf(draws, row)))),
  );
  return {
    items: beliefs.flatMap((i) => prepared.items[i]?.variable.name ?? []),
    kinds: known.size,
    n: human.reduce((n, own) => n + (own >= 0 ? 1 : 0), 0),
    human,
    sources,
  };
}

/** How often each structure occurs in a sample. Reused for every sample; `touched` lists the structures that occur. */
export interface StructureCounts {
  /** Rows per structure, by multiplicity. */
  readonly rows: Int32Array;
  /** Rows × design weight. */
  readonly weight: Float64Array;
  readonly touched: Int32Array;
  distinct: number;
  n: number;
  total: number;
}

export function createStructureCounts(kinds: number): StructureCounts {
  return {
    rows: new Int32Array(kinds),
    weight: new Float64Array(kinds),
    touched: new Int32Array(kinds),
    distinct: 0,
    n: 0,
    total: 0,
  };
}

/** Counts the structures of a sample, of one random half of it when `half` is 0 or 1. */
export function countStructures(
  counts: StructureCounts,
  structures: Int32Array,
  sample: PeopleSample,
  half = -1,
): void {
  for (let i = 0; i < counts.distinct; i++) {
    const structure = counts.touched[i] ?? 0;
    counts.rows[structure] = 0;
    counts.weight[structure] = 0;
  }
  counts.distinct = counts.n = counts.total = 0;
  for (let i = 0; i < sample.rowCount; i++) {
    const row = sample.rows[i] ?? 0;
    const structure = structures[row] ?? -1;
    if (structure < 0 || (half >= 0 && sample.half[row] !== half)) continue;
    const times = sample.multiplicity[row] ?? 0;
    const weight = sample.weight[row] ?? 0;
    if (counts.rows[structure] === 0) counts.touched[counts.distinct++] = structure;
    counts.rows[structure] = (counts.rows[structure] ?? 0) + times;
    counts.weight[structure] = (counts.weight[structure] ?? 0) + weight;
    counts.n += times;
    counts.total += weight;
  }
}

/** Share of the structures in `a` that occur in `b`; NaN when `a` is empty. */
export function sharedStructures(a: StructureCounts, b: StructureCounts): number {
  let shared = 0;
  for (let i = 0; i < a.distinct; i++) if ((b.rows[a.touched[i] ?? 0] ?? 0) > 0) shared++;
  return a.distinct > 0 ? shared / a.distinct : Number.NaN;
}

/** Jensen-Shannon distance (base 2) of two structure distributions: 1 when they share none; NaN when one is empty. */
export function structureDistance(a: StructureCounts, b: StructureCounts): number {
  if (!(a.total > 0 && b.total > 0)) return Number.NaN;
  let nats = 0;
  for (let i = 0; i < a.distinct; i++) {
    const structure = a.touched[i] ?? 0;
    const p = (a.weight[structure] ?? 0) / a.total;
    const q = (b.weight[structure] ?? 0) / b.total;
    nats += term(p, q);
  }
  for (let i = 0; i < b.distinct; i++) {
    const structure = b.touched[i] ?? 0;
    if ((a.rows[structure] ?? 0) === 0) nats += term(0, (b.weight[structure] ?? 0) / b.total);
  }
  return Math.min(1, Math.sqrt(Math.max(0, nats / 2 / Math.LN2)));
}

function term(p: number, q: number): number {
  const mean = (p + q) / 2;
  return mean > 0 ? mean * jensenShannonTerm((p - q) / (p + q)) : 0;
}
