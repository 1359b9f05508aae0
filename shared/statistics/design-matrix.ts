import { type Contrast, type ContrastKind, contrastMatrix, indicatorMatrix } from './contrast-matrix.ts';
import { evaluateExpression, type FactorColumn, type ModelColumn } from './evaluate-expression.ts';
import { expressionLabel } from './expression-label.ts';
import type { Formula, FormulaTerm } from './formula.ts';
import { codedVariables } from './coded-variables.ts';
import { StatisticsError } from './statistics-error.ts';
import type { FactorLevels, Frame, StatisticsWarning } from './types.ts';

export type DesignWarningCode =
  'rows-dropped' | 'undefined-value' | 'unknown-level' | 'empty-level' | 'single-level' | 'empty-cell';

export type DesignMatrix = {
  /** n × p values, row after row. */
  readonly x: Float64Array;
  readonly n: number;
  readonly p: number;
  /** Column names as R prints them: `(Intercept)`, `educ`, `armB`, `educ:armB`. */
  readonly names: readonly string[];
  /** Response: numbers, or the index of the level for a categorical one; empty without a response. */
  readonly y: Float64Array;
  /** Levels of a categorical response, otherwise null. */
  readonly responseLevels: readonly string[] | null;
  /** Sum of the offsets per row, null without any. */
  readonly offset: Float64Array | null;
  /** Index in the frame of each row of `x`. */
  readonly usedRows: readonly number[];
  readonly droppedRows: number;
  /** Levels of every categorical variable, for use with another frame. */
  readonly factors: FactorLevels;
  readonly intercept: boolean;
  readonly warnings: readonly StatisticsWarning<DesignWarningCode>[];
};

export type DesignOptions = {
  /** Order of the levels, the first is the reference; variables that are not listed get theirs from the data. */
  readonly factors?: FactorLevels;
  /** Coding of categorical variables, default treatment. */
  readonly contrasts?: ContrastKind;
  /** Further columns (weights, clusters) whose missing values drop a row. */
  readonly require?: readonly string[];
  /** Leaves the response out, to predict for rows that have none. */
  readonly ignoreResponse?: boolean;
};

type NamedColumn = { readonly label: string; readonly column: ModelColumn };

/**
 * Builds the design matrix of a formula as R's `model.matrix` does, with rows that miss any variable dropped and
 * counted. Levels that do not occur keep their (zero) columns, so that two samples give the same names; a warning
 * names them. Values that a function does not have (log of a negative number) count as missing, with a warning.
 * Source: Chambers & Hastie (1992), Statistical Models in S, sections 2.3-2.4.
 *
 * @throws StatisticsError unknown-variable, length-mismatch, not-numeric
 */
export function designMatrix(formula: Formula, frame: Frame, options: DesignOptions = {}): DesignMatrix {
  const factors = options.factors ?? {};
  const rows = Object.values(frame)[0]?.length ?? 0;
  const response = options.ignoreResponse === true ? null : formula.response;
  const predictors = new Map<string, ModelColumn>();
  for (const variable of formula.terms.flatMap((term) => term.variables)) {
    if (!predictors.has(variable.label)) {
      predictors.set(variable.label, evaluateExpression(variable.expression, frame, factors, rows));
    }
  }
  const responseColumn = response === null ? null : evaluateExpression(response.expression, frame, factors, rows);
  const offsets = formula.offsets.map((offset) => ({
    label: expressionLabel(offset),
    column: evaluateExpression(offset, frame, factors, rows),
  }));
  const named: NamedColumn[] = [...predictors].map(([label, column]) => ({ label, column }));
  const all = [...named, ...offsets];
  if (response !== null && responseColumn !== null) all.push({ label: response.label, column: responseColumn });

  const warnings: StatisticsWarning<DesignWarningCode>[] = [];
  const usedRows = completeRows(all, requiredColumns(options.require ?? [], frame), rows, warnings);
  for (const { label, column } of named) {
    if (column.kind === 'factor') warnAboutLevels(label, column, usedRows, warnings);
  }
  const columns = buildColumns(formula, predictors, usedRows, options.contrasts ?? 'treatment', warnings);
  const x = new Float64Array(usedRows.length * columns.length);
  columns.forEach(({ values }, j) => {
    for (let i = 0; i < usedRows.length; i += 1) x[i * columns.length + j] = values[i] ?? 0;
  });
  return {
    x,
    n: usedRows.length,
    p: columns.length,
    names: columns.map(({ name }) => name),
    y: responseColumn === null ? new Float64Array(0) : pick(responseColumn, usedRows),
    responseLevels: responseColumn?.kind === 'factor' ? responseColumn.levels : null,
    offset: sumOffsets(offsets, usedRows),
    usedRows,
    droppedRows: rows - usedRows.length,
    factors: levelsOf(all, factors),
    intercept: formula.intercept,
    warnings,
  };
}

