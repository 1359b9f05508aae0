import { join } from 'node:path';
import { expect, it } from 'vitest';
import { barriers, inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
import { frameOf } from './pages/frame.ts';
import { startPageOf } from './pages/start-page.ts';

inBrowser('help', () => {
  it('opens with F1 at the page about the step, and its links lead to other pages', async () => {
    const { page, home } = await openWorkspace();
    await startPageOf(page).createProject(join(home, 'empty.pilotlight'), passphrase);
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: 'Split' }).click();
    await page.getByRole('heading', { name: 'No respondents yet' }).waitFor();
    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: 'Help' });
    await help.getByRole('heading', { name: '3. Split' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await help.getByRole('button', { name: 'recipe.md' }).click();
    await help.getByRole('heading', { name: 'The recipe: study.yaml' }).waitFor();
    await help.getByRole('option', { name: '8. Report' }).click();
    await help.getByRole('button', { name: 'privacy.md' }).click();
    await help.getByRole('heading', { name: 'What a report hides' }).waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
  });

  it('is there before a project is open, as are the commands and the check of the machine', async () => {
    const { page } = await openWorkspace();
    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: 'Help' });
    await help.getByRole('heading', { name: '1. Data' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });

    const frame = frameOf(page);
    await page.keyboard.press('Control+k');
    expect(await page.getByRole('option').count()).toBeLessThan(8);
    await page.keyboard.press('Escape');
    await frame.command('Show what crossed the network border');
    const privacy = page.getByRole('dialog', { name: 'Privacy' });
    await privacy.getByRole('button', { name: 'Examine this machine' }).click();
    // No model is chosen, so the one that comes with the program is tried.
    const engine = privacy.getByRole('row', { name: /^Engine/ });
    await engine.waitFor();
    expect(await engine.textContent()).toContain('pilotlight-nano.gguf');
  });

  it('has a heading while the start page waits for its first answer', async () => {
    const { page } = await openWorkspace();
    const second = await page.context().newPage();
    await second.routeWebSocket(/\/rpc$/, (socket) => {
      const core = socket.connectToServer();
      socket.onMessage((message) => {
        if (!message.toString().includes('project.recents')) core.send(message);
      });
    });
    await second.goto(new URL(page.url()).origin);
    await second.getByText('No byte of data').waitFor();
    await second.getByRole('main').getByRole('heading', { level: 1, name: 'Pilotlight' }).waitFor();
    expect(await second.getByRole('tablist').count()).toBe(0);
  });
});
