import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { acquireProjectLock } from '../../../electron/core/database/project-lock.ts';
import { getMeta } from '../../../electron/core/database/repositories/meta.ts';
import { runChildScript } from '../../support/child-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock, temporaryProject, testPassphrase } from '../../support/temporary-project.ts';

const holdScript = new URL('./hold-project.child.ts', import.meta.url);
const raceScript = new URL('./race-for-lock.child.ts', import.meta.url);
const options = { command: 'pilotlight test', clock: fixedClock };

it('refuses a second opener in the same process and names the first', () => {
  const project = temporaryProject();
  expect(() => openProject({ path: project.path, passphrase: testPassphrase, clock: fixedClock })).toThrow(
    expect.objectContaining({
      code: 'project-locked',
      details: {
        path: project.path,
        pid: process.pid,
        host: hostname(),
        command: 'pilotlight',
        since: '2026-02-03T04:05:06.000Z',
      },
    }),
  );
});

it('refuses while another process has it, and takes over when that process is killed', async () => {
  const project = temporaryProject();
  project.close();
  const child = runChildScript(holdScript, [project.path, testPassphrase]);
  expect(await child.nextLine()).toBe('open');
  const open = () => openProject({ path: project.path, passphrase: testPassphrase, clock: fixedClock });
  expect(open).toThrow(`pilotlight hold" (process ${child.child.pid} on ${hostname()}`);
  await child.kill();
  expect(existsSync(`${project.path}.lock`)).toBe(true);
  using again = open();
  expect(again.abandonedBy).toMatchObject({ pid: child.child.pid, command: 'pilotlight hold' });
  // What that process had committed is there, what it had not is gone.
  expect(getMeta(again.db, 'committed')).toBe('yes');
  expect(getMeta(again.db, 'open transaction')).toBeUndefined();
});

it('is free again after an orderly end, with no lock file left', () => {
  const path = join(temporaryFolder(), 'x.pilotlight');
  for (const attempt of [1, 2, 3]) {
    const lock = acquireProjectLock(path, options);
    expect(lock.abandonedBy, `attempt ${attempt}`).toBeUndefined();
    expect(() => acquireProjectLock(path, options)).toThrow(expect.objectContaining({ code: 'project-locked' }));
    lock.release();
    lock.release();
    expect(existsSync(`${path}.lock`)).toBe(false);
  }
});

it('says which file to delete when the lock file is not one of ours', () => {
  const path = join(temporaryFolder(), 'x.pilotlight');
  writeFileSync(`${path}.lock`, 'not a lock'.repeat(1000));
  expect(() => acquireProjectLock(path, options)).toThrow(`${path}.lock is damaged`);
  expect(readFileSync(`${path}.lock`, 'utf8')).toContain('not a lock');
});

it('lets one of several processes in at a time, however they take and release it', async () => {
  const folder = temporaryFolder();
  const racers = [1, 2, 3].map((name) =>
    runChildScript(raceScript, [join(folder, 'x.pilotlight'), join(folder, 'inside'), String(name)]),
  );
  const results = await Promise.all(racers.map(async (racer) => [await racer.nextLine(), await racer.ended()]));
  for (const [line, code] of results) {
    expect(line).toMatch(/^entered 40 times, met nobody inside/);
    expect(code).toBe(0);
  }
});
