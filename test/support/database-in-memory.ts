import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { migrate } from '../../electron/core/database/migrate.ts';
import { createProjectDb } from '../../electron/core/database/read-write-db.ts';
import type { Entity, ProjectDb } from '../../electron/core/database/read-write-db.ts';

/**
 * The newest schema in a database in memory without encryption, for tests of what is stored and not of the file: deriving a key takes
 * a third of a second. `connection` reaches behind the typed face.
 */
export function databaseInMemory(onCommit: (touched: readonly Entity[]) => void = () => undefined): {
  readonly db: ProjectDb;
  readonly connection: Database;
} {
  const connection = new Database(':memory:');
  onTestFinished(() => {
    connection.close();
  });
  connection.pragma('foreign_keys = on');
  migrate(connection, ':memory:');
  return { db: createProjectDb(connection, { path: ':memory:', onCommit }), connection };
}
