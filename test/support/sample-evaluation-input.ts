import type { Codebook, Variable } from '../../shared/domain/codebook.ts';
import { variablesWithRole } from '../../shared/domain/codebook.ts';
import { compileRule } from '../../shared/domain/rule.ts';
import type { EvaluationInput, PilotRows, SimulatedSource } from '../../shared/evaluation/evaluation-input.ts';
import type { Random } from '../../shared/statistics/random.ts';
import { createRandom } from '../../shared/statistics/random.ts';
import { aVariable, numberedOptions } from './a-variable.ts';

/**
 * A made-up study of 400 respondents, with everything that a report must cope with: long option texts, characters that
 * HTML treats as code, nominal and ordinal items, a subgroup of 6 people, missing answers, a base model that hardly varies
 * and an adapted one that is close to the humans.
 */
export const markup = '<script>alert("x")</script> & ‘quotes’';

const likelihoodOptions = numberedOptions(
  'Very unlikely',
  'Unlikely',
  'Neither likely nor unlikely',
  'Likely',
  'Very likely',
);
const agreement = numberedOptions('Disagree strongly', 'Disagree', 'Neither', 'Agree', 'Agree strongly');

function variable(name: string, label: string, fields: Partial<Variable>): Variable {
  return aVariable(name, { label, ...fields, wording: { text: fields.wording?.text ?? '', byCondition: {} } });
}

export const sampleCodebook: Codebook = {
  variables: [
    variable('age', 'Age', { scale: 'count', unit: 'years' }),
    variable('education', 'Education', {
      scale: 'ordinal',
      options: numberedOptions('Primary', 'Secondary', 'University'),
    }),
    variable('region', 'Region', {
      scale: 'nominal',
      options: numberedOptions('North', 'South & coast', 'East', 'Overseas territories'),
    }),
    variable('arm', 'Message', {
      role: 'treatment',
      scale: 'nominal',
      options: [
        { value: 'control', label: 'No message' },
        { value: 'neighbour', label: 'Message about a neighbour' },
        { value: 'official', label: 'Message about an official' },
      ],
    }),
    variable('believed', 'Believes that the message about the person is true', {
      role: 'belief',
      scale: 'ordinal',
      options: likelihoodOptions,
      wording: { text: 'How likely is it that the message is true?', byCondition: {} },
    }),
    variable('protected', 'Protection of the person', { role: 'belief', scale: 'ordinal', options: agreement }),
    variable('trust', 'Trust in neighbours', { role: 'belief', scale: 'ordinal', options: agreement }),
    variable('source', 'Where the message came from', {
      role: 'belief',
      scale: 'nominal',
      options: [
        { value: 'a', label: 'From somebody who was there and saw what happened with their own eyes' },
        { value: 'b', label: `Hearsay ${markup}` },
        { value: 'c', label: 'An official source' },
        { value: 'd', label: 'Does not know' },
      ],
    }),
    variable('discloses', 'Passes the message on', {
      role: 'action',
      scale: 'binary',
      options: [
        { value: '0', label: 'No' },
        { value: '1', label: 'Yes' },
      ],
      wording: { text: 'Would you pass this message on?', byCondition: {} },
    }),
  ],
};

interface Person {
  readonly age: number;
  readonly education: number;
  readonly region: number;
  readonly arm: number;
}

function drawPerson(random: Random): Person {
  return {
    age: 18 + random.integer(60),
    education: random.weightedIndex([0.25, 0.5, 0.25]),
    region: random.weightedIndex([0.5, 0.3, 0.185, 0.015]),
    arm: random.integer(3),
  };
}

