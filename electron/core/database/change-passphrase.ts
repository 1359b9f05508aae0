import { existsSync, renameSync, rmSync } from 'node:fs';
import { PilotlightError } from '../../../shared/errors.ts';
import { projectDamaged, projectMissing } from '../../../shared/messages/core-messages.ts';
import { backupProject } from './backup.ts';
import { openConnection } from './connection.ts';
import { toDatabaseError } from './database-error.ts';
import { canonicalPath, openFile } from './open-project.ts';
import { createProjectKey, readProjectKey, readRecoveryKey } from './project-key.ts';
import type { ProjectKey } from './project-key.ts';
import { acquireProjectLock } from './project-lock.ts';

export interface ChangePassphraseOptions {
  /** A project that nobody has open. */
  readonly path: string;
  readonly secret: { readonly passphrase: string } | { readonly recoveryKey: string };
  readonly newPassphrase: string;
  readonly clock: () => Date;
  readonly command: string;
}

/**
 * Encrypts a project anew under the key of another passphrase, so that the old passphrase and the old recovery key are
 * worth nothing for the file from then on. The new file is built beside the old one, read in full, and then takes its
 * name: a crash leaves the old one. Needs as much room as the project again.
 *
 * @throws `project-missing`, `passphrase-wrong`, `passphrase-missing`, `project-damaged`, `project-newer`, `project-locked`,
 * `file-write-failed`.
 */
export function changePassphrase({ path, secret, newPassphrase, clock, command }: ChangePassphraseOptions): void {
  const file = canonicalPath(path);
  if (!existsSync(file)) throw new PilotlightError('project-missing', projectMissing(file), { path: file });
  const lock = acquireProjectLock(file, { command, clock });
  try {
    const key =
      'passphrase' in secret ? readProjectKey(file, secret.passphrase) : readRecoveryKey(file, secret.recoveryKey);
    const newKey = createProjectKey(newPassphrase);
    const unfinished = `${file}.new`;
    const leftOvers = [unfinished, `${unfinished}-journal`];
    try {
      for (const leftOver of leftOvers) rmSync(leftOver, { force: true });
      copyProject(file, key, unfinished);
      encryptAnew(unfinished, key, newKey);
      renameSync(unfinished, file);
    } catch (error) {
      for (const leftOver of leftOvers) rmSync(leftOver, { force: true });
      throw toDatabaseError(error, file);
    }
  } finally {
    lock.release();
  }
}

function copyProject(file: string, key: ProjectKey, target: string): void {
  const connection = openFile(file, key);
  try {
    backupProject(connection, target);
  } finally {
    connection.close();
  }
}

function encryptAnew(file: string, key: ProjectKey, newKey: ProjectKey): void {
  const connection = openConnection(file, key);
  try {
    connection.pragma(`rekey='raw:${newKey.key}${newKey.salt}'`);
  } finally {
    connection.close();
  }
  // Every page is authenticated when it is read, so reading all of them shows that none was lost.
  const renewed = openConnection(file, newKey);
  try {
    if (renewed.pragma('quick_check(1)', { simple: true }) !== 'ok')
      throw new PilotlightError('project-damaged', projectDamaged(file), { path: file });
  } finally {
    renewed.close();
  }
}
