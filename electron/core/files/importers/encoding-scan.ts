import type { Encoding } from '../../../../shared/domain/dialect.ts';

export type ScannedEncoding =
  | { readonly kind: 'text'; readonly encoding: Encoding }
  | { readonly kind: 'binary' }
  /** `line`: 1-based line of the first bytes that are not UTF-8 while others are. */
  | { readonly kind: 'mixed'; readonly line: number };

export interface EncodingScan {
  push(chunk: Uint8Array): void;
  result(): ScannedEncoding;
}

/**
 * Finds out the encoding of a text from its bytes, in pieces of any size: a byte order mark; UTF-16 without one by zeros on one side
 * of most pairs of bytes; UTF-8 when every byte fits (RFC 3629); Windows-1252 when bytes above 127 stand there and none of them
 * forms UTF-8. A sequence cut off at the end of the last piece counts as nothing.
 */
export function createEncodingScan(): EncodingScan {
  const start: number[] = [];
  const zeros: [even: number, odd: number] = [0, 0];
  let length = 0;
  let line = 1;
  let sequences = 0;
  let firstInvalidLine: number | undefined;
  let expected: ByteRange[] = [];

  function see(byte: number): void {
    const range = expected[0];
    if (range !== undefined) {
      if (byte >= range.low && byte <= range.high) {
        expected = expected.slice(1);
        if (expected.length === 0) sequences += 1;
        return;
      }
      firstInvalidLine ??= line;
      expected = [];
    }
    if (byte < 0x80) {
      if (byte === 0x0a) line += 1;
      return;
    }
    expected = continuation(byte);
    if (expected.length === 0) firstInvalidLine ??= line;
  }

  return {
    push(chunk) {
      for (const byte of chunk) {
        if (length < 4) start.push(byte);
        if (byte === 0) zeros[length % 2 === 0 ? 0 : 1] += 1;
        if (byte >= 0x80 || byte === 0x0a || expected.length > 0) see(byte);
        length += 1;
      }
    },
    result() {
      const marked = byteOrderMark(start);
      if (marked !== undefined) return { kind: 'text', encoding: marked };
      if (zeros[0] + zeros[1] > 0) return zeroPattern(zeros, length);
      if (firstInvalidLine === undefined) return { kind: 'text', encoding: 'utf-8' };
      return sequences === 0 ? { kind: 'text', encoding: 'windows-1252' } : { kind: 'mixed', line: firstInvalidLine };
    },
  };
}

interface ByteRange {
  readonly low: number;
  readonly high: number;
}

const any: ByteRange = { low: 0x80, high: 0xbf };

/** Which bytes have to follow a leading byte; none when the byte cannot lead. */
function continuation(byte: number): ByteRange[] {
  if (byte >= 0xc2 && byte <= 0xdf) return [any];
  if (byte === 0xe0) return [{ low: 0xa0, high: 0xbf }, any];
  if (byte === 0xed) return [{ low: 0x80, high: 0x9f }, any];
  if (byte >= 0xe1 && byte <= 0xef) return [any, any];
  if (byte === 0xf0) return [{ low: 0x90, high: 0xbf }, any, any];
  if (byte === 0xf4) return [{ low: 0x80, high: 0x8f }, any, any];
  if (byte >= 0xf1 && byte <= 0xf3) return [any, any, any];
  return [];
}

function byteOrderMark([first, second, third]: readonly number[]): Encoding | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

/** Mostly Latin text in UTF-16 has a zero in one half of nearly every pair of bytes and hardly any in the other. */
function zeroPattern([even, odd]: readonly [number, number], length: number): ScannedEncoding {
  const pairs = length / 2;
  if (odd > 0.4 * pairs && even < 0.05 * pairs) return { kind: 'text', encoding: 'utf-16le' };
  if (even > 0.4 * pairs && odd < 0.05 * pairs) return { kind: 'text', encoding: 'utf-16be' };
  return { kind: 'binary' };
}
