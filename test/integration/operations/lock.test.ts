import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLineShell } from '../../../electron/core/shell.ts';
import type { Shell } from '../../../electron/core/shell.ts';
import { spawnChildHost } from '../../../electron/hosts/ports/child-process.ts';
import { eventually } from '../../support/eventually.ts';
import { openCore, testPassphrase } from '../../support/open-core.ts';
import type { CoreClient } from '../../support/open-core.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const refused = expect.objectContaining({ name: 'PilotlightError', code: 'workspace-locked' });

/** A core with an open project whose clock goes only when it is told to. */
async function openWithClock(shell: Shell | null = commandLineShell) {
  let time = Date.UTC(2026, 0, 1);
  const parts = { clock: () => new Date(time), ...(shell === null ? {} : { shell }) };
  const opened = openCore(temporaryFolder(), spawnChildHost, parts);
  const { client, folder } = opened;
  await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
  const isLocked = async (): Promise<boolean | undefined> => (await client.call('project.info', {}))?.locked;
  /** Lets minutes pass, after which the shell looks at the clock. */
  const pass = (minutes: number): void => {
    time += minutes * 60_000;
    opened.core.lockWhenIdle();
  };
  const sleep = (minutes: number): void => {
    time += minutes * 60_000;
  };
  return { ...opened, isLocked, pass, sleep };
}

/** Counts how often a page that is open beside is told that the project was opened, closed, locked or unlocked. */
function countNews(client: CoreClient): () => number {
  let told = 0;
  void (async () => {
    for await (const changed of client.stream('changes.watch', {})) if (changed.includes('project')) told += 1;
  })();
  return () => told;
}

describe('the lock of a project that nobody uses', () => {
  it('comes after the minutes of the settings, and input puts it off', async () => {
    const { client, isLocked, pass } = await openWithClock();
    pass(14);
    expect(await isLocked()).toBe(false);
    await client.call('project.noteInput', { secondsAgo: 0 });
    pass(14);
    expect(await isLocked()).toBe(false);
    pass(1);
    expect(await isLocked()).toBe(true);
    await expect(client.call('study.get', {})).rejects.toThrow(refused);
  });

  it('counts from the input itself, not from its report', async () => {
    const { client, isLocked, pass } = await openWithClock();
    pass(14);
    await client.call('project.noteInput', { secondsAgo: 120 });
    pass(12.5);
    expect(await isLocked()).toBe(false);
    pass(0.5);
    expect(await isLocked()).toBe(true);
  });

  it('counts the time that the machine slept, and what is asked or typed on waking comes too late', async () => {
    const { client, sleep } = await openWithClock();
    sleep(60);
    await client.call('project.noteInput', { secondsAgo: 0 });
    await expect(client.call('study.get', {})).rejects.toThrow(refused);
  });

  it('follows the settings at once, and never comes when they say never', async () => {
    const { client, isLocked, pass } = await openWithClock();
    await client.call('settings.set', { idleLockMinutes: null });
    pass(10_000);
    expect(await isLocked()).toBe(false);
    await client.call('project.noteInput', { secondsAgo: 0 });
    await client.call('settings.set', { idleLockMinutes: 2 });
    pass(2);
    expect(await isLocked()).toBe(true);
  });

  it('comes later, not never, when the clock is set back', async () => {
    const { isLocked, pass } = await openWithClock();
    pass(-600);
    expect(await isLocked()).toBe(false);
    pass(15);
    expect(await isLocked()).toBe(true);
  });

  it('begins anew with the passphrase', async () => {
    const { client, isLocked, pass } = await openWithClock();
    pass(15);
    await client.call('project.unlock', { passphrase: testPassphrase });
    pass(14);
    expect(await isLocked()).toBe(false);
  });

  it('does not come where there are no screens', async () => {
    const { isLocked, pass } = await openWithClock(null);
    pass(10_000);
    expect(await isLocked()).toBe(false);
  });
});

describe('every page', () => {
  it('is told when the project is locked in whatever way, unlocked, closed and opened, and not otherwise', async () => {
    const { client, core, folder, pass } = await openWithClock();
    const news = countNews(client);
    const lock = () => client.call('project.lock', {});
    const unlock = () => client.call('project.unlock', { passphrase: testPassphrase });
    const project = { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase };
    const acts = [
      lock,
      unlock,
      () => pass(15),
      unlock,
      () => core.lock(),
      () => client.call('project.close', {}),
      () => client.call('project.open', project),
    ];
    for (const [place, act] of acts.entries()) {
      await act();
      await eventually(() => expect(news()).toBe(place + 1));
    }
    pass(14);
    await lock();
    await lock();
    await unlock();
    await eventually(() => expect(news()).toBe(acts.length + 2));
  });

  it('may lock while another one does', async () => {
    const { client, isLocked } = await openWithClock();
    const [first, second] = await Promise.all([client.call('project.lock', {}), client.call('project.lock', {})]);
    expect([first.locked, second.locked, await isLocked()]).toEqual([true, true, true]);
  });
});

describe('work behind the lock', () => {
  it('cannot be stopped by closing the project without its passphrase', async () => {
    const { client, folder } = await openWithClock();
    await client.call('project.close', {});
    const { importJobId } = await client.call('project.openSample', {
      sample: 'anes96',
      folder,
      passphrase: testPassphrase,
    });
    await client.call('project.lock', {});
    await expect(client.call('project.close', {})).rejects.toThrow(refused);
    await client.call('project.unlock', { passphrase: testPassphrase });
    for await (const _ of client.stream('jobs.watch', { jobId: importJobId }));
    await client.call('project.lock', {});
    await client.call('project.close', {});
    expect(await client.call('project.info', {})).toBe(null);
  });
});
