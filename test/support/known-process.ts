import type { RegressionSpec } from '../../shared/domain/study.ts';
import { compileRule } from '../../shared/domain/rule.ts';
import type { EvaluationInput, RectificationTwins, SimulatedSource } from '../../shared/evaluation/evaluation-input.ts';
import { type Random, createRandom } from '../../shared/statistics/random.ts';
import { aVariable } from './a-variable.ts';
import { action, belief, smallStudy } from './small-study.ts';

/**
 * A process in which everything is known. Two treatments (x, y) and a group (g) move three beliefs on five points; answers
 * lie on the centre of a person's cell or, with probability 0.15 each, one point beside it, so that the most frequent
 * answer of a cell is its mean. The action follows from the beliefs: yes with probability 0.8 where b2 > b1, 0.2 where
 * b2 < b1, otherwise 0.5; it deviates from that rule in 20 % of the rows.
 */
export interface Person {
  readonly x: number;
  readonly y: number;
  readonly g: number;
}

/** Centre of each belief, as option index. */
export function centres({ x, y, g }: Person): number[] {
  return [1 + x + g, 1 + y + g, 1 + x + y];
}

const beside = 0.15;

function around(centre: number, shares: readonly number[]): number[] {
  const [below = 0, at = 0, above = 0] = shares;
  const all = Array.from({ length: 5 }, (_, k) =>
    k === centre ? at : k === centre - 1 ? below : k === centre + 1 ? above : 0,
  );
  const total = all.reduce((sum, share) => sum + share, 0);
  return all.map((share) => share / total);
}

export function beliefShares(person: Person): number[][] {
  return centres(person).map((centre) => around(centre, [beside, 1 - 2 * beside, beside]));
}

export function yesGiven(beliefs: readonly number[]): number {
  const [b1 = 0, b2 = 0] = beliefs;
  return b2 > b1 ? 0.8 : b2 < b1 ? 0.2 : 0.5;
}

/** Probability of yes in a person's cell. */
export function yesInCell(person: Person): number {
  const [first = [], second = []] = beliefShares(person);
  return first.reduce((sum, p, b1) => sum + second.reduce((inner, q, b2) => inner + p * q * yesGiven([b1, b2]), 0), 0);
}

/** What a simulator knows of a person and how it answers. */
export interface Simulator {
  readonly beliefs: (person: Person) => readonly (readonly number[])[];
  readonly yes: (person: Person, beliefs: readonly number[]) => number;
  /** The person that the simulator takes the respondent for; by lot: its twins have draws and no probabilities. */
  readonly sees: (person: Person, random: Random) => Person;
  readonly byLot: boolean;
}

export const copy: Simulator = {
  beliefs: beliefShares,
  yes: (_, beliefs) => yesGiven(beliefs),
  sees: (person) => person,
  byLot: false,
};
/** Always the most frequent answer of the cell. */
export const modal: Simulator = {
  ...copy,
  beliefs: (person) => centres(person).map((centre) => around(centre, [0, 1, 0])),
};
/** The action has the right share in every cell, whatever the own beliefs are. */
export const beliefBlind: Simulator = { ...copy, yes: (person) => yesInCell(person) };
/** Takes everybody for a member of a group drawn by lot. */
export const groupBlind: Simulator = {
  ...copy,
  sees: (person, random) => ({ ...person, g: random.integer(2) }),
  byLot: true,
};
/** Answers for somebody else. */
export const stranger: Simulator = {
  ...copy,
  sees: (_, random) => ({ x: random.integer(2), y: random.integer(2), g: random.integer(2) }),
  byLot: true,
};
/** Takes everybody for a member of the other arm and answers a point higher: wrong effects of x, wrong means. */
export const contrary: Simulator = {
  ...copy,
  sees: ({ x, y, g }) => ({ x: 1 - x, y, g }),
  beliefs: (person) => centres(person).map((centre) => around(centre + 1, [beside, 1 - 2 * beside, beside])),
};
/** Every answer is equally likely. */
export const useless: Simulator = {
  ...copy,
  beliefs: () => [0, 1, 2].map(() => [0.2, 0.2, 0.2, 0.2, 0.2]),
  yes: () => 0.5,
};

export function drawPeople(n: number, random: Random): Person[] {
  return Array.from({ length: n }, () => ({ x: random.integer(2), y: random.integer(2), g: random.integer(2) }));
}

/** Answers by item: three beliefs and the action. */
export function drawAnswers(people: readonly Person[], simulator: Simulator, random: Random): Int16Array[] {
  const columns = Array.from({ length: 4 }, () => new Int16Array(people.length));
  people.forEach((person, row) => {
    const seen = simulator.sees(person, random);
    const beliefs = simulator.beliefs(seen).map((shares) => random.weightedIndex(shares));
    const yes = random.next() < simulator.yes(seen, beliefs) ? 1 : 0;
    [...beliefs, yes].forEach((answer, item) => {
      const column = columns[item];
      if (column !== undefined) column[row] = answer;
    });
  });
  return columns;
}

