import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { throwIfAborted } from '../../../../shared/errors.ts';
import { parserOptions, toParseError, toRecord } from './delimited-parser.ts';
import type { DelimitedRecord } from './delimited-parser.ts';
import { toFileError } from './open-data-file.ts';
import type { DataFile } from './open-data-file.ts';
import { createTextDecoding } from './text-decoding.ts';

/** What was read when the records end. */
export interface RecordsRead {
  /** SHA-256 of the bytes that were read, in hexadecimal: of the whole file unless reading was stopped. */
  readonly sha256: string;
  readonly bytesRead: number;
  /** Number of records by the parser's own count, header rows included. */
  readonly records: number;
}

export interface ReadRecordsOptions {
  /** Receives every record in order, header rows included; returns false to stop reading. */
  readonly onRecord: (record: DelimitedRecord) => boolean;
  /** After every piece of the file. */
  readonly onBytes?: (bytesRead: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Streams the records of a delimited file, with back-pressure, and hashes its bytes in the same pass.
 *
 * @throws `data-invalid` naming the line when a quotation mark stays open, bytes do not fit the encoding, or a record is longer
 * than a million characters; `file-unreadable`; `cancelled`.
 */
export async function readRecords(file: DataFile, options: ReadRecordsOptions): Promise<RecordsRead> {
  const { onRecord, onBytes, signal } = options;
  const hash = createHash('sha256');
  let bytesRead = 0;
  let lastLine = 0;
  let stopped = false;
  const parser = parse({
    ...parserOptions(file.dialect),
    // Called while the parser is still in the piece that a later error will discard.
    on_record: (emitted, { lines }) => {
      lastLine = lines;
      return emitted;
    },
  });

  async function* text(): AsyncGenerator<string> {
    const decoding = createTextDecoding(file.dialect.encoding, file.name);
    const bytes: AsyncIterable<Buffer> = createReadStream(file.path, { highWaterMark: 256 * 1024 });
    for await (const chunk of bytes) {
      hash.update(chunk);
      bytesRead += chunk.length;
      yield decoding.push(chunk);
      onBytes?.(bytesRead);
    }
    yield decoding.end();
  }
  async function consume(emitted: AsyncIterable<unknown>): Promise<void> {
    for await (const one of emitted) {
      stopped = !onRecord(toRecord(one, file.dialect.trim));
      if (stopped) return;
    }
  }

  try {
    await pipeline(text, parser, consume, signal === undefined ? {} : { signal });
  } catch (error) {
    throwIfAborted(signal);
    // Stopping early makes the pipeline end the file's stream with an error.
    if (!stopped) throw toParseError(toFileError(error, file.path), file.name, lastLine);
  }
  return { sha256: hash.digest('hex'), bytesRead, records: parser.info.records };
}