function requiredColumns(names: readonly string[], frame: Frame) {
  return names.map((name) => {
    const column = Object.hasOwn(frame, name) ? frame[name] : undefined;
    if (column === undefined) throw new StatisticsError('unknown-variable', `there is no variable "${name}"`, { name });
    return column;
  });
}

function completeRows(
  columns: readonly NamedColumn[],
  required: readonly (readonly (number | string | null)[])[],
  rows: number,
  warnings: StatisticsWarning<DesignWarningCode>[],
): number[] {
  const used: number[] = [];
  const undefinedValues = new Map<string, number>();
  const unknownLevels = new Map<string, number>();
  for (let row = 0; row < rows; row += 1) {
    let complete = required.every((column) => {
      const value = column[row];
      return value !== null && value !== undefined && !Number.isNaN(value);
    });
    for (const { label, column } of columns) {
      if (column.kind === 'numeric') {
        const value = column.values[row] ?? Number.NaN;
        if (Number.isFinite(value)) continue;
        complete = false;
        if (!Number.isNaN(value)) undefinedValues.set(label, (undefinedValues.get(label) ?? 0) + 1);
      } else {
        const code = column.codes[row] ?? -1;
        if (code >= 0) continue;
        complete = false;
        if (code === -2) unknownLevels.set(label, (unknownLevels.get(label) ?? 0) + 1);
      }
    }
    if (complete) used.push(row);
  }
  if (used.length < rows) {
    warnings.push({ code: 'rows-dropped', detail: `${rows - used.length} of ${rows} rows have missing values` });
  }
  for (const [label, count] of undefinedValues) {
    warnings.push({ code: 'undefined-value', detail: `${label} is infinite in ${count} rows` });
  }
  for (const [label, count] of unknownLevels) {
    warnings.push({ code: 'unknown-level', detail: `${label} has a value outside its levels in ${count} rows` });
  }
  return used;
}

