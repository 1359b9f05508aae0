import { PilotlightError } from '../errors.ts';

/**
 * Expressions over a respondent's answers, for belief-action rules. Numbers, text in quotes, variable names (bare or in
 * backticks), + - * /, comparisons, `and`, `or`, `not`, and the functions below. Anything missing makes the result missing.
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: number | string }
  | { readonly kind: 'variable'; readonly name: string; readonly position: number }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly arguments: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: '-' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

export type ExpressionValue = number | string | boolean | null;
type BinaryOperator = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'and' | 'or';

export const expressionFunctions = ['abs', 'min', 'max', 'mean', 'sum'] as const;
type FunctionName = (typeof expressionFunctions)[number];

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'symbol' | 'end';
  readonly text: string;
  readonly position: number;
}

const tokenPattern =
  /\s*(?:(?<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|"(?<double>[^"]*)"|'(?<single>[^']*)'|`(?<quoted>[^`]+)`|(?<name>[\p{L}_][\p{L}\p{N}_.]*)|(?<symbol><=|>=|==|!=|[-+*/<>(),]))/uy;

function fail(message: string, position: number): never {
  throw new PilotlightError('expression-invalid', `${message} (at character ${position + 1}).`, { position });
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < end) {
    const start = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (match === null) fail(`"${text.slice(start).trimStart().slice(0, 12)}" cannot be read here`, start);
    const groups = match.groups ?? {};
    const body = match[0].trimStart();
    const position = start + match[0].length - body.length;
    if (groups['number'] !== undefined) tokens.push({ kind: 'number', text: groups['number'], position });
    else if (groups['quoted'] !== undefined) tokens.push({ kind: 'name', text: groups['quoted'], position });
    else if (groups['name'] !== undefined) tokens.push({ kind: 'name', text: groups['name'], position });
    else if (groups['symbol'] !== undefined) tokens.push({ kind: 'symbol', text: groups['symbol'], position });
    else tokens.push({ kind: 'text', text: groups['double'] ?? groups['single'] ?? '', position });
  }
  tokens.push({ kind: 'end', text: '', position: end });
  return tokens;
}

const precedence: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];

/** Parses an expression. Throws `expression-invalid` with the character position. */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let next = 0;
  const peek = (): Token => tokens[next] ?? { kind: 'end', text: '', position: text.length };
  const take = (): Token => {
    const token = peek();
    next++;
    return token;
  };
  const expectSymbol = (symbol: string): void => {
    const token = take();
    if (token.kind !== 'symbol' || token.text !== symbol) fail(`"${symbol}" is expected`, token.position);
  };

  function binary(level: number): Expression {
    const operators = precedence[level];
    if (operators === undefined) return unary();
    let left = binary(level + 1);
    for (;;) {
      const token = peek();
      if ((token.kind !== 'symbol' && token.kind !== 'name') || !operators.includes(token.text)) return left;
      take();
      left = { kind: 'binary', operator: asBinary(token), left, right: binary(level + 1) };
    }
  }

  function unary(): Expression {
    const token = peek();
    if (token.kind === 'symbol' && token.text === '-') {
      take();
      return { kind: 'unary', operator: '-', operand: unary() };
    }
    if (token.kind === 'name' && token.text === 'not') {
      take();
      return { kind: 'unary', operator: 'not', operand: binary(2) };
    }
    return primary();
  }

  function primary(): Expression {
    const token = take();
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'literal', value: token.text };
    if (token.kind === 'symbol' && token.text === '(') {
      const inner = binary(0);
      expectSymbol(')');
      return inner;
    }
    if (token.kind !== 'name') fail('A variable, a number or "(" is expected', token.position);
    if (peek().kind !== 'symbol' || peek().text !== '(')
      return { kind: 'variable', name: token.text, position: token.position };
    const name = expressionFunctions.find((candidate) => candidate === token.text);
    if (name === undefined)
      fail(`"${token.text}" is not a function; there are ${expressionFunctions.join(', ')}`, token.position);
    take();
    const inner: Expression[] = [binary(0)];
    while (peek().kind === 'symbol' && peek().text === ',') {
      take();
      inner.push(binary(0));
    }
    expectSymbol(')');
    return { kind: 'call', name, arguments: inner };
  }

  const result = binary(0);
  if (peek().kind !== 'end') fail(`"${peek().text}" is not expected`, peek().position);
  return result;
}

function asBinary(token: Token): BinaryOperator {
  const all = ['+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!=', 'and', 'or'] as const;
  const found = all.find((operator) => operator === token.text);
  return found ?? fail(`"${token.text}" is not an operator`, token.position);
}

/** Names of all variables in an expression, each once. */
export function expressionVariables(expression: Expression): string[] {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    if (node.kind === 'variable') names.add(node.name);
    else if (node.kind === 'call') node.arguments.forEach(visit);
    else if (node.kind === 'unary') visit(node.operand);
    else if (node.kind === 'binary') [node.left, node.right].forEach(visit);
  };
  visit(expression);
  return [...names];
}

/** Value of an expression; null when something it needs is missing. Comparison of text with a number is false. */
export function evaluateExpression(expression: Expression, lookup: (name: string) => ExpressionValue): ExpressionValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'variable':
      return lookup(expression.name);
    case 'unary': {
      const value = evaluateExpression(expression.operand, lookup);
      if (value === null) return null;
      return expression.operator === 'not' ? value !== true : -Number(value);
    }
    case 'call':
      return callFunction(
        expression.name,
        expression.arguments.map((argument) => evaluateExpression(argument, lookup)),
      );
    case 'binary': {
      const left = evaluateExpression(expression.left, lookup);
      const right = evaluateExpression(expression.right, lookup);
      return left === null || right === null ? null : applyBinary(expression.operator, left, right);
    }
  }
}

function callFunction(name: FunctionName, values: readonly ExpressionValue[]): ExpressionValue {
  if (values.some((value) => value === null)) return null;
  const numbers = values.map(Number);
  const sum = numbers.reduce((total, value) => total + value, 0);
  switch (name) {
    case 'abs':
      return Math.abs(numbers[0] ?? Number.NaN);
    case 'min':
      return Math.min(...numbers);
    case 'max':
      return Math.max(...numbers);
    case 'mean':
      return sum / numbers.length;
    case 'sum':
      return sum;
  }
}

function applyBinary(
  operator: BinaryOperator,
  left: number | string | boolean,
  right: number | string | boolean,
): ExpressionValue {
  const [a, b] = [Number(left), Number(right)];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case 'and':
      return left === true && right === true;
    case 'or':
      return left === true || right === true;
  }
}
