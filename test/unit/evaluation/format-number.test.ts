import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../shared/evaluation/estimate.ts';
import {
  formatBytes,
  formatCount,
  formatEstimate,
  formatFixed,
  formatLevel,
  formatN,
  formatNumber,
  formatP,
  formatPercent,
  formatRatio,
} from '../../../shared/evaluation/format-number.ts';

const thin = '\u202f';

function estimateOf(value: number | null, low: number | null = null, high: number | null = null): Estimate {
  return { value, low, high, level: 0.95, n: 400, reason: value === null ? 'no-variation' : null };
}

describe('numbers', () => {
  it('have three significant digits', () => {
    expect([0.12345, 1.2345, 12.345, 0.012345].map((value) => formatNumber(value))).toEqual([
      '0.123',
      '1.23',
      '12.3',
      '0.0123',
    ]);
  });

  it('keep their whole part and part thousands by a thin space', () => {
    expect(formatNumber(1234.56)).toBe(`1${thin}235`);
    expect(formatCount(1_081_344)).toBe(`1${thin}081${thin}344`);
  });

  it('have a true minus sign, and none when they round to zero', () => {
    expect(formatNumber(-0.5)).toBe('−0.500');
    expect(formatFixed(-0.0004, 2)).toBe('0.00');
  });

  it('that round up to the next power of ten do not grow a digit', () => {
    expect(formatNumber(0.9996)).toBe('1.00');
    expect(formatNumber(9.999)).toBe('10.0');
  });

  it('of extreme size are written with powers of ten', () => {
    expect(formatNumber(1.2e-5)).toBe('1.20 × 10⁻⁵');
    expect(formatNumber(-3.456e12)).toBe('−3.46 × 10¹²');
  });

  it('that are not finite are said in words or signs', () => {
    expect([Number.NaN, Infinity, -Infinity].map((value) => formatNumber(value))).toEqual(['not a number', '∞', '−∞']);
  });

  it('read back as what was written, within half a unit of the third digit', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (value) => {
        const read = Number(formatNumber(value).replaceAll(thin, ''));
        expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.max(0.5, value) * 0.00501);
      }),
    );
  });
});

describe('estimates', () => {
  it('stand before their interval with the same number of decimals', () => {
    expect(formatEstimate(estimateOf(0.1234, 0.1004, 0.1496))).toBe('0.123 [0.100, 0.150]');
  });

  it('show no more digits than the interval supports', () => {
    expect(formatEstimate(estimateOf(0.12345, -0.31, 0.55))).toBe('0.12 [−0.31, 0.55]');
    expect(formatEstimate(estimateOf(12.345, 2, 31))).toBe('12 [2, 31]');
  });

  it('without an interval stand alone, and undefined ones give the reason', () => {
    expect(formatEstimate(estimateOf(0.5))).toBe('0.500');
    expect(formatEstimate(estimateOf(null))).toBe('not defined: all answers are equal');
  });

  it('of shares are percentages, with the sign once', () => {
    expect(formatEstimate(estimateOf(0.2381, 0.2012, 0.2749), 'percent')).toBe(`23.8${thin}% [20.1, 27.5]`);
    expect(formatEstimate(estimateOf(0.0169, 0.0167, 0.0172), 'percent')).toBe(`1.69${thin}% [1.67, 1.72]`);
  });

  it('of counts have no decimals once they are in the tens', () => {
    expect(formatEstimate(estimateOf(340, 331, 352), 'count')).toBe('340 [331, 352]');
    expect(formatEstimate(estimateOf(52.7, 48.3, 57.1), 'count')).toBe('53 [48, 57]');
  });

  it('of ratios show the digits of each number', () => {
    expect(formatEstimate(estimateOf(0.73, 0.11, 6.32), 'ratio')).toBe('0.73 [0.11, 6.3]');
    expect(formatEstimate(estimateOf(1.008, 0.982, 1.041), 'ratio')).toBe('1.01 [0.982, 1.04]');
  });

  it('of ratios next to nothing are said to be small', () => {
    expect(formatEstimate(estimateOf(3.7e-16, 0, 1.23e-6), 'ratio')).toBe('< 0.001 [0, < 0.001]');
    expect(formatEstimate(estimateOf(0.043, 0.00033, 0.14), 'ratio')).toBe('0.043 [< 0.001, 0.14]');
    expect([formatRatio(1.23e-6), formatRatio(-1.23e-6), formatRatio(0.00123)]).toEqual([
      '< 0.001',
      '> −0.001',
      '0.00123',
    ]);
    expect(formatEstimate(estimateOf(3.7e-16, -1e-9, 2e-9))).toBe('< 0.0001 [> −0.0001, < 0.0001]');
  });

  it('show on which side of 0 a bound lies, as far as two more digits do', () => {
    expect(formatEstimate(estimateOf(0.0148, -0.0003, 0.0293))).toBe('0.0148 [−0.0003, 0.0293]');
    expect(formatEstimate(estimateOf(0.0148, 0.0003, 0.0293))).toBe('0.0148 [0.0003, 0.0293]');
    expect(formatEstimate(estimateOf(0.0148, -0.0000003, 0.0293))).toBe('0.015 [0.000, 0.029]');
    expect(formatEstimate(estimateOf(0.0148, 0, 0.0293))).toBe('0.015 [0.000, 0.029]');
  });

  it('that are exactly zero keep a plain interval', () => {
    expect(formatEstimate(estimateOf(0, 0, 0))).toBe('0.00 [0.00, 0.00]');
  });
});

describe('other quantities', () => {
  it('write p in the way of journals', () => {
    expect([0.00001, 0.0124, 0.5, 0.9999].map(formatP)).toEqual(['p < .001', 'p = .012', 'p = .500', 'p > .999']);
  });

  it('write percentages, levels, n and bytes with their units', () => {
    expect(formatPercent(0.5)).toBe(`50.0${thin}%`);
    expect(formatLevel(0.95)).toBe(`95${thin}%`);
    expect(formatN(1234)).toBe(`n = 1${thin}234`);
    expect(formatBytes(531_000_000)).toBe(`531${thin}MB`);
    expect(formatBytes(12)).toBe(`12${thin}bytes`);
  });
});
