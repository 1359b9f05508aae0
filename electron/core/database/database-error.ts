import Database from 'better-sqlite3';
import { PilotlightError } from '../../../shared/errors.ts';
import { projectBusy, projectDamaged, projectWriteFailed } from '../../../shared/messages/core-messages.ts';

/** The primary code of an SQLite error without its extension (`SQLITE_IOERR` of `SQLITE_IOERR_WRITE`), or undefined. */
export function sqliteCode(error: unknown): string | undefined {
  if (!(error instanceof Database.SqliteError)) return undefined;
  return error.code.split('_').slice(0, 2).join('_');
}

/**
 * An SQLite failure as an error with a code: `project-damaged` when pages cannot be decrypted or are malformed,
 * `file-write-failed` when the disk is full, read-only or failing, `project-locked` when another process is writing.
 * Anything else comes back as it was.
 */
export function toDatabaseError(error: unknown, path: string): unknown {
  switch (sqliteCode(error) ?? systemCode(error)) {
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new PilotlightError('project-damaged', projectDamaged(path), { path }, { cause: error });
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR':
    case 'SQLITE_READONLY':
    case 'SQLITE_CANTOPEN':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOSPC':
    case 'ENOTDIR':
    case 'EEXIST':
      return new PilotlightError('file-write-failed', projectWriteFailed(path), { path }, { cause: error });
    case 'SQLITE_BUSY':
      return new PilotlightError('project-locked', projectBusy(path), { path }, { cause: error });
    default:
      return error;
  }
}

/** The code of a failure of the file system, such as `ENOSPC`. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return error.code;
}