function warnAboutLevels(
  label: string,
  column: FactorColumn,
  usedRows: readonly number[],
  warnings: StatisticsWarning<DesignWarningCode>[],
): void {
  const counts = column.levels.map(() => 0);
  for (const row of usedRows) {
    const code = column.codes[row] ?? -1;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const empty = column.levels.filter((_, index) => counts[index] === 0);
  if (empty.length > 0) warnings.push({ code: 'empty-level', detail: `${label}: ${empty.join(', ')}` });
  if (column.levels.length - empty.length < 2) warnings.push({ code: 'single-level', detail: label });
}

type BuiltColumn = { readonly name: string; readonly values: Float64Array };

function buildColumns(
  formula: Formula,
  predictors: ReadonlyMap<string, ModelColumn>,
  usedRows: readonly number[],
  kind: ContrastKind,
  warnings: StatisticsWarning<DesignWarningCode>[],
): BuiltColumn[] {
  const columns: BuiltColumn[] = [];
  if (formula.intercept) columns.push({ name: '(Intercept)', values: new Float64Array(usedRows.length).fill(1) });
  const isFactor = (label: string) => predictors.get(label)?.kind === 'factor';
  const coding = codedVariables(formula.terms, formula.intercept, isFactor);
  formula.terms.forEach((term, index) => {
    const full = coding[index] ?? new Set<string>();
    const built = termColumns(term, full, predictors, usedRows, kind);
    for (const column of built) {
      if (term.variables.length > 1 && usedRows.length > 0 && column.values.every((value) => value === 0)) {
        warnings.push({ code: 'empty-cell', detail: column.name });
      }
      columns.push(column);
    }
  });
  return columns;
}

/** Columns of one term; the levels of the first variable vary fastest, as in R. */
function termColumns(
  term: FormulaTerm,
  full: ReadonlySet<string>,
  predictors: ReadonlyMap<string, ModelColumn>,
  usedRows: readonly number[],
  kind: ContrastKind,
): BuiltColumn[] {
  let product: BuiltColumn[] | undefined;
  for (const { label } of term.variables) {
    const column = predictors.get(label);
    if (column === undefined) continue;
    const parts = variableColumns(label, column, usedRows, (levels) =>
      full.has(label) ? indicatorMatrix(levels) : contrastMatrix(levels, kind),
    );
    product =
      product === undefined
        ? parts
        : parts.flatMap((right) =>
            (product ?? []).map((left) => ({
              name: `${left.name}:${right.name}`,
              values: left.values.map((value, row) => value * (right.values[row] ?? 0)),
            })),
          );
  }
  return product ?? [];
}

function variableColumns(
  label: string,
  column: ModelColumn,
  usedRows: readonly number[],
  contrast: (levels: readonly string[]) => Contrast,
): BuiltColumn[] {
  if (column.kind === 'numeric') return [{ name: label, values: pick(column, usedRows) }];
  const { suffixes, values } = contrast(column.levels);
  const codes = codesAt(column, usedRows);
  return suffixes.map((suffix, j) => {
    const byLevel = Float64Array.from(values, (row) => row[j] ?? 0);
    return { name: `${label}${suffix}`, values: lookedUp(codes, byLevel) };
  });
}

function lookedUp(codes: Int32Array, byLevel: Float64Array): Float64Array {
  const values = new Float64Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) values[i] = byLevel[codes[i] ?? -1] ?? 0;
  return values;
}

function codesAt({ codes }: FactorColumn, usedRows: readonly number[]): Int32Array {
  const chosen = new Int32Array(usedRows.length);
  for (let i = 0; i < usedRows.length; i += 1) chosen[i] = codes[usedRows[i] ?? 0] ?? -1;
  return chosen;
}

function pick(column: ModelColumn, usedRows: readonly number[]): Float64Array {
  const source = column.kind === 'numeric' ? column.values : column.codes;
  const picked = new Float64Array(usedRows.length);
  for (let i = 0; i < usedRows.length; i += 1) picked[i] = source[usedRows[i] ?? 0] ?? Number.NaN;
  return picked;
}

function sumOffsets(offsets: readonly NamedColumn[], usedRows: readonly number[]): Float64Array | null {
  if (offsets.length === 0) return null;
  const sum = new Float64Array(usedRows.length);
  for (const { label, column } of offsets) {
    if (column.kind === 'factor') throw new StatisticsError('not-numeric', `the offset "${label}" is categorical`);
    pick(column, usedRows).forEach((value, row) => {
      sum[row] = (sum[row] ?? 0) + value;
    });
  }
  return sum;
}

function levelsOf(columns: readonly NamedColumn[], given: FactorLevels): FactorLevels {
  const found = columns.flatMap(({ label, column }) =>
    column.kind === 'factor' ? [[label, column.levels] as const] : [],
  );
  return { ...Object.fromEntries(found), ...given };
}
