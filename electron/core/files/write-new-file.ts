import { existsSync } from 'node:fs';
import { fileAlreadyThere } from '../../../shared/messages/codebook-messages.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { writeAtomically } from './write-atomically.ts';

/** Writes a whole file or nothing. Throws `file-exists` unless `overwrite` allows to replace one, `file-write-failed`. */
export function writeNewFile(path: string, content: string, overwrite: boolean): void {
  if (!overwrite && existsSync(path)) throw new PilotlightError('file-exists', fileAlreadyThere(path), { path });
  writeAtomically(path, content);
}
