import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { PilotlightError } from '../../../shared/errors.ts';
import { fileWriteFailed } from '../../../shared/messages/data-messages.ts';

/**
 * Writes a whole file or nothing: under another name first, then synced and renamed. Missing folders are made.
 * @param mode rights of the file, such as 0o600 for its owner alone; by default what the system gives
 * @throws `file-write-failed` when the disk is full or the place is not writable
 */
export function writeAtomically(path: string, content: string | Uint8Array, mode = 0o666): void {
  const unfinished = unfinishedName(path);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    // The rights count only for a file that is made.
    rmSync(unfinished, { force: true });
    const descriptor = openSync(unfinished, 'w', mode);
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, path);
  } catch (error) {
    removeUnfinished(path);
    throw new PilotlightError('file-write-failed', fileWriteFailed(path), { path }, { cause: error });
  }
}

/** Removes what a process left behind that ended while it wrote this file. */
export function removeUnfinished(path: string): void {
  try {
    rmSync(unfinishedName(path), { force: true });
  } catch {
    // Where nothing can be removed, nothing could be written: why, the writing tells.
  }
}

function unfinishedName(path: string): string {
  return `${path}.unfinished`;
}
