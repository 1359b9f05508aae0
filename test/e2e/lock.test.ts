import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
import { dataPageOf } from './pages/data-page.ts';
import { frameOf } from './pages/frame.ts';
import { startPageOf } from './pages/start-page.ts';

/** A second tab of the same browser. */
async function openTab(page: Page): Promise<Page> {
  const tab = await page.context().newPage();
  tab.setDefaultTimeout(120_000);
  await tab.goto(new URL('/', page.url()).href);
  return tab;
}

const unlockButton = (page: Page) => page.getByRole('button', { name: 'Unlock project' });
const steps = (page: Page) => page.getByRole('navigation', { name: 'Steps' });

inBrowser('a lock', () => {
  it('in one tab hides the project in the other, also what it had read before, and both open by one passphrase', async () => {
    const { page, passphrase: right } = await openPrepared('imported');
    await dataPageOf(page).rows.waitFor();
    const tab = await openTab(page);
    await dataPageOf(tab).rows.waitFor();
    await frameOf(tab).lock();
    await unlockButton(page).waitFor();
    for (const secret of ['Telling after a warning', 'answers.csv', 'Ashby'])
      expect(await page.getByText(secret).count(), secret).toBe(0);
    await page.keyboard.press('Alt+2');
    expect(await steps(page).count()).toBe(0);
    await frameOf(page).unlock(right);
    await dataPageOf(page).rows.waitFor();
    await dataPageOf(tab).rows.waitFor();
  });

  it('reaches a tab that is loaded anew', async () => {
    const { page } = await openPrepared('imported');
    await dataPageOf(page).rows.waitFor();
    const tab = await openTab(page);
    await dataPageOf(tab).rows.waitFor();
    const loading = page.reload();
    await frameOf(tab).lock();
    await loading;
    await unlockButton(page).waitFor();
    expect(await steps(page).count()).toBe(0);
  });

  it('hides the recovery key, which is shown again only after the passphrase, and nothing of it in the next project', async () => {
    const { page, home } = await openWorkspace();
    await startPageOf(page).task('Create a project');
    await page.getByLabel('Project file').fill(join(home, 'a.pilotlight'));
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('Passphrase again').fill(passphrase);
    await page.getByRole('button', { name: 'Create project' }).click();
    const key = page.getByRole('group', { name: 'Recovery key' });
    await key.waitFor();
    const shown = await key.textContent();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy the key' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.replaceAll('-', '')).toBe(shown);
    await frameOf(page).lock();
    expect(await key.count()).toBe(0);
    await frameOf(page).unlock(passphrase);
    await key.waitFor();
    expect(await key.textContent()).toBe(shown);
    const tab = await openTab(page);
    await steps(tab).waitFor();
    await frameOf(tab).command('Close the project');
    await startPageOf(page).openProject(join(home, 'a.pilotlight'), passphrase);
    await steps(page).waitFor();
    expect(await key.count()).toBe(0);
  });
});

inBrowser('closing a project in one tab', () => {
  it('shows the start in the other', async () => {
    const { page } = await openPrepared('imported');
    await dataPageOf(page).rows.waitFor();
    const tab = await openTab(page);
    await steps(tab).waitFor();
    await frameOf(tab).command('Close the project');
    await page.getByRole('tablist', { name: 'How to begin' }).waitFor();
    expect(await page.getByText('Telling after a warning').count()).toBe(0);
  });
});
