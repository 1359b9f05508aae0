import { existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type Database from 'better-sqlite3';
import { PilotlightError } from '../../../shared/errors.ts';
import { projectDamaged, projectExists, projectMissing } from '../../../shared/messages/core-messages.ts';
import { backupProject } from './backup.ts';
import { applicationId, numberPragma, openConnection } from './connection.ts';
import { toDatabaseError } from './database-error.ts';
import { migrate } from './migrate.ts';
import { createProjectKey, isPassphraseOf, readProjectKey, toRecoveryKey } from './project-key.ts';
import type { ProjectKey } from './project-key.ts';
import { acquireProjectLock } from './project-lock.ts';
import type { LockHolder, ProjectLock } from './project-lock.ts';
import { createProjectDb } from './read-write-db.ts';
import type { Entity, ProjectDb } from './read-write-db.ts';
import { discardUnfinishedImports } from './repositories/datasets.ts';
import { discardUnfinishedSplits } from './repositories/splits.ts';

export interface OpenProjectOptions {
  /** The `.pilotlight` file. */
  readonly path: string;
  readonly passphrase: string;
  /** Makes a new project; an existing file is an error. */
  readonly create?: boolean;
  readonly clock: () => Date;
  /** What a second opener is told holds the project, such as `pilotlight simulate`; never contains data or the passphrase. */
  readonly command?: string;
  /** Called after each committed write with what it touched. */
  readonly onCommit?: (touched: readonly Entity[]) => void;
}

export interface Project {
  readonly path: string;
  readonly db: ProjectDb;
  /** Who had the project open before and ended without closing it; undefined after an orderly end. */
  readonly abandonedBy: LockHolder | undefined;
  /** What lets another process of this program read the project while it is open here. */
  access(): ProjectKey & { readonly path: string };
  /** What opens the file without the passphrase. */
  recoveryKey(): string;
  /** Whether this is the project's passphrase; takes some 0.3 s. */
  accepts(passphrase: string): boolean;
  /** Writes an encrypted copy with the same passphrase. Throws `file-exists`, `file-write-failed`. */
  backup(target: string): void;
  close(): void;
  [Symbol.dispose](): void;
}

/**
 * Opens or creates a project: one SQLite file, encrypted page by page with AEGIS-256 under a key derived from the passphrase
 * with scrypt (N = 2^17, r = 8, p = 1: 128 MiB and some 0.3 s per attempt). The caller holds the single-writer lock until
 * `close`.
 *
 * @throws `project-missing`, `file-exists` (create), `passphrase-missing`, `passphrase-wrong`, `project-damaged`,
 * `project-newer`, `project-locked`, `file-unreadable`, `file-write-failed`.
 */
export function openProject(options: OpenProjectOptions): Project {
  const path = canonicalPath(options.path);
  refuseWrongStart(path, options.create === true);
  if (options.create === true) makeFolder(path);
  const lock = acquireProjectLock(path, { command: options.command ?? 'pilotlight', clock: options.clock });
  try {
    // Another process may have created or removed the file while the lock was free.
    refuseWrongStart(path, options.create === true);
    const key =
      options.create === true ? createFile(path, options.passphrase) : readProjectKey(path, options.passphrase);
    const connection = openFile(path, key);
    try {
      return toProject(connection, path, key, lock, options);
    } catch (error) {
      connection.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** One name per file, so that a symbolic link cannot lead round the lock. */
export function canonicalPath(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const folder = dirname(absolute);
  return existsSync(folder) ? join(realpathSync(folder), basename(absolute)) : absolute;
}

function refuseWrongStart(path: string, create: boolean): void {
  if (create && existsSync(path)) throw new PilotlightError('file-exists', projectExists(path), { path });
  if (!create && !existsSync(path)) throw new PilotlightError('project-missing', projectMissing(path), { path });
}

function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw toDatabaseError(error, path);
  }
}

/** Builds the file under another name and renames it, so that a crash leaves no half-made project. */
function createFile(path: string, passphrase: string): ProjectKey {
  const key = createProjectKey(passphrase);
  const unfinished = `${path}.new`;
  try {
    for (const leftOver of [unfinished, `${unfinished}-journal`]) rmSync(leftOver, { force: true });
    const connection = openConnection(unfinished, key, { create: true });
    try {
      connection.pragma(`application_id = ${applicationId}`);
      migrate(connection, path);
    } finally {
      connection.close();
    }
    renameSync(unfinished, path);
    return key;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw toDatabaseError(error, path);
  }
}

/** Opens an existing file, brings its schema up to date and sets it to a write-ahead log. */
export function openFile(path: string, key: ProjectKey): Database {
  try {
    const connection = openConnection(path, key);
    try {
      if (numberPragma(connection, 'application_id') !== applicationId) {
        throw new PilotlightError('project-damaged', projectDamaged(path), { path });
      }
      migrate(connection, path);
      connection.pragma('journal_mode = wal');
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  } catch (error) {
    throw toDatabaseError(error, path);
  }
}

function toProject(
  connection: Database,
  path: string,
  key: ProjectKey,
  lock: ProjectLock,
  options: OpenProjectOptions,
): Project {
  const db = createProjectDb(connection, { path, onCommit: options.onCommit ?? (() => undefined) });
  discardUnfinishedImports(db);
  discardUnfinishedSplits(db);
  const close = (): void => {
    if (!connection.open) return;
    try {
      connection.close();
    } finally {
      lock.release();
    }
  };
  return {
    path,
    db,
    abandonedBy: lock.abandonedBy,
    access: () => ({ path, ...key }),
    recoveryKey: () => toRecoveryKey(key),
    accepts: (passphrase) => isPassphraseOf(key, passphrase),
    backup: (target) => backupProject(connection, target),
    close,
    [Symbol.dispose]: close,
  };
}
