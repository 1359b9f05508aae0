import { PilotlightError } from '../../../shared/errors.ts';
import {
  encryptionStageInWords,
  passphraseUnchanged,
  passphraseWhileWorking,
  passphraseWrong,
} from '../../../shared/messages/core-messages.ts';
import type { ChangePassphraseOptions } from '../database/change-passphrase.ts';
import { changePassphrase } from '../database/change-passphrase.ts';
import { startHost } from '../host-process.ts';
import type { ProgressReport } from '../jobs/progress-tracker.ts';
import { readingContract } from '../reading-contract.ts';
import type { OpenedProject, Session } from '../session.ts';

export interface Renewal {
  readonly report: (report: ProgressReport) => void;
  readonly signal: AbortSignal;
}

/**
 * Encrypts a closed project anew in a process of its own, so that the core answers meanwhile and the work can be cancelled.
 *
 * @throws as `changePassphrase`
 */
export function encryptProject(
  { dependencies }: Session,
  change: Pick<ChangePassphraseOptions, 'path' | 'secret' | 'newPassphrase'>,
  { report, signal }: Renewal,
): Promise<void> {
  const { clock, command, spawnHost } = dependencies;
  return changePassphrase({
    ...change,
    clock,
    command,
    signal,
    report: (stage, done, total) => report({ phase: encryptionStageInWords(stage), done, total, unit: 'bytes' }),
    async *encrypt({ path, key, target, newKey }, within) {
      await using host = startHost(spawnHost, 'reader', readingContract, within);
      const order = { access: { path, ...key }, target, newKey };
      yield* host.client.stream('project.encryptAnew', order, { signal: within });
    },
  });
}

/**
 * Encrypts the open project anew under another passphrase; it is closed for that and opened again, also when that fails or is
 * cancelled.
 *
 * @throws `usage` while jobs run or wait or for the same passphrase, `passphrase-wrong`, and as `changePassphrase`
 */
export async function renewPassphrase(
  session: Session,
  passphrase: string,
  newPassphrase: string,
  renewal: Renewal,
): Promise<OpenedProject> {
  const { project, queue } = session.current();
  const { path, accepts } = project;
  if (newPassphrase.normalize('NFKC') === passphrase.normalize('NFKC'))
    throw new PilotlightError('usage', passphraseUnchanged());
  if (queue.list().some(({ state }) => state === 'running' || state === 'queued'))
    throw new PilotlightError('usage', passphraseWhileWorking());
  if (!accepts(passphrase)) throw new PilotlightError('passphrase-wrong', passphraseWrong(path), { path });
  await session.closeSilently();
  try {
    await encryptProject(session, { path, secret: { passphrase }, newPassphrase }, renewal);
  } catch (error) {
    await session.open({ path, passphrase, create: false });
    throw error;
  }
  return session.open({ path, passphrase: newPassphrase, create: false });
}
