import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Dialect, ResolvedDialect } from '../../../../shared/domain/dialect.ts';
import { PilotlightError, throwIfAborted } from '../../../../shared/errors.ts';
import { dataFileUnreadable } from '../../../../shared/messages/data-messages.ts';
import { dataFileMissing } from '../../../../shared/messages/core-messages.ts';
import { createEncodingScan } from './encoding-scan.ts';
import { acceptEncoding, refuseOtherFormats, sniffDialect } from './sniff-dialect.ts';

const sampleBytes = 256 * 1024;

/** A data file whose form is known. */
export interface DataFile {
  readonly path: string;
  /** Name without folders, for sentences. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly dialect: ResolvedDialect;
}

export interface OpenOptions {
  readonly signal?: AbortSignal;
  /** Bytes of all that were looked through for their encoding. */
  readonly onScanned?: (done: number, total: number) => void;
}

/**
 * Looks at a data file before it is read: its size, its encoding (all of it, when `auto`) and the rest of the dialect (its first 256 kB).
 *
 * @throws `file-not-found`, `file-unreadable`, and `data-invalid` for an empty, binary or mixed file.
 */
export async function openDataFile(
  path: string,
  dialect: Partial<Dialect>,
  options: OpenOptions = {},
): Promise<DataFile> {
  const name = basename(path);
  try {
    const info = await stat(path);
    if (!info.isFile()) throw new PilotlightError('file-unreadable', dataFileUnreadable(path), { path });
    const sample = await readSample(path);
    refuseOtherFormats(sample, name);
    const encoding =
      dialect.encoding === undefined || dialect.encoding === 'auto'
        ? acceptEncoding(await scanEncoding(path, info.size, options), name)
        : dialect.encoding;
    return { path, name, size: info.size, dialect: sniffDialect(sample, { ...dialect, encoding }, name) };
  } catch (error) {
    throwIfAborted(options.signal);
    throw toFileError(error, path);
  }
}

/** A failure of the file system as `file-not-found` or `file-unreadable`; errors with a code as they are. */
export function toFileError(error: unknown, path: string): unknown {
  if (error instanceof PilotlightError || !(error instanceof Error) || !('syscall' in error)) return error;
  return 'code' in error && error.code === 'ENOENT'
    ? new PilotlightError('file-not-found', dataFileMissing(path), { path }, { cause: error })
    : new PilotlightError('file-unreadable', dataFileUnreadable(path), { path }, { cause: error });
}

async function readSample(path: string): Promise<Uint8Array> {
  await using file = await open(path, 'r');
  const sample = Buffer.alloc(sampleBytes);
  let length = 0;
  while (length < sample.length) {
    const { bytesRead } = await file.read(sample, length, sample.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return sample.subarray(0, length);
}

async function scanEncoding(path: string, size: number, { signal, onScanned }: OpenOptions) {
  const scan = createEncodingScan();
  let done = 0;
  const bytes: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 2 ** 20, ...(signal && { signal }) });
  for await (const chunk of bytes) {
    scan.push(chunk);
    onScanned?.((done += chunk.length), size);
  }
  return scan.result();
}
