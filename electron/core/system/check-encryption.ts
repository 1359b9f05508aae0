import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PilotlightError } from '../../../shared/errors.ts';
import { encryptionFailed } from '../../../shared/messages/core-messages.ts';
import type { CoreDependencies } from '../core-dependencies.ts';
import { openProject } from '../database/open-project.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { getMeta, setMeta } from '../database/repositories/meta.ts';

/** Keeps a random text in a new project and tries to find it without the passphrase. */
export function checkEncryption({ clock, command }: CoreDependencies): string {
  const folder = mkdtempSync(join(tmpdir(), 'pilotlight-doctor-'));
  try {
    const path = join(folder, 'trial.pilotlight');
    const [passphrase, text] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
    const location = { path, clock, command };
    {
      using project = openProject({ ...location, passphrase, create: true });
      writeTransaction(project.db, [], (write) => setMeta(write, 'text', text));
      refuseText(folder, text);
    }
    refuseText(folder, text);
    refuseOtherPassphrase(location, `${passphrase}.`);
    using project = openProject({ ...location, passphrase });
    if (getMeta(project.db, 'text') !== text)
      throw new PilotlightError('internal', encryptionFailed('it was not read back'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return 'AEGIS-256 with a key from scrypt: what was written was not found in any file of the project, a wrong passphrase was refused, the right one read it back';
}

function refuseText(folder: string, text: string): void {
  for (const name of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, name));
    if (bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))) {
      throw new PilotlightError('internal', encryptionFailed(`${name} holds it in plain text`));
    }
  }
}

function refuseOtherPassphrase(
  location: { readonly path: string; readonly clock: () => Date; readonly command: string },
  passphrase: string,
): void {
  try {
    openProject({ ...location, passphrase }).close();
  } catch (error) {
    if (error instanceof PilotlightError && error.code === 'passphrase-wrong') return;
    throw error;
  }
  throw new PilotlightError('internal', encryptionFailed('another passphrase opened it'));
}