/** Shares of `count` ordered options around a position in [0, 1]; a larger `spread` is flatter. */
function around(position: number, count: number, spread: number): number[] {
  const weights = Array.from({ length: count }, (_, k) => Math.exp(-((k / (count - 1) - position) ** 2) / spread));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Answer probabilities of a person's beliefs; `pull` 1 is the human population, 0 the indifferent base model. */
function beliefShares(person: Person, item: number, pull: number): number[] {
  const { age, education, arm } = person;
  const shift = pull * (0.25 * (arm === 2 ? 1 : arm === 1 ? 0.4 : 0) + 0.1 * (education - 1) - 0.002 * (age - 48));
  if (item === 3) {
    const human = [0.3 + 0.1 * arm, 0.34 - 0.1 * education, 0.15 + 0.08 * education, 0.2];
    const mixed = human.map((share, k) => pull * share + (1 - pull) * (k === 3 ? 0.7 : 0.1));
    const total = mixed.reduce((sum, share) => sum + share, 0);
    return mixed.map((share) => share / total);
  }
  const centres = [0.42, 0.55, 0.6];
  const centre = pull * (centres[item] ?? 0.5) + (1 - pull) * 0.78;
  return around(centre + shift, 5, 0.012 + 0.12 * pull);
}

/** Probability of passing the message on, given the beliefs that were answered. */
function actionShares(beliefs: readonly number[], person: Person, pull: number): number[] {
  const [believed = 2, isProtected = 2, trust = 2] = beliefs;
  const logit = pull * (1.1 * (believed - isProtected) + 0.3 * (trust - 2) + 0.4 * (person.arm - 1)) + (1 - pull) * 2;
  const yes = 1 / (1 + Math.exp(-logit));
  return [1 - yes, yes];
}

function drawHumans(people: readonly Person[], random: Random): Int16Array[] {
  const answers = Array.from({ length: 5 }, () => new Int16Array(people.length));
  people.forEach((person, r) => {
    const beliefs = [0, 1, 2, 3].map((item) => random.weightedIndex(beliefShares(person, item, 1)));
    beliefs.forEach((answer, item) => ((answers[item] ?? [])[r] = random.next() < 0.01 ? -1 : answer));
    (answers[4] ?? [])[r] = random.weightedIndex(actionShares(beliefs, person, 1));
  });
  return answers;
}

function simulate(id: string, kind: 'base' | 'adapted', people: readonly Person[], pull: number): SimulatedSource {
  const n = people.length;
  const seeds = [1, 2, 3];
  const sizes = [5, 5, 5, 4, 2];
  const probabilities = sizes.map((size) => new Float64Array(n * size));
  const draws = seeds.map((seed) => {
    const random = createRandom(seed, 'sample', id);
    const columns = sizes.map(() => new Int16Array(n));
    people.forEach((person, r) => {
      const shares = [0, 1, 2, 3].map((item) => beliefShares(person, item, pull));
      const beliefs = shares.map((row) => random.weightedIndex(row));
      const action = actionShares(beliefs, person, pull);
      shares.forEach((row, item) => probabilities[item]?.set(row, r * row.length));
      action.forEach(
        (share, k) =>
          ((probabilities[4] ?? [])[2 * r + k] = ((probabilities[4] ?? [])[2 * r + k] ?? 0) + share / seeds.length),
      );
      [...beliefs, random.weightedIndex(action)].forEach((answer, item) => ((columns[item] ?? [])[r] = answer));
    });
    return columns;
  });
  const outside = sizes.map((_, item) =>
    Float64Array.from({ length: n }, (__, r) => (1 - pull) * 0.02 * ((r + item) % 3)),
  );
  return { id, kind, label: kind === 'base' ? 'Base model' : 'Adapted model', probabilities, draws, outside };
}

function frameOf(people: readonly Person[]) {
  return {
    age: people.map(({ age }) => age),
    education: people.map(({ education }) => String(education + 1)),
    region: people.map(({ region }) => String(region + 1)),
    arm: people.map(({ arm }) => ['control', 'neighbour', 'official'][arm] ?? null),
  };
}

/** `rectified`: humans of the part rectification. */
export function sampleEvaluationInput(n = 400, bootstrap = 100, rectified = 0): EvaluationInput {
  const random = createRandom(7, 'sample-report');
  const people = Array.from({ length: n }, () => drawPerson(random));
  const pilotPeople = Array.from({ length: 96 }, () => drawPerson(random));
  const humans = drawHumans(people, random);
  const pilot: PilotRows = { n: 96, frame: frameOf(pilotPeople), answers: drawHumans(pilotPeople, random) };
  const others = createRandom(8, 'sample-report');
  const rectifiedPeople = Array.from({ length: rectified }, () => drawPerson(others));
  const models = (people: readonly Person[]) => [
    simulate('base', 'base', people, 0.15),
    simulate('adapted', 'adapted', people, 0.85),
  ];
  const rule = {
    action: 'discloses',
    cases: [
      { when: 'believed > protected', choose: '1' },
      { when: 'believed < protected', choose: '0' },
    ],
    source: 'made up',
  };
  return {
    study: {
      name: 'neighbour-messages',
      title: 'Messages about neighbours & officials <pilot>',
      notice: 'All data of this study are made up. No number in this report says anything about people.',
      synthetic: true,
    },
    sample: {
      rows: n + 120 + rectified,
      parts: [
        { name: 'pilot-train', n: 96 },
        { name: 'pilot-validation', n: 24 },
        { name: 'rectification', n: rectified },
        { name: 'evaluation', n },
      ],
    },
    codebook: sampleCodebook,
    n,
    frame: frameOf(people),
    items: variablesWithRole(sampleCodebook, 'belief', 'action').map((entry, index) => ({
      variable: entry,
      human: humans[index] ?? new Int16Array(n).fill(-1),
    })),
    sources: models(people),
    pilot,
    rectification:
      rectified === 0
        ? null
        : {
            n: rectified,
            frame: frameOf(rectifiedPeople),
            answers: drawHumans(rectifiedPeople, others),
            sources: models(rectifiedPeople).map(({ id, probabilities, draws }) => ({ id, probabilities, draws })),
          },
    rule: {
      text: 'Passes the message on where it is believed more than the person is protected',
      compiled: compileRule(rule, sampleCodebook),
    },
    regressions: [
      {
        name: 'Disclosure',
        model: 'logit',
        formula: 'discloses ~ believed + protected + trust + arm + age',
        covariance: 'HC1',
      },
      { name: 'Belief', model: 'ols', formula: 'believed ~ arm * education + age', covariance: 'HC3' },
    ],
    settings: { bootstrap, level: 0.95, seed: 1, subgroups: ['region', 'arm'] },
  };
}
