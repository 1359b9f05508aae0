import {
  type Expression,
  FormulaError,
  type FormulaFunction,
  type FormulaOperator,
  formulaFunctions,
} from './formula.ts';
import type { Token } from './tokenise-formula.ts';

/** Binary operators of R from loose to tight; `^` and the signs are handled apart. */
const levels: readonly (readonly FormulaOperator[])[] = [
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
  [':'],
];

/** Nesting beyond this is refused rather than risking the call stack. */
const deepest = 200;

export type TokenReader = { readonly peek: () => Token; readonly take: () => Token };

/** Reads tokens one by one; the last one is always `end`. */
export function createTokenReader(tokens: readonly Token[]): TokenReader {
  let index = 0;
  const peek = (): Token => tokens[index] ?? tokens.at(-1) ?? { kind: 'end', text: '', position: 0 };
  const take = () => {
    const token = peek();
    index += 1;
    return token;
  };
  return { peek, take };
}

/**
 * Parses one side of a formula with R's precedence (`^`, sign, `:`, `* /`, `+ -`, comparison).
 * @throws FormulaError with the position of the token that does not fit
 */
export function parseExpression(reader: TokenReader, depth = 0): Expression {
  if (depth > deepest) throw new FormulaError(reader.peek().position, 'the brackets are nested too deeply');
  return parseLevel(reader, 0, depth);
}

function parseLevel(reader: TokenReader, level: number, depth: number): Expression {
  const operators = levels[level];
  if (operators === undefined) return parseSigned(reader, depth);
  let left = parseLevel(reader, level + 1, depth);
  for (;;) {
    const token = reader.peek();
    const operator = token.kind === 'symbol' ? operators.find((candidate) => candidate === token.text) : undefined;
    if (operator === undefined) return left;
    reader.take();
    const right = parseLevel(reader, level + 1, depth);
    left = { kind: 'binary', operator, left, right, position: left.position };
  }
}

function parseSigned(reader: TokenReader, depth: number): Expression {
  const token = reader.peek();
  if (token.kind === 'symbol' && (token.text === '-' || token.text === '+')) {
    if (depth > deepest) throw new FormulaError(token.position, 'there are too many signs in a row');
    reader.take();
    const operand = parseSigned(reader, depth + 1);
    return { kind: 'unary', operator: token.text === '-' ? '-' : '+', operand, position: token.position };
  }
  return parsePower(reader, depth);
}

function parsePower(reader: TokenReader, depth: number): Expression {
  const base = parseAtom(reader, depth);
  const token = reader.peek();
  if (token.kind !== 'symbol' || token.text !== '^') return base;
  reader.take();
  // Right-associative, and a sign may follow: x^-2.
  const exponent = parseSigned(reader, depth + 1);
  return { kind: 'binary', operator: '^', left: base, right: exponent, position: base.position };
}

function parseAtom(reader: TokenReader, depth: number): Expression {
  const token = reader.take();
  const { position } = token;
  if (token.kind === 'number') return { kind: 'number', value: token.value, position };
  if (token.kind === 'text') return { kind: 'text', value: token.text, position };
  if (token.kind === 'symbol' && token.text === '(') {
    const inner = parseExpression(reader, depth + 1);
    expectClosing(reader);
    return { kind: 'group', inner, position };
  }
  if (token.kind === 'name') {
    const next = reader.peek();
    if (!token.quoted && next.kind === 'symbol' && next.text === '(') return parseCall(reader, token, depth);
    if (!token.quoted && token.text === '.') {
      throw new FormulaError(position, 'name the variables instead of "."');
    }
    return { kind: 'variable', name: token.text, position };
  }
  const found = token.kind === 'end' ? 'the formula ends' : `"${token.text}" stands`;
  throw new FormulaError(position, `${found} where a variable, a number or "(" is expected`);
}

function parseCall(reader: TokenReader, name: Token, depth: number): Expression {
  const called = formulaFunctions.find((candidate): candidate is FormulaFunction => candidate === name.text);
  if (called === undefined) {
    throw new FormulaError(
      name.position,
      `"${name.text}" is not a known function; known: ${formulaFunctions.join(', ')}`,
    );
  }
  reader.take();
  const argument = parseExpression(reader, depth + 1);
  const next = reader.peek();
  if (next.kind === 'symbol' && next.text === ',') {
    throw new FormulaError(next.position, `"${called}" takes one argument`);
  }
  expectClosing(reader);
  return { kind: 'call', function: called, argument, position: name.position };
}

function expectClosing(reader: TokenReader): void {
  const token = reader.take();
  if (token.kind === 'symbol' && token.text === ')') return;
  throw new FormulaError(token.position, 'the closing ")" is missing');
}
