import { FormulaError } from './formula.ts';

export type Token =
  | { readonly kind: 'name'; readonly text: string; readonly position: number; readonly quoted: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly position: number }
  | { readonly kind: 'text'; readonly text: string; readonly position: number }
  | { readonly kind: 'symbol'; readonly text: string; readonly position: number }
  | { readonly kind: 'end'; readonly text: ''; readonly position: number };

const patterns = {
  space: /\s+/y,
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y,
  name: /(?:[\p{L}]|\.(?!\d))[\p{L}\p{N}._]*/uy,
  symbol: /==|!=|<=|>=|\*\*|[-+*/^:~()<>,|&%!=]/y,
};

/**
 * Splits a formula into tokens; names that R would not accept stand in backquotes, `**` is read as `^`.
 * @throws FormulaError with the position of a character that no token starts with
 */
export function tokeniseFormula(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    position += matchAt(patterns.space, text, position)?.length ?? 0;
    if (position >= text.length) break;
    const token = readQuoted(text, position) ?? readPlain(text, position);
    tokens.push(token.token);
    position = token.end;
  }
  tokens.push({ kind: 'end', text: '', position: text.length });
  return tokens;
}

function readPlain(text: string, position: number): { token: Token; end: number } {
  const number = matchAt(patterns.number, text, position);
  if (number !== undefined) {
    return {
      token: { kind: 'number', value: Number(number), text: number, position },
      end: position + number.length,
    };
  }
  const name = matchAt(patterns.name, text, position);
  if (name !== undefined) {
    return { token: { kind: 'name', text: name, position, quoted: false }, end: position + name.length };
  }
  const symbol = matchAt(patterns.symbol, text, position);
  if (symbol === undefined)
    throw new FormulaError(
      position,
      `"${String.fromCodePoint(text.codePointAt(position) ?? 0)}" is not part of a formula`,
    );
  return {
    token: { kind: 'symbol', text: symbol === '**' ? '^' : symbol, position },
    end: position + symbol.length,
  };
}

function readQuoted(text: string, position: number): { token: Token; end: number } | undefined {
  const quote = text.charAt(position);
  if (quote !== '`' && quote !== '"' && quote !== "'") return undefined;
  const close = text.indexOf(quote, position + 1);
  if (close < 0) throw new FormulaError(position, `the closing ${quote} is missing`);
  const inner = text.slice(position + 1, close);
  if (quote !== '`') return { token: { kind: 'text', text: inner, position }, end: close + 1 };
  if (inner === '') throw new FormulaError(position, 'a name in backquotes is empty');
  return { token: { kind: 'name', text: inner, position, quoted: true }, end: close + 1 };
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}
