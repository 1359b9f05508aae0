/** Name of a well-known file format that is not delimited text, from the first bytes; undefined when there is no such sign. */
export function otherFormat(start: Uint8Array): string | undefined {
  const text = Buffer.from(start.subarray(0, 96)).toString('latin1');
  return signatures.find(({ signature, at = 0 }) => text.startsWith(signature, at))?.kind;
}

const signatures: readonly { readonly signature: string; readonly at?: number; readonly kind: string }[] = [
  { signature: 'PK\x03\x04', kind: 'a workbook or archive (Excel, OpenDocument or zip)' },
  { signature: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', kind: 'an Excel 97-2003 workbook' },
  { signature: '$FL2', kind: 'an SPSS data file' },
  { signature: '$FL3', kind: 'a compressed SPSS data file' },
  { signature: 'ASCII SPSS PORT FILE', kind: 'an SPSS portable file' },
  { signature: 'ASCII SPSS PORT FILE', at: 40, kind: 'an SPSS portable file' },
  { signature: '<stata_dta>', kind: 'a Stata data file' },
  { signature: 'HEADER RECORD*******LIB', kind: 'a SAS transport file' },
  {
    signature: '\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\x00\x09\xc7\x31\x8c\x18\x1f\x10\x11',
    at: 12,
    kind: 'a SAS data file',
  },
  { signature: 'PAR1', kind: 'a Parquet file' },
  { signature: 'ARROW1', kind: 'an Arrow file' },
  { signature: 'SQLite format 3\x00', kind: 'an SQLite database' },
  { signature: '%PDF-', kind: 'a PDF document' },
  { signature: '\x1f\x8b', kind: 'a compressed file (gzip)' },
  { signature: 'GGUF', kind: 'a model file (GGUF)' },
];
