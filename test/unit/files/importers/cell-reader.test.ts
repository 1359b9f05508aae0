import { describe, expect, it } from 'vitest';
import { createCellReader } from '../../../../electron/core/files/importers/cell-reader.ts';
import type { Variable } from '../../../../shared/domain/codebook.ts';
import { numberedOptions, variableOf } from '../../../support/codebook-of.ts';

function reader(settings: Partial<Variable>, missing: readonly string[] = []) {
  return createCellReader(variableOf('item', settings), { decimal: '.', thousands: '', missing: [...missing] });
}
const value = (found: string | number | null) => ({ kind: 'value', value: found });
const missing = (code: string) => ({ kind: 'missing', code });
const rejected = (reason: string) => ({ kind: 'rejected', reason });

describe('a cell with options', () => {
  const agree = {
    scale: 'ordinal',
    options: numberedOptions('disagree', 'neutral', 'agree'),
    missing: ['-9'],
  } as const;
  const read = reader({ ...agree, options: [...agree.options], missing: [...agree.missing] }, ['NA', '3']);

  it('is matched by value, by label, then by number', () => {
    expect(read('3')).toEqual(value('3'));
    expect(read('neutral')).toEqual(value('2'));
    expect(read('3.0')).toEqual(value('3'));
    expect(read('03')).toEqual(value('3'));
  });

  it('is rejected when it is none of them, also when only capitals differ', () => {
    expect(read('Agree')).toEqual(rejected('not-an-option'));
    expect(read('4')).toEqual(rejected('not-an-option'));
    expect(read('2.5')).toEqual(rejected('not-an-option'));
  });

  it('is missing for the codes of the variable, however the number is written, and of the whole file', () => {
    expect(read('-9')).toEqual(missing('-9'));
    expect(read('-9.00')).toEqual(missing('-9'));
    expect(read('NA')).toEqual(missing('NA'));
  });

  it('is missing without a code when it is empty', () => {
    expect(read('')).toEqual(value(null));
  });

  it('prefers a value to the label of another option', () => {
    const swapped = reader({
      options: [
        { value: '1', label: '2' },
        { value: '2', label: '1' },
      ],
    });
    expect(swapped('1')).toEqual(value('1'));
    expect(swapped('2')).toEqual(value('2'));
  });

  it('does not care how accents are composed', () => {
    expect(reader({ options: [{ value: 'a', label: 'für' }] })('fu\u0308r')).toEqual(value('a'));
  });
});

describe('a number', () => {
  it('is read on interval and count scales and as a weight', () => {
    expect(reader({ scale: 'interval' })('1.50')).toEqual(value(1.5));
    expect(reader({ scale: 'count' })('3.0')).toEqual(value(3));
    expect(reader({ role: 'weight', scale: 'interval' })('0.8')).toEqual(value(0.8));
  });

  it('is rejected when the text is none, or no count', () => {
    expect(reader({ scale: 'interval' })('about 5')).toEqual(rejected('not-a-number'));
    expect(reader({ scale: 'count' })('2.5')).toEqual(rejected('not-a-count'));
    expect(reader({ scale: 'count' })('-1')).toEqual(rejected('not-a-count'));
    expect(reader({ scale: 'interval' })('12345678901234567')).toEqual(rejected('not-exact'));
  });

  it('is missing for a code written as another number of the same size', () => {
    expect(reader({ scale: 'interval', missing: ['999'] })('999.0')).toEqual(missing('999'));
  });

  it('may be given by the label of an end point', () => {
    const read = reader({ scale: 'interval', options: [{ value: '0', label: 'not at all' }] });
    expect(read('not at all')).toEqual(value(0));
    expect(read('0.5')).toEqual(value(0.5));
  });
});

it('keeps text as it is, and does not compare it with codes by number', () => {
  const read = reader({ scale: 'text', missing: ['-9'] });
  expect(read('-9.0')).toEqual(value('-9.0'));
  expect(read('-9')).toEqual(missing('-9'));
  expect(read('001')).toEqual(value('001'));
});
