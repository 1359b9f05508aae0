import { describe, expect, test } from 'vitest';
import { type DesignOptions, designMatrix } from '../../../shared/statistics/design-matrix.ts';
import { parseFormula } from '../../../shared/statistics/parse-formula.ts';
import type { Frame } from '../../../shared/statistics/types.ts';

const frame: Frame = {
  y: [1, 2, null, 4, 5, 6],
  x: [0, 1, 2, Number.NaN, 4, 5],
  arm: ['B', 'A', 'A', 'B', 'C', 'B'],
  code: [2, 1, 1, 2, 3, 2],
};

function build(formula: string, options: DesignOptions = {}) {
  const design = designMatrix(parseFormula(formula), frame, options);
  const rows = Array.from({ length: design.n }, (_, i) => [...design.x.subarray(i * design.p, (i + 1) * design.p)]);
  return { ...design, rows };
}

describe('a design matrix', () => {
  test('drops rows that miss a variable of the formula, and says how many', () => {
    const design = build('y ~ x');
    expect(design.usedRows).toEqual([0, 1, 4, 5]);
    expect(design.droppedRows).toBe(2);
    expect([...design.y]).toEqual([1, 2, 5, 6]);
    expect(design.warnings).toContainEqual({ code: 'rows-dropped', detail: '2 of 6 rows have missing values' });
    expect(build('y ~ arm').usedRows).toEqual([0, 1, 3, 4, 5]);
  });

  test('also drops rows that miss a required column', () => {
    expect(build('~ arm', { require: ['x', 'y'] }).usedRows).toEqual([0, 1, 4, 5]);
    expect(() => build('~ arm', { require: ['w'] })).toThrow(expect.objectContaining({ reason: 'unknown-variable' }));
  });

  test('takes the order of levels as given, the first as reference', () => {
    expect(build('~ arm').names).toEqual(['(Intercept)', 'armB', 'armC']);
    expect(build('~ arm', { factors: { arm: ['C', 'B', 'A'] } }).names).toEqual(['(Intercept)', 'armB', 'armA']);
  });

  test('treats a column of numbers as categorical when its levels are listed', () => {
    expect(build('~ code').names).toEqual(['(Intercept)', 'code']);
    expect(build('~ code', { factors: { code: ['1', '2', '3'] } }).names).toEqual(['(Intercept)', 'code2', 'code3']);
    expect(build('~ factor(code)').names).toEqual(['(Intercept)', 'factor(code)2', 'factor(code)3']);
    expect(build('~ as.numeric(arm)').rows.map((row) => row[1])).toEqual([2, 1, 1, 2, 3, 2]);
  });

  test('keeps the column of a level that does not occur, and names it', () => {
    const design = build('~ arm', { factors: { arm: ['A', 'B', 'C', 'D'] } });
    expect(design.names).toEqual(['(Intercept)', 'armB', 'armC', 'armD']);
    expect(design.rows.every((row) => row[3] === 0)).toBe(true);
    expect(design.warnings).toContainEqual({ code: 'empty-level', detail: 'arm: D' });
  });

  test('names empty cells of an interaction', () => {
    const design = build('~ arm*factor(code)');
    expect(design.warnings).toContainEqual({ code: 'empty-cell', detail: 'armC:factor(code)2' });
  });

  test('counts a value outside the listed levels as missing, with a warning', () => {
    const design = build('~ arm', { factors: { arm: ['A', 'B'] } });
    expect(design.usedRows).toEqual([0, 1, 2, 3, 5]);
    expect(design.warnings).toContainEqual({
      code: 'unknown-level',
      detail: 'arm has a value outside its levels in 1 rows',
    });
  });

  test('counts the logarithm of 0 as missing, with a warning', () => {
    const design = build('~ log(x)');
    expect(design.usedRows).toEqual([1, 2, 4, 5]);
    expect(design.warnings).toContainEqual({ code: 'undefined-value', detail: 'log(x) is infinite in 1 rows' });
  });

  test('gives a categorical response as the index of its level', () => {
    const design = build('arm ~ 1');
    expect(design.responseLevels).toEqual(['A', 'B', 'C']);
    expect([...design.y]).toEqual([1, 0, 0, 1, 2, 1]);
    expect(build('I(arm == "B") ~ 1').responseLevels).toEqual(['FALSE', 'TRUE']);
  });

  test('can be built for new rows with the levels of the first ones, and without a response', () => {
    const first = build('y ~ arm');
    const other = designMatrix(
      parseFormula('y ~ arm'),
      { arm: ['C'] },
      { factors: first.factors, ignoreResponse: true },
    );
    expect(other.names).toEqual(first.names);
    expect([...other.x]).toEqual([1, 0, 1]);
    expect(other.y).toHaveLength(0);
  });

  test('refuses unknown variables, arithmetic on categories and columns of different length', () => {
    expect(() => build('y ~ z')).toThrow(expect.objectContaining({ reason: 'unknown-variable' }));
    expect(() => build('y ~ toString')).toThrow(expect.objectContaining({ reason: 'unknown-variable' }));
    expect(() => build('y ~ log(arm)')).toThrow(expect.objectContaining({ reason: 'not-numeric' }));
    expect(() => designMatrix(parseFormula('a ~ b'), { a: [1, 2], b: [1] })).toThrow(
      expect.objectContaining({ reason: 'length-mismatch' }),
    );
  });

  test('of no rows has its columns and no values', () => {
    const design = designMatrix(parseFormula('y ~ x'), { y: [], x: [] });
    expect([design.n, design.p, design.x.length]).toEqual([0, 2, 0]);
  });
});
