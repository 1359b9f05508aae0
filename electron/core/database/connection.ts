// oxlint-disable-next-line typescript/triple-slash-reference -- declares the module, which has no types, also where tests are checked; an import cannot
/// <reference path="./better-sqlite3.d.ts" />
import Database from 'better-sqlite3';
import { pageSize } from './project-key.ts';
import type { ProjectKey } from './project-key.ts';

/** Marks the decrypted file as a Pilotlight project ("PLgt"). */
export const applicationId = 0x504c6774;

/**
 * Opens one encrypted connection: AEGIS-256 with the derived key, temporary tables and sort runs in memory only (the
 * default writes them to the system's temporary folder unencrypted), deleted content overwritten, foreign keys enforced.
 * A wrong key shows at the first read, not here.
 */
export function openConnection(
  path: string,
  { key, salt }: ProjectKey,
  options: { create?: boolean; readonly?: boolean } = {},
): Database {
  const { create = false, readonly = false } = options;
  const connection = new Database(path, { fileMustExist: !create, readonly, timeout: 5_000 });
  try {
    connection.pragma(`cipher='aegis'`);
    connection.pragma(`algorithm='aegis-256'`);
    connection.pragma(`key='raw:${key}${salt}'`);
    connection.pragma('temp_store = memory');
    if (create) connection.pragma(`page_size = ${pageSize}`);
    connection.pragma('secure_delete = on');
    connection.pragma('foreign_keys = on');
    connection.pragma('trusted_schema = off');
    connection.pragma('synchronous = full');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** A pragma's single number, such as `user_version`. */
export function numberPragma(connection: Database, name: 'user_version' | 'application_id' | 'page_count'): number {
  const value = connection.pragma(name, { simple: true });
  if (typeof value !== 'number') throw new TypeError(`The pragma ${name} gave no number.`);
  return value;
}
