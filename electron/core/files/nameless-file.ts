import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Confidential bytes that a library can open by a path while this object lives. */
export interface NamelessFile extends Disposable {
  readonly path: string;
}

/**
 * Lends bytes as a file to a library that can only open paths. On Linux the file lies in memory where there is such a file
 * system, loses its name before the first byte is written, and ends with the process whatever happens to it. Elsewhere it is
 * a file in the temporary folder that only its owner can read, removed on dispose.
 */
export function createNamelessFile(bytes: Uint8Array): NamelessFile {
  const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(root, 'pilotlight-'));
  const named = join(folder, 'adapter.gguf');
  const descriptor = openSync(named, 'wx+', 0o600);
  const dispose = (): void => {
    closeSync(descriptor);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const nameless = `/proc/self/fd/${descriptor}`;
    const hasName = !existsSync(nameless);
    if (!hasName) rmSync(folder, { recursive: true });
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    return { path: hasName ? named : nameless, [Symbol.dispose]: dispose };
  } catch (error) {
    dispose();
    throw error;
  }
}
