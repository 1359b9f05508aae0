import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../../../../shared/domain/dialect.ts';
import { PilotlightError } from '../../../../shared/errors.ts';
import { dataFileBinary, dataFileNotInEncoding } from '../../../../shared/messages/data-messages.ts';

export interface TextDecoding {
  /** The text that the bytes so far complete, with every line end (CRLF, CR, LF) as LF and without byte order mark. */
  push(chunk: Uint8Array): string;
  /** What was left at the end of the file. */
  end(): string;
}

/**
 * Decodes a file in pieces. Nothing is replaced silently: bytes that the encoding does not allow, and NUL characters, are
 * `data-invalid` with the line near which they stand. Latin-1 and Windows-1252 allow every byte.
 *
 * @param file name of the file, for the sentence.
 */
export function createTextDecoding(encoding: Encoding, file: string): TextDecoding {
  const decode = bytesToText(encoding);
  let line = 1;
  let heldBack = '';

  function accept(bytes: Uint8Array, last: boolean): string {
    const text = heldBack + decoded(bytes, last);
    if (text.includes('\0')) throw new PilotlightError('data-invalid', dataFileBinary(file), { file, line });
    // A carriage return at the end may be the first half of a line end.
    heldBack = !last && text.endsWith('\r') ? '\r' : '';
    const complete = heldBack === '' ? text : text.slice(0, -1);
    const lines = complete.includes('\r') ? complete.replace(/\r\n?/g, '\n') : complete;
    for (let at = lines.indexOf('\n'); at >= 0; at = lines.indexOf('\n', at + 1)) line += 1;
    return lines;
  }
  function decoded(bytes: Uint8Array, last: boolean): string {
    try {
      return decode(bytes, last);
    } catch (error) {
      const near = encoding === 'utf-8' ? line + linesBeforeInvalid(bytes) : line;
      const message = dataFileNotInEncoding(file, encoding, near);
      throw new PilotlightError('data-invalid', message, { file, encoding, line: near }, { cause: error });
    }
  }
  return { push: (chunk) => accept(chunk, false), end: () => accept(new Uint8Array(0), true) };
}

/** Line ends before the first line of a piece that is not UTF-8; the end of a character begun in the piece before is passed over. */
function linesBeforeInvalid(bytes: Uint8Array): number {
  const isText = (byte: number): boolean => byte < 0x80 || byte > 0xbf;
  let start = Math.max(0, bytes.subarray(0, 4).findIndex(isText));
  for (let lines = 0; ; lines += 1) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}

type Decode = (bytes: Uint8Array, last: boolean) => string;

function bytesToText(encoding: Encoding): Decode {
  switch (encoding) {
    case 'latin1':
      return (bytes) => Buffer.from(bytes).toString('latin1');
    case 'windows-1252':
      return (bytes) =>
        Buffer.from(bytes)
          .toString('latin1')
          .replace(/[\x80-\x9f]/g, windows1252);
    case 'utf-16be':
      return bigEndian();
    case 'utf-8':
    case 'utf-16le': {
      const decoder = new TextDecoder(encoding, { fatal: true });
      return (bytes, last) => decoder.decode(bytes, { stream: !last });
    }
  }
}

/** Swaps the bytes of each pair, because runtimes with little language data know UTF-16 in little-endian order only. */
function bigEndian(): Decode {
  const decoder = new TextDecoder('utf-16le', { fatal: true });
  let half = Buffer.alloc(0);
  return (bytes, last) => {
    const joined = Buffer.concat([half, bytes]);
    const pairs = joined.length - (joined.length % 2);
    half = joined.subarray(pairs);
    const swapped = Buffer.from(joined.subarray(0, pairs)).swap16();
    // A lone byte at the end makes the decoder refuse.
    return decoder.decode(last ? Buffer.concat([swapped, half]) : swapped, { stream: !last });
  };
}

/** Characters of Windows-1252 at 0x80 to 0x9f; the five undefined bytes keep their control character. */
const upper =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

function windows1252(character: string): string {
  return upper[character.charCodeAt(0) - 0x80] ?? character;
}
