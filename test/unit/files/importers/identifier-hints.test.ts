import { describe, expect, it } from 'vitest';
import { addForms, identifiersIn, noForms } from '../../../../electron/core/files/importers/identifier-hints.ts';

function identifiersOf(name: string, values: readonly string[], isNumeric = false): string[] {
  const forms = noForms();
  for (const value of values) addForms(forms, value, 1);
  return identifiersIn({ name, forms, distinct: new Set(values).size, isNumeric });
}

function many(make: (index: number) => string): string[] {
  return Array.from({ length: 30 }, (_, index) => make(index));
}

describe('identifiers in a column', () => {
  it.each([
    ['contact', ['none', 'a.person@example.org', 'none'], ['email']],
    ['q17', many((index) => `198.51.100.${index}`), ['ip-address']],
    ['q18', many((index) => `+44 20 7946 0${100 + index}`), ['phone']],
    ['LastName', ['Miller', 'Smith', 'Miller'], ['name']],
    ['q19', many((index) => `51.5${index}, -0.12${index}`), ['coordinates']],
    ['caseId', many((index) => `c${index}`), ['response-id']],
    ['token', many((index) => `R_${index}abcdefgh`), ['response-id']],
    ['q20', many((index) => `word${index}`), ['response-id']],
    ['date_of_birth', ['1980-01-02'], ['birth-date']],
    ['q21', many((index) => `I have lived here for ${index} years with my family`), ['free-text']],
  ])('%s', (name, values, expected) => {
    expect(identifiersOf(name, values)).toEqual(expected);
  });

  it.each([
    ['age', many((index) => String(18 + index)), true],
    ['region', many((index) => ['north', 'south'][index % 2] ?? ''), false],
    ['started', many((index) => `2024-05-${10 + (index % 20)} 12:00:${10 + index}`), false],
    ['latitude_of_opinion', ['wide', 'narrow', 'wide'], false],
    ['valid', ['yes', 'no', 'yes'], false],
    ['platform', ['phone', 'laptop', 'phone'], false],
    ['empty', [], false],
  ])('are none in %s', (name, values, isNumeric) => {
    expect(identifiersOf(name, values, isNumeric)).toEqual([]);
  });
});
