import { describe, expect, it } from 'vitest';
import {
  addOption,
  conditionsOf,
  editVariables,
  moveOption,
  optionToMissing,
  readCodes,
  reverseOptions,
  withConditionWording,
  withRole,
  withScale,
} from '../../../../renderer/views/codebook/edit-codebook.ts';
import { decisionOfKey, roleKeys, scaleKeys } from '../../../../renderer/views/codebook/role-of-key.ts';
import { aVariable, numberedOptions } from '../../../support/a-variable.ts';

const mood = aVariable('mood', { scale: 'ordinal', options: numberedOptions('low', 'middle', 'high') });
const values = (variable: typeof mood): string[] => variable.options.map(({ value }) => value);

describe('editing variables', () => {
  it('changes the named ones and keeps the identity of the others', () => {
    const other = aVariable('age');
    const edited = editVariables({ variables: [mood, other] }, new Set(['mood']), (one) => withRole(one, 'belief'));
    expect(edited.variables[0]?.role).toBe('belief');
    expect(edited.variables[1]).toBe(other);
  });

  it('drops the options of what becomes a number and keeps them between scales with options', () => {
    expect(withScale(mood, 'interval').options).toEqual([]);
    expect(values(withScale(mood, 'nominal'))).toEqual(values(mood));
  });
});

describe('editing options', () => {
  it('moves one and changes nothing beyond the ends', () => {
    expect(values(moveOption(mood, 0, 2))).toEqual(['2', '3', '1']);
    expect(moveOption(mood, 0, -1)).toBe(mood);
    expect(moveOption(mood, 5, 0)).toBe(mood);
  });

  it('reverses the order', () => {
    expect(values(reverseOptions(mood))).toEqual(['3', '2', '1']);
  });

  it('refuses a code that is empty, an option or a missing code already', () => {
    const withMissing = { ...mood, missing: ['-9'] };
    expect([' ', '2', '-9'].map((code) => addOption(withMissing, code))).toEqual([null, null, null]);
    expect(addOption(mood, ' 4 ')?.options.at(-1)).toEqual({ value: '4', label: '4' });
  });

  it('makes an option a missing code', () => {
    const edited = optionToMissing(mood, 2);
    expect([values(edited), edited.missing]).toEqual([['1', '2'], ['3']]);
  });
});

describe('wordings per condition', () => {
  const arm = aVariable('arm', { role: 'treatment', scale: 'binary', options: numberedOptions('control', 'warned') });

  it('differ by the values of the first treatment, and for a treatment by its own', () => {
    expect(conditionsOf({ variables: [mood, arm] }, mood)).toBe(arm.options);
    expect(conditionsOf({ variables: [mood] }, mood)).toEqual([]);
  });

  it('fall back to the general wording when they are emptied', () => {
    const worded = withConditionWording(mood, '1', 'How low?');
    expect(worded.wording.byCondition).toEqual({ '1': 'How low?' });
    expect(withConditionWording(worded, '1', '').wording.byCondition).toEqual({});
  });
});

describe('codes as they are typed', () => {
  it('are told apart by blanks, commas and semicolons, each once', () => {
    expect(readCodes(' -99, 98;98  97 ')).toEqual(['-99', '98', '97']);
  });
});

describe('the letters of the grid', () => {
  it('give the role or scale that the help line names', () => {
    for (const [role, key] of Object.entries(roleKeys)) expect(decisionOfKey(key)).toEqual({ role });
    for (const [scale, key] of Object.entries(scaleKeys)) expect(decisionOfKey(key)).toEqual({ scale });
    expect(decisionOfKey('q')).toBeNull();
  });
});
