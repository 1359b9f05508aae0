import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { PilotlightError } from '../../../shared/errors.ts';
import { projectLocked, projectLockUnreadable } from '../../../shared/messages/core-messages.ts';
import { sqliteCode, toDatabaseError } from './database-error.ts';

const holderSchema = z.strictObject({
  pid: z.int(),
  host: z.string(),
  command: z.string(),
  /** ISO 8601. */
  since: z.string(),
});
/** Who has a project open. */
export type LockHolder = z.infer<typeof holderSchema>;
const rowSchema = holderSchema.extend({ nonce: z.string() });

export interface ProjectLock {
  /** Who held the lock before without giving it back: that process was killed or crashed. */
  readonly abandonedBy: LockHolder | undefined;
  release(): void;
}

interface LockOptions {
  readonly command: string;
  readonly clock: () => Date;
}

/**
 * Takes the single-writer lock `<project>.lock`. The lock file is a tiny unencrypted SQLite file with one row that says who
 * holds it; the lock itself is the operating system's (SQLite's RESERVED state, held by an open transaction), so it
 * ends with its process, kill -9 included, and no stale lock has to be guessed from process numbers.
 *
 * @throws `project-locked` naming process, computer, command and start when someone else holds it;
 * `file-write-failed` when the folder is not writable.
 */
export function acquireProjectLock(projectPath: string, options: LockOptions): ProjectLock {
  const lockPath = `${projectPath}.lock`;
  for (;;) {
    const lock = guarded(projectPath, lockPath, () => tryLock(projectPath, lockPath, options));
    if (lock !== undefined) return lock;
  }
}

function guarded<Result>(projectPath: string, lockPath: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const code = sqliteCode(error);
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT' || error instanceof z.ZodError) {
      throw new PilotlightError(
        'project-locked',
        projectLockUnreadable(lockPath),
        { path: lockPath },
        { cause: error },
      );
    }
    throw toDatabaseError(error, projectPath);
  }
}

/** The lock, or undefined when its file was replaced meanwhile and the attempt has to be repeated. */
function tryLock(projectPath: string, lockPath: string, { command, clock }: LockOptions): ProjectLock | undefined {
  const connection = new Database(lockPath, { timeout: 500 });
  try {
    // A journal file would be shared with the lock file that another process puts in the place of a removed one.
    connection.pragma('journal_mode = memory');
    reserve(connection, projectPath);
    const before = readRow(connection);
    const row = {
      pid: process.pid,
      host: hostname(),
      command: command.slice(0, 500),
      since: clock().toISOString(),
      nonce: randomUUID(),
    };
    writeRow(connection, row);
    // Committing shows the row to others but gives the lock up for a moment, so both have to be looked at again.
    connection.exec('COMMIT');
    reserve(connection, projectPath);
    if (readRow(connection)?.nonce === row.nonce && nonceAt(lockPath) === row.nonce) {
      const abandonedBy = before === undefined ? undefined : holderSchema.strip().parse(before);
      return { abandonedBy, release: () => release(connection, lockPath) };
    }
    connection.close();
    return undefined;
  } catch (error) {
    connection.close();
    // SQLite notices itself when the holder before removed the file between opening and writing.
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_READONLY_DBMOVED') return undefined;
    throw error;
  }
}

/** The row is a view over a constant: it lies in the first page alone, so a kill cannot leave half of it. */
function writeRow(connection: Database, row: z.infer<typeof rowSchema>): void {
  const literal = JSON.stringify(row).replaceAll(`'`, `''`);
  connection.exec(`DROP VIEW IF EXISTS holder; CREATE VIEW holder AS SELECT '${literal}' AS json`);
}

function reserve(connection: Database, projectPath: string): void {
  try {
    connection.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_BUSY') throw error;
    const holder = readRow(connection);
    const details = holder === undefined ? {} : holderSchema.strip().parse(holder);
    throw new PilotlightError('project-locked', projectLocked(projectPath, inWords(holder)), {
      path: projectPath,
      ...details,
    });
  }
}

function inWords(holder: LockHolder | undefined): string {
  if (holder === undefined) return 'another process';
  return `"${holder.command}" (process ${holder.pid} on ${holder.host}, since ${holder.since})`;
}

function readRow(connection: Database): z.infer<typeof rowSchema> | undefined {
  const views = connection.prepare(`SELECT name FROM sqlite_master WHERE name = 'holder'`).all();
  if (views.length === 0) return undefined;
  const { json } = z.object({ json: z.string() }).parse(connection.prepare('SELECT json FROM holder').get());
  return rowSchema.parse(JSON.parse(json));
}

/** The nonce a newcomer would read: another one, or none, when the path no longer leads to the file that is locked. */
function nonceAt(lockPath: string): string | undefined {
  if (!existsSync(lockPath)) return undefined;
  const connection = new Database(lockPath, { timeout: 500 });
  try {
    return readRow(connection)?.nonce;
  } finally {
    connection.close();
  }
}

function release(connection: Database, lockPath: string): void {
  if (!connection.open) return;
  // Where an open file can be removed, it goes while it is still locked; newcomers notice. Windows refuses until it is closed.
  removeLockFile(lockPath);
  connection.close();
  if (process.platform === 'win32') removeLockFile(lockPath);
}

function removeLockFile(lockPath: string): void {
  try {
    rmSync(lockPath, { force: true });
  } catch {
    // A lock file that stays is harmless: nobody holds it.
  }
}
