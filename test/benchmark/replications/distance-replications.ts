import { type DistanceDraws, compare, withoutNoise } from '../../../shared/evaluation/comparison.ts';
import { type Random, createRandom } from '../../../shared/statistics/random.ts';
import { jensenShannonDistance } from '../../../shared/statistics/jensen-shannon-distance.ts';
import type { Outcome } from './outcomes.ts';
import { holds } from './outcomes.ts';

const level = 0.95;
const draws = 200;
const people = [30, 150, 600];
/** How far the simulated answers lean: not at all, a little, much; and the reference of skill. */
const leanings = [0, 0.1, 0.4];
const ofReference = 0.8;

interface Survey {
  readonly inWords: string;
  readonly items: number;
  readonly options: number;
}

const surveys: readonly Survey[] = [
  { inWords: '1 item of 2 options', items: 1, options: 2 },
  { inWords: '1 item of 5 options', items: 1, options: 5 },
  { inWords: '6 items of 5 options', items: 6, options: 5 },
];

/**
 * Distances of a source whose true distance is known, from its probabilities and from its draws, without sampling noise,
 * and skill against a reference that is farther away: root mean squares over the items of a survey.
 */
export function* distanceReplications(replications: number): Generator<Outcome> {
  for (const survey of surveys) {
    for (const n of people) {
      for (const leaning of leanings) {
        for (const way of ['probabilities', 'draws'] as const) {
          const path = `${survey.inWords}/${n}/${leaning}/${way}`;
          for (let seed = 1; seed <= replications; seed++) {
            yield* outcomesOf(survey, n, leaning, way, createRandom(seed, 'coverage', 'distances', path));
          }
        }
      }
    }
  }
}

function* outcomesOf(
  { inWords, items, options }: Survey,
  n: number,
  leaning: number,
  way: 'probabilities' | 'draws',
  random: Random,
): Generator<Outcome> {
  const truth = sharesOf(options, 0);
  const own = sharesOf(options, leaning);
  const reference = sharesOf(options, ofReference);
  const repeat = (of: () => number[]): number[][] => Array.from({ length: items }, of);
  const humans = repeat(() => sample(truth, n, random));
  const simulated = repeat(() => (way === 'draws' ? sample(own, n, random) : own));
  const resampled = Array.from({ length: draws }, () => ({
    humans: humans.map((shares) => sample(shares, n, random)),
    simulated: way === 'draws' ? simulated.map((shares) => sample(shares, n, random)) : simulated,
  }));
  const sideOf = (from: (of: { simulated: number[][] }) => number[][]): DistanceDraws => {
    const value = overItems(humans, from({ simulated }));
    const drawn = Float64Array.from(resampled, (of) => overItems(of.humans, from(of)));
    return { value, draws: drawn, noiseless: withoutNoise(value, drawn, n), n };
  };
  const far = sideOf(() => repeat(() => reference));
  const { excess, skill } = compare(
    sideOf((of) => of.simulated),
    far,
    level,
    1,
  );
  const distance = jensenShannonDistance(truth, own);
  const name = `${inWords}, ${n} people, true ${distance.toFixed(3)}, ${way}`;
  yield { name: `distance without noise: ${name}`, kind: 'interval', hit: holds(excess, distance) };
  if (skill.low === null) return;
  const trueSkill = 1 - (distance / jensenShannonDistance(truth, reference)) ** 2;
  yield { name: `skill: ${name}`, kind: 'interval', hit: holds(skill, trueSkill) };
}

function sharesOf(options: number, leaning: number): number[] {
  const weights = Array.from({ length: options }, (_, k) => (1 + k / 2) * Math.exp(leaning * (k - (options - 1) / 2)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Shares of the options among n answers. */
function sample(shares: readonly number[], n: number, random: Random): number[] {
  const counts = shares.map(() => 0);
  for (let i = 0; i < n; i++) {
    let left = random.next();
    let option = 0;
    while (option < shares.length - 1 && left >= (shares[option] ?? 0)) left -= shares[option++] ?? 0;
    counts[option] = (counts[option] ?? 0) + 1;
  }
  return counts.map((count) => count / n);
}

function overItems(humans: readonly number[][], simulated: readonly number[][]): number {
  const squares = humans.map((own, item) => jensenShannonDistance(own, simulated[item] ?? own) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}
