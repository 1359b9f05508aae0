import { setImmediate } from 'node:timers/promises';
import { PilotlightError } from '../../../shared/errors.ts';
import { projectDamaged } from '../../../shared/messages/core-messages.ts';
import { backupProject } from './backup.ts';
import { openConnection } from './connection.ts';
import { toDatabaseError } from './database-error.ts';
import type { EncryptionStage } from './encryption-stages.ts';
import { encryptionStages } from './encryption-stages.ts';
import { openFile } from './open-project.ts';
import type { ProjectKey } from './project-key.ts';

export interface EncryptAnewOptions {
  /** A project that nobody else has open. */
  readonly path: string;
  readonly key: ProjectKey;
  /** The new file, which does not exist yet. */
  readonly target: string;
  readonly newKey: ProjectKey;
}

/**
 * Writes a copy of a project that another key opens, and reads it in full. Tells each stage before it begins. For a process of
 * its own: a large project takes minutes, and only the end of the process interrupts it.
 *
 * @throws `project-damaged`, `file-exists`, `file-write-failed`
 */
export async function* encryptAnew({ path, key, target, newKey }: EncryptAnewOptions): AsyncGenerator<EncryptionStage> {
  const stages: Readonly<Record<EncryptionStage, () => void>> = {
    copy: () => copyProject(path, key, target),
    encrypt: () => changeKey(target, key, newKey),
    check: () => checkFile(target, newKey),
  };
  for (const stage of encryptionStages) {
    yield stage;
    // The stage goes out before the call, which answers nobody.
    await setImmediate();
    try {
      stages[stage]();
    } catch (error) {
      throw toDatabaseError(error, path);
    }
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

function changeKey(file: string, key: ProjectKey, newKey: ProjectKey): void {
  const connection = openConnection(file, key);
  try {
    connection.pragma(`rekey='raw:${newKey.key}${newKey.salt}'`);
  } finally {
    connection.close();
  }
}

/** Every page is authenticated when it is read, so reading all of them shows that none was lost. */
function checkFile(file: string, key: ProjectKey): void {
  const renewed = openConnection(file, key);
  try {
    if (renewed.pragma('quick_check(1)', { simple: true }) !== 'ok')
      throw new PilotlightError('project-damaged', projectDamaged(file), { path: file });
  } finally {
    renewed.close();
  }
}
