import { join } from 'node:path';
import { expect, it } from 'vitest';
import { barriers, inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
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
});
