import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expression, ExpressionValue } from '../../../shared/domain/expression.ts';
import {
  evaluateExpression,
  expressionFunctions,
  expressionVariables,
  operatorLevels,
} from '../../../shared/domain/expression.ts';
import { parseExpression } from '../../../shared/domain/parse-expression.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { failureOf } from '../../support/failure-of.ts';

function value(text: string, answers: Readonly<Record<string, ExpressionValue>> = {}): ExpressionValue {
  return evaluateExpression(parseExpression(text), (name) => answers[name] ?? null);
}

describe('the value of an expression', () => {
  test('follows the usual precedence of arithmetic', () => {
    expect(value('2 + 3 * 4 - 6 / 2')).toBe(11);
    expect(value('(2 + 3) * 4')).toBe(20);
    expect(value('-2 * 3')).toBe(-6);
    expect(value('10 - 4 - 3')).toBe(3);
    expect(value('.5 + 1e2 + 2.')).toBe(102.5);
  });

  test('reads or after and, and, and not before comparisons are joined', () => {
    expect(value('1 > 2 and 1 > 2 or 2 > 1')).toBe(true);
    expect(value('2 > 1 or 1 > 2 and 1 > 2')).toBe(true);
    expect(value('not 1 == 2')).toBe(true);
    expect(value('not 1 == 2 and 1 == 2')).toBe(false);
  });

  test('knows abs, min, max, mean and sum', () => {
    expect(value('abs(2 - 5)')).toBe(3);
    expect(value('min(4, 2, 3)')).toBe(2);
    expect(value('max(4, 2, 3)')).toBe(4);
    expect(value('mean(1, 2, 6)')).toBe(3);
    expect(value('sum(1, 2, 6)')).toBe(9);
  });

  test('compares numbers and text', () => {
    expect(value('a <= 3', { a: 3 })).toBe(true);
    expect(value('a != 3', { a: 3 })).toBe(false);
    expect(value("a == 'yes'", { a: 'yes' })).toBe(true);
    expect(value('a == "yes"', { a: 'no' })).toBe(false);
  });

  test('is missing when anything in it is missing or does not exist', () => {
    expect(value('a > 3', { a: null })).toBeNull();
    expect(value('a > 3 or 1 == 1', { a: null })).toBeNull();
    expect(value('mean(a, 1)', { a: null })).toBeNull();
    expect(value('-a', { a: null })).toBeNull();
    expect(value('1 / a', { a: 0 })).toBeNull();
    expect(value('a + 1', { a: 'text' })).toBeNull();
  });
});

describe('names', () => {
  test('that are no identifiers stand in backticks', () => {
    expect(value('`Q-share-browser-data` + 1', { 'Q-share-browser-data': 2 })).toBe(3);
    expect(expressionVariables(parseExpression('`and` > 1 and `mean` > 2 and größe.2 > 0'))).toEqual([
      'and',
      'mean',
      'größe.2',
    ]);
  });

  test('are listed once, in order', () => {
    expect(expressionVariables(parseExpression('abs(b - a) < -b or not (c > 1)'))).toEqual(['b', 'a', 'c']);
  });
});

describe('an expression that cannot be read', () => {
  test.each([
    ['1 +', 4, 'A variable, a number'],
    ['a = 3', 3, 'write "=="'],
    ['a > 1 && b > 1', 7, 'write "and"'],
    ['!a', 1, 'write "not"'],
    ['1 < a < 3', 7, 'need "and" between'],
    ['sqrt(4)', 1, 'not a function'],
    ['abs(1, 2)', 1, 'takes one value'],
    ['(1 + 2', 7, '")" is expected'],
    ['1 2', 3, '"2" is not expected'],
    ['  §', 3, 'cannot be read'],
    ['`open', 1, 'closing ` is missing'],
    ["a == 'open", 6, "closing ' is missing"],
    ['', 1, 'A variable, a number'],
    [`${'('.repeat(5000)}1${')'.repeat(5000)}`, 101, 'nested too deeply'],
  ])('%j is refused at character %i', (text, character, reason) => {
    const error = failureOf(() => parseExpression(text));
    expect(error).toBeInstanceOf(PilotlightError);
    expect(error.message).toContain(reason);
    expect(error.message).toContain(`at character ${character})`);
    expect(error.details).toEqual({ position: character - 1 });
  });
});

describe('printing and parsing', () => {
  test('an expression that is written out reads back the same', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        expect(parseExpression(print(expression))).toEqual(expression);
      }),
    );
  });

  test('the names found in an expression are those written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(names, { minLength: 1, maxLength: 5 }), (list) => {
        const text = list.map((name) => `\`${name}\``).join(' + ');
        expect(expressionVariables(parseExpression(text))).toEqual(list);
      }),
    );
  });

  test('any text is read or refused with a position inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const position = refusedAt(text);
        expect(position === undefined || (position >= 0 && position <= text.length)).toBe(true);
      }),
    );
  });
});

/** Where an expression is refused; undefined when it can be read. */
function refusedAt(text: string): number | undefined {
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    if (error instanceof PilotlightError && error.code === 'expression-invalid')
      return Number(error.details['position']);
    throw error;
  }
}

const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((name) => !name.includes('`'));
const texts = fc.string({ maxLength: 8 }).filter((text) => !text.includes('"'));

const expressions: fc.Arbitrary<Expression> = fc.letrec<{ node: Expression }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({
      kind: fc.constant('literal' as const),
      value: fc.oneof(texts, fc.nat(), fc.double({ min: 0, max: 1e6, noNaN: true }).map(Math.abs)),
    }),
    fc.record({ kind: fc.constant('variable' as const), name: names }),
    fc.record({
      kind: fc.constant('unary' as const),
      operator: fc.constantFrom('-' as const, 'not' as const),
      operand: tie('node'),
    }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom(...operatorLevels.flat()),
      left: tie('node'),
      right: tie('node'),
    }),
    fc
      .record({
        kind: fc.constant('call' as const),
        name: fc.constantFrom(...expressionFunctions),
        arguments: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
      })
      .map((call) => (call.name === 'abs' ? { ...call, arguments: call.arguments.slice(0, 1) } : call)),
  ),
})).node;

/** Every operand in brackets, so that nothing rests on precedence. */
function print(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'number' ? String(expression.value) : `"${expression.value}"`;
    case 'variable':
      return `\`${expression.name}\``;
    case 'unary':
      return `${expression.operator} (${print(expression.operand)})`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(print).join(', ')})`;
    case 'binary':
      return `(${print(expression.left)}) ${expression.operator} (${print(expression.right)})`;
  }
}
