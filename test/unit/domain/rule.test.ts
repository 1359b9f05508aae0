import { describe, expect, test } from 'vitest';
import type { CellValue, Codebook } from '../../../shared/domain/codebook.ts';
import type { Rule, RuleOutcome } from '../../../shared/domain/rule.ts';
import { compileRule, ruleFaults } from '../../../shared/domain/rule.ts';
import { aVariable, numberedOptions } from '../../support/a-variable.ts';
import { failureOf } from '../../support/failure-of.ts';

const words = (...values: readonly string[]): { value: string; label: string }[] =>
  values.map((value) => ({ value, label: value }));

const codebook: Codebook = {
  variables: [
    aVariable('region', { scale: 'nominal', options: numberedOptions('north', 'south') }),
    aVariable('age'),
    aVariable('arm', { role: 'treatment', scale: 'binary', options: words('true', 'false') }),
    aVariable('risk', { role: 'belief', scale: 'ordinal', options: numberedOptions('low', 'middle', 'high') }),
    aVariable('Q-trust', { role: 'belief', scale: 'ordinal', options: words('never', 'sometimes', 'always') }),
    aVariable('tells', { role: 'action', scale: 'binary', options: words('yes', 'no') }),
    aVariable('note', { role: 'excluded', scale: 'text' }),
  ],
};

const rule = (...cases: readonly (readonly [string, string])[]): Rule => ({
  action: 'tells',
  cases: cases.map(([when, choose]) => ({ when, choose })),
  source: '',
});

const outcome = (when: string, answers: Readonly<Record<string, CellValue>>): RuleOutcome =>
  compileRule(rule([when, 'yes']), codebook).apply((name) => answers[name] ?? null);

const holds = { kind: 'action', value: 'yes' };

describe('a rule', () => {
  test('takes the first case that holds, and is a tie when none does', () => {
    const compiled = compileRule(rule(['risk > `Q-trust`', 'no'], ['risk < `Q-trust`', 'yes']), codebook);
    const apply = (risk: CellValue, trust: CellValue): RuleOutcome =>
      compiled.apply((name) => (name === 'risk' ? risk : trust));
    expect(compiled.variables).toEqual(['risk', 'Q-trust']);
    expect(apply('3', 'never')).toEqual({ kind: 'action', value: 'no' });
    expect(apply('1', 'always')).toEqual({ kind: 'action', value: 'yes' });
    expect(apply('2', 'sometimes')).toEqual({ kind: 'tie' });
    expect(apply('2', null)).toEqual({ kind: 'undefined' });
  });

  test('treats ordinal answers as numbers: codes where they are numbers, positions otherwise', () => {
    expect(outcome('risk == 3', { risk: '3' })).toEqual(holds);
    expect(outcome('`Q-trust` == 3', { 'Q-trust': 'always' })).toEqual(holds);
    expect(outcome('mean(risk, `Q-trust`) == 2.5', { risk: '2', 'Q-trust': 'always' })).toEqual(holds);
  });

  test('understands the values of options on every scale', () => {
    expect(outcome("`Q-trust` >= 'sometimes'", { 'Q-trust': 'always' })).toEqual(holds);
    expect(outcome("`Q-trust` >= 'sometimes'", { 'Q-trust': 'never' })).toEqual({ kind: 'tie' });
    expect(outcome("arm == 'true'", { arm: 'true' })).toEqual(holds);
    expect(outcome('region == 2', { region: '2' })).toEqual(holds);
    expect(outcome("2 != region and risk > '1'", { region: '1', risk: '2' })).toEqual(holds);
    expect(outcome('age >= 40', { age: 41 })).toEqual(holds);
  });
});

describe('a rule that could only be silently wrong is refused', () => {
  test.each([
    ['rsk > 1', 'did you mean "risk"?'],
    ['weather > 1', '"weather" is not in the codebook'],
    ["region == 'north'", '"north" is no option of "region"; did you mean "1"?'],
    ['region == 3', '"3" is no option of "region"'],
    ['risk == 4', '"4" is no option of "risk"'],
    ["`Q-trust` == 'allways'", 'did you mean "always"?'],
    ['region > 1', 'needs a number, but "region" is text'],
    ['arm + 1 > 1', 'needs a number, but "arm" is text'],
    ['age == region', 'needs a number, but "region" is text'],
    ['risk', 'a value, not a condition'],
    ['risk and age', '"and" needs a condition'],
    ['not risk', '"not" needs a condition'],
    ['abs(risk > 1) > 0', 'abs needs a number'],
    ['(risk > 1) == (age > 2)', 'not conditions'],
    ['note == "x"', 'has the role excluded'],
    ["tells == 'yes'", 'uses the action "tells"'],
    ['risk >', 'at character 7'],
  ])('%s', (when, reason) => {
    const faults = ruleFaults(rule(['age > 1', 'yes'], [when, 'yes']), codebook);
    expect(faults).toEqual([{ case: 1, field: 'when', message: expect.stringContaining(reason) }]);
    const error = failureOf(() => compileRule(rule([when, 'yes']), codebook));
    expect(error.code).toBe('codebook-invalid');
    expect(error.message).toContain(reason);
  });

  test('every fault is told, not only the first', () => {
    const faults = ruleFaults(rule(['rsk > 1', 'maybe'], ['risk > 1', 'perhaps']), codebook);
    expect(faults.map((fault) => [fault.case, fault.field])).toEqual([
      [0, 'choose'],
      [0, 'when'],
      [1, 'choose'],
    ]);
  });

  test('and so is a rule for something that is no action', () => {
    const faults = ruleFaults({ ...rule(['age > 1', '1']), action: 'risk' }, codebook);
    expect(faults).toEqual([
      { case: null, field: 'action', message: expect.stringContaining('"risk" is not a variable') },
    ]);
  });
});
