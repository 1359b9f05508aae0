import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
import { dataPageOf } from './pages/data-page.ts';
import { frameOf } from './pages/frame.ts';
import { startPageOf } from './pages/start-page.ts';

inBrowser('when something is wrong', () => {
  it('a wrong passphrase opens nothing and another can be tried', async () => {
    const { page, project, passphrase: right } = await openPrepared('imported', { closed: true });
    const start = startPageOf(page);
    await start.openProject(project, 'not the passphrase');
    await page.getByRole('alert').filter({ hasText: 'The file was not changed.' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Steps' }).count()).toBe(0);
    await start.openProject(project, right);
    await dataPageOf(page).rows.waitFor();
  });

  it('a damaged project is said to be one, and nothing of it is shown', async () => {
    const { page, project, passphrase: right } = await openPrepared('imported', { closed: true });
    const file = openSync(project, 'r+');
    writeSync(file, Buffer.alloc(16_384, 7), 0, 16_384, 8192);
    closeSync(file);
    await startPageOf(page).openProject(project, right);
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/damaged|passphrase/);
    expect(await page.getByRole('navigation', { name: 'Steps' }).count()).toBe(0);
  });

  it('a file that is no project is refused with a sentence', async () => {
    const { page, home } = await openPrepared('imported', { closed: true });
    await startPageOf(page).openProject(join(home, 'answers.csv'), passphrase);
    await page.getByRole('alert').filter({ hasText: 'The file was not changed.' }).waitFor();
  });

  it('the data stay when the file that they came from is gone', async () => {
    const { page, home } = await openPrepared('imported');
    const data = dataPageOf(page);
    await data.rows.waitFor();
    rmSync(join(home, 'answers.csv'));
    await page.reload();
    await data.rows.waitFor();
    await page.getByRole('button', { name: 'Import another file' }).click();
    await page.getByLabel('Data file').fill(join(home, 'answers.csv'));
    await page.getByRole('alert').filter({ hasText: 'Nothing was imported.' }).waitFor();
    await page.getByRole('button', { name: 'Keep the present data' }).click();
    await data.rows.waitFor();
  });

  it('the recovery key opens a project whose passphrase is lost, once', async () => {
    const { page, home } = await openWorkspace();
    const start = startPageOf(page);
    const frame = frameOf(page);
    const project = join(home, 'lost.pilotlight');
    const key = await start.createProject(project, 'forgotten before long');
    await page.getByRole('heading', { name: 'No data yet' }).waitFor();
    await frame.command('Close the project');
    const next = await start.recoverProject(project, key, passphrase);
    expect(next).not.toBe(key);
    await page.getByRole('heading', { name: 'No data yet' }).waitFor();
    await frame.command('Close the project');
    await start.openProject(project, 'forgotten before long');
    await page.getByRole('alert').waitFor();
    await start.openProject(project, passphrase);
    await page.getByRole('heading', { name: 'No data yet' }).waitFor();
  });

  it('every project that is made shows its own recovery key', async () => {
    const { page, home } = await openWorkspace();
    const start = startPageOf(page);
    const first = await start.createProject(join(home, 'first.pilotlight'), passphrase);
    await page.getByRole('heading', { name: 'No data yet' }).waitFor();
    await frameOf(page).command('Close the project');
    const second = await start.createProject(join(home, 'second.pilotlight'), passphrase);
    expect(second).not.toBe(first);
    await page.getByRole('heading', { name: 'No data yet' }).waitFor();
  });

  it('the lock hides everything until the passphrase is right', async () => {
    const { page, passphrase: right } = await openPrepared('finished');
    const frame = frameOf(page);
    await frame.goTo('Evaluate');
    await page.getByRole('link', { name: 'Go to Report' }).waitFor();
    await frame.lock();
    for (const secret of ['Telling after a warning', 'model', 'Ashby', 'answers.csv'])
      expect(await page.getByText(secret).count(), secret).toBe(0);
    await frame.unlock('not the passphrase');
    await page.getByText(/does not open/).waitFor();
    expect(await page.getByRole('navigation', { name: 'Steps' }).count()).toBe(0);
    await frame.unlock(right);
    await page.getByRole('link', { name: 'Go to Report' }).waitFor();
  });
});
