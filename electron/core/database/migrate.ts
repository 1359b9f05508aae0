import type Database from 'better-sqlite3';
import { PilotlightError } from '../../../shared/errors.ts';
import { projectNewer } from '../../../shared/messages/core-messages.ts';
import { numberPragma } from './connection.ts';
import { migrations as shippedMigrations } from './migrations/index.ts';

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/**
 * Brings the schema to the newest version (or to `options.upTo`, in tests of single migrations). Each migration commits together
 * with its version, so a crash leaves the last finished version.
 *
 * @returns the versions that were applied. @throws `project-newer` when the file's version is later than every known one; the file stays as it is.
 */
export function migrate(
  connection: Database,
  path: string,
  options: { migrations?: readonly Migration[]; upTo?: number } = {},
): number[] {
  const { migrations = shippedMigrations, upTo = Infinity } = options;
  const current = numberPragma(connection, 'user_version');
  const newest = Math.max(0, ...migrations.map((migration) => migration.version));
  if (current > newest) {
    throw new PilotlightError('project-newer', projectNewer(path), { path, found: current, known: newest });
  }
  const wanted = migrations.filter(({ version }) => version > current && version <= upTo);
  for (const migration of wanted) apply(connection, migration);
  return wanted.map((migration) => migration.version);
}

function apply(connection: Database, { version, sql }: Migration): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    connection.exec(sql);
    connection.pragma(`user_version = ${version}`);
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}
