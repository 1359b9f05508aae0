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
  /** The first of them belong to one person each. */
  readonly singles: number;
  /** Those that humans have too: where they stand on this side, and on the human one. */
  readonly shared: Int32Array;
  readonly human: Int32Array;
}

/** The structures of all sides, in the order in which they are counted. */
export interface StructureSides {
  readonly human: SideStructures;
  /** By source and seed. */
  readonly sources: readonly (readonly SideStructures[])[];
}

/** Puts the people of every side in the order of their structures, so that any sample is counted in one pass. */
export function orderStructures(prepared: Prepared, structures: Structures): StructureSides {
  const humans = placesOf(structures.kinds, structures.human);
  const sideOf = (own: Int32Array): SideStructures =>
    orderByStructure(prepared, own, placesOf(structures.kinds, own), humans.at);
  return {
    human: orderByStructure(prepared, structures.human, humans, humans.at),
    sources: structures.sources.map((seeds) => seeds.map(sideOf)),
  };
}

/** Rare structures come first: a processor that meets structures of one size in a row foresees where each ends. */
function orderByStructure(
  prepared: Prepared,
  own: Int32Array,
  { present, at, counts }: Places,
  humanAt: Int32Array,
): SideStructures {
  const starts = new Int32Array(present.length + 1);
  let singles = 0;
  for (let s = 0; s < present.length; s++) {
    const count = counts[present[s] ?? 0] ?? 0;
    starts[s + 1] = (starts[s] ?? 0) + count;
    if (count === 1) singles++;
  }
  const next = starts.slice();
  const units = new Int32Array(starts[present.length] ?? 0);
  const weights = prepared.weighted ? new Float64Array(units.length) : null;
  for (let row = 0; row < own.length; row++) {
    const structure = own[row] ?? -1;
    if (structure < 0) continue;
    const s = at[structure] ?? 0;
    const place = next[s] ?? 0;
    units[place] = unitOf(prepared, row);
    if (weights !== null) weights[place] = prepared.weights[row] ?? 0;
    next[s] = place + 1;
  }
  const shared = Int32Array.from(present.keys()).filter((s) => (humanAt[present[s] ?? 0] ?? -1) >= 0);
  return { units, weights, starts, singles, shared, human: shared.map((s) => humanAt[present[s] ?? 0] ?? -1) };
}

interface Places {
  /** Structures that occur, the rarest first. */
  readonly present: Int32Array;
  /** Place of every structure among them, -1 for others. */
  readonly at: Int32Array;
  /** How often every structure occurs. */
  readonly counts: Int32Array;
}

