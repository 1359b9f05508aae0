import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spawnChildHost } from '../../../electron/hosts/ports/child-process.ts';
import type { Progress } from '../../../shared/contract/jobs.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { follow, openCore, testPassphrase } from '../../support/open-core.ts';
import { silentHost } from '../../support/silent-host.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const failure = (code: string) => expect.objectContaining({ name: 'PilotlightError', code });
const newPassphrase = 'four grey stones under ice';

describe('the recovery key', () => {
  it('is told when a project is made, and again to who knows the passphrase', async () => {
    const { client, folder } = openCore();
    const path = join(folder, 'a.pilotlight');
    const { recoveryKey } = await client.call('project.create', { path, passphrase: testPassphrase });
    expect(recoveryKey).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(await client.call('project.recoveryKey', { passphrase: testPassphrase })).toEqual({ recoveryKey });
    await expect(client.call('project.recoveryKey', { passphrase: 'another' })).rejects.toThrow(
      failure('passphrase-wrong'),
    );
    const actions = (await client.call('audit.list', {})).map(({ action }) => action);
    expect(actions).toEqual(['project-created', 'recovery-key-shown']);
  });

  it('opens a project whose passphrase is lost, however it is typed, and is void afterwards', async () => {
    const { client, folder } = openCore();
    const path = join(folder, 'a.pilotlight');
    const { id, recoveryKey } = await client.call('project.create', { path, passphrase: testPassphrase });
    await client.call('project.close', {});
    const typed = recoveryKey.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const recovered = await resultOf(client.stream('project.recover', { path, recoveryKey: typed, newPassphrase }));
    expect(recovered.id).toBe(id);
    expect(recovered.recoveryKey).not.toBe(recoveryKey);
    await client.call('project.close', {});
    await expect(client.call('project.open', { path, passphrase: testPassphrase })).rejects.toThrow(
      failure('passphrase-wrong'),
    );
    await expect(resultOf(client.stream('project.recover', { path, recoveryKey, newPassphrase }))).rejects.toThrow(
      failure('passphrase-wrong'),
    );
    expect((await client.call('project.open', { path, passphrase: newPassphrase })).id).toBe(id);
  });

  it('of another project, or with one wrong letter, opens nothing', async () => {
    const { client, folder } = openCore();
    const path = join(folder, 'a.pilotlight');
    const { recoveryKey } = await client.call('project.create', { path, passphrase: testPassphrase });
    const other = await client.call('project.create', {
      path: join(folder, 'b.pilotlight'),
      passphrase: testPassphrase,
    });
    await client.call('project.close', {});
    const mistyped = recoveryKey.replace(/.$/, (last) => (last === '2' ? '3' : '2'));
    for (const wrong of [other.recoveryKey, mistyped, 'nonsense']) {
      await expect(
        resultOf(client.stream('project.recover', { path, recoveryKey: wrong, newPassphrase })),
      ).rejects.toThrow(failure('passphrase-wrong'));
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('a.'))).toEqual(['a.pilotlight']);
  });
});

describe('a change of passphrase', () => {
  it('encrypts the file anew, keeps what is in it and leaves one file', async () => {
    const { client, folder } = openCore();
    const path = join(folder, 'a.pilotlight');
    const { id, recoveryKey } = await client.call('project.create', { path, passphrase: testPassphrase });
    const before = readFileSync(path);
    const change = { passphrase: testPassphrase, newPassphrase };
    const told: Progress[] = [];
    const changed = await resultOf(client.stream('project.changePassphrase', change), (progress) =>
      told.push(progress),
    );
    expect(told[0]).toMatchObject({ phase: 'Copying the project', unit: 'bytes' });
    expect(changed.recoveryKey).not.toBe(recoveryKey);
    expect((await client.call('project.info', {}))?.id).toBe(id);
    await client.call('project.close', {});
    expect(readdirSync(folder).filter((name) => name.startsWith('a.'))).toEqual(['a.pilotlight']);
    expect(readFileSync(path).subarray(0, 12)).not.toEqual(before.subarray(0, 12));
    await expect(client.call('project.open', { path, passphrase: testPassphrase })).rejects.toThrow(
      failure('passphrase-wrong'),
    );
    await client.call('project.open', { path, passphrase: newPassphrase });
    expect((await client.call('audit.verify', {})).intact).toBe(true);
  });

  it.each(['copy', 'encrypt', 'check'] as const)(
    'that is cancelled during "%s" leaves the project open as it was',
    async (stage) => {
      const folder = temporaryFolder();
      const { client } = openCore(
        folder,
        silentHost(spawnChildHost, (message) => message.includes(`"${stage}"`)),
      );
      const path = join(folder, 'a.pilotlight');
      const { id } = await client.call('project.create', { path, passphrase: testPassphrase });
      const before = readFileSync(path).subarray(0, 24);
      const phases = { copy: 'Copying the project', encrypt: 'Encrypting the copy', check: 'Reading the new file' };
      const controller = new AbortController();
      const { signal } = controller;
      const changing = client.stream(
        'project.changePassphrase',
        { passphrase: testPassphrase, newPassphrase },
        { signal },
      );
      const followed = resultOf(changing, ({ phase }) => {
        if (phase === phases[stage]) controller.abort();
      });
      await expect(followed).rejects.toThrow(failure('cancelled'));
      await expect.poll(async () => (await client.call('project.info', {}))?.id).toBe(id);
      expect((await client.call('audit.verify', {})).intact).toBe(true);
      await client.call('project.close', {});
      expect(readdirSync(folder).filter((name) => name.startsWith('a.'))).toEqual(['a.pilotlight']);
      expect(readFileSync(path).subarray(0, 24)).toEqual(before);
      await client.call('project.open', { path, passphrase: testPassphrase });
    },
  );

  it('is refused for a wrong passphrase, the same one, and while a job runs; the project stays open as it was', async () => {
    const { client, folder } = openCore();
    const opened = await client.call('project.openSample', {
      sample: 'anes96',
      folder,
      passphrase: testPassphrase,
    });
    const change = (passphrase: string, next: string) =>
      resultOf(client.stream('project.changePassphrase', { passphrase, newPassphrase: next }));
    await expect(change(testPassphrase, newPassphrase)).rejects.toThrow(failure('usage'));
    await follow(client, opened.importJobId);
    await expect(change('wrong', newPassphrase)).rejects.toThrow(failure('passphrase-wrong'));
    await expect(change(testPassphrase, testPassphrase)).rejects.toThrow(failure('usage'));
    expect((await client.call('data.summary', {}))?.rows).toBe(944);
  });
});

