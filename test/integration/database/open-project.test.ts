import {
  copyFileSync,
  existsSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openConnection } from '../../../electron/core/database/connection.ts';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { readProjectKey } from '../../../electron/core/database/project-key.ts';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import { getMeta, setMeta } from '../../../electron/core/database/repositories/meta.ts';
import { runChildScript } from '../../support/child-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock, temporaryProject, testPassphrase } from '../../support/temporary-project.ts';

const failure = (code: string) => expect.objectContaining({ name: 'PilotlightError', code });

function reopen(path: string, passphrase = testPassphrase) {
  return openProject({ path, passphrase, clock: fixedClock });
}

let template: Buffer | undefined;

/** A closed project with something in it; returns its path. Copies of one, since deriving a key takes a third of a second. */
function closedProject(): string {
  const path = join(temporaryFolder(), 'study.pilotlight');
  template ??= readFileSync(newClosedProject());
  writeFileSync(path, template);
  return path;
}

function newClosedProject(): string {
  const project = temporaryProject();
  writeTransaction(project.db, ['meta'], (db) => {
    for (let index = 0; index < 500; index += 1) setMeta(db, `fact ${index}`, 'kept '.repeat(20));
  });
  project.close();
  return project.path;
}

function overwrite(path: string, position: number, bytes: Uint8Array): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
}

describe('a project file', () => {
  it('keeps what was written and leaves one file behind when it is closed', () => {
    const path = closedProject();
    {
      using project = reopen(path);
      expect(getMeta(project.db, 'fact 7')).toBe('kept '.repeat(20));
      expect(project.abandonedBy).toBeUndefined();
    }
    expect(readdirSync(join(path, '..'))).toEqual(['study.pilotlight']);
  });

  it('opens with a passphrase composed differently by another keyboard', () => {
    const path = join(temporaryFolder(), 'study.pilotlight');
    openProject({ path, passphrase: 'Gr\u00fc\u00dfe', create: true, clock: fixedClock }).close();
    expect(() => reopen(path, 'Gru\u0308\u00dfe').close()).not.toThrow();
  });

  it('works on every connection with temporary storage in memory, foreign keys and overwritten deletions', () => {
    const path = closedProject();
    const connection = openConnection(path, readProjectKey(path, testPassphrase));
    const pragmas = ['temp_store', 'foreign_keys', 'secure_delete', 'synchronous', 'trusted_schema', 'cipher'];
    expect(pragmas.map((name) => connection.pragma(name, { simple: true }))).toEqual([2, 1, 1, 2, 0, 'aegis']);
    expect(connection.pragma('journal_mode', { simple: true })).toBe('wal');
    connection.close();
  });

  it('salts every project differently', () => {
    const salts = [newClosedProject(), newClosedProject()].map((path) =>
      readFileSync(path).subarray(0, 16).toString('hex'),
    );
    expect(salts[0]).not.toBe(salts[1]);
  });
});

