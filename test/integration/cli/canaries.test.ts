import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { textsIn, textsInFiles, textsInUnlinkedFiles } from '../../support/find-plain-text.ts';
import { descendantsOf } from '../../support/process-table.ts';
import type { RunningCommand } from '../../support/run-command.ts';
import { progressOf, startCommand } from '../../support/run-command.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Words that stand nowhere else. */
const word = (index: number): string => `Zaunkönig-${index * 7919}-Nachtigall`;
const towns = [word(1), word(2), word(3)];
const [north, south] = [word(4), word(5)];
const [identifier, remark, unlisted, refused] = [word(6), word(7), word(8), word(9)];
const age = '61.709311482';
const canaries = [...towns, north, south, identifier, remark, unlisted, refused, age];
/** The codebook names these two itself, so they may stand in a report. */
const labels: readonly string[] = [north, south];
const answers = canaries.filter((text) => !labels.includes(text));

/** Answers of every kind: persona as text and number, options by their labels, refused, excluded and unlisted columns. */
const study = writeSurveyStudy(join(home, 'study'), {
  regions: [north, south, 'west'],
  fields: (row) => ({
    town: towns[row % 3] ?? '',
    region: [north, south, 'west'][row % 3] ?? '',
    remark,
    phone: unlisted,
    ...(row % 4 === 0 ? { age } : {}),
    ...(row === 3 ? { respondent: identifier, risk: refused } : {}),
  }),
});

// Everything a process may write to by default lies in folders of its own.
const [out, scratch, user, working] = ['out', 'scratch', 'user', 'working'].map((name) => join(home, name));
if (out === undefined || scratch === undefined || user === undefined || working === undefined)
  throw new Error('No folder.');
for (const folder of [out, scratch, user, working]) mkdirSync(folder);
const searched = [out, scratch, user, working, ...(existsSync('/dev/shm') ? ['/dev/shm'] : [])];
const environment = { TMPDIR: scratch, SQLITE_TMPDIR: scratch, HOME: user, XDG_CACHE_HOME: user };

/** Files that hold an answer in plain text, apart from reports with labels of the codebook; and nameless files that do. */
function leaks(command?: RunningCommand): string[] {
  const files = Object.entries(textsInFiles(searched, [...canaries, study.passphrase]));
  const exported = ['results.json', 'report.html', 'tables.html'].flatMap((name) =>
    [name, `${name}.unfinished`].map((file) => join(out ?? '', file)),
  );
  const named = files.flatMap(([path, found]) => {
    const unexpected = exported.includes(path) ? found.filter((text) => !labels.includes(text)) : found;
    return unexpected.map((text) => `${text} in ${path}`);
  });
  const processes = command === undefined ? [] : [command.pid, ...descendantsOf(command.pid).map(({ pid }) => pid)];
  return [...named, ...processes.flatMap((pid) => textsInUnlinkedFiles(pid, canaries))];
}

function start(onEvent: () => void): RunningCommand {
  const args = ['run', study.recipe, '--out', out ?? '', '--passphrase-file', study.passphraseFile];
  const options = { env: environment, cwd: working ?? '', onEvent };
  return startCommand([...args, '--threads', '1', '--json'], options);
}

it('finds the canaries where they are', () => {
  expect(textsIn(readFileSync(study.data), canaries)).toEqual(canaries);
  expect(textsIn(Buffer.from(towns.join(), 'utf16le'), canaries)).toEqual(towns);
});

it('keeps every answer out of every file and every line, while it works, after a kill and after the end', async () => {
  const found: string[] = [];
  const seen = new Set<string>();
  let scans = 0;
  const scan = (): void => {
    scans += 1;
    found.push(...leaks(running));
    for (const name of readdirSync(out ?? '')) seen.add(name);
  };
  let running = start(scan);
  await running.until(progressOf('simulate-adapted', ({ done, total }) => done > 0 && done < total));
  running.kill('tree');
  const killed = await running.ended;
  found.push(...leaks());
  expect([...seen]).toEqual(
    expect.arrayContaining(['survey.pilotlight', 'survey.pilotlight-wal', 'survey.pilotlight.lock']),
  );

  running = start(scan);
  const ended = await running.ended;
  expect(ended.code).toBe(0);
  found.push(...leaks());
  expect(found).toEqual([]);
  expect(scans).toBeGreaterThan(30);

  const told = Buffer.from([killed, ended].flatMap(({ stdout, stderr }) => [stdout, stderr]).join('\n'));
  expect(textsIn(told, [...answers, study.passphrase])).toEqual([]);
  expect(textsIn(readFileSync(join(out ?? '', 'results.json')), canaries)).toEqual([...labels]);
  expect(readdirSync(out ?? '').sort()).toEqual([
    'manifest.json',
    'report.html',
    'reproduce.R',
    'reproduce.py',
    'results.json',
    'survey.pilotlight',
    'tables.docx',
    'tables.html',
  ]);
  // Nothing at all was left in the places where programs leave things.
  expect([scratch, user, working].flatMap((folder) => readdirSync(folder))).toEqual([]);
});
