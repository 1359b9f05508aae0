import { everyRow, scaleColumns, standardise } from './standardised-columns.ts';
import { StatisticsError } from './statistics-error.ts';
import type { FactorLevels, Frame, FrameColumn } from './types.ts';

/** Turns rows of a frame into standardised columns: numbers as they are, categories as one indicator per level. */
export type PredictorEncoding = {
  readonly names: readonly string[];
  /** Predictors without variation among the rows that the encoding was built from. */
  readonly unused: readonly string[];
  /** n × names.length values, row after row, mean 0 and variance 1 over those rows; a missing or unknown value is 0, the mean. */
  readonly encode: (frame: Frame, n: number) => Float64Array;
};

/** A predictor with its levels, null for numbers. */
export type PredictorKind = { readonly variable: string; readonly levels: readonly string[] | null };

/** Columns before standardisation, NaN where a value is missing or unknown. */
export type RawColumns = {
  readonly names: readonly string[];
  /** Predictor of each column. */
  readonly variables: readonly string[];
  readonly columns: readonly Float64Array[];
};

/**
 * Builds the encoding from the rows of `frame`. A predictor is categorical when `factors` lists its levels or when it
 * holds a text.
 * @throws StatisticsError unknown-variable
 */
export function predictorEncoding(
  frame: Frame,
  n: number,
  predictors: readonly string[],
  factors: FactorLevels,
): PredictorEncoding {
  const kinds = predictorKinds(frame, predictors, factors);
  const { names, variables, columns } = rawColumns(kinds, frame, n);
  const scales = scaleColumns(columns, everyRow(n));
  const used = new Set(scales.map(({ column }) => variables[column]));
  return {
    names: scales.map(({ column }) => names[column] ?? ''),
    unused: predictors.filter((name) => !used.has(name)),
    encode: (other, rows) => standardise(rawColumns(kinds, other, rows).columns, scales, everyRow(rows)),
  };
}

/** @throws StatisticsError unknown-variable */
export function predictorKinds(frame: Frame, predictors: readonly string[], factors: FactorLevels): PredictorKind[] {
  return predictors.map((variable) => {
    const column = columnOf(frame, variable);
    const given = Object.hasOwn(factors, variable) ? factors[variable] : undefined;
    if (given === undefined && !column.some((value) => typeof value === 'string')) return { variable, levels: null };
    const levels = given ?? [...new Set(column.filter((value) => value !== null).map(String))].sort();
    return { variable, levels };
  });
}

/** @throws StatisticsError unknown-variable */
export function rawColumns(kinds: readonly PredictorKind[], frame: Frame, n: number): RawColumns {
  const parts = kinds.flatMap(({ variable, levels }) => {
    const column = columnOf(frame, variable);
    if (levels === null) return [{ name: variable, variable, values: numbersOf(column, n) }];
    const codes = codesOf(column, levels, n);
    return levels.map((level, k) => ({ name: `${variable}${level}`, variable, values: indicatorsOf(codes, k) }));
  });
  return {
    names: parts.map(({ name }) => name),
    variables: parts.map(({ variable }) => variable),
    columns: parts.map(({ values }) => values),
  };
}

function columnOf(frame: Frame, variable: string): FrameColumn {
  const column = Object.hasOwn(frame, variable) ? frame[variable] : undefined;
  if (column !== undefined) return column;
  throw new StatisticsError('unknown-variable', `there is no variable "${variable}"`, { name: variable });
}

function numbersOf(column: FrameColumn, n: number): Float64Array {
  const numbers = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    const value = column[row];
    numbers[row] = typeof value === 'number' && Number.isFinite(value) ? value : Number.NaN;
  }
  return numbers;
}

/** Place of each value among the levels, -1 where it is missing or unknown. */
function codesOf(column: FrameColumn, levels: readonly string[], n: number): Int32Array {
  const placeOf = new Map(levels.map((level, k) => [level, k]));
  const codes = new Int32Array(n);
  for (let row = 0; row < n; row += 1) {
    const value = column[row] ?? null;
    codes[row] = value === null ? -1 : (placeOf.get(typeof value === 'string' ? value : String(value)) ?? -1);
  }
  return codes;
}

function indicatorsOf(codes: Int32Array, level: number): Float64Array {
  const values = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    values[row] = code < 0 ? Number.NaN : code === level ? 1 : 0;
  }
  return values;
}
