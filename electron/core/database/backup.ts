import { existsSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { PilotlightError } from '../../../shared/errors.ts';
import { projectExists } from '../../../shared/messages/core-messages.ts';
import { toDatabaseError } from './database-error.ts';

/**
 * Writes a compacted copy with `VACUUM INTO`: encrypted with the same key and salt, so the same passphrase opens it.
 * A copy that fails halfway is removed.
 *
 * @throws `file-exists` when the target is there already, `file-write-failed` when it cannot be written.
 */
export function backupProject(connection: Database, target: string): void {
  if (existsSync(target)) throw new PilotlightError('file-exists', projectExists(target), { path: target });
  try {
    connection.prepare('VACUUM INTO ?').run(target);
  } catch (error) {
    rmSync(target, { force: true });
    throw toDatabaseError(error, target);
  }
}
