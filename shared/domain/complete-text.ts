import { formulaFunctions } from '../statistics/formula.ts';
import type { Codebook, Variable } from './codebook.ts';
import { expressionFunctions } from './expression.ts';
import { expressionType } from './resolve-expression.ts';

export interface Completion {
  readonly text: string;
  readonly label: string;
  readonly kind: 'variable' | 'function' | 'option' | 'operator';
}

/** What can stand at the cursor; a chosen text replaces the characters `start` to `end`. */
export interface CompletionList {
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}

const mostItems = 50;
const bareName = /^(?:\p{L}|\.(?!\d))[\p{L}\p{N}._]*$/u;
const functionLabels: Readonly<Record<string, string>> = {
  I: 'arithmetic taken literally, such as I(x^2)',
  factor: 'categories instead of numbers',
  'as.factor': 'categories instead of numbers',
  'as.numeric': 'numbers instead of categories',
  log: 'natural logarithm',
  log2: 'logarithm to base 2',
  log10: 'logarithm to base 10',
  log1p: 'natural logarithm of 1 + x',
  exp: 'exponential',
  sqrt: 'square root',
  abs: 'absolute value',
  offset: 'term with the coefficient 1',
  min: 'smallest of its values',
  max: 'largest of its values',
  mean: 'mean of its values',
  sum: 'sum of its values',
};

/** Variables and functions that can stand at the cursor of a formula. `cursor`: characters before it. */
export function completeFormula(text: string, cursor: number, codebook: Codebook): CompletionList {
  const variables = codebook.variables.filter(({ role, scale }) => isUsable(role) && scale !== 'text');
  return listAt(text, cursor, [...variables.map(nameOf), ...formulaFunctions.map(callOf)]);
}

/** Variables, functions, words and, beside a comparison, options that can stand at the cursor of a rule's condition. */
export function completeCondition(text: string, cursor: number, action: string, codebook: Codebook): CompletionList {
  const before = text.slice(0, cursor);
  const compared =
    /(?:`(?<quoted>[^`]+)`|(?<bare>(?:\p{L}|\.)[\p{L}\p{N}._]*))\s*(?:==|!=|<=|>=|<|>)\s*(?<value>["'][^"']*|[^\s"'()]*)$/u.exec(
      before,
    );
  const name = compared?.groups?.['quoted'] ?? compared?.groups?.['bare'];
  const variable = codebook.variables.find((one) => one.name === name);
  if (variable !== undefined && variable.options.length > 0) {
    const typed = compared?.groups?.['value'] ?? '';
    const items = optionsOf(variable).filter(({ text: value, label }) =>
      matches(typed.replace(/^["']/, ''), value, label),
    );
    return { start: cursor - typed.length, end: cursor, items: items.slice(0, mostItems) };
  }
  const variables = codebook.variables.filter((one) => isUsable(one.role) && one.name !== action);
  const words = ['and', 'or', 'not'].map((word): Completion => ({ text: word, label: word, kind: 'operator' }));
  return listAt(text, cursor, [...variables.map(nameOf), ...expressionFunctions.map(callOf), ...words]);
}

function isUsable(role: Variable['role']): boolean {
  return role !== 'excluded' && role !== 'id';
}

function nameOf({ name, label }: Variable): Completion {
  return { text: bareName.test(name) ? name : `\`${name}\``, label, kind: 'variable' };
}

function callOf(name: string): Completion {
  return { text: `${name}(`, label: functionLabels[name] ?? name, kind: 'function' };
}

function optionsOf(variable: Variable): Completion[] {
  const isNumber = expressionType(variable) === 'number';
  return variable.options.map(({ value, label }) => {
    const isPlain = isNumber && Number.isFinite(Number(value));
    return { text: isPlain ? value : JSON.stringify(value), label, kind: 'option' };
  });
}

/** Those that go on with the word before the cursor: first the word itself, then those that begin with it. */
function listAt(text: string, cursor: number, all: readonly Completion[]): CompletionList {
  const typed = /(?:`[^`]*|(?:\p{L}|\.)[\p{L}\p{N}._]*)$/u.exec(text.slice(0, cursor))?.[0] ?? '';
  const word = typed.replace('`', '');
  const begins = (item: Completion): boolean => item.text.replace('`', '').toLowerCase().startsWith(word.toLowerCase());
  const found = all.filter((item) => (item.kind === 'variable' ? matches(word, item.text, item.label) : begins(item)));
  const isWord = (item: Completion): boolean => item.text === typed;
  const items = [
    ...found.filter(isWord),
    ...found.filter((item) => begins(item) && !isWord(item)),
    ...found.filter((item) => !begins(item)),
  ];
  return { start: cursor - typed.length, end: cursor, items: items.slice(0, mostItems) };
}

function matches(typed: string, ...texts: readonly string[]): boolean {
  return texts.some((text) => text.toLowerCase().includes(typed.toLowerCase()));
}
