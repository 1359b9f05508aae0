import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { readColumns } from '../../../electron/core/database/repositories/cells.ts';
import { iterateAnswers } from '../../../electron/core/database/repositories/simulation-blocks.ts';
import { runChildScript } from '../../support/child-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock, testPassphrase } from '../../support/temporary-project.ts';

const canaries = Array.from({ length: 10 }, (_, index) => `canary-answer-${(index + 1) * 7919}`);
const script = new URL('./write-canaries.child.ts', import.meta.url);

/** Canaries, and the passphrase, that stand in these bytes as UTF-8 or UTF-16. */
function leaksIn(bytes: Buffer): string[] {
  return [...canaries, testPassphrase].filter(
    (text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')),
  );
}

/** Every file below the folders with what leaks in it. */
function leaksBelow(...folders: readonly string[]): Record<string, string[]> {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const regular = files.filter((file) => statSync(file).isFile());
  return Object.fromEntries(regular.map((file) => [file, leaksIn(readFileSync(file))]));
}

/**
 * Files that a process has open although their name is gone, as temporary files of SQLite are, with what leaks in them.
 * Only Linux lists them; elsewhere there is nothing to look at.
 */
function leaksInUnlinkedFiles(pid: number | undefined): string[][] {
  const folder = `/proc/${pid}/fd`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((file) => existsLink(file)?.endsWith('(deleted)') === true)
    .map((file) => leaksIn(readFileSync(file)));
}

function existsLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

async function startChild(tempStore: 'as opened' | 'file') {
  const folder = temporaryFolder();
  const [projectFolder, scratch, source] = ['project', 'scratch', 'source'].map((name) => join(folder, name));
  if (projectFolder === undefined || scratch === undefined || source === undefined) throw new Error('No folder.');
  for (const made of [projectFolder, scratch, source]) mkdirSync(made);
  const data = join(source, 'survey.csv');
  const rows = Array.from({ length: 120_000 }, (_, row) => `${canaries[row % 10]},${(row * 7919) % 104_729},${row}`);
  writeFileSync(data, `answer,order,row\n${rows.join('\n')}\n`);
  const path = join(projectFolder, 'study.pilotlight');
  const env = { TMPDIR: scratch, SQLITE_TMPDIR: scratch };
  const child = runChildScript(script, [path, testPassphrase, data, tempStore], { env });
  expect(await child.nextLine()).toBe('holding');
  return { child, path, projectFolder, scratch, data };
}

it('leaves no answer in plain text on the disk: not while it works, not after a kill, not after closing', async () => {
  const { child, path, projectFolder, scratch, data } = await startChild('as opened');
  // The search finds what is there.
  expect(leaksIn(readFileSync(data))).toEqual(canaries);

  const working = leaksBelow(projectFolder, scratch);
  expect(Object.keys(working).map((file) => file.slice(path.length))).toEqual(
    expect.arrayContaining(['', '-shm', '-wal', '.lock']),
  );
  expect(Object.values(working).flat()).toEqual([]);
  expect(readdirSync(scratch)).toEqual([]);
  expect(leaksInUnlinkedFiles(child.child.pid)).toEqual([]);
  // The open transaction is larger than the cache, so part of it stands in the log.
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(4_000_000);

  await child.kill();
  const killed = leaksBelow(projectFolder, scratch);
  expect(Object.keys(killed)).toContain(`${path}-wal`);
  expect(Object.values(killed).flat()).toEqual([]);

  const project = openProject({ path, passphrase: testPassphrase, clock: fixedClock });
  expect(new Set(readColumns(project.db, 'survey', ['answer']).values.get('answer'))).toEqual(new Set(canaries));
  expect([...iterateAnswers(project.db, 'simulated')].map(({ value }) => value)).toEqual(canaries);
  project.close();
  const closed = leaksBelow(projectFolder, scratch);
  expect(Object.keys(closed)).toEqual([path]);
  expect(Object.values(closed).flat()).toEqual([]);
});

it.skipIf(!existsSync('/proc/self/fd'))(
  'would notice the temporary file that SQLite writes by default when it sorts',
  async () => {
    const { child } = await startChild('file');
    expect(leaksInUnlinkedFiles(child.child.pid)).toContainEqual(canaries);
    await child.kill();
  },
);
