import { describe, expect, it } from 'vitest';
import { sniffDialect } from '../../../../electron/core/files/importers/sniff-dialect.ts';
import { resolvedDialectSchema } from '../../../../shared/domain/dialect.ts';
import { encodeText } from '../../../support/encode-text.ts';

const bytes = (text: string) => Buffer.from(text);

describe('the delimiter', () => {
  it.each([
    [',', 'id,text,n\n1,"a; b; c",2\n2,"x; y; z",3\n'],
    [';', 'id;size;n\n1;1,5;2,5\n2;2,5;3,5\n'],
    ['\t', 'id\ttext\n1\ta, b\n2\tc, d\n'],
    ['|', 'id|text|n\n1|a|2\n2|b|3\n'],
    [',', 'only\n1\n2\n'],
    [',', 'a,b,c\n1,x|y,2\n3,z|w,4\n5,6\n7,q|r,8\n'],
  ])('is %j', (delimiter, text) => {
    expect(sniffDialect(bytes(text)).delimiter).toBe(delimiter);
  });
});

it('tells single from double quotation marks, also beside apostrophes', () => {
  expect(sniffDialect(bytes(`'a'\t'b'\n1\t2\n`)).quote).toBe(`'`);
  expect(sniffDialect(bytes(`a,b\n"x, y",don't\n"z",'s\n`)).quote).toBe('"');
  expect(sniffDialect(bytes('a,b\n1,2\n')).quote).toBe('"');
});

it('tells decimal commas from decimal points', () => {
  expect(sniffDialect(bytes('a;b\n1,5;x\n2;y\n')).decimal).toBe(',');
  expect(sniffDialect(bytes('a,b\n1.5,x\n')).decimal).toBe('.');
  expect(sniffDialect(bytes('a\tb\n1,234\tx\n')).decimal).toBe('.');
  expect(sniffDialect(bytes('a;b\nx, y;1\n')).decimal).toBe('.');
});

it('recognises the three header rows of Qualtrics', () => {
  const ids = '"{""ImportId"":""startDate""}","{""ImportId"":""QID1""}"';
  expect(sniffDialect(bytes(`StartDate,Q1\nStart Date,"How, then?"\n${ids}\n2024-01-01,2\n`)).header).toBe('qualtrics');
  expect(sniffDialect(bytes('StartDate,Q1\n2024-01-01,2\n')).header).toBe('plain');
});

it('works on UTF-16 and on a sample cut off anywhere', () => {
  const text = 'name;note\n"Änne";"a\nb"\n'.repeat(50);
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const) {
    const whole = encodeText(text, encoding, encoding.startsWith('utf-16'));
    for (const length of [whole.length, whole.length - 1, whole.length - 7, 401]) {
      expect(sniffDialect(whole.subarray(0, length))).toMatchObject({ delimiter: ';', quote: '"', encoding });
    }
  }
});

it('keeps what is given and leaves nothing open', () => {
  const found = sniffDialect(bytes('a;b\n1,5;2\n'), { delimiter: ',', missing: ['-9'], trim: false, header: 'none' });
  expect(found).toMatchObject({ delimiter: ',', missing: ['-9'], trim: false, header: 'none' });
  expect(resolvedDialectSchema.parse(found)).toEqual(found);
});

it.each([
  ['PK\x03\x04rest', /workbook or archive/],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', /Excel 97-2003/],
  ['$FL2@(#) SPSS DATA FILE', /SPSS data file/],
  ['<stata_dta><header>', /Stata/],
  ['HEADER RECORD*******LIBRARY HEADER', /SAS transport/],
  ['PAR1\x15\x04', /Parquet/],
  ['SQLite format 3\x00', /SQLite/],
  ['a,b\n1,\x00\x01\x02', /binary/],
  ['', /empty/],
  ['  \n\n', /empty/],
])('says what a file starting with %j is', (start, sentence) => {
  expect(() => sniffDialect(Buffer.from(start, 'latin1'))).toThrow(
    expect.objectContaining({ code: 'data-invalid', message: expect.stringMatching(sentence) }),
  );
});
