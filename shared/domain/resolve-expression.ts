import { PilotlightError } from '../errors.ts';
import { closestName } from './closest-name.ts';
import type { Codebook, Variable } from './codebook.ts';
import { findVariable, hasNumericCodes, isNumericScale, optionIndex, optionScore } from './codebook.ts';
import type { BinaryOperator, Expression } from './expression.ts';

export type ExpressionType = 'number' | 'text' | 'truth';

interface Typed {
  readonly expression: Expression;
  readonly type: ExpressionType;
  /** The variable with options that the expression consists of, whose values a literal beside it must be. */
  readonly listed: Variable | undefined;
}

/**
 * How a variable enters expressions. Interval, count and ordinal variables are numbers (an ordinal one by its code, or
 * by the 1-based position of the option where codes are not numbers), binary ones when both codes are numbers;
 * everything else is the option value as text.
 */
export function expressionType(variable: Variable): 'number' | 'text' {
  if (isNumericScale(variable.scale) || variable.scale === 'ordinal') return 'number';
  return variable.scale === 'binary' && hasNumericCodes(variable) ? 'number' : 'text';
}

/**
 * Checks an expression against a codebook so that nothing in it is silently false: every variable exists and is not
 * excluded, text and numbers do not mix, and a value compared with a variable is one of its options. Literals that name
 * an option of a numeric variable as text (`trust >= "agree"`) are replaced by its number, and numbers that name an
 * option of a text variable by text.
 *
 * @throws PilotlightError `expression-invalid` with a sentence
 */
export function resolveExpression(
  expression: Expression,
  codebook: Codebook,
): { readonly expression: Expression; readonly type: ExpressionType } {
  return resolve(expression, codebook);
}

/** `subject`: the name or text in the expression that the sentence is about. */
function fail(message: string, subject?: string): never {
  throw new PilotlightError('expression-invalid', message, subject === undefined ? {} : { subject });
}

function resolve(expression: Expression, codebook: Codebook): Typed {
  switch (expression.kind) {
    case 'literal':
      return { expression, type: typeof expression.value === 'number' ? 'number' : 'text', listed: undefined };
    case 'variable': {
      const variable = usableVariable(codebook, expression.name);
      return { expression, type: expressionType(variable), listed: variable.options.length > 0 ? variable : undefined };
    }
    case 'unary': {
      const wanted = expression.operator === 'not' ? 'truth' : 'number';
      const operand = expect(resolve(expression.operand, codebook), wanted, `"${expression.operator}"`);
      return { expression: { ...expression, operand }, type: wanted, listed: undefined };
    }
    case 'call': {
      const inner = expression.arguments.map((argument) =>
        expect(resolve(argument, codebook), 'number', expression.name),
      );
      return { expression: { ...expression, arguments: inner }, type: 'number', listed: undefined };
    }
    case 'binary':
      return resolveBinary(
        expression.operator,
        resolve(expression.left, codebook),
        resolve(expression.right, codebook),
      );
  }
}

function usableVariable(codebook: Codebook, name: string): Variable {
  const variable = findVariable(codebook, name);
  if (variable === undefined) {
    const near = closestName(
      name,
      codebook.variables.map((known) => known.name),
    );
    return fail(`"${name}" is not in the codebook${near === undefined ? '' : `; did you mean "${near}"?`}`, name);
  }
  if (variable.role === 'excluded' || variable.role === 'id')
    fail(`"${name}" has the role ${variable.role} and cannot be used`, name);
  return variable;
}

function expect(typed: Typed, wanted: ExpressionType, user: string): Expression {
  if (typed.type === wanted) return typed.expression;
  const name = typed.listed === undefined ? 'what it is given' : `"${typed.listed.name}"`;
  const kind = { number: 'a number', text: 'text', truth: 'a condition such as "a > b"' };
  return fail(`${user} needs ${kind[wanted]}, but ${name} is ${kind[typed.type]}`, typed.listed?.name);
}

function resolveBinary(operator: BinaryOperator, left: Typed, right: Typed): Typed {
  const user = `"${operator}"`;
  const both = (a: Typed, b: Typed, wanted: ExpressionType, type: ExpressionType): Typed => ({
    expression: { kind: 'binary', operator, left: expect(a, wanted, user), right: expect(b, wanted, user) },
    type,
    listed: undefined,
  });
  if (operator === 'and' || operator === 'or') return both(left, right, 'truth', 'truth');
  if (['+', '-', '*', '/'].includes(operator)) return both(left, right, 'number', 'number');
  const equality = operator === '==' || operator === '!=';
  const a = asOption(left, right.listed, equality);
  const b = asOption(right, left.listed, equality);
  if (!equality) return both(a, b, 'number', 'truth');
  if (a.type === 'truth') fail(`${user} compares numbers or text, not conditions`);
  return both(a, b, a.type, 'truth');
}

/** A literal that stands beside a variable with options, as the variable's own kind of value. */
function asOption(side: Typed, variable: Variable | undefined, equality: boolean): Typed {
  if (side.expression.kind !== 'literal' || variable === undefined) return side;
  const { value } = side.expression;
  const type = expressionType(variable);
  if (typeof value === 'number' && type === 'number') {
    const scores = variable.options.map((_, index) => optionScore(variable, index));
    if (equality && !scores.includes(value)) noOption(String(value), variable);
    return side;
  }
  const index = optionIndex(variable, String(value));
  if (index < 0) noOption(String(value), variable);
  const resolved = type === 'number' ? optionScore(variable, index) : String(value);
  return { expression: { kind: 'literal', value: resolved }, type, listed: undefined };
}

function noOption(value: string, variable: Variable): never {
  const labelled = variable.options.find((option) => option.label === value);
  const near =
    labelled?.value ??
    closestName(
      value,
      variable.options.map((option) => option.value),
    );
  const hint = near === undefined ? '' : `; did you mean "${near}"?`;
  return fail(`"${value}" is no option of "${variable.name}"${hint}`, value);
}