describe('a locked project', () => {
  it('shows nothing until its passphrase is entered, while its jobs go on', async () => {
    const { client, folder } = openCore();
    const { importJobId } = await client.call('project.openSample', {
      sample: 'anes96',
      folder,
      passphrase: testPassphrase,
    });
    expect((await client.call('project.lock', {})).locked).toBe(true);
    const refused = failure('workspace-locked');
    await expect(client.call('data.summary', {})).rejects.toThrow(refused);
    await expect(client.call('study.get', {})).rejects.toThrow(refused);
    await expect(client.call('audit.list', {})).rejects.toThrow(refused);
    await expect(client.call('project.recoveryKey', { passphrase: testPassphrase })).rejects.toThrow(refused);
    const elsewhere = { path: join(folder, 'b.pilotlight'), passphrase: testPassphrase };
    await expect(client.call('project.create', elsewhere)).rejects.toThrow(refused);
    expect(await client.call('jobs.list', {})).toMatchObject([{ id: importJobId, output: null }]);
    await expect(client.call('project.unlock', { passphrase: 'wrong' })).rejects.toThrow(failure('passphrase-wrong'));
    expect((await client.call('project.info', {}))?.locked).toBe(true);
    expect((await client.call('project.unlock', { passphrase: testPassphrase })).locked).toBe(false);
    expect((await follow(client, importJobId)).job.state).toBe('done');
    expect((await client.call('data.summary', {}))?.rows).toBe(944);
  });
});

describe('recent projects', () => {
  it('are kept as path and date alone, latest first, and can be forgotten', async () => {
    const { client, folder } = openCore();
    const [a, b] = [join(folder, 'a.pilotlight'), join(folder, 'b.pilotlight')];
    await client.call('project.create', { path: a, passphrase: testPassphrase });
    await client.call('project.create', { path: b, passphrase: testPassphrase });
    await client.call('project.open', { path: a, passphrase: testPassphrase });
    expect(await client.call('project.recents', {})).toEqual([
      { path: a, openedAt: expect.any(String), exists: true },
      { path: b, openedAt: expect.any(String), exists: true },
    ]);
    const kept: unknown = JSON.parse(readFileSync(join(folder, 'config', 'recent.json'), 'utf8'));
    expect(kept).toEqual([
      { path: a, openedAt: expect.any(String) },
      { path: b, openedAt: expect.any(String) },
    ]);
    expect(await client.call('project.forgetRecent', { path: a })).toMatchObject([{ path: b }]);
    expect(await client.call('project.forgetRecent', { path: null })).toEqual([]);
    expect(existsSync(a)).toBe(true);
  });
});

describe('sample studies', () => {
  it('are listed and open as a project of their own', async () => {
    const { client, folder } = openCore();
    const samples = await client.call('project.samples', {});
    expect(samples.map(({ name }) => name)).toEqual(['anes96', 'disclosure-synthetic']);
    const opened = await client.call('project.openSample', { sample: 'anes96', folder, passphrase: testPassphrase });
    expect(opened.path).toBe(join(folder, 'anes96.pilotlight'));
    await follow(client, opened.importJobId);
    const phases = await client.call('phases.list', { data: null });
    expect(phases.slice(0, 2)).toMatchObject([
      { name: 'import', state: 'done' },
      { name: 'split', state: 'ready' },
    ]);
    expect((await client.call('models.current', {}))?.name).toContain('nano');
    await expect(
      client.call('project.openSample', { sample: '../../etc', folder, passphrase: testPassphrase }),
    ).rejects.toThrow(failure('not-found'));
  });
});

describe('settings', () => {
  it('have defaults and outlast the program', async () => {
    const { client, folder, close } = openCore();
    const defaults = await client.call('settings.get', {});
    expect(defaults).toEqual({
      theme: 'system',
      density: 'comfortable',
      threads: null,
      gpu: 'auto',
      idleLockMinutes: 15,
    });
    await client.call('settings.set', { theme: 'dark', idleLockMinutes: null });
    await close();
    const again = openCore(folder);
    expect(await again.client.call('settings.get', {})).toEqual({ ...defaults, theme: 'dark', idleLockMinutes: null });
  });
});