/** Twins of some people, with the probabilities of the simulator where it always sees the same person. */
export function twinsOf(
  id: string,
  simulator: Simulator,
  people: readonly Person[],
  options: { readonly seeds?: number; readonly seed?: number | string } = {},
): RectificationTwins {
  const { seeds = 3, seed = 1 } = options;
  const draws = Array.from({ length: seeds }, (_, index) =>
    drawAnswers(people, simulator, createRandom(seed, 'twins', id, index)),
  );
  const unused = createRandom(seed, 'twins', id);
  const seen = people.map((person) => simulator.sees(person, unused));
  const rows = seen.map((person) => simulator.beliefs(person));
  const beliefs = [0, 1, 2].map((item) => Float64Array.from(rows.flatMap((row) => [...(row[item] ?? [])])));
  const yes = Float64Array.from(people.keys(), (row) => {
    const given = draws.map((columns) => [0, 1, 2].map((item) => columns[item]?.[row] ?? 0));
    const person = seen[row] ?? { x: 0, y: 0, g: 0 };
    return given.reduce((sum, own) => sum + simulator.yes(person, own) / seeds, 0);
  });
  const actions = Float64Array.from([...yes].flatMap((share) => [1 - share, share]));
  return { id, draws, probabilities: simulator.byLot ? [null, null, null, null] : [...beliefs, actions] };
}

export function sourceOf(
  id: string,
  kind: SimulatedSource['kind'],
  simulator: Simulator,
  people: readonly Person[],
  options: { readonly seeds?: number; readonly seed?: number | string } = {},
): SimulatedSource {
  const twins = twinsOf(id, simulator, people, options);
  return { ...twins, kind, label: `Source ${id}`, outside: twins.probabilities.map(() => null) };
}

export function columnsOf(people: readonly Person[]): Record<'x' | 'y' | 'g', string[]> {
  return {
    x: people.map(({ x }) => String(x)),
    y: people.map(({ y }) => String(y)),
    g: people.map(({ g }) => String(g)),
  };
}

const twoOptions = [
  { value: '0', label: 'no' },
  { value: '1', label: 'yes' },
];

export interface KnownStudy {
  readonly n: number;
  readonly pilot?: number;
  readonly rectification?: number;
  readonly adapted: Simulator;
  readonly regressions?: readonly RegressionSpec[];
  readonly bootstrap?: number;
  readonly seed?: number;
}

/** A study of the process with one adapted source. */
export function knownStudy(study: KnownStudy): EvaluationInput {
  const { n, pilot = 40, rectification = 0, adapted, seed = 1 } = study;
  const random = createRandom(seed, 'known-process');
  const people = drawPeople(n, random);
  const human = drawAnswers(people, copy, random);
  const pilotPeople = drawPeople(pilot, random);
  const pilotAnswers = drawAnswers(pilotPeople, copy, random);
  const rectified = drawPeople(rectification, random);
  const rectifiedAnswers = drawAnswers(rectified, copy, random);
  const columns = columnsOf(people);
  const items = [
    belief('b1', 5),
    belief('b2', 5),
    belief('b3', 5),
    action('acts', 2, { scale: 'binary', options: twoOptions }),
  ];
  const input = smallStudy({
    items,
    human: human.map((column) => [...column]),
    sources: [sourceOf('adapted', 'adapted', adapted, people, { seed })],
    columns: [
      { variable: aVariable('x', { role: 'treatment', scale: 'binary', options: twoOptions }), values: columns.x },
      { variable: aVariable('y', { role: 'treatment', scale: 'binary', options: twoOptions }), values: columns.y },
      { variable: aVariable('g', { role: 'persona', scale: 'binary', options: twoOptions }), values: columns.g },
    ],
    ...(pilot > 0
      ? { pilot: { answers: pilotAnswers.map((column) => [...column]), columns: columnsOf(pilotPeople) } }
      : {}),
    regressions: study.regressions ?? [
      { name: 'First belief', model: 'ols', formula: 'b1 ~ x + y', covariance: 'HC1' },
    ],
    subgroups: ['g'],
    bootstrap: study.bootstrap ?? 150,
    seed,
  });
  const rule = {
    action: 'acts',
    cases: [
      { when: 'b2 > b1', choose: '1' },
      { when: 'b2 < b1', choose: '0' },
    ],
    source: 'the process',
  };
  return {
    ...input,
    rule: { text: 'acts when b2 exceeds b1', compiled: compileRule(rule, input.codebook) },
    rectification:
      rectification === 0
        ? null
        : {
            n: rectification,
            frame: columnsOf(rectified),
            answers: rectifiedAnswers,
            sources: [twinsOf('adapted', adapted, rectified, { seed: `${seed}/rectification` })],
          },
  };
}
