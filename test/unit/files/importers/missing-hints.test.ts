import { describe, expect, it } from 'vitest';
import { missingCodesIn } from '../../../../electron/core/files/importers/missing-hints.ts';

const toNumber = (text: string): number | undefined => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined);
const codesIn = (...values: readonly string[]): string[] => missingCodesIn(values, toNumber);

describe('codes for "no answer"', () => {
  it('are words such as NA', () => {
    expect(codesIn('yes', 'no', 'NA', 'n/a', '.')).toEqual(['NA', 'n/a', '.']);
  });

  it('are the usual negative numbers where nothing else is negative', () => {
    expect(codesIn('18', '44', '-9', '-99')).toEqual(['-9', '-99']);
    expect(codesIn('-3.5', '-9', '2', '4')).toEqual([]);
    expect(codesIn('-9', '-8')).toEqual([]);
  });

  it('are 9, 99 and their like far above the scale, not at its end', () => {
    expect(codesIn('1', '2', '3', '4', '5', '8', '9')).toEqual(['8', '9']);
    expect(codesIn('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10')).toEqual([]);
    expect(codesIn('1', '2', '3', '4', '5', '6', '7', '8')).toEqual([]);
    expect(codesIn('18', '35', '61', '99')).toEqual(['99']);
    expect(codesIn('18', '80', '97', '98', '99')).toEqual([]);
    expect(codesIn('1.5', '2.5', '99')).toEqual([]);
  });
});
