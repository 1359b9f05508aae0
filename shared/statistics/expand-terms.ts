import { expressionLabel } from './expression-label.ts';
import { type Expression, FormulaError, type ModelVariable } from './formula.ts';

/** Terms as sets of indices into the variables; the empty set does not occur. */
type Term = ReadonlySet<number>;

/** What a right-hand side stands for. */
export type Expansion = {
  readonly terms: readonly (readonly ModelVariable[])[];
  readonly variables: readonly ModelVariable[];
  readonly offsets: readonly Expression[];
  readonly intercept: boolean;
};

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** More terms than this come from a slip such as (a + b + …)^9, not from a design. */
const mostTerms = 2000;

/**
 * Expands `*`, `/`, `^`, `-` and brackets into a list of terms: by order, then by appearance, each with its variables in
 * order of first appearance, as R's `terms` does. The last of `0`, `1`, `-1`, `-0` decides on the intercept.
 *
 * @throws FormulaError for numbers other than 0 and 1, comparisons outside I(), and other things without a meaning
 */
export function expandTerms(right: Expression): Expansion {
  const state: State = { variables: [], offsets: [], intercept: true };
  const terms = expand(right, state);
  const ordered = terms
    .map((term) => [...term].sort((a, b) => a - b))
    .sort((a, b) => a.length - b.length)
    .map((term) => term.flatMap((index) => state.variables[index] ?? []));
  return { terms: ordered, ...state };
}

/** What is gathered on the way through an expression. */
type State = { readonly variables: ModelVariable[]; readonly offsets: Expression[]; intercept: boolean };

function expand(node: Expression, state: State): Term[] {
  switch (node.kind) {
    case 'variable':
      return [new Set([indexOf(state.variables, node)])];
    case 'call':
      if (node.function !== 'offset') return [new Set([indexOf(state.variables, node)])];
      state.offsets.push(node.argument);
      return [];
    case 'group':
      return expand(node.inner, state);
    case 'number':
      state.intercept = readIntercept(node);
      return [];
    case 'unary':
      return node.operator === '+' ? expand(node.operand, state) : remove([], node.operand, state);
    case 'text':
      throw new FormulaError(node.position, 'a text cannot be a term');
    case 'binary':
      return expandBinary(node, state);
  }
}

function remove(terms: readonly Term[], node: Expression, state: State): Term[] {
  const bare = node.kind === 'group' ? node.inner : node;
  if (bare.kind === 'number') {
    state.intercept = !readIntercept(bare);
    return [...terms];
  }
  const before = state.intercept;
  const gone = new Set(expand(node, state).map(keyOf));
  state.intercept = before;
  return terms.filter((term) => !gone.has(keyOf(term)));
}

function expandBinary(node: Extract<Expression, { kind: 'binary' }>, state: State): Term[] {
  if (comparisons.has(node.operator)) {
    throw new FormulaError(node.position, `"${node.operator}" is a comparison; write it as I(…)`);
  }
  const left = expand(node.left, state);
  if (node.operator === '^') return power(left, node.right);
  if (node.operator === '-') return remove(left, node.right, state);
  const other = expand(node.right, state);
  switch (node.operator) {
    case '+':
      return distinct([...left, ...other]);
    case ':':
      return cross(left, other, node.position);
    case '*':
      return distinct([...left, ...other, ...cross(left, other, node.position)]);
    default: {
      // What is left is "/": the terms, and the others inside all of them.
      const all = left.reduce((union, term) => new Set([...union, ...term]), new Set<number>());
      return distinct([...left, ...cross([all], other, node.position)]);
    }
  }
}

function indexOf(variables: ModelVariable[], expression: Expression): number {
  const label = expressionLabel(expression);
  const known = variables.findIndex((variable) => variable.label === label);
  if (known >= 0) return known;
  variables.push({ label, expression });
  return variables.length - 1;
}

function readIntercept(node: Extract<Expression, { kind: 'number' }>): boolean {
  if (node.value === 0 || node.value === 1) return node.value === 1;
  throw new FormulaError(node.position, 'only 0 and 1 (the intercept) may stand as numbers; use I(…) for arithmetic');
}

function power(terms: readonly Term[], exponent: Expression): Term[] {
  const bare = exponent.kind === 'group' ? exponent.inner : exponent;
  if (bare.kind !== 'number' || !Number.isInteger(bare.value) || bare.value < 1 || bare.value > 20) {
    throw new FormulaError(
      exponent.position,
      'the power of terms is a whole number from 1 to 20; use I(x^2) for a square',
    );
  }
  let result = [...terms];
  for (let i = 1; i < bare.value; i += 1) {
    result = distinct([...result, ...cross(result, terms, exponent.position)]);
  }
  return result;
}

function cross(left: readonly Term[], right: readonly Term[], position: number): Term[] {
  if (left.length === 0 || right.length === 0) {
    throw new FormulaError(position, 'the intercept cannot be part of an interaction');
  }
  if (left.length * right.length > mostTerms * 10) throw new FormulaError(position, 'this makes too many terms');
  const crossed = distinct(left.flatMap((a) => right.map((b) => new Set([...a, ...b]))));
  if (crossed.length > mostTerms) throw new FormulaError(position, 'this makes too many terms');
  return crossed;
}

function distinct(terms: readonly Term[]): Term[] {
  return [...new Map(terms.map((term) => [keyOf(term), term] as const)).values()];
}

function keyOf(term: Term): string {
  return [...term].sort((a, b) => a - b).join(',');
}
