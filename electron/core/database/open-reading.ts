import { openConnection } from './connection.ts';
import { toDatabaseError } from './database-error.ts';
import type { ProjectKey } from './project-key.ts';
import { createProjectDb } from './read-write-db.ts';
import type { ReadDb } from './read-write-db.ts';

/** A project as another process of this program reads it, beside the one that has it open and may write. */
export interface ReadingProject extends Disposable {
  /** Runs `work` on one state of the project, whatever is written meanwhile. `work` is synchronous. */
  snapshot<Result>(work: (db: ReadDb) => Result): Result;
}

/**
 * Opens a second, reading connection to a project that is open and stays so. The write-ahead log lets it read while the first
 * one writes.
 *
 * @throws `project-damaged`, `file-unreadable`
 */
export function openReading(path: string, key: ProjectKey): ReadingProject {
  try {
    const connection = openConnection(path, key, { readonly: true });
    const db: ReadDb = createProjectDb(connection, { path, onCommit: () => undefined });
    return {
      snapshot(work) {
        connection.exec('BEGIN');
        try {
          return work(db);
        } finally {
          connection.exec('COMMIT');
        }
      },
      [Symbol.dispose]: () => void connection.close(),
    };
  } catch (error) {
    throw toDatabaseError(error, path);
  }
}
