import { expressionLabel } from './expression-label.ts';
import type { Expression, FormulaFunction, FormulaOperator } from './formula.ts';
import { StatisticsError } from './statistics-error.ts';
import type { FactorLevels, Frame, FrameColumn } from './types.ts';

/** A column of numbers; NaN is missing, ±Infinity a value that a function does not have (log of 0). */
export type NumericColumn = { readonly kind: 'numeric'; readonly values: Float64Array };

/** A categorical column; −1 is missing, −2 a value that is not among the given levels. */
export type FactorColumn = { readonly kind: 'factor'; readonly codes: Int32Array; readonly levels: readonly string[] };

export type ModelColumn = NumericColumn | FactorColumn;

const numericFunctions: Readonly<Partial<Record<FormulaFunction, (x: number) => number>>> = {
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  log1p: Math.log1p,
  exp: Math.exp,
  sqrt: Math.sqrt,
  abs: Math.abs,
};

/**
 * Computes one variable of a formula for every row. A column is categorical when `factors` lists its levels or when it
 * holds a text; levels that are not listed are the values in ascending order (numbers by size, texts by code point).
 *
 * @param n number of rows of the frame
 * @throws StatisticsError unknown-variable, length-mismatch, not-numeric (arithmetic on a categorical variable)
 */
export function evaluateExpression(
  expression: Expression,
  frame: Frame,
  factors: FactorLevels,
  n: number,
): ModelColumn {
  switch (expression.kind) {
    case 'number':
      return { kind: 'numeric', values: new Float64Array(n).fill(expression.value) };
    case 'text':
      return { kind: 'factor', codes: new Int32Array(n), levels: [expression.value] };
    case 'group':
      return evaluateExpression(expression.inner, frame, factors, n);
    case 'variable':
      return readVariable(expression.name, frame, factors, n);
    case 'unary': {
      const values = numbersOf(evaluateExpression(expression.operand, frame, factors, n), expression.operand);
      return { kind: 'numeric', values: expression.operator === '-' ? values.map((value) => -value) : values };
    }
    case 'call':
      return evaluateCall(expression, frame, factors, n);
    case 'binary':
      return evaluateBinary(expression, frame, factors, n);
  }
}

function readVariable(name: string, frame: Frame, factors: FactorLevels, n: number): ModelColumn {
  const column = Object.hasOwn(frame, name) ? frame[name] : undefined;
  if (column === undefined) throw new StatisticsError('unknown-variable', `there is no variable "${name}"`, { name });
  if (column.length !== n) {
    throw new StatisticsError('length-mismatch', `"${name}" has ${column.length} rows, others have ${n}`, { name });
  }
  const given = Object.hasOwn(factors, name) ? factors[name] : undefined;
  if (given !== undefined || column.some((value) => typeof value === 'string')) return toFactor(column, given);
  const values = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    const value = column[row];
    values[row] = typeof value === 'number' ? value : Number.NaN;
  }
  return { kind: 'numeric', values };
}

function toFactor(column: FrameColumn, given: readonly string[] | undefined): FactorColumn {
  const levels = given ?? sortedLevels(column);
  const codeOf = new Map(levels.map((level, index) => [level, index]));
  const codes = new Int32Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row];
    codes[row] = isMissing(value) ? -1 : (codeOf.get(typeof value === 'string' ? value : String(value)) ?? -2);
  }
  return { kind: 'factor', codes, levels };
}

function isMissing(value: number | string | null | undefined): boolean {
  return value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value));
}

function sortedLevels(column: FrameColumn): string[] {
  const seen = new Map<string, number | string>();
  for (const value of column) if (value !== null && !isMissing(value)) seen.set(String(value), value);
  return [...seen.entries()].sort(([, a], [, b]) => compareValues(a, b)).map(([level]) => level);
}

