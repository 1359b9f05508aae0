import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNumberParser } from '../../../../electron/core/files/importers/parse-number.ts';

const point = createNumberParser({ decimal: '.', thousands: '' });
const comma = createNumberParser({ decimal: ',', thousands: '.' });

describe('numbers', () => {
  it.each([
    ['0', 0],
    ['-0', 0],
    ['42', 42],
    ['+4.50', 4.5],
    ['\u22123', -3],
    ['.5', 0.5],
    ['5.', 5],
    ['1e-3', 0.001],
    ['2.5E+2', 250],
    ['007', 7],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('reads %s', (text, value) => {
    expect(point(text)).toEqual({ ok: true, value });
  });

  it.each([
    '',
    '-',
    '.',
    '1,5',
    '1,234',
    '1 234',
    '12%',
    '$5',
    'NaN',
    'Infinity',
    '1e999',
    '0x10',
    '1.2.3',
    ' 1',
    '1e',
    '١',
  ])('does not take "%s" for a number', (text) => {
    expect(point(text)).toEqual({ ok: false, reason: 'not-a-number' });
  });

  it('reads groups of three with the named thousands mark only', () => {
    expect(comma('1.234.567,5')).toEqual({ ok: true, value: 1234567.5 });
    expect(comma('1.5')).toMatchObject({ ok: false });
    expect(comma('1234.567')).toMatchObject({ ok: false });
    expect(comma('12,5')).toEqual({ ok: true, value: 12.5 });
    const blanks = createNumberParser({ decimal: ',', thousands: ' ' });
    expect(blanks('1 234\u202f567')).toEqual({ ok: true, value: 1234567 });
    const apostrophes = createNumberParser({ decimal: '.', thousands: `'` });
    expect(apostrophes(`1'234.5`)).toEqual({ ok: true, value: 1234.5 });
  });

  it('ignores a thousands mark that is the decimal mark too', () => {
    expect(createNumberParser({ decimal: ',', thousands: ',' })('1,234')).toEqual({ ok: true, value: 1.234 });
  });

  it('refuses integers with more digits than a number can keep', () => {
    expect(point('12345678901234567')).toEqual({ ok: false, reason: 'not-exact' });
  });

  it('reads back every finite number that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        fc.pre(!Number.isInteger(value) || Number.isSafeInteger(value) || String(value).includes('e'));
        expect(point(String(value))).toEqual({ ok: true, value: value === 0 ? 0 : value });
        expect(comma(String(value).replace('.', ','))).toEqual({ ok: true, value: value === 0 ? 0 : value });
      }),
    );
  });

  it('reads back numbers written for people', () => {
    const german = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 2 });
    const english = createNumberParser({ decimal: '.', thousands: ',' });
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (hundredths) => {
        const value = hundredths / 100;
        expect(comma(german.format(value))).toEqual({ ok: true, value: value === 0 ? 0 : value });
        expect(english(value.toLocaleString('en-US'))).toEqual({ ok: true, value: value === 0 ? 0 : value });
      }),
    );
  });
});
