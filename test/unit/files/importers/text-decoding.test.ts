import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEncodingScan } from '../../../../electron/core/files/importers/encoding-scan.ts';
import { createTextDecoding } from '../../../../electron/core/files/importers/text-decoding.ts';
import type { Encoding } from '../../../../shared/domain/dialect.ts';
import { encodeText } from '../../../support/encode-text.ts';

const dataInvalid = (sentence: RegExp) =>
  expect.objectContaining({ code: 'data-invalid', message: expect.stringMatching(sentence) });

/** Cuts bytes at the given places. */
function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((place, index) => bytes.subarray(places[index], place));
}

function decode(encoding: Encoding, chunks: readonly Uint8Array[]): string {
  const decoding = createTextDecoding(encoding, 'file.csv');
  return chunks.map((chunk) => decoding.push(chunk)).join('') + decoding.end();
}

function scan(chunks: readonly Uint8Array[]) {
  const scanning = createEncodingScan();
  for (const chunk of chunks) scanning.push(chunk);
  return scanning.result();
}

const characters: Record<Encoding, string> = {
  'utf-8': 'aé€😀\r\n,"',
  'utf-16le': 'aé€😀\r\n,"',
  'utf-16be': 'aé€😀\r\n,"',
  latin1: 'aéÿ\u0085\r\n,"',
  'windows-1252': 'aéÿ€’\r\n,"',
};
const encoded = fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252').chain((encoding) =>
  fc.record({
    encoding: fc.constant(encoding),
    text: fc.array(fc.constantFrom(...characters[encoding]), { maxLength: 40 }).map((all) => all.join('')),
    cuts: fc.array(fc.nat(), { maxLength: 5 }),
    mark: fc.boolean(),
  }),
);

describe('decoding', () => {
  it('gives the same text wherever the file is cut into pieces, with every line end as LF', () => {
    fc.assert(
      fc.property(encoded, ({ encoding, text, cuts, mark }) => {
        const bytes = encodeText(text, encoding, mark);
        expect(decode(encoding, pieces(bytes, cuts))).toBe(text.replace(/\r\n?/g, '\n'));
      }),
    );
  });

  it('refuses bytes that UTF-8 does not allow and says near which line', () => {
    const bytes = Buffer.concat([Buffer.from('a\nb\n'), Buffer.of(0xff)]);
    expect(() => decode('utf-8', [bytes.subarray(0, 4), bytes.subarray(4)])).toThrow(dataInvalid(/near line 3/));
    expect(() => decode('utf-8', [Buffer.of(0x61, 0xc3)])).toThrow(dataInvalid(/encoding utf-8/));
  });

  it('refuses half a character at the end of UTF-16', () => {
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      expect(() => decode(encoding, [Buffer.of(0x61, 0x61, 0x61)])).toThrow(dataInvalid(/encoding utf-16/));
    }
  });

  it('refuses NUL characters', () => {
    expect(() => decode('utf-8', [Buffer.from('a\0b')])).toThrow(dataInvalid(/binary/));
  });
});

describe('finding out the encoding', () => {
  const text = 'name;Größe\nÄnne;12\n'.repeat(3);

  it.each([
    ['utf-8', false, 'utf-8'],
    ['utf-8', true, 'utf-8'],
    ['utf-16le', true, 'utf-16le'],
    ['utf-16be', true, 'utf-16be'],
    ['utf-16le', false, 'utf-16le'],
    ['utf-16be', false, 'utf-16be'],
    ['latin1', false, 'windows-1252'],
    ['windows-1252', false, 'windows-1252'],
  ] as const)('of a file in %s (byte order mark: %s) gives %s', (encoding, mark, found) => {
    expect(scan([encodeText(text, encoding, mark)])).toEqual({ kind: 'text', encoding: found });
  });

  it('notices a file whose lines come from different encodings', () => {
    const mixed = Buffer.concat([Buffer.from('plain\nGröße\n'), Buffer.from('Größe\n', 'latin1')]);
    expect(scan([mixed])).toEqual({ kind: 'mixed', line: 3 });
  });

  it('notices zeros that no text has', () => {
    expect(scan([Buffer.from('abc\0\0\0\0def,'.repeat(10))])).toEqual({ kind: 'binary' });
  });

  it('takes every text written in UTF-8 for UTF-8, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.nat()), (any, cuts) => {
        fc.pre(!any.includes('\0'));
        expect(scan(pieces(Buffer.from(any), cuts))).toEqual({ kind: 'text', encoding: 'utf-8' });
      }),
    );
  });

  it('agrees with the decoder on which bytes are UTF-8', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const isUtf8 = (bytes: Uint8Array): boolean => {
      try {
        decoder.decode(bytes);
        return true;
      } catch {
        return false;
      }
    };
    const leading = fc.constantFrom(
      0x61,
      0xc1,
      0xc2,
      0xe0,
      0xe1,
      0xed,
      0xef,
      0xf0,
      0xf1,
      0xf4,
      0xf5,
      0x80,
      0x9f,
      0xa0,
      0xbf,
    );
    fc.assert(
      fc.property(fc.array(leading, { maxLength: 6 }), (all) => {
        // A letter at the end makes a sequence that is cut off an error instead of a beginning.
        const bytes = Uint8Array.from([...all, 0x61]);
        const found = scan([bytes]);
        expect(found.kind === 'text' && found.encoding === 'utf-8').toBe(isUtf8(bytes));
      }),
      { numRuns: 2_000 },
    );
  });
});
