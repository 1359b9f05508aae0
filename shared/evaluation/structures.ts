import { jensenShannonTerm } from './distances.ts';
import type { Prepared } from './prepare.ts';
import type { HalvedSample } from './resample-types.ts';
import { unitOf } from './unit-sums.ts';

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
  const sizes = beliefs.map((i) => prepared.items[i]?.options ?? 1);
  const possible = sizes.reduce((product, size) => product * size, 1);
  const known = new Map<number | string, number>();
  const numberOf = (answers: readonly (Int16Array | undefined)[], row: number): number => {
    let place = 0;
    for (let at = 0; at < beliefs.length; at++) {
      const answer = answers[beliefs[at] ?? 0]?.[row] ?? -1;
      if (answer < 0) return -1;
      place = place * (sizes[at] ?? 1) + answer;
    }
    // Numbers that a double does not hold exactly would make different structures equal.
    const key = possible <= Number.MAX_SAFE_INTEGER ? place : beliefs.map((i) => answers[i]?.[row] ?? -1).join(',');
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

/** The structures of one side: those who have structure s belong to the units `units[starts[s]]` … `units[starts[s + 1] − 1]`. */
export interface SideStructures {
  readonly units: Int32Array;
  /** Design weights in the same order; null without them. */
  readonly weights: Float64Array | null;
  readonly starts: Int32Array;
  /** Where structure s stands on the human side, -1 where no human has it. */
  readonly human: Int32Array;
}

/**
 * Puts the people of one side in the order of their structures, so that any sample is counted in one pass. Rare structures
 * come first: a processor that meets structures of one size in a row foresees where each ends.
 */
export function orderByStructure(
  prepared: Prepared,
  { kinds }: Structures,
  own: Int32Array,
  humanAt: Int32Array,
): SideStructures {
  const side = placesOf(kinds, own);
  const starts = new Int32Array(side.present.length + 1);
  side.present.forEach((structure, s) => (starts[s + 1] = (starts[s] ?? 0) + (side.counts[structure] ?? 0)));
  const next = starts.slice();
  const units = new Int32Array(starts[side.present.length] ?? 0);
  const weights = prepared.weighted ? new Float64Array(units.length) : null;
  own.forEach((structure, row) => {
    if (structure < 0) return;
    const s = side.at[structure] ?? 0;
    const place = next[s] ?? 0;
    units[place] = unitOf(prepared, row);
    if (weights !== null) weights[place] = prepared.weights[row] ?? 0;
    next[s] = place + 1;
  });
  return { units, weights, starts, human: side.present.map((structure) => humanAt[structure] ?? -1) };
}

/** Place of every structure on the human side, -1 where no human has it. */
export function humanPlaces({ kinds, human }: Structures): Int32Array {
  return placesOf(kinds, human).at;
}

/** Structures that occur, the rarest first, the place of each among them (-1 for others) and how often each occurs. */
function placesOf(kinds: number, numbers: Int32Array) {
  const counts = new Int32Array(kinds);
  for (const structure of numbers) if (structure >= 0) counts[structure] = (counts[structure] ?? 0) + 1;
  const present = Int32Array.from(counts.keys())
    .filter((structure) => (counts[structure] ?? 0) > 0)
    .sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
  const at = new Int32Array(kinds).fill(-1);
  present.forEach((structure, s) => (at[structure] = s));
  return { present, at, counts };
}

/** How often each structure of a side occurs in a sample. Reused for every sample. */
export interface StructureCounts {
  readonly side: SideStructures;
  /** Rows per structure, by multiplicity. */
  readonly rows: Int32Array;
  /** Rows × design weight; without design weights the same as `rows`. */
  readonly weight: Float64Array | Int32Array;
  distinct: number;
  n: number;
  total: number;
}

export function createStructureCounts(side: SideStructures): StructureCounts {
  const kinds = side.starts.length - 1;
  const rows = new Int32Array(kinds);
  return { side, rows, weight: side.weights === null ? rows : new Float64Array(kinds), distinct: 0, n: 0, total: 0 };
}

/** How often every unit occurs in one random half of a sample. */
export function timesInHalf({ multiplicity, half }: HalvedSample, which: number, into: Float64Array): Float64Array {
  for (let unit = 0; unit < into.length; unit++) into[unit] = half[unit] === which ? (multiplicity[unit] ?? 0) : 0;
  return into;
}

/** Counts the structures of a sample by how often every unit occurs in it. */
export function countStructures(counts: StructureCounts, timesOf: Float64Array): void {
  const { starts, units, weights } = counts.side;
  const kinds = counts.rows.length;
  counts.distinct = counts.n = counts.total = 0;
  for (let s = 0; s < kinds; s++) {
    const end = starts[s + 1] ?? 0;
    let rows = 0;
    let sum = 0;
    for (let i = starts[s] ?? 0; i < end; i++) {
      const times = timesOf[units[i] ?? 0] ?? 0;
      rows += times;
      if (weights !== null) sum += times * (weights[i] ?? 0);
    }
    counts.rows[s] = rows;
    if (weights !== null) counts.weight[s] = sum;
    if (rows > 0) counts.distinct += 1;
    counts.n += rows;
    counts.total += weights === null ? rows : sum;
  }
}

/** Counts below this have their terms computed once per comparison. */
const small = 32;

/** What a comparison of structures writes to, and memory that it needs. */
export interface StructureComparison {
  /** Structures that occur on both sides. */
  shared: number;
  /** Jensen-Shannon distance (base 2): 1 when no structure is shared; NaN when a side is empty. */
  distance: number;
  readonly terms: Float64Array;
}

export function createComparison(): StructureComparison {
  return { shared: 0, distance: Number.NaN, terms: new Float64Array(small * small) };
}

/** Compares humans with another side, which may be the humans themselves in another sample. */
export function compareStructures(humans: StructureCounts, others: StructureCounts, into: StructureComparison): void {
  const { terms } = into;
  const counted = humans.weight === humans.rows && others.weight === others.rows;
  const places = others.side.human;
  terms.fill(Number.NaN);
  let shared = 0;
  let nats = 0;
  let humanShared = 0;
  let otherShared = 0;
  for (let s = 0; s < places.length; s++) {
    const place = places[s] ?? -1;
    if (place < 0 || (others.rows[s] ?? 0) === 0 || (humans.rows[place] ?? 0) === 0) continue;
    const a = humans.weight[place] ?? 0;
    const b = others.weight[s] ?? 0;
    shared++;
    humanShared += a;
    otherShared += b;
    if (counted && a < small && b < small) {
      let own = terms[a * small + b] ?? Number.NaN;
      if (Number.isNaN(own)) terms[a * small + b] = own = term(a / humans.total, b / others.total);
      nats += own;
    } else {
      nats += term(a / humans.total, b / others.total);
    }
  }
  into.shared = shared;
  if (!(humans.total > 0 && others.total > 0)) {
    into.distance = Number.NaN;
    return;
  }
  // A structure of one side alone adds ln 2 times its share.
  if (humans.distinct > shared) nats += Math.LN2 * Math.max(0, (humans.total - humanShared) / humans.total);
  if (others.distinct > shared) nats += Math.LN2 * Math.max(0, (others.total - otherShared) / others.total);
  into.distance = Math.min(1, Math.sqrt(Math.max(0, nats / 2 / Math.LN2)));
}

function term(p: number, q: number): number {
  const mean = (p + q) / 2;
  return mean > 0 ? mean * jensenShannonTerm((p - q) / (p + q)) : 0;
}

/** Entropy of the shares in nats, and the largest share; 0 and NaN when nothing was counted. */
export function structureEntropy(
  counts: StructureCounts,
  logarithms: Float64Array,
): {
  readonly entropy: number;
  readonly largest: number;
} {
  const { weight, total } = counts;
  const counted = weight === counts.rows;
  let sum = 0;
  let largest = 0;
  for (let s = 0; s < weight.length; s++) {
    const own = weight[s] ?? 0;
    if (own > largest) largest = own;
    // ln 1 = 0.
    if (own > 0 && own !== 1)
      sum += own * (counted && own < logarithms.length ? (logarithms[own] ?? 0) : Math.log(own));
  }
  return { entropy: counts.distinct < 2 ? 0 : Math.log(total) - sum / total, largest: largest / total };
}

/** Natural logarithms of the whole numbers below `length`. */
export function logarithmsBelow(length: number): Float64Array {
  return Float64Array.from({ length }, (_, count) => Math.log(count));
}