describe('opening refuses', () => {
  it('a wrong passphrase, and opens with the right one afterwards', () => {
    const path = closedProject();
    expect(() => reopen(path, 'Correct horse battery staple')).toThrow(failure('passphrase-wrong'));
    reopen(path).close();
  });

  it('an empty passphrase', () => {
    expect(() => reopen(closedProject(), '')).toThrow(failure('passphrase-missing'));
    const path = join(temporaryFolder(), 'new.pilotlight');
    expect(() => openProject({ path, passphrase: '', create: true, clock: fixedClock })).toThrow(
      failure('passphrase-missing'),
    );
    expect(existsSync(path)).toBe(false);
  });

  it('a file that is not there, and makes none', () => {
    const folder = temporaryFolder();
    expect(() => reopen(join(folder, 'none.pilotlight'))).toThrow(failure('project-missing'));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('to create over an existing file', () => {
    const path = closedProject();
    const before = readFileSync(path);
    expect(() => openProject({ path, passphrase: 'x', create: true, clock: fixedClock })).toThrow(
      failure('file-exists'),
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('to create where a file stands in place of the folder', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const path = join(file, 'study.pilotlight');
    expect(() => openProject({ path, passphrase: 'x', create: true, clock: fixedClock })).toThrow(
      failure('file-write-failed'),
    );
  });

  it('a file of a newer version and leaves it as it is', () => {
    const path = closedProject();
    const connection = openConnection(path, readProjectKey(path, testPassphrase));
    connection.pragma('user_version = 9990');
    connection.close();
    const before = readFileSync(path);
    expect(() => reopen(path)).toThrow(failure('project-newer'));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('a newer key format', () => {
    const path = closedProject();
    overwrite(path, 0, Uint8Array.of(2));
    expect(() => reopen(path)).toThrow(failure('project-newer'));
  });

  it.each([
    ['an empty file', ''],
    ['a text file', 'name,age\nAnna,34\n'.repeat(1000)],
    ['zeros', '\0'.repeat(8192)],
  ])('%s', (_, content) => {
    const path = join(temporaryFolder(), 'other.pilotlight');
    writeFileSync(path, content);
    expect(() => reopen(path)).toThrow(failure('project-damaged'));
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('an unencrypted SQLite file', () => {
    const path = join(temporaryFolder(), 'plain.pilotlight');
    const plain = new Database(path);
    plain.exec('CREATE TABLE t (x)');
    plain.close();
    expect(() => reopen(path)).toThrow(failure('project-damaged'));
  });

  it.each([
    ['in its first page', 200],
    ['in the structure of its header', 20],
  ])('a file damaged %s, telling it from a wrong passphrase', (_, position) => {
    const path = closedProject();
    overwrite(path, position, Uint8Array.of(1, 2, 3, 4));
    expect(() => reopen(path)).toThrow(failure('project-damaged'));
  });

  it.each([10_000, 8192, 3000])('a file cut off after %i bytes', (size) => {
    const path = closedProject();
    truncateSync(path, size);
    expect(() => reopen(path)).toThrow(failure('project-damaged'));
  });

  it('to read a damaged page later on', () => {
    const path = closedProject();
    const pages = readFileSync(path).length / 4096;
    for (let page = 1; page < pages; page += 1) overwrite(path, page * 4096 + 100, Uint8Array.of(1, 2, 3, 4));
    expect(() => {
      using project = reopen(path);
      getMeta(project.db, 'fact 7');
    }).toThrow(failure('project-damaged'));
  });
});

describe('a backup', () => {
  it('is encrypted, opens with the same passphrase and holds the same', () => {
    const project = temporaryProject();
    writeTransaction(project.db, ['meta'], (db) => setMeta(db, 'fact', 'marmalade-canary'));
    const target = join(temporaryFolder(), 'copy.pilotlight');
    project.backup(target);
    expect(readFileSync(target).includes('marmalade-canary')).toBe(false);
    using copy = reopen(target);
    expect(getMeta(copy.db, 'fact')).toBe('marmalade-canary');
  });

  it('never overwrites a file', () => {
    const project = temporaryProject();
    const target = join(temporaryFolder(), 'taken');
    writeFileSync(target, 'mine');
    expect(() => project.backup(target)).toThrow(failure('file-exists'));
    expect(readFileSync(target, 'utf8')).toBe('mine');
  });

  it('says so when the folder does not exist', () => {
    const project = temporaryProject();
    expect(() => project.backup(join(temporaryFolder(), 'nowhere', 'copy'))).toThrow(failure('file-write-failed'));
  });
});

it('is the same project through a symbolic link, so the lock holds', () => {
  const project = temporaryProject();
  const link = join(temporaryFolder(), 'link.pilotlight');
  symlinkSync(project.path, link);
  expect(() => reopen(link)).toThrow(failure('project-locked'));
});

it('can be copied while closed and opened elsewhere', () => {
  const path = closedProject();
  const copy = join(temporaryFolder(), 'elsewhere.pilotlight');
  copyFileSync(path, copy);
  using project = reopen(copy);
  expect(getMeta(project.db, 'fact 1')).toBe('kept '.repeat(20));
});

it.skipIf(process.platform === 'win32')('says so when the disk is full and keeps what was there before', async () => {
  const path = closedProject();
  const child = runChildScript(new URL('./fill-disk.child.ts', import.meta.url), [path, testPassphrase], {
    // A limit on the size of files fails like a full disk does; the signal that comes with it is ignored.
    wrap: (command) => ['sh', '-c', `trap '' XFSZ; ulimit -f 2000; exec "$@"`, 'sh', ...command],
  });
  expect(await child.nextLine()).toBe('file-write-failed');
  expect(await child.nextLine()).toBe('still readable');
  expect(await child.ended()).toBe(0);
  using project = reopen(path);
  expect(getMeta(project.db, 'fact 1')).toBe('kept '.repeat(20));
  expect(getMeta(project.db, 'big 0')).toBeUndefined();
});
