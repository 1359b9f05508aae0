import type { Encoding } from '../../shared/domain/dialect.ts';

const windows1252: Readonly<Record<string, number>> = { '€': 0x80, '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96 };

/** Bytes of a text, written independently of the importer. */
export function encodeText(text: string, encoding: Encoding, byteOrderMark = false): Buffer {
  const marked = byteOrderMark && encoding.startsWith('utf') ? `\ufeff${text}` : text;
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(marked, 'utf8');
    case 'utf-16le':
      return Buffer.from(marked, 'utf16le');
    case 'utf-16be':
      return Buffer.from(marked, 'utf16le').swap16();
    case 'latin1':
      return Buffer.from(marked, 'latin1');
    case 'windows-1252':
      return Buffer.from([...marked].map((character) => windows1252[character] ?? character.charCodeAt(0)));
  }
}
