import { PilotlightError } from '../../../shared/errors.ts';
import {
  passphraseUnchanged,
  passphraseWhileWorking,
  passphraseWrong,
} from '../../../shared/messages/core-messages.ts';
import { changePassphrase } from '../database/change-passphrase.ts';
import type { OpenedProject, Session } from '../session.ts';

/**
 * Encrypts the open project anew under another passphrase; it is closed for that and opened again, also when that fails.
 *
 * @throws `usage` while jobs run or wait or for the same passphrase, `passphrase-wrong`, and as `changePassphrase`
 */
export async function renewPassphrase(
  session: Session,
  passphrase: string,
  newPassphrase: string,
): Promise<OpenedProject> {
  const { project, queue } = session.current();
  const { clock, command } = session.dependencies;
  const { path, accepts } = project;
  if (newPassphrase.normalize('NFKC') === passphrase.normalize('NFKC'))
    throw new PilotlightError('usage', passphraseUnchanged());
  if (queue.list().some(({ state }) => state === 'running' || state === 'queued'))
    throw new PilotlightError('usage', passphraseWhileWorking());
  if (!accepts(passphrase)) throw new PilotlightError('passphrase-wrong', passphraseWrong(path), { path });
  await session.closeSilently();
  try {
    changePassphrase({ path, secret: { passphrase }, newPassphrase, clock, command });
  } catch (error) {
    await session.open({ path, passphrase, create: false });
    throw error;
  }
  return session.open({ path, passphrase: newPassphrase, create: false });
}
