import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PilotlightError } from '../../../shared/errors.ts';
import { FormulaError } from '../../../shared/statistics/formula.ts';
import { parseFormula } from '../../../shared/statistics/parse-formula.ts';

const labels = (text: string) => parseFormula(text).terms.map((term) => term.label);

function outcomeOf(text: string): 'formula' | 'refused' | 'another error' {
  try {
    parseFormula(text);
    return 'formula';
  } catch (error) {
    return error instanceof PilotlightError ? 'refused' : 'another error';
  }
}

describe('a formula', () => {
  test('is expanded into main effects and then interactions', () => {
    expect(labels('y ~ a*b')).toEqual(['a', 'b', 'a:b']);
    expect(labels('y ~ a:b + b')).toEqual(['b', 'a:b']);
    expect(labels('y ~ (a + b + c)^2 - a:c')).toEqual(['a', 'b', 'c', 'a:b', 'b:c']);
    expect(labels('y ~ a/b')).toEqual(['a', 'a:b']);
    expect(labels('y ~ b + a:a + a:b:a')).toEqual(['b', 'a', 'b:a']);
  });

  test('has an intercept unless it says otherwise, and the last word counts', () => {
    const intercepts = ['y ~ a', 'y ~ a - 1', 'y ~ 0 + a', 'y ~ -1 + a', 'y ~ a - 1 + 1', 'y ~ 1', 'y ~ a - 0'];
    expect(intercepts.map((text) => parseFormula(text).intercept)).toEqual([
      true,
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  test('names its variables in order, those inside functions too', () => {
    const formula = parseFormula('log(income) ~ `age in years` + I(educ^2):arm + offset(log(t))');
    expect(formula.variables).toEqual(['income', 'age in years', 'educ', 'arm', 't']);
    expect(formula.response?.label).toBe('log(income)');
    expect(formula.terms.map((term) => term.label)).toEqual(['`age in years`', 'I(educ^2):arm']);
    expect(formula.offsets).toHaveLength(1);
  });

  test('deparses expressions as R does', () => {
    expect(labels('y ~ I(x*2)+I(x/2)+I(-x+1)+I(x>=3)+I(g=="a b")+log(x+1)+x**2')).toEqual([
      'I(x * 2)',
      'I(x/2)',
      'I(-x + 1)',
      'I(x >= 3)',
      'I(g == "a b")',
      'log(x + 1)',
      'x',
    ]);
  });

  test('may leave the response out, and drops it from the right-hand side', () => {
    expect(parseFormula('~ a + b').response).toBeNull();
    expect(labels('y ~ y + a')).toEqual(['a']);
  });

  test('reads names with dots, underscores and letters of any alphabet', () => {
    expect(parseFormula('größe ~ .x + a.b_c + 年齢').variables).toEqual(['größe', '.x', 'a.b_c', '年齢']);
  });
});

describe('a formula that cannot be read', () => {
  const cases: readonly [string, number][] = [
    ['', 0],
    ['y', 1],
    ['y ~', 3],
    ['y ~ a +', 7],
    ['y ~ a b', 6],
    ['y ~ (a + b', 10],
    ['y ~ a ~ b', 6],
    ['y ~ a $ b', 6],
    ['y ~ poly(a, 2)', 4],
    ['y ~ log(a, 2)', 9],
    ['y ~ 2 + a', 4],
    ['y ~ a > 3', 4],
    ['y ~ log(a:b)', 8],
    ['y ~ "text"', 4],
    ['y ~ a^b', 6],
    ['y ~ .', 4],
    ['y ~ `a', 4],
    ['y ~ a:1', 4],
    ['offset(y) ~ a', 0],
  ];
  test.each(cases)('%j names character %i', (text, position) => {
    expect(() => parseFormula(text)).toThrow(FormulaError);
    expect(() => parseFormula(text)).toThrow(
      expect.objectContaining({ code: 'formula-invalid', position, details: { position } }),
    );
  });

  test('never fails in another way, however it is written', () => {
    const pieces = fc.constantFrom(
      'y',
      'a',
      '~',
      '+',
      '-',
      '*',
      ':',
      '/',
      '^',
      '(',
      ')',
      '1',
      '0',
      '2',
      ' ',
      'log',
      'I',
      '`',
      '"',
      '>',
      ',',
      '.',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        expect(outcomeOf(parts.join(''))).not.toBe('another error');
      }),
      { numRuns: 2000 },
    );
  });

  test('is refused rather than exhausting the stack or the memory', () => {
    expect(() => parseFormula(`y ~ ${'('.repeat(5000)}a${')'.repeat(5000)}`)).toThrow(FormulaError);
    expect(() => parseFormula(`y ~ ${'-'.repeat(5000)}a`)).toThrow(FormulaError);
    const many = Array.from({ length: 40 }, (_, index) => `v${index}`).join(' + ');
    expect(() => parseFormula(`y ~ (${many})^9`)).toThrow(FormulaError);
  });
});
