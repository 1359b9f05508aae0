import { describe, expect, test } from 'vitest';
import { checkStudy } from '../../../shared/domain/check-study.ts';
import type { Variable } from '../../../shared/domain/codebook.ts';
import type { Study } from '../../../shared/domain/study.ts';
import { studySchema } from '../../../shared/domain/study.ts';
import { aStudy } from '../../support/a-study.ts';
import { aVariable, numberedOptions } from '../../support/a-variable.ts';

const study = aStudy();
const wording = { text: 'How?', byCondition: {} };

/** Faults of the study after a variable is changed or added, as `path: message`. */
function faultsWith(name: string, fields: Partial<Variable>): string[] {
  const known = study.codebook.variables.find((variable) => variable.name === name);
  const changed = { ...(known ?? aVariable(name)), ...fields };
  const others = study.codebook.variables.map((variable) => (variable.name === name ? changed : variable));
  return faultsOf({ codebook: { variables: known === undefined ? [...others, changed] : others } });
}

function faultsOf(fields: Partial<Study>): string[] {
  return checkStudy({ ...study, ...fields }).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('a study without faults', () => {
  test('passes', () => {
    expect(checkStudy(study)).toEqual([]);
    expect(studySchema.parse(study)).toEqual(study);
  });

  test('may leave excluded variables and identifiers undescribed', () => {
    expect(faultsWith('note', { scale: 'ordinal' })).toEqual([]);
  });
});

describe('a variable is at fault', () => {
  test.each<[string, string, Partial<Variable>, string]>([
    ['when a number has options', 'age', { options: numberedOptions('a', 'b') }, 'cannot have options'],
    ['when a scale has no options', 'region', { options: [] }, 'is nominal and needs its options'],
    ['when a binary has three', 'arm', { options: numberedOptions('a', 'b', 'c') }, 'is binary but has 3 options'],
    ['when a belief is open', 'mood', { role: 'belief', scale: 'text', wording }, 'at least two options'],
    ['when a belief has no question', 'risk', { wording: { text: '', byCondition: {} } }, 'needs the wording'],
    [
      'when letters run out',
      'risk',
      { options: numberedOptions(...Array.from({ length: 27 }, String)) },
      'more than 26',
    ],
    ['when a code is also missing', 'region', { missing: ['2'] }, 'both as an option and as missing'],
    [
      'when two labels are alike',
      'region',
      { options: numberedOptions('a', 'b', 'a') },
      'two options with the label "a"',
    ],
    ['when a weight is text', 'weight', { scale: 'text' }, 'needs the scale interval'],
    ['when a treatment has no options', 'arm', { scale: 'interval', options: [] }, 'a treatment and needs its options'],
    [
      'when a second action is added',
      'acts',
      { role: 'action', scale: 'binary', options: numberedOptions('a', 'b'), wording },
      'only one variable can have the role action',
    ],
    ['when a second weight is added', 'w2', { role: 'weight' }, 'only one variable can have the role weight'],
  ])('%s', (_when, name, fields, message) => {
    const faults = faultsWith(name, fields);
    expect(faults).toContainEqual(expect.stringMatching(new RegExp(`^codebook\\.${name}.*${message}`)));
  });

  test('when its texts name conditions that no treatment has', () => {
    expect(faultsWith('stake', { wording: { text: '', byCondition: { '3': 'x' } } })).toEqual([
      'codebook.stake.wording.by_condition.3: "3" is no option of the treatment "stake"',
    ]);
    // Items go by the first treatment.
    expect(faultsWith('risk', { wording: { text: 'How?', byCondition: { '1': 'x', control: 'y' } } })).toEqual([
      'codebook.risk.wording.by_condition.control: "control" is no option of the treatment "arm"',
    ]);
  });

  test('when its name is taken', () => {
    const twice = { variables: [...study.codebook.variables, aVariable('age')] };
    expect(faultsOf({ codebook: twice })).toEqual(['codebook.age: two variables have the name "age"']);
  });

  test('when nothing is left to simulate', () => {
    const none = {
      variables: study.codebook.variables.filter((variable) => !['belief', 'action'].includes(variable.role)),
    };
    expect(faultsOf({ codebook: none, rule: null, regressions: [] })).toEqual([
      expect.stringContaining('codebook: at least one variable needs the role belief or action'),
    ]);
  });
});

describe('a rule is at fault', () => {
  test('in each case where it cannot be read, with the place of the case', () => {
    const rule = {
      action: 'tells',
      cases: [
        { when: 'risk > ', choose: '2' },
        { when: 'rsk > 1', choose: '9' },
      ],
      source: '',
    };
    expect(faultsOf({ rule })).toEqual([
      expect.stringContaining('rule.cases.0.when: Case 1 of the rule cannot be used: A variable, a number or "("'),
      expect.stringContaining('rule.cases.1.choose: Case 2 of the rule chooses "9"'),
      expect.stringContaining('did you mean "risk"?'),
    ]);
  });
});

describe('a regression is at fault', () => {
  const withFormula = (formula: string, fields: Partial<Study['regressions'][number]> = {}): string[] =>
    faultsOf({ regressions: [{ name: 'R', model: 'logit', formula, covariance: 'classical', ...fields }] });

  test.each([
    ['tells ~ rsk', 'uses "rsk", which the codebook does not have; did you mean "risk"?'],
    ['tells ~ note', 'uses "note", which has the role excluded'],
    ['tells ~ city', 'uses "city", which is text'],
    ['tells ~ risk +', 'cannot be read at character'],
    ['arm ~ age', 'no belief and no action'],
    ['~ risk', 'needs its outcome'],
    ['risk ~ age', 'logit needs two options as its outcome, which "risk" (ordinal) is not'],
  ])('%s', (formula, message) => {
    expect(withFormula(formula)).toEqual([expect.stringContaining(`regressions.0.formula: `)]);
    expect(withFormula(formula)[0]).toContain(message);
  });

  test('when a category without order is its outcome', () => {
    expect(withFormula('norm ~ age', { model: 'ols' })).toEqual([
      expect.stringContaining('ols needs a number, or options'),
    ]);
    expect(withFormula('risk ~ age', { model: 'ols' })).toEqual([]);
    expect(withFormula('I(risk > 2) ~ age')).toEqual([]);
  });

  test('when its outcome is none of those that its model has', () => {
    expect(withFormula('risk ~ age', { model: 'ordered-logit', contrasts: 'sum' })).toEqual([]);
    expect(withFormula('norm ~ age', { model: 'multinomial-logit' })).toEqual([]);
    expect(withFormula('norm ~ age', { model: 'ordered-logit' })).toEqual([
      expect.stringContaining('ordered-logit needs options with an order'),
    ]);
    expect(withFormula('norm ~ age', { model: 'poisson' })).toEqual([
      expect.stringContaining('poisson needs a count of 0 or more'),
    ]);
    expect(withFormula('age ~ risk', { model: 'poisson' })).toEqual([]);
  });

  test('when its errors go by clusters that there are not, or its name is taken', () => {
    const codebook = { variables: study.codebook.variables.filter((variable) => variable.role !== 'cluster') };
    const one = { name: 'R', model: 'logit' as const, formula: 'tells ~ risk', covariance: 'cluster' as const };
    expect(faultsOf({ codebook, regressions: [one, { ...one, covariance: 'HC0' }] })).toEqual([
      expect.stringContaining('regressions.0.covariance: cluster-robust standard errors need'),
      expect.stringContaining('regressions.1.name: two regressions are called "R"'),
    ]);
  });
});

describe('split, seeds and subgroups are at fault', () => {
  test('when the parts cannot be filled', () => {
    const split = { ...study.split, parts: { 'pilot-train': 10, evaluation: 'rest', rectification: 'rest' } as const };
    expect(faultsOf({ split })).toEqual([
      'split.parts.pilot-validation: the part pilot-validation needs respondents',
      'split.parts: only one part can take the rest',
    ]);
  });

  test('when strata, clusters or subgroups are not there', () => {
    expect(faultsOf({ split: { ...study.split, stratify: ['ag', 'age'], unit: 'cluster' } })).toEqual([
      expect.stringContaining('split.stratify.0: "ag" cannot stratify'),
      expect.stringContaining('split.stratify.1: "age" cannot stratify'),
    ]);
    expect(faultsOf({ split: { ...study.split, stratify: [], pilot: 'equal' } })).toEqual([
      'split.pilot: equal pilots need variables under stratify',
    ]);
    expect(faultsOf({ evaluation: { ...study.evaluation, subgroups: ['regoin', 'age', 'risk'] } })).toEqual([
      expect.stringContaining('did you mean "region"?'),
      expect.stringContaining('evaluation.subgroups.1: "age" cannot form subgroups'),
      expect.stringContaining('it needs the role persona or treatment'),
    ]);
  });

  test('when a seed is listed twice', () => {
    expect(faultsOf({ simulation: { seeds: [3, 1, 3], optionOrder: 'codebook' } })).toEqual([
      expect.stringContaining('simulation.seeds: the seed 3 is listed twice'),
    ]);
  });
});
