import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { hasTerminals, runOnTerminal } from '../../support/on-terminal.ts';
import { runCommand } from '../../support/run-command.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';
import { fixedClock } from '../../support/temporary-project.ts';

const folder = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const project = join(folder, 'survey.pilotlight');
const keyFile = join(folder, 'key.txt');
const newSecret = 'seven otters';
let oldSecret = '';

function opens(passphrase: string): boolean {
  try {
    using opened = openProject({ path: project, passphrase, clock: fixedClock });
    return opened.path === project;
  } catch {
    return false;
  }
}

/** Writes the key that is valid now to the file. */
async function noteKey(passphraseFile: string): Promise<void> {
  const { stdout } = await runCommand(['recovery-key', project, '--passphrase-file', passphraseFile]);
  writeFileSync(keyFile, stdout);
}

describe('a project whose passphrase is lost', () => {
  const secretFile = join(folder, 'new.txt');
  it('has a recovery key that was noted in time', async () => {
    const study = writeSurveyStudy(join(folder, 'study'));
    oldSecret = readFileSync(study.passphraseFile, 'utf8').trim();
    await runCommand(['import', project, study.recipe, '--passphrase-file', study.passphraseFile]);
    await noteKey(study.passphraseFile);
    expect(readFileSync(keyFile, 'utf8').trim()).toHaveLength(69);
    writeFileSync(secretFile, `${newSecret}\n`);
  });

  it('is opened by no other key, and stays as it is', async () => {
    const wrong = join(folder, 'wrong.txt');
    writeFileSync(
      wrong,
      readFileSync(keyFile, 'utf8').replace(/[A-Z2-7]/, (sign) => (sign === 'A' ? 'B' : 'A')),
    );
    const { code, stderr } = await runCommand([
      ...['recover', project, '--recovery-key-file', wrong, '--passphrase-file', secretFile],
    ]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('The recovery key does not open')]);
    expect([opens(oldSecret), opens(newSecret)]).toEqual([true, false]);
  });

  it('gets a new passphrase and a new recovery key with its recovery key', async () => {
    const { code, stdout } = await runCommand([
      ...['recover', project, '--recovery-key-file', keyFile, '--passphrase-file', secretFile],
    ]);
    expect(code).toBe(0);
    expect(stdout.trim()).toHaveLength(69);
    expect(stdout).not.toBe(readFileSync(keyFile, 'utf8'));
    expect([opens(oldSecret), opens(newSecret)]).toEqual([false, true]);
  });

  it.skipIf(!hasTerminals)('is recovered on a terminal without showing key or passphrase', async () => {
    await noteKey(secretFile);
    const key = readFileSync(keyFile, 'utf8').trim();
    const { code, shown } = await runOnTerminal(
      ['recover', project],
      [
        { when: 'Recovery key: ', keys: `${key}\r` },
        { when: 'New passphrase: ', keys: 'four badgers\r' },
        { when: 'The same passphrase again: ', keys: 'four badgers\r' },
      ],
    );
    expect(code).toBe(0);
    expect(shown).not.toContain('badger');
    expect(shown).not.toContain(key);
    expect([opens(newSecret), opens('four badgers')]).toEqual([false, true]);
  });

  it('needs a key from somewhere', async () => {
    const { code, stderr } = await runCommand(['recover', project, '--passphrase-file', secretFile]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--recovery-key-file')]);
  });
});
