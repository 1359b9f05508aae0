import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { throwIfAborted } from '../../../shared/errors.ts';

/** SHA-256 in lower-case hexadecimal. */
export function hashText(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 of a value as JSON with sorted keys, so that equal values have equal hashes. */
export function hashJson(value: unknown): string {
  return hashText(canonicalJson(value));
}

/** JSON with the keys of every object in alphabetical order. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

/** SHA-256 of a file of any size. `onBytes` is told how many have been read. Rejects with the file system's error. */
export async function hashFile(path: string, signal?: AbortSignal, onBytes?: (done: number) => void): Promise<string> {
  let done = 0;
  const hash = createHash('sha256');
  const chunks: AsyncIterable<Uint8Array> = createReadStream(path, { highWaterMark: 1 << 20 });
  for await (const chunk of chunks) {
    throwIfAborted(signal);
    hash.update(chunk);
    done += chunk.length;
    onBytes?.(done);
  }
  return hash.digest('hex');
}