function compareValues(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function evaluateCall(
  call: Extract<Expression, { kind: 'call' }>,
  frame: Frame,
  factors: FactorLevels,
  n: number,
): ModelColumn {
  const column = evaluateExpression(call.argument, frame, factors, n);
  const label = expressionLabel(call);
  switch (call.function) {
    case 'I':
    case 'offset':
      return column;
    case 'factor':
    case 'as.factor': {
      if (column.kind === 'factor') return column;
      const given = Object.hasOwn(factors, label) ? factors[label] : undefined;
      return toFactor([...column.values], given);
    }
    case 'as.numeric':
      return column.kind === 'numeric' ? column : { kind: 'numeric', values: codesAsNumbers(column, 1) };
    default: {
      const compute = numericFunctions[call.function];
      if (compute === undefined) throw new StatisticsError('not-numeric', `${call.function}() cannot be computed here`);
      return { kind: 'numeric', values: numbersOf(column, call.argument).map((value) => compute(value)) };
    }
  }
}

function codesAsNumbers(column: FactorColumn, first: number): Float64Array {
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code + first));
}

function numbersOf(column: ModelColumn, expression: Expression): Float64Array {
  if (column.kind === 'numeric') return column.values;
  // TRUE and FALSE count as 1 and 0 in arithmetic, as in R.
  if (isLogical(column)) return codesAsNumbers(column, 0);
  const label = expressionLabel(expression);
  throw new StatisticsError('not-numeric', `"${label}" is categorical and cannot be used in arithmetic`, {
    name: label,
  });
}

const logicalLevels = ['FALSE', 'TRUE'] as const;

function isLogical(column: FactorColumn): boolean {
  return column.levels === logicalLevels;
}

function evaluateBinary(
  node: Extract<Expression, { kind: 'binary' }>,
  frame: Frame,
  factors: FactorLevels,
  n: number,
): ModelColumn {
  const left = evaluateExpression(node.left, frame, factors, n);
  const right = evaluateExpression(node.right, frame, factors, n);
  const textual = !isNumberLike(left) || !isNumberLike(right);
  if (textual && (node.operator === '==' || node.operator === '!=')) {
    const wanted = node.operator === '==';
    return logicalColumn(n, (row) => {
      const a = textAt(left, row);
      const b = textAt(right, row);
      return a === undefined || b === undefined ? undefined : (a === b) === wanted;
    });
  }
  const x = numbersOf(left, node.left);
  const y = numbersOf(right, node.right);
  const compare = comparisons[node.operator];
  if (compare !== undefined) {
    return logicalColumn(n, (row) => {
      const a = x[row] ?? Number.NaN;
      const b = y[row] ?? Number.NaN;
      return Number.isNaN(a) || Number.isNaN(b) ? undefined : compare(a, b);
    });
  }
  const compute = arithmetic[node.operator];
  if (compute === undefined) throw new StatisticsError('not-numeric', `"${node.operator}" has no value for a row`);
  return { kind: 'numeric', values: x.map((value, row) => compute(value, y[row] ?? Number.NaN)) };
}

const arithmetic: Readonly<Partial<Record<FormulaOperator, (a: number, b: number) => number>>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

const comparisons: Readonly<Partial<Record<FormulaOperator, (a: number, b: number) => boolean>>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function isNumberLike(column: ModelColumn): boolean {
  return column.kind === 'numeric' || isLogical(column);
}

function textAt(column: ModelColumn, row: number): string | undefined {
  if (column.kind === 'numeric') {
    const value = column.values[row] ?? Number.NaN;
    return Number.isNaN(value) ? undefined : String(value);
  }
  const code = column.codes[row] ?? -1;
  return code < 0 ? undefined : column.levels[code];
}

function logicalColumn(n: number, test: (row: number) => boolean | undefined): FactorColumn {
  const codes = new Int32Array(n);
  for (let row = 0; row < n; row += 1) {
    const value = test(row);
    codes[row] = value === undefined ? -1 : value ? 1 : 0;
  }
  return { kind: 'factor', codes, levels: logicalLevels };
}
