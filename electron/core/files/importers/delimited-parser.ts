import { CsvError } from 'csv-parse';
import type { Options } from 'csv-parse';
import type { ResolvedDialect } from '../../../../shared/domain/dialect.ts';
import { PilotlightError } from '../../../../shared/errors.ts';
import {
  dataFileQuoteOpen,
  dataFileQuoteTrailing,
  dataFileRecordTooLong,
} from '../../../../shared/messages/data-messages.ts';

/** A record as it stands in the file. */
export interface DelimitedRecord {
  readonly fields: readonly string[];
  /** 1-based line on which it starts. */
  readonly line: number;
}

type Form = Pick<ResolvedDialect, 'delimiter' | 'quote' | 'trim'>;

/**
 * Settings of csv-parse for text whose line ends are LF. Records of any number of fields pass, to be counted and reported by the
 * caller; empty lines do not. A quotation mark inside an unquoted field stands for itself.
 */
export function parserOptions({ delimiter, quote, trim }: Form): Options {
  return {
    delimiter,
    quote: quote === '' ? null : quote,
    escape: quote === '' ? null : quote,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim,
    info: true,
    max_record_size: 1_000_000,
  };
}

/** Checks what csv-parse emits and finds the line on which the record starts: it counts lines up to the record's end. */
export function toRecord(emitted: unknown, trim: boolean): DelimitedRecord {
  if (typeof emitted !== 'object' || emitted === null || !('record' in emitted) || !('info' in emitted)) {
    throw new TypeError('csv-parse emitted no record.');
  }
  const { record, info } = emitted;
  if (!Array.isArray(record) || typeof info !== 'object' || info === null || !('lines' in info)) {
    throw new TypeError('csv-parse emitted no record.');
  }
  let line = Number(info.lines);
  const fields = record.map((field): string => {
    if (typeof field !== 'string') throw new TypeError('csv-parse emitted a field that is no text.');
    for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) line -= 1;
    return trim ? field.trim() : field;
  });
  return { fields, line };
}

/**
 * A failure of csv-parse as `data-invalid` with a sentence; other errors as they are. `lastLine`: the line on which the last good
 * record ended; only that places a quotation mark that never closes, since the parser notices at the end of the file.
 */
export function toParseError(error: unknown, file: string, lastLine: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = typeof error['lines'] === 'number' ? error['lines'] : lastLine + 1;
  const sentence =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? dataFileQuoteOpen(file, lastLine)
      : error.code === 'CSV_MAX_RECORD_SIZE'
        ? dataFileRecordTooLong(file, lastLine)
        : dataFileQuoteTrailing(file, line);
  return new PilotlightError('data-invalid', sentence, { file, line: lastLine }, { cause: error });
}
