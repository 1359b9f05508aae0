import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Lends confidential bytes as a file to a library that can only open paths. On Linux the file lies in memory where there is
 * such a file system, loses its name before the first byte is written, and ends with the process whatever happens; elsewhere
 * it is a file only its owner can read, removed as soon as `use` ends. `use` must have read it when it resolves.
 */
export async function withNamelessFile<Result>(
  bytes: Uint8Array,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(root, 'pilotlight-'));
  const named = join(folder, 'adapter.gguf');
  const descriptor = openSync(named, 'wx+', 0o600);
  const nameless = `/proc/self/fd/${descriptor}`;
  const canBeNameless = existsSync(nameless);
  try {
    if (canBeNameless) rmSync(folder, { recursive: true });
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    return await use(canBeNameless ? nameless : named);
  } finally {
    closeSync(descriptor);
    rmSync(folder, { recursive: true, force: true });
  }
}
