import { rarefiedRichness } from '../statistics/rarefied-richness.ts';
import { type DistanceDraws, centred, compare } from './comparison.ts';
import { exchangeVariances } from './structure-exchange.ts';
import { type Estimate, type UndefinedReason, estimate, medianEstimate } from './estimate.ts';
import type { Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import type { DivergenceBlock, HeterogeneityBlock } from './results.ts';
import type { Ratio } from './row-sums.ts';
import { normalEstimate, uniqueVariances } from './structure-variance.ts';
import {
  type StructureCounts,
  type StructureSides,
  type Structures,
  compareStructures,
  countStructures,
  createComparison,
  createStructureCounts,
  logarithmicMultiples,
  structureEntropy,
  timesOf,
} from './structures.ts';
import { unitCount } from './unit-sums.ts';

const names = ['unique', 'uniqueShare', 'rarefied', 'hill', 'modalShare', 'coverage', 'precision', 'distance'] as const;
type StructureNumber = (typeof names)[number];
const stride = names.length;

/** Ways in which the sample is halved; the mean over them is the estimate. The halves of many people differ less. */
const halvingsOfSample = 50;
const halvingsOfLarge = 20;

/** Draws of a large sample, whose structures take all respondents to count: blocks have no sums of them. */
const drawsOfLarge = 300;

function mostDraws({ blocks, input }: Prepared): number {
  return blocks === null ? input.settings.bootstrap : Math.min(drawsOfLarge, input.settings.bootstrap);
}

/** Counts of every side, and what comparing them needs. */
function createCounters({ human, sources }: StructureSides) {
  return {
    human: createStructureCounts(human),
    sources: sources.map((seeds) => seeds.map(createStructureCounts)),
    comparison: createComparison(),
  };
}

/** Structures of humans and sources (the mean over seeds) on the whole sample; sides are the humans, then the sources. */
export function createStructureMeasures(prepared: Prepared, structures: Structures, sides: StructureSides): Measure {
  const { human, sources, comparison } = createCounters(sides);
  const multiples = logarithmicMultiples(shortLogarithms);
  const into = new Int32Array(unitCount(prepared));
  return {
    size: stride * (1 + sources.length),
    mostDraws: mostDraws(prepared),
    compute: ({ sample, resampled }, out) => {
      out.fill(0);
      const times = timesOf(sample.units, 'both', into);
      countStructures(human, times);
      // Rarefied numbers have no draws: their intervals come from the variance of the numbers of structures.
      const depth = resampled ? Number.NaN : leastComplete(structures);
      describe(human, depth, multiples, out, 0);
      out.fill(Number.NaN, names.indexOf('coverage'), stride);
      sources.forEach((seeds, s) => {
        const at = stride * (1 + s);
        for (const twins of seeds) {
          countStructures(twins, times);
          describe(twins, depth, multiples, out, at);
          compareStructures(human, twins, comparison);
          add(out, at + names.indexOf('coverage'), comparison.shared / human.distinct);
          add(out, at + names.indexOf('precision'), comparison.shared / twins.distinct);
          add(out, at + names.indexOf('distance'), comparison.distance);
        }
        for (let k = at; k < at + stride; k++) out[k] = (out[k] ?? 0) / seeds.length;
      });
    },
  };
}

/** Counts up to which their products with logarithms are kept. */
const shortLogarithms = 1024;

function add(out: Float64Array, at: number, value: number): void {
  out[at] = (out[at] ?? 0) + value;
}

function describe(
  counts: StructureCounts,
  depth: number,
  multiples: Float64Array,
  out: Float64Array,
  at: number,
): void {
  const { entropy, largest } = structureEntropy(counts, multiples);
  const empty = counts.n === 0;
  add(out, at, counts.distinct);
  add(out, at + 1, empty ? Number.NaN : counts.distinct / counts.n);
  add(out, at + 2, Number.isNaN(depth) ? Number.NaN : rarefied(counts, depth));
  add(out, at + 3, empty ? Number.NaN : Math.exp(entropy));
  add(out, at + 4, empty ? Number.NaN : largest);
}

function rarefied(counts: StructureCounts, depth: number): number {
  return depth >= counts.n ? counts.distinct : rarefiedRichness([...counts.rows], depth);
}

/**
 * The same split in two random halves for humans and twins, never the same person on both sides: distance and share of
 * structures of one half of the humans in the other half of the humans (ceiling) and in the twins of the other half.
 * Numbers per side: distance, coverage.
 */
export function createStructureHalves(prepared: Prepared, sides: StructureSides): Measure {
  const { human: second, sources, comparison } = createCounters(sides);
  const first = createStructureCounts(sides.human);
  const intoOne = new Int32Array(unitCount(prepared));
  const intoOther = intoOne.slice();
  return {
    size: 2 * (1 + sources.length),
    halvings: prepared.blocks === null ? halvingsOfSample : halvingsOfLarge,
    mostDraws: mostDraws(prepared),
    compute: ({ sample }, out) => {
      out.fill(0);
      const one = timesOf(sample.units, 0, intoOne);
      const other = timesOf(sample.units, 1, intoOther);
      countStructures(first, one);
      countStructures(second, other);
      compareStructures(first, second, comparison);
      out[0] = comparison.distance;
      out[1] = comparison.shared / first.distinct;
      sources.forEach((seeds, s) => {
        const at = 2 * (1 + s);
        for (const twins of seeds) {
          countStructures(twins, other);
          compareStructures(first, twins, comparison);
          add(out, at, comparison.distance / seeds.length);
          add(out, at + 1, comparison.shared / first.distinct / seeds.length);
        }
      });
    },
  };
}

/** Numbers of structures on every side, with coverage and precision of the sources. */
export function structureResults(
  prepared: Prepared,
  structures: Structures,
  whole: Measured,
  halves: Measured,
): NonNullable<HeterogeneityBlock['structures']> {
  const level = prepared.input.settings.level;
  const { n } = structures;
  const reason: UndefinedReason = 'no-answers';
  const of = (side: number, name: StructureNumber, bounds: readonly [number, number]): Estimate => {
    const at = stride * side + names.indexOf(name);
    return estimate({ value: whole.point(at), draws: whole.draws(at), n, level, reason, bounds });
  };
  const variances = uniqueVariances(prepared, structures);
  // Counts of distinct things are too narrow when rows are drawn again, and twins would lose the same rows as the humans.
  const counted = (side: number, name: 'unique' | 'uniqueShare' | 'rarefied', most: number): Estimate => {
    const variance = side === 0 ? variances.human : (variances.sources[side - 1] ?? Number.NaN);
    const value = whole.point(stride * side + names.indexOf(name));
    const scale = value / whole.point(stride * side + names.indexOf('unique'));
    return normalEstimate({ value, variance: variance * scale ** 2, n, level, reason, bounds: [0, most] });
  };
  const measures = (side: number) => ({
    unique: counted(side, 'unique', n),
    uniqueShare: counted(side, 'uniqueShare', 1),
    rarefied: counted(side, 'rarefied', n),
    hill: of(side, 'hill', [1, n]),
    modalShare: of(side, 'modalShare', [0, 1]),
    halfCoverage: estimate({
      value: halves.point(2 * side + 1),
      draws: withoutHalvingNoise(halves.draws(2 * side + 1), halves.halvings(2 * side + 1)),
      n: Math.floor(n / 2),
      level,
      reason,
      bounds: [0, 1],
    }),
  });
  return {
    items: [...structures.items],
    n,
    rarefiedTo: leastComplete(structures),
    human: measures(0),
    sources: prepared.sources.map((source, s) => {
      const value = whole.point(stride * (1 + s) + names.indexOf('unique')) - whole.point(names.indexOf('unique'));
      const variance = variances.human + (variances.sources[s] ?? Number.NaN);
      return {
        source: source.id,
        ...measures(1 + s),
        coverage: of(1 + s, 'coverage', [0, 1]),
        precision: of(1 + s, 'precision', [0, 1]),
        uniqueDifference: normalEstimate({ value, variance, n, level, reason }),
      };
    }),
  };
}

/** Distance between the structures of a source and those of the humans, everybody on both sides. */
export function structureDistance(whole: Measured, source: number): Ratio {
  const at = stride * (1 + source) + names.indexOf('distance');
  return { value: whole.point(at), draws: whole.draws(at) };
}

function leastComplete(structures: Structures): number {
  const complete = (own: Int32Array): number => own.reduce((sum, structure) => sum + (structure >= 0 ? 1 : 0), 0);
  return structures.sources.flat().reduce((least, own) => Math.min(least, complete(own)), structures.n);
}

/**
 * Distance between whole structures; skill and ceiling at half the sample. Null below two beliefs.
 *
 * @param reference index of the source with skill 0
 * @param exchanges as in `exchangeVariances`
 */
export function jointResults(
  prepared: Prepared,
  structures: Structures,
  { whole, halves }: { readonly whole: Measured; readonly halves: Measured },
  { reference, exchanges }: { readonly reference: number | null; readonly exchanges: number },
): DivergenceBlock['joint'] {
  if (structures.items.length < 2) return null;
  const level = prepared.input.settings.level;
  const { n } = structures;
  const nHalf = Math.floor(n / 2);
  const humanPoint = halves.point(0);
  const ceiling = medianEstimate(centred(humanPoint, halves.draws(0)), nHalf, level);
  // In a large sample the noise is next to nothing, and exchanging would take long.
  const atZero = prepared.blocks === null ? exchangeVariances(prepared, structures, exchanges) : [];
  const sides = prepared.sources.map((_, s) => pairedSide(halves, 2 * (1 + s), nHalf, atZero[s] ?? null));
  return {
    items: [...structures.items],
    n,
    nHalf,
    ceiling,
    sources: prepared.sources.flatMap((source, s) => {
      const side = sides[s];
      if (side === undefined) return [];
      const at = stride * (1 + s) + names.indexOf('distance');
      return [
        {
          source: source.id,
          distance: estimate({
            value: whole.point(at),
            draws: whole.draws(at),
            n,
            level,
            reason: 'no-answers',
            bounds: [0, 1],
          }),
          half: compare(side, reference === null ? null : (sides[reference] ?? null), level, 1),
        },
      ];
    }),
  };
}

/** Share of the variance of draws that is kept at least, should few draws or halvings estimate it badly. */
const leastSampling = 0.25;

/**
 * Distance of a source at half the sample; both distances of a draw share the first half, so their difference varies. What
 * sampling adds to the square is the squared distance between two halves of the humans: draws repeat people, and with them
 * structures that few have, so that they would not say.
 */
function pairedSide(halves: Measured, at: number, n: number, varianceOfExchanges: number | null): DistanceDraws {
  const minus = (power: 1 | 2, own: Float64Array, human: Float64Array): Float64Array =>
    own.map((value, i) => value ** power - (human[i] ?? Number.NaN) ** power);
  const difference = (power: 1 | 2): Float64Array =>
    withoutHalvingNoise(
      minus(power, halves.draws(at), halves.draws(0)),
      minus(power, halves.halvings(at), halves.halvings(0)),
    );
  const value = halves.point(at);
  const between = halves.point(0) ** 2;
  const squares = difference(2);
  const left = minus(2, halves.halvings(at), halves.halvings(0));
  return {
    value,
    draws: difference(1),
    noiseless: {
      power: 2,
      square: value ** 2 - between,
      // The mean over halvings has the noise of all people, which is half of that of two halves.
      noise: between / 2,
      variance: varianceOf(squares.filter(Number.isFinite)),
      varianceAtZero: varianceOfExchanges === null ? null : varianceOfExchanges + varianceOf(left) / left.length,
      squares: () => squares,
    },
    n,
  };
}

/**
 * Every draw is halved in one random way, while the estimate is the mean over many: the variance between halvings of the
 * sample as it is comes on top of the sampling variance and is taken out again by drawing the draws together.
 */
function withoutHalvingNoise(draws: Float64Array, halvingValues: Float64Array): Float64Array {
  const known = draws.filter(Number.isFinite);
  const total = varianceOf(known);
  const share = total > 0 ? Math.max(leastSampling, 1 - varianceOf(halvingValues) / total) : 1;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return draws.map((draw) => mean + (draw - mean) * Math.sqrt(share));
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
}
