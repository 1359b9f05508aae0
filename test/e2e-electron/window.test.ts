import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { electronForTests, openApp } from '../support/electron-app.ts';
import { allEnded } from '../support/process-table.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeSurveyStudy } from '../support/survey-study.ts';
import { runCommand } from '../support/run-command.ts';
import { eventually } from '../support/eventually.ts';

const electron = electronForTests();
const open = () => openApp(electron ?? '');

interface Reply {
  readonly type: string;
  readonly value?: unknown;
}

/** Calls an operation from inside the page, over a channel of its own, and returns the answer's message. */
function callFromPage(page: Page, name: string, input: unknown): Promise<Reply> {
  return page.evaluate(
    ([operation, argument]) =>
      new Promise<Reply>((resolve) => {
        const receive = ({ data, ports: [port] }: MessageEvent): void => {
          if (data !== 'core-port' || port === undefined) return;
          window.removeEventListener('message', receive);
          port.addEventListener('message', ({ data: reply }) => resolve(reply));
          port.start();
          port.postMessage({ type: 'call', id: 0, name: operation, input: argument });
        };
        window.addEventListener('message', receive);
        window.postMessage('core-port-wanted', window.location.origin);
      }),
    [name, input] as const,
  );
}

describe.skipIf(electron === null)('the window', () => {
  it('shows the screens by its own protocol and reaches the core', async () => {
    const { page } = await open();
    expect(page.url()).toMatch(/^app:\/\/pilotlight\//);
    expect(await callFromPage(page, 'shell.info', {})).toMatchObject({ value: { mode: 'electron', dialogs: true } });
    expect(await callFromPage(page, 'project.info', {})).toMatchObject({ type: 'result', value: null });
  });

  it('gives the page nothing of Node or Electron', async () => {
    const { page } = await open();
    const seen = await page.evaluate(() =>
      ['process', 'require', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in window),
    );
    expect(seen).toEqual([]);
  });

  it('gives no file from outside the screens', async () => {
    const { page } = await open();
    const statuses = await page.evaluate(async () => {
      const paths = ['/../package.json', '/%2e%2e/package.json', '/etc/passwd', '/assets/'];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  it('refuses and counts requests, windows, navigation and permissions', async () => {
    const { app, page } = await open();
    await page.evaluate(async () => {
      window.open('https://example.org/');
      window.location.href = 'https://example.org/';
      await Notification.requestPermission();
    });
    // Past the page's own policy, as a fault in it would be.
    await app.evaluate(async ({ session }) => {
      await session
        .fromPartition('pilotlight')
        .fetch('https://example.org/')
        .catch(() => undefined);
    });
    expect(page.url()).toMatch(/^app:\/\/pilotlight\//);
    expect(app.windows().length).toBe(1);
    await eventually(async () => {
      const { value } = await callFromPage(page, 'system.network', {});
      const reasons = (value as { blockedByReason: { what: string }[] }).blockedByReason.map(({ what }) => what);
      expect(reasons.sort()).toEqual(['navigation', 'permission', 'request', 'window']);
    });
  });

  it('copies what a person copies, and lets no page read the clipboard', async () => {
    const { app, page } = await open();
    await page.getByRole('tab', { name: 'Create a project' }).click();
    await page.getByLabel('Project file').fill(join(temporaryFolder(), 'a.pilotlight'));
    await page.getByLabel('Passphrase', { exact: true }).fill('nine slow barges past the lock');
    await page.getByLabel('Passphrase again').fill('nine slow barges past the lock');
    await page.getByRole('button', { name: 'Create project' }).click();
    const groups = page.getByRole('group', { name: 'Recovery key' }).locator('span');
    await groups.first().waitFor();
    const key = (await groups.allTextContents()).join('-');
    await page.getByRole('button', { name: 'Copy the key' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(key);
    const read = page.evaluate(() => navigator.clipboard.readText());
    await expect(read).rejects.toThrow(/NotAllowed|denied/i);
  });

  it('refuses and counts a download that no page made', async () => {
    const { app, page } = await open();
    await app.evaluate(({ session }) => session.fromPartition('pilotlight').downloadURL('app://pilotlight/index.html'));
    await eventually(async () => {
      const { value } = await callFromPage(page, 'system.network', {});
      expect(JSON.stringify(value)).toContain('"download"');
    });
  });

  it('asks for paths in the dialogs of the system', async () => {
    const { app, page } = await open();
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/data/survey.csv'] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    });
    const choose = (kind: string) => callFromPage(page, 'shell.choose', { kind, title: 'Data', extensions: ['csv'] });
    expect(await choose('open')).toMatchObject({ value: { path: '/data/survey.csv' } });
    expect(await choose('save')).toMatchObject({ value: { path: null } });
  });

  it('starts the core again when it dies', async () => {
    const { app, page } = await open();
    const coreOf = () =>
      app.evaluate(({ app: inside }) => inside.getAppMetrics().find(({ name }) => name === 'Pilotlight core')?.pid);
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    });
    const first = await coreOf();
    process.kill(first ?? 0, 'SIGKILL');
    await eventually(async () => expect(await coreOf()).not.toBe(first));
    expect(await callFromPage(page, 'project.info', {})).toMatchObject({ type: 'result', value: null });
  });

  it('asks before it quits while a job runs, can be closed over it, and leaves the job to be resumed', async () => {
    const study = writeSurveyStudy(join(temporaryFolder(), 'study'), { epochs: 40 });
    const project = join(study.folder, 'survey.pilotlight');
    const given = ['--passphrase-file', study.passphraseFile, '--json'];
    expect((await runCommand(['import', project, study.recipe, ...given])).code).toBe(0);
    expect((await runCommand(['split', project, ...given])).code).toBe(0);

    const { app, page } = await open();
    await callFromPage(page, 'project.open', { path: project, passphrase: study.passphrase });
    await callFromPage(page, 'adapt.start', {});
    const pids = await app.evaluate(({ app: inside }) => inside.getAppMetrics().map(({ pid }) => pid));
    await app.evaluate(({ app: inside, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
      inside.quit();
    });
    expect(await callFromPage(page, 'project.info', {})).toMatchObject({ value: { path: project } });
    await app.evaluate(({ BrowserWindow, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
      BrowserWindow.getAllWindows()[0]?.close();
    });
    const isVisible = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    await eventually(async () => expect(await isVisible()).toBe(false));
    await eventually(async () =>
      expect(await callFromPage(page, 'project.info', {})).toMatchObject({ value: { path: project, locked: true } }),
    );
    const adaptation = expect.objectContaining({ kind: 'adapt', state: 'running' });
    await eventually(async () =>
      expect((await callFromPage(page, 'jobs.list', {})).value).toEqual(expect.arrayContaining([adaptation])),
    );
    await app.evaluate(({ app: inside }) => void inside.emit('second-instance'));
    await eventually(async () => expect(await isVisible()).toBe(true));
    const closed = app.waitForEvent('close');
    await app.evaluate(({ app: inside, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 2, checkboxChecked: false });
      inside.quit();
    });
    await closed;
    if (existsSync('/proc/self/stat')) await allEnded(pids);
    const status = await runCommand(['status', project, ...given]);
    expect(JSON.stringify(status.events)).toContain('adapt');
    expect(existsSync(`${project}-wal`)).toBe(false);
  });
});
