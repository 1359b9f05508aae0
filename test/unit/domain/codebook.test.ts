import { describe, expect, test } from 'vitest';
import {
  findVariable,
  hasNumericCodes,
  hasOptions,
  isNumericScale,
  numericValue,
  optionIndex,
  optionScore,
  valueInWords,
  variablesWithRole,
  wordingFor,
} from '../../../shared/domain/codebook.ts';
import { aVariable, numberedOptions } from '../../support/a-variable.ts';

const party = aVariable('party', {
  scale: 'ordinal',
  options: [
    { value: '0', label: 'left' },
    { value: '5', label: 'right' },
  ],
});
const trust = aVariable('trust', {
  scale: 'ordinal',
  options: [
    { value: 'never', label: 'never' },
    { value: 'always', label: 'always' },
  ],
});

describe('an option', () => {
  test('counts with its own code where every code is a number', () => {
    expect(hasNumericCodes(party)).toBe(true);
    expect(optionScore(party, 1)).toBe(5);
    expect(numericValue(party, '5')).toBe(5);
  });

  test('counts with its position otherwise', () => {
    expect(hasNumericCodes(trust)).toBe(false);
    expect(optionScore(trust, 1)).toBe(2);
    expect(numericValue(trust, 'always')).toBe(2);
  });

  test('has no number on a nominal scale, when it is missing, or when the codebook does not know it', () => {
    expect(numericValue({ ...party, scale: 'nominal' }, '5')).toBeNull();
    expect(numericValue(party, null)).toBeNull();
    expect(numericValue(party, '7')).toBeNull();
    expect(optionIndex(party, '7')).toBe(-1);
    expect(optionScore(party, 7)).toBeNaN();
  });

  test('is told in words by its label', () => {
    expect(valueInWords(party, '0')).toBe('left');
    expect(valueInWords(party, null)).toBeNull();
  });
});

describe('a number', () => {
  test('is told with its unit and counts as itself', () => {
    expect(valueInWords(aVariable('age', { unit: 'years' }), 36)).toBe('36 years');
    expect(valueInWords(aVariable('children', { scale: 'count' }), 0)).toBe('0');
    expect(numericValue(aVariable('age'), 36.5)).toBe(36.5);
    expect(isNumericScale('count') && isNumericScale('interval') && !isNumericScale('ordinal')).toBe(true);
  });
});

describe('a codebook', () => {
  const codebook = {
    variables: [
      party,
      aVariable('vote', { role: 'action', options: numberedOptions('a', 'b') }),
      { ...trust, role: 'belief' as const },
    ],
  };

  test('finds variables by role in its own order, and by name', () => {
    expect(variablesWithRole(codebook, 'belief', 'action').map((variable) => variable.name)).toEqual(['vote', 'trust']);
    expect(findVariable(codebook, 'party')).toBe(party);
    expect(findVariable(codebook, 'parties')).toBeUndefined();
    expect(codebook.variables.map(hasOptions)).toEqual([true, true, true]);
  });

  test('words a question by the condition where there is a text for it', () => {
    const asked = aVariable('q', { wording: { text: 'How is it?', byCondition: { '1': 'How is it now?' } } });
    expect(wordingFor(asked, '1')).toBe('How is it now?');
    expect(wordingFor(asked, '2')).toBe('How is it?');
    expect(wordingFor(asked, null)).toBe('How is it?');
  });
});
