import { PilotlightError } from '../errors.ts';
import type { BinaryOperator, Expression } from './expression.ts';
import { expressionFunctions, operatorLevels } from './expression.ts';

interface Token {
  /** `operator` covers symbols and the bare words and, or, not; a name in backticks is always a name. */
  readonly kind: 'number' | 'text' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly position: number;
}

interface Reader {
  readonly tokens: readonly Token[];
  next: number;
  depth: number;
}

const tokenSource =
  /(?:(?<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|"(?<double>[^"]*)"|'(?<single>[^']*)'|`(?<quoted>[^`]+)`|(?<name>(?:\p{L}|\.(?!\d))[\p{L}\p{N}_.]*)|(?<symbol><=|>=|==|!=|[-+*/<>(),]))/u
    .source;

/** Operators of other languages, with what to write here. */
const foreign: Readonly<Record<string, string>> = { '=': '==', '&': 'and', '|': 'or', '!': 'not', '^': '*' };

const words: readonly string[] = ['and', 'or', 'not'];
const comparisonLevel = 2;
/** Far beyond what a person writes, far below what the call stack holds. */
const maximumDepth = 100;

/**
 * Parses an expression of a belief-action rule.
 * @throws PilotlightError `expression-invalid` with the character in the sentence and its 0-based `position` in the details
 */
export function parseExpression(text: string): Expression {
  const reader: Reader = { tokens: tokenizeExpression(text), next: 0, depth: 0 };
  const result = readLevel(reader, 0);
  const rest = peek(reader);
  if (rest.kind !== 'end') fail(`"${rest.text}" is not expected`, rest.position);
  return result;
}

function fail(message: string, position: number): never {
  throw new PilotlightError('expression-invalid', `${message} (at character ${position + 1}).`, { position });
}

/** Tokens of an expression, the last one of the kind `end`. Throws as `parseExpression`. */
export function tokenizeExpression(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(tokenSource, 'uy');
  let position = skipSpace(text, 0);
  while (position < text.length) {
    pattern.lastIndex = position;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) unreadable(text, position);
    tokens.push(toToken(groups, position));
    position = skipSpace(text, pattern.lastIndex);
  }
  tokens.push({ kind: 'end', text: '', position: text.trimEnd().length });
  return tokens;
}

function skipSpace(text: string, from: number): number {
  return text.length - text.slice(from).trimStart().length;
}

function unreadable(text: string, position: number): never {
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  if ('`"\''.includes(character)) fail(`The closing ${character} is missing`, position);
  const instead = foreign[character];
  const hint = instead === undefined ? '' : `; write "${instead}"`;
  return fail(`"${character}" cannot be read here${hint}`, position);
}

function toToken(groups: Readonly<Record<string, string | undefined>>, position: number): Token {
  const { number, quoted, name, symbol, double, single } = groups;
  if (number !== undefined) return { kind: 'number', text: number, position };
  if (quoted !== undefined) return { kind: 'name', text: quoted, position };
  if (name !== undefined) return { kind: words.includes(name) ? 'operator' : 'name', text: name, position };
  if (symbol !== undefined) return { kind: 'operator', text: symbol, position };
  return { kind: 'text', text: double ?? single ?? '', position };
}

function peek(reader: Reader): Token {
  return reader.tokens[reader.next] ?? { kind: 'end', text: '', position: 0 };
}

function take(reader: Reader): Token {
  const token = peek(reader);
  reader.next++;
  return token;
}

function takeOperator(reader: Reader, text: string): boolean {
  const token = peek(reader);
  if (token.kind !== 'operator' || token.text !== text) return false;
  reader.next++;
  return true;
}

function expectOperator(reader: Reader, text: string): void {
  if (!takeOperator(reader, text)) fail(`"${text}" is expected`, peek(reader).position);
}

function binaryOperator(reader: Reader, level: number): BinaryOperator | undefined {
  const token = peek(reader);
  const operators: readonly BinaryOperator[] = operatorLevels[level] ?? [];
  return token.kind === 'operator' ? operators.find((operator) => operator === token.text) : undefined;
}

function readLevel(reader: Reader, level: number): Expression {
  if (level === operatorLevels.length) return readUnary(reader);
  let left = readLevel(reader, level + 1);
  for (let count = 0; ; count++) {
    const operator = binaryOperator(reader, level);
    if (operator === undefined) return left;
    if (level === comparisonLevel && count > 0)
      fail('Two comparisons in a row need "and" between them', peek(reader).position);
    reader.next++;
    left = { kind: 'binary', operator, left, right: readLevel(reader, level + 1) };
  }
}

function readUnary(reader: Reader): Expression {
  if (reader.depth >= maximumDepth) fail('The expression is nested too deeply', peek(reader).position);
  reader.depth++;
  let result: Expression;
  if (takeOperator(reader, '-')) result = { kind: 'unary', operator: '-', operand: readUnary(reader) };
  else if (takeOperator(reader, 'not'))
    result = { kind: 'unary', operator: 'not', operand: readLevel(reader, comparisonLevel) };
  else result = readPrimary(reader);
  reader.depth--;
  return result;
}

function readPrimary(reader: Reader): Expression {
  const token = take(reader);
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
  if (token.kind === 'text') return { kind: 'literal', value: token.text };
  if (token.kind === 'operator' && token.text === '(') {
    const inner = readLevel(reader, 0);
    expectOperator(reader, ')');
    return inner;
  }
  if (token.kind !== 'name') fail('A variable, a number or "(" is expected', token.position);
  if (!takeOperator(reader, '(')) return { kind: 'variable', name: token.text };
  return readCall(reader, token);
}

function readCall(reader: Reader, token: Token): Expression {
  const name = expressionFunctions.find((candidate) => candidate === token.text);
  if (name === undefined)
    fail(`"${token.text}" is not a function; there are ${expressionFunctions.join(', ')}`, token.position);
  const inner: Expression[] = [readLevel(reader, 0)];
  while (takeOperator(reader, ',')) inner.push(readLevel(reader, 0));
  expectOperator(reader, ')');
  if (name === 'abs' && inner.length !== 1) fail('abs takes one value', token.position);
  return { kind: 'call', name, arguments: inner };
}
