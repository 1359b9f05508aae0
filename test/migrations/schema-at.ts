import Database from 'better-sqlite3';
import { migrate } from '../../electron/core/database/migrate.ts';

/** A database in memory whose schema stands at the given version. */
export function schemaAt(version: number): Database {
  const connection = new Database(':memory:');
  connection.pragma('foreign_keys = on');
  migrate(connection, ':memory:', { upTo: version });
  return connection;
}

/** Applies exactly the next migrations up to a version and returns which they were. */
export function migrateTo(connection: Database, version: number): number[] {
  return migrate(connection, ':memory:', { upTo: version });
}

export function tablesOf(connection: Database): string[] {
  const names = connection.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).all();
  return names.map((row) => JSON.stringify(row).slice(9, -2));
}
