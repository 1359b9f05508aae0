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

type Part = {
  readonly variable: string;
  readonly name: string;
  readonly valueOf: (value: number | string | null | undefined) => number | null;
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
  const parts = predictors.flatMap((variable) => partsOf(variable, columnOf(frame, variable), factors));
  const scaled = parts.flatMap((part) => {
    const column = columnOf(frame, part.variable);
    const values = Array.from({ length: n }, (_, row) => part.valueOf(column[row])).filter((value) => value !== null);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    return spread > 1e-12 * Math.max(1, Math.abs(mean)) ? [{ ...part, mean, spread }] : [];
  });
  const used = new Set(scaled.map((part) => part.variable));
  const encode = (other: Frame, rows: number) => {
    const encoded = new Float64Array(rows * scaled.length);
    scaled.forEach((part, j) => {
      const column = columnOf(other, part.variable);
      for (let row = 0; row < rows; row += 1) {
        const value = part.valueOf(column[row]);
        encoded[row * scaled.length + j] = value === null ? 0 : (value - part.mean) / part.spread;
      }
    });
    return encoded;
  };
  return { names: scaled.map((part) => part.name), unused: predictors.filter((name) => !used.has(name)), encode };
}

function columnOf(frame: Frame, variable: string): FrameColumn {
  const column = Object.hasOwn(frame, variable) ? frame[variable] : undefined;
  if (column !== undefined) return column;
  throw new StatisticsError('unknown-variable', `there is no variable "${variable}"`, { name: variable });
}

function partsOf(variable: string, column: FrameColumn, factors: FactorLevels): Part[] {
  const given = Object.hasOwn(factors, variable) ? factors[variable] : undefined;
  if (given === undefined && !column.some((value) => typeof value === 'string')) {
    const valueOf: Part['valueOf'] = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : null);
    return [{ variable, name: variable, valueOf }];
  }
  const levels = given ?? [...new Set(column.filter((value) => value !== null).map(String))].sort();
  const known = new Set(levels);
  return levels.map((level) => ({
    variable,
    name: `${variable}${level}`,
    valueOf: (value) => {
      const text = value === null || value === undefined ? undefined : String(value);
      return text === undefined || !known.has(text) ? null : text === level ? 1 : 0;
    },
  }));
}
