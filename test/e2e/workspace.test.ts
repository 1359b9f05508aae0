import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { barriers, buildScreens, goToStep, openSample, openWorkspace, passphrase } from '../support/workspace.ts';

const chromium = chromiumPath(process.env);
if (chromium === null) console.log('The screens are not tried: there is no Chromium; set CHROMIUM_PATH.');

describe.skipIf(chromium === null)('the workspace in a browser', () => {
  const screens = mkdtempSync(join(tmpdir(), 'pilotlight-screens-'));
  beforeAll(() => buildScreens(screens));
  afterAll(() => rmSync(screens, { recursive: true, force: true }));
  const open = () => openWorkspace(chromium ?? '', screens);

  it('takes a person through a sample without barriers, faults or requests to elsewhere', async () => {
    const workspace = await open();
    const { page, requests, faults } = workspace;
    expect(await barriers(page)).toEqual([]);
    await openSample(workspace, /American National Election Study/);
    const headings = {
      Data: '944 rows, 10 columns',
      Codebook: 'Codebook',
      Split: '944 respondents would be in 4 parts',
      Models: 'pilotlight-nano is the base model',
    };
    for (const [step, heading] of Object.entries(headings)) {
      await goToStep(page, step);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      expect(await barriers(page), step).toEqual([]);
    }
    await page.getByRole('button', { name: 'network: blocked, 0 requests' }).waitFor();
    expect(faults).toEqual([]);
    expect(
      requests.every((address) => /^(ws|http):\/\/127\.0\.0\.1:/.test(address) || address.startsWith('data:')),
    ).toBe(true);
  });

  it('edits the codebook by keyboard alone and takes the edit back', async () => {
    const workspace = await open();
    const { page } = workspace;
    await openSample(workspace, /American National Election Study/);
    await page.keyboard.press('Alt+2');
    const row = page.getByRole('row', { name: /^vote/ });
    await row.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('b');
    await row.getByText('belief').waitFor();
    await page.keyboard.press('Control+z');
    await row.getByText('action').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('split');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Lock split' }).waitFor();
  });

  it('hides everything when it is locked, and shows it again for the passphrase alone', async () => {
    const workspace = await open();
    const { page } = workspace;
    await openSample(workspace, /American National Election Study/);
    await page.keyboard.press('Control+Shift+l');
    await page.getByRole('button', { name: 'Unlock project' }).waitFor();
    expect(await page.getByText('944').count()).toBe(0);
    await page.getByLabel('Passphrase').fill('another passphrase');
    await page.keyboard.press('Enter');
    await page.getByText(/does not open/).waitFor();
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Rows of the data' }).waitFor();
  });

  it('locks a split and says so on the rail', async () => {
    const workspace = await open();
    const { page } = workspace;
    await openSample(workspace, /American National Election Study/);
    await goToStep(page, 'Split');
    await page.getByRole('button', { name: 'Lock split' }).click();
    await page.getByRole('heading', { name: '944 respondents are in 4 parts' }).waitFor();
    await page.getByRole('link', { name: /Split.*done, locked/ }).waitFor();
    await page.getByRole('link', { name: /Adapt.*ready/ }).waitFor();
  });
});
