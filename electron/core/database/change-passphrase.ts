import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { PilotlightError, throwIfAborted } from '../../../shared/errors.ts';
import { projectMissing } from '../../../shared/messages/core-messages.ts';
import { toDatabaseError } from './database-error.ts';
import type { EncryptAnewOptions } from './encrypt-anew.ts';
import type { EncryptionStage } from './encryption-stages.ts';
import { canonicalPath } from './open-project.ts';
import { createProjectKey, readProjectKey, readRecoveryKey } from './project-key.ts';
import { acquireProjectLock } from './project-lock.ts';

/** Stage, and bytes of the new file that are done of all; `total` 0 where nothing tells. */
export type EncryptionReport = (stage: EncryptionStage, done: number, total: number) => void;

export interface ChangePassphraseOptions {
  /** A project that nobody has open. */
  readonly path: string;
  readonly secret: { readonly passphrase: string } | { readonly recoveryKey: string };
  readonly newPassphrase: string;
  readonly clock: () => Date;
  readonly command: string;
  /** Runs `encryptAnew` in a process that ends when the signal fires; the returned stream ends after it. */
  readonly encrypt: (options: EncryptAnewOptions, signal: AbortSignal) => AsyncIterable<EncryptionStage>;
  readonly report: EncryptionReport;
  readonly signal: AbortSignal;
}

/** Milliseconds between two looks at how much of the new file there is. */
const lookInterval = 200;

/**
 * Encrypts a project anew under the key of another passphrase, so that the old passphrase and the old recovery key are
 * worth nothing for the file from then on. The new file is built beside the old one, read in full, and then takes its
 * name: a crash or a cancellation leaves the old one. Needs as much room as the project again.
 *
 * @throws `project-missing`, `passphrase-wrong`, `passphrase-missing`, `project-damaged`, `project-newer`, `project-locked`,
 * `file-write-failed`, `host-crashed`, `cancelled`.
 */
export async function changePassphrase(options: ChangePassphraseOptions): Promise<void> {
  const { path, secret, newPassphrase, clock, command } = options;
  const file = canonicalPath(path);
  if (!existsSync(file)) throw new PilotlightError('project-missing', projectMissing(file), { path: file });
  const lock = acquireProjectLock(file, { command, clock });
  try {
    const key =
      'passphrase' in secret ? readProjectKey(file, secret.passphrase) : readRecoveryKey(file, secret.recoveryKey);
    const newKey = createProjectKey(newPassphrase);
    const target = `${file}.new`;
    try {
      removeLeftOvers(target);
      await encryptTold({ path: file, key, target, newKey }, options);
      throwIfAborted(options.signal);
      renameSync(target, file);
    } catch (error) {
      removeLeftOvers(target);
      throwIfAborted(options.signal);
      throw toDatabaseError(error, file);
    }
  } finally {
    lock.release();
  }
}

/** How far each stage is shows in the files: the copy grows, and then the journal, which takes every page before it is changed. */
async function encryptTold(
  work: EncryptAnewOptions,
  { encrypt, report, signal }: Pick<ChangePassphraseOptions, 'encrypt' | 'report' | 'signal'>,
): Promise<void> {
  const { path, target } = work;
  let stage: EncryptionStage = 'copy';
  const look = (): void => {
    if (stage === 'check') report(stage, 0, 0);
    else if (stage === 'copy') report(stage, sizeOf(target), sizeOf(path));
    else report(stage, sizeOf(`${target}-journal`), sizeOf(target));
  };
  const timer = setInterval(look, lookInterval);
  try {
    for await (const begun of encrypt(work, signal)) {
      stage = begun;
      look();
    }
  } finally {
    clearInterval(timer);
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function removeLeftOvers(target: string): void {
  for (const leftOver of [target, `${target}-journal`]) rmSync(leftOver, { force: true });
}