function placesOf(kinds: number, numbers: Int32Array): Places {
  const counts = new Int32Array(kinds);
  for (const structure of numbers) if (structure >= 0) counts[structure] = (counts[structure] ?? 0) + 1;
  // Counting instead of comparing: there may be as many structures as people.
  const sizes = new Int32Array(counts.reduce((most, count) => Math.max(most, count), 0) + 2);
  for (const count of counts) if (count > 0) sizes[count + 1] = (sizes[count + 1] ?? 0) + 1;
  for (let size = 1; size < sizes.length; size++) sizes[size] = (sizes[size] ?? 0) + (sizes[size - 1] ?? 0);
  const present = new Int32Array(sizes.at(-1) ?? 0);
  const at = new Int32Array(kinds).fill(-1);
  for (let structure = 0; structure < kinds; structure++) {
    const count = counts[structure] ?? 0;
    if (count === 0) continue;
    const place = sizes[count] ?? 0;
    present[place] = structure;
    at[structure] = place;
    sizes[count] = place + 1;
  }
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

/** How often every unit occurs in a sample, or in one random half of it. */
export function timesOf({ multiplicity, half }: HalvedSample, which: 0 | 1 | 'both', into: Int32Array): Int32Array {
  for (let unit = 0; unit < into.length; unit++) {
    into[unit] = which === 'both' || half[unit] === which ? (multiplicity[unit] ?? 0) : 0;
  }
  return into;
}

/**
 * 1 for a count above 0, otherwise 0, without a branch: who occurs in a sample is chance, which a processor cannot foresee.
 *
 * @param count from 0 to 2^31 − 1
 */
function isSome(count: number): number {
  return -count >>> 31;
}

/** Counts the structures of a sample by how often every unit occurs in it. */
export function countStructures(counts: StructureCounts, times: Int32Array): void {
  const { starts, singles, units, weights } = counts.side;
  const { rows } = counts;
  const kinds = rows.length;
  let distinct = 0;
  let n = 0;
  for (let s = 0; s < singles; s++) {
    const own = times[units[s] ?? 0] ?? 0;
    rows[s] = own;
    n += own;
    distinct += isSome(own);
  }
  for (let s = singles; s < kinds; s++) {
    const end = starts[s + 1] ?? 0;
    let own = 0;
    for (let i = starts[s] ?? 0; i < end; i++) own += times[units[i] ?? 0] ?? 0;
    rows[s] = own;
    n += own;
    distinct += isSome(own);
  }
  counts.distinct = distinct;
  counts.n = n;
  counts.total = weights === null ? n : weighStructures(counts, weights, times);
}

/** Fills the weights of the structures in; returns their sum. */
function weighStructures({ side, rows, weight }: StructureCounts, weights: Float64Array, times: Int32Array): number {
  const { starts, units } = side;
  let total = 0;
  for (let s = 0; s < rows.length; s++) {
    const end = starts[s + 1] ?? 0;
    let sum = 0;
    for (let i = starts[s] ?? 0; i < end; i++) sum += (times[units[i] ?? 0] ?? 0) * (weights[i] ?? 0);
    weight[s] = sum;
    total += sum;
  }
  return total;
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
  const { shared: places, human: humanPlaces } = others.side;
  terms.fill(Number.NaN);
  // Nothing is shared where one side has none.
  for (let k = 0; k < small; k++) terms[k] = terms[k * small] = 0;
  let shared = 0;
  let nats = 0;
  let humanShared = 0;
  let otherShared = 0;
  for (let i = 0; i < places.length; i++) {
    const s = places[i] ?? 0;
    const place = humanPlaces[i] ?? 0;
    const both = isSome(others.rows[s] ?? 0) & isSome(humans.rows[place] ?? 0);
    const a = humans.weight[place] ?? 0;
    const b = others.weight[s] ?? 0;
    shared += both;
    humanShared += both * a;
    otherShared += both * b;
    if (counted && a < small && b < small) {
      let own = terms[a * small + b] ?? Number.NaN;
      if (Number.isNaN(own)) terms[a * small + b] = own = term(a / humans.total, b / others.total);
      nats += own;
    } else if (both === 1) {
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

/**
 * Entropy of the shares in nats, and the largest share; 0 and NaN when nothing was counted.
 *
 * @param multiples k·ln k of the whole numbers k up to some length
 */
export function structureEntropy(
  counts: StructureCounts,
  multiples: Float64Array,
): {
  readonly entropy: number;
  readonly largest: number;
} {
  const { weight, rows, total } = counts;
  let sum = 0;
  let largest = 0;
  if (weight === rows) {
    for (let s = 0; s < rows.length; s++) {
      const own = rows[s] ?? 0;
      if (own > largest) largest = own;
      sum += own < multiples.length ? (multiples[own] ?? 0) : own * Math.log(own);
    }
  } else {
    for (let s = 0; s < weight.length; s++) {
      const own = weight[s] ?? 0;
      if (own > largest) largest = own;
      if (own > 0) sum += own * Math.log(own);
    }
  }
  return { entropy: counts.distinct < 2 ? 0 : Math.log(total) - sum / total, largest: largest / total };
}

/** k·ln k of the whole numbers below `length`. */
export function logarithmicMultiples(length: number): Float64Array {
  return Float64Array.from({ length }, (_, count) => (count === 0 ? 0 : count * Math.log(count)));
}
