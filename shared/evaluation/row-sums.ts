import type { Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import { addWeighted, unitCount, unitOf, weightInUnit } from './unit-sums.ts';

/**
 * Weighted sums of columns with one value per respondent, each made when it is its turn; with `ratioOfSums` they give weighted
 * means over any set of columns, on the sample and in every draw.
 */
export function createRowSums(prepared: Prepared, columns: readonly (() => Float64Array)[]): Measure {
  const width = columns.length;
  const { cells, kept } = cellsOfUnits(prepared, columns);
  const sums = new Float64Array(kept.length);
  return {
    size: width,
    compute: ({ sample }, out) => {
      out.fill(0);
      sums.fill(0);
      addWeighted(cells, kept.length, sample.units, sample.units.weight, sums);
      for (let k = 0; k < kept.length; k++) out[kept[k] ?? 0] = sums[k] ?? 0;
    },
  };
}

/** Units × columns, so that a sample reads memory in order; columns of zeros are left out. */
function cellsOfUnits(
  prepared: Prepared,
  columns: readonly (() => Float64Array)[],
): { readonly cells: Float64Array; readonly kept: readonly number[] } {
  const units = unitCount(prepared);
  const kept: number[] = [];
  const sums = columns.flatMap((column, c) => {
    const values = column();
    if (values.every((value) => value === 0)) return [];
    kept.push(c);
    const own = new Float64Array(units);
    for (let row = 0; row < prepared.n; row++) {
      const unit = unitOf(prepared, row);
      own[unit] = (own[unit] ?? 0) + weightInUnit(prepared, row) * (values[row] ?? 0);
    }
    return [own];
  });
  const cells = new Float64Array(units * kept.length);
  sums.forEach((own, c) => own.forEach((value, unit) => (cells[unit * kept.length + c] = value)));
  return { cells, kept };
}

export interface Ratio {
  readonly value: number;
  readonly draws: Float64Array;
}

/** Σ of some columns / Σ of others; NaN where the denominator is 0. */
export function ratioOfSums(measured: Measured, numerators: readonly number[], denominators: readonly number[]): Ratio {
  const sum = (of: (index: number) => number, columns: readonly number[]): number =>
    columns.reduce((total, column) => total + of(column), 0);
  const divide = (a: number, b: number): number => (b > 0 ? a / b : Number.NaN);
  const above = numerators.map((column) => measured.draws(column));
  const below = denominators.map((column) => measured.draws(column));
  const length = above[0]?.length ?? 0;
  const draws = new Float64Array(length);
  for (let b = 0; b < length; b++) {
    let a = 0;
    let d = 0;
    for (const column of above) a += column[b] ?? 0;
    for (const column of below) d += column[b] ?? 0;
    draws[b] = divide(a, d);
  }
  return { value: divide(sum(measured.point, numerators), sum(measured.point, denominators)), draws };
}

/** Differences below this share of what they are differences of, or are measured in, are rounding. */
const rounding = 1e-12;

/** a − b, draw by draw; 0 where the two are equal but for rounding. */
export function difference(a: Ratio, b: Ratio): Ratio {
  const minus = (one: number, other: number): number => {
    const found = one - other;
    return Math.abs(found) <= rounding * Math.max(Math.abs(one), Math.abs(other)) ? 0 : found;
  };
  return {
    value: minus(a.value, b.value),
    draws: a.draws.map((value, index) => minus(value, b.draws[index] ?? Number.NaN)),
  };
}

/** The same with 0 for what is rounding in a unit, such as a difference of means around 0 in standard deviations. */
export function withoutRounding({ value, draws }: Ratio, unit: number): Ratio {
  const of = (number: number): number => (Math.abs(number) <= rounding * unit ? 0 : number);
  return { value: of(value), draws: draws.map(of) };
}
