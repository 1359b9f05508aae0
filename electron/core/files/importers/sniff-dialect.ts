import { parse } from 'csv-parse/sync';
import type { Dialect, Encoding, ResolvedDialect } from '../../../../shared/domain/dialect.ts';
import { defaultDialect } from '../../../../shared/domain/dialect.ts';
import { PilotlightError } from '../../../../shared/errors.ts';
import {
  dataFileBinary,
  dataFileEmpty,
  dataFileIsOther,
  dataFileMixedEncoding,
} from '../../../../shared/messages/data-messages.ts';
import { parserOptions, toRecord } from './delimited-parser.ts';
import { createEncodingScan } from './encoding-scan.ts';
import type { ScannedEncoding } from './encoding-scan.ts';
import { otherFormat } from './file-kind.ts';
import { createTextDecoding } from './text-decoding.ts';

const sampleRecords = 200;
const candidateDelimiters = [',', ';', '\t', '|'] as const;

/**
 * Finds out how a delimited text file is written from its first bytes (some 100 kB are plenty). Entries of `given` other than `auto`
 * are kept. Not found out: the thousands mark (none), a missing header (`plain` is assumed), missing codes.
 *
 * @throws `data-invalid` when the file is empty, another format, binary or of mixed encodings.
 */
export function sniffDialect(bytes: Uint8Array, given: Partial<Dialect> = {}, file = 'The file'): ResolvedDialect {
  refuseOtherFormats(bytes, file);
  const wanted = { ...defaultDialect, ...given };
  let encoding = wanted.encoding;
  if (encoding === 'auto') {
    const scan = createEncodingScan();
    scan.push(bytes);
    encoding = acceptEncoding(scan.result(), file);
  }
  const text = sampleText(bytes, encoding, file);
  if (text.trim() === '') throw new PilotlightError('data-invalid', dataFileEmpty(file), { file });
  const quote = wanted.quote === 'auto' ? sniffQuote(text) : wanted.quote;
  const { trim, thousands, missing } = wanted;
  const delimiter = wanted.delimiter === 'auto' ? sniffDelimiter(text, quote, trim) : wanted.delimiter;
  const records = sampleOf(text, { delimiter, quote, trim });
  const decimal = wanted.decimal === 'auto' ? sniffDecimal(records, delimiter) : wanted.decimal;
  const header = wanted.header === 'auto' ? sniffHeader(records) : wanted.header;
  return { delimiter, quote, encoding, decimal, thousands, header, trim, missing };
}

/** Throws `data-invalid` for an empty file and for formats that are recognised by their first bytes. */
export function refuseOtherFormats(start: Uint8Array, file: string): void {
  if (start.length === 0) throw new PilotlightError('data-invalid', dataFileEmpty(file), { file });
  const kind = otherFormat(start);
  if (kind !== undefined) throw new PilotlightError('data-invalid', dataFileIsOther(file, kind), { file });
}

/** The encoding that was found, or `data-invalid`. */
export function acceptEncoding(scanned: ScannedEncoding, file: string): Encoding {
  if (scanned.kind === 'text') return scanned.encoding;
  const sentence = scanned.kind === 'binary' ? dataFileBinary(file) : dataFileMixedEncoding(file, scanned.line);
  throw new PilotlightError('data-invalid', sentence, { file });
}

/** True when the third record carries the import ids that Qualtrics writes under names and question texts. */
export function isQualtricsIds(fields: readonly string[] | undefined): boolean {
  return fields !== undefined && fields.some((field) => field.includes('"ImportId"'));
}

function sampleText(bytes: Uint8Array, encoding: Encoding, file: string): string {
  const text = createTextDecoding(encoding, file).push(bytes);
  // The last line of a sample may be cut off; without any line end it is all there is.
  const lastEnd = text.lastIndexOf('\n');
  return lastEnd < 0 ? text : text.slice(0, lastEnd + 1);
}

function sampleOf(text: string, form: Pick<ResolvedDialect, 'delimiter' | 'quote' | 'trim'>): readonly string[][] {
  const records: string[][] = [];
  try {
    parse(text, {
      ...parserOptions(form),
      to: sampleRecords,
      on_record: (emitted: unknown) => {
        records.push([...toRecord(emitted, form.trim).fields]);
        return null;
      },
    });
  } catch {
    // A quotation mark that the end of the sample cuts off, or one that the import will report with its line.
  }
  return records;
}

/** The mark that more often stands at both ends of a field. */
function sniffQuote(text: string): string {
  const atBothEnds = (mark: string): number => {
    const opening = text.match(new RegExp(`(?:^|[\\n,;\\t|])${mark}`, 'g'))?.length ?? 0;
    const closing = text.match(new RegExp(`${mark}(?:$|[\\n,;\\t|])`, 'g'))?.length ?? 0;
    return Math.min(opening, closing);
  };
  return atBothEnds(`'`) > atBothEnds('"') ? `'` : '"';
}

/**
 * The delimiter under which most records have the same number of fields, as many as the header, and many: consistency squared times
 * the logarithm of the number of fields. A comma when every one leaves a single column.
 */
function sniffDelimiter(text: string, quote: string, trim: boolean): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of candidateDelimiters) {
    if (delimiter === quote) continue;
    const score = consistency(sampleOf(text, { delimiter, quote, trim }).map((record) => record.length));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function consistency(lengths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [fields, records] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0]);
  if (fields < 2) return 0;
  const share = records / lengths.length;
  return share ** 2 * Math.log(fields) * (lengths[0] === fields ? 1 : 0.3);
}

/** A comma when more numbers are written with one than with a point; complete groups of three count only beside semicolons. */
function sniffDecimal(records: readonly string[][], delimiter: string): '.' | ',' {
  const fields = records.slice(1).flat();
  const points = fields.filter((field) => /^[+-]?\d*\.\d+$/.test(field)).length;
  const commas = fields.filter(
    (field) => /^[+-]?\d*,\d+$/.test(field) && (delimiter === ';' || !/^[+-]?\d{1,3},\d{3}$/.test(field)),
  ).length;
  return commas > points ? ',' : '.';
}

function sniffHeader(records: readonly string[][]): 'plain' | 'qualtrics' {
  return isQualtricsIds(records[2]) ? 'qualtrics' : 'plain';
}
