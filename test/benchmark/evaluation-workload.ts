import type { Codebook } from '../../shared/domain/codebook.ts';
import { compileRule } from '../../shared/domain/rule.ts';
import type { EvaluationInput, SimulatedSource } from '../../shared/evaluation/evaluation-input.ts';
import type { Random } from '../../shared/statistics/random.ts';
import { createRandom } from '../../shared/statistics/random.ts';
import { aVariable, numberedOptions } from '../support/a-variable.ts';

const points = 5;
const beliefs = 7;
const groups = 8;
const seeds = 3;

interface Person {
  readonly arm: number;
  readonly group: number;
  readonly age: number;
}

const scale = numberedOptions('very unlikely', 'unlikely', 'neither', 'likely', 'very likely');
const codebook: Codebook = {
  variables: [
    aVariable('age', { scale: 'count' }),
    aVariable('group', { scale: 'nominal', options: numberedOptions(...Array.from('abcdefgh')) }),
    aVariable('arm', { role: 'treatment', scale: 'nominal', options: numberedOptions('control', 'treated') }),
    ...Array.from({ length: beliefs }, (_, item) =>
      aVariable(`belief${item + 1}`, { role: 'belief', scale: 'ordinal', options: scale }),
    ),
    aVariable('acts', { role: 'action', scale: 'binary', options: numberedOptions('no', 'yes') }),
  ],
};

function sharesOf(person: Person, item: number, sharpness: number): number[] {
  const centre = 1.5 + 0.4 * person.arm + 0.15 * ((person.group + item) % 4) + 0.01 * (person.age - 45);
  const weights = Array.from({ length: points }, (_, k) => Math.exp(-sharpness * (k - centre) ** 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function draw(people: readonly Person[], sharpness: number, random: Random): Int16Array[] {
  const columns = Array.from({ length: beliefs + 1 }, () => new Int16Array(people.length));
  people.forEach((person, row) => {
    const answers = Array.from({ length: beliefs }, (_, item) =>
      random.weightedIndex(sharesOf(person, item, sharpness)),
    );
    const yes = 1 / (1 + Math.exp((answers[1] ?? 0) - (answers[0] ?? 0)));
    [...answers, random.next() < yes ? 1 : 0].forEach((answer, item) => ((columns[item] ?? [])[row] = answer));
  });
  return columns;
}

function sourceOf(kind: 'base' | 'adapted', people: readonly Person[], sharpness: number): SimulatedSource {
  const draws = Array.from({ length: seeds }, (_, seed) => draw(people, sharpness, createRandom(seed, kind)));
  const exact = Array.from({ length: beliefs }, (_, item) =>
    Float64Array.from(people.flatMap((person) => sharesOf(person, item, sharpness))),
  );
  const half = new Float64Array(2 * people.length).fill(0.5);
  const outside = Array.from({ length: beliefs + 1 }, () => new Float64Array(people.length));
  return { id: kind, kind, label: kind, draws, probabilities: [...exact, half], outside };
}

function drawPeople(n: number, random: Random): Person[] {
  return Array.from({ length: n }, () => ({
    arm: random.integer(2),
    group: random.integer(groups),
    age: 18 + random.integer(60),
  }));
}

function frameOf(people: readonly Person[]) {
  return {
    age: people.map(({ age }) => age),
    group: people.map(({ group }) => String(group + 1)),
    arm: people.map(({ arm }) => String(arm + 1)),
  };
}

/**
 * An evaluation of `respondents` humans with 8 items and 8 subgroups, two models with 3 seeds each, and a pilot of 200 for the
 * baselines; two regressions and a rule.
 */
export function evaluationWorkload(respondents: number, bootstrap: number): EvaluationInput {
  const random = createRandom(3, 'evaluation workload');
  const people = drawPeople(respondents, random);
  const pilot = drawPeople(200, random);
  const human = draw(people, 0.6, random);
  const rule = {
    action: 'acts',
    cases: [
      { when: 'belief1 > belief2', choose: '2' },
      { when: 'belief1 < belief2', choose: '1' },
    ],
    source: 'made up',
  };
  return {
    study: { name: 'workload', title: 'Workload', notice: '', synthetic: true },
    sample: { rows: respondents + 200, parts: [{ name: 'evaluation', n: respondents }] },
    codebook,
    n: respondents,
    frame: frameOf(people),
    items: codebook.variables.slice(3).map((variable, item) => ({
      variable,
      human: human[item] ?? new Int16Array(respondents),
    })),
    sources: [sourceOf('base', people, 0.1), sourceOf('adapted', people, 0.5)],
    pilot: { n: pilot.length, frame: frameOf(pilot), answers: draw(pilot, 0.6, random) },
    rule: { text: 'acts where the first belief is stronger', compiled: compileRule(rule, codebook) },
    regressions: [
      { name: 'Action', model: 'logit', formula: 'acts ~ belief1 + belief2 + arm + age', covariance: 'HC1' },
      { name: 'Belief', model: 'ols', formula: 'belief1 ~ arm * group + age', covariance: 'HC3' },
    ],
    settings: { bootstrap, level: 0.95, seed: 1, subgroups: ['group'] },
  };
}
