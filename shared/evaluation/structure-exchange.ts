import { type Random, createRandom } from '../statistics/random.ts';
import { jensenShannonTerm } from './distances.ts';
import type { Prepared } from './prepare.ts';
import { halve } from './resample.ts';
import type { Structures } from './structures.ts';

/** Ways of exchanging answers behind a result of a whole sample. */
export const exchangesOfSample = 300;

/** Share of the variance of the exchanges that is kept at least, should halvings of one exchange vary as much. */
const leastKept = 0.1;

/**
 * By source: variance of the squared distance between twins and humans − that between two halves of the humans, if twins
 * answered as the humans do. Then the answers of a person and of the twins are exchangeable, so that exchanging them at
 * random within every person shows it; two halvings of every exchange tell what halving adds, which is taken out again. A
 * bootstrap would not do: it repeats people, and with them structures that few have.
 *
 * Lehmann & Romano (2005), Testing Statistical Hypotheses, ch. 15.2 (randomisation).
 *
 * @param exchanges ways of exchanging answers
 * @returns NaN for a source where nothing can be exchanged
 */
export function exchangeVariances(prepared: Prepared, structures: Structures, exchanges: number): number[] {
  return structures.sources.map((seeds, s) => {
    const source = prepared.sources[s]?.source.id ?? '';
    const random = createRandom(prepared.input.settings.seed, 'evaluation', 'exchange', source);
    const { exchange, statistic } = createStatistic(prepared, structures.human, seeds);
    const means = new Float64Array(exchanges);
    let within = 0;
    for (let e = 0; e < exchanges; e++) {
      exchange(random);
      const one = statistic(random);
      const other = statistic(random);
      means[e] = (one + other) / 2;
      within += (one - other) ** 2 / 2 / exchanges;
    }
    const total = varianceOf(means);
    return Math.max(total - within / 2, leastKept * total);
  });
}

/** Counts of one half of one side. */
interface HalfCounts {
  readonly weights: Float64Array;
  /** Weight of the structures that nobody else has, and of all. */
  alone: number;
  total: number;
}

interface Statistic {
  /** Exchanges the answers anew. */
  readonly exchange: (random: Random) => void;
  /** On random halves: squared distance between twins and humans of different ones − that between those of the humans. */
  readonly statistic: (random: Random) => number;
}

function createStatistic(prepared: Prepared, human: Int32Array, seeds: readonly Int32Array[]): Statistic {
  const sides = 1 + seeds.length;
  const { rows, answers, kinds } = completeAnswers(human, seeds);
  const weights = Float64Array.from(rows, (row) => prepared.weights[row] ?? 0);
  const numbers = new Map<number, number>();
  const clusterOf = Int32Array.from(rows, (row) => {
    const cluster = prepared.clusterOf[row] ?? 0;
    const number = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, number);
    return number;
  });
  const clusters = numbers.size;
  const counts = Array.from({ length: 2 * sides }, (): HalfCounts => ({
    weights: new Float64Array(kinds),
    alone: 0,
    total: 0,
  }));
  const order = new Int32Array(clusters);
  const halfOf = new Uint8Array(clusters);
  const humanFrom = new Uint8Array(clusters);
  return {
    // What people of one cluster share is exchanged together.
    exchange: (random) => {
      for (let c = 0; c < clusters; c++) humanFrom[c] = random.integer(sides);
    },
    statistic: (random) => {
      halve(order, halfOf, random);
      for (const half of counts) {
        half.weights.fill(0);
        half.alone = half.total = 0;
      }
      for (let i = 0; i < rows.length; i++) {
        const cluster = clusterOf[i] ?? 0;
        const first = humanFrom[cluster] ?? 0;
        for (let side = 0; side < sides; side++) {
          const from = side === 0 ? first : side === first ? 0 : side;
          addAnswer(counts[2 * side + (halfOf[cluster] ?? 0)], answers[i * sides + from] ?? -1, weights[i] ?? 0);
        }
      }
      return statisticOf(counts, sides);
    },
  };
}

function addAnswer(half: HalfCounts | undefined, kind: number, weight: number): void {
  if (half === undefined) return;
  half.total += weight;
  if (kind < 0) half.alone += weight;
  else half.weights[kind] = (half.weights[kind] ?? 0) + weight;
}

/**
 * People with a structure on every side, and those structures: respondents × sides, numbered anew, -1 where it is found
 * only once.
 */
function completeAnswers(human: Int32Array, seeds: readonly Int32Array[]) {
  const sides = [human, ...seeds];
  const rows = Int32Array.from(human.keys()).filter((row) => sides.every((own) => (own[row] ?? -1) >= 0));
  const times = new Map<number, number>();
  for (const own of sides) {
    for (const row of rows) times.set(own[row] ?? -1, (times.get(own[row] ?? -1) ?? 0) + 1);
  }
  const repeated = [...times].flatMap(([structure, count]) => (count > 1 ? [structure] : []));
  const numbers = new Map(repeated.map((structure, number) => [structure, number]));
  const answers = new Int32Array(rows.length * sides.length);
  rows.forEach((row, i) =>
    sides.forEach((own, side) => (answers[i * sides.length + side] = numbers.get(own[row] ?? -1) ?? -1)),
  );
  return { rows, answers, kinds: repeated.length };
}

function statisticOf(counts: readonly HalfCounts[], sides: number): number {
  const [one, other] = counts;
  if (one === undefined || other === undefined) return Number.NaN;
  let sum = 0;
  for (let side = 1; side < sides; side++) {
    sum += (divergence(one, counts[2 * side + 1] ?? other) + divergence(other, counts[2 * side] ?? one)) / 2;
  }
  return sum / (sides - 1) - divergence(one, other);
}

/** Jensen-Shannon divergence (base 2), the square of the distance; NaN when a side is empty. */
function divergence(one: HalfCounts, other: HalfCounts): number {
  let nats = (one.alone / one.total + other.alone / other.total) * Math.LN2;
  for (let kind = 0; kind < one.weights.length; kind++) {
    const a = (one.weights[kind] ?? 0) / one.total;
    const b = (other.weights[kind] ?? 0) / other.total;
    if (a > 0 && b > 0) nats += ((a + b) / 2) * jensenShannonTerm((a - b) / (a + b));
    else nats += (a + b) * Math.LN2;
  }
  return nats / 2 / Math.LN2;
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
