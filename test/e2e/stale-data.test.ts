import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { inBrowser } from '../support/workspace.ts';
import { codebookPageOf } from './pages/codebook-page.ts';
import { frameOf } from './pages/frame.ts';

inBrowser('stale data', () => {
  it('are explained in the rail, at Data and at Split, until they are imported again', async () => {
    const { page, home } = await openPrepared('imported');
    const frame = frameOf(page);
    await frame.goTo('Codebook');
    await codebookPageOf(page).choose('tells');
    await page.getByRole('textbox', { name: 'Missing codes' }).fill('-7');
    await page.keyboard.press('Tab');
    await frame.untilStep('Data', /stale/);
    const reason = page.getByRole('navigation', { name: 'Steps' }).getByText(/codebook changed/);
    expect((await reason.boundingBox())?.height).toBeGreaterThan(10);
    await frame.goTo('Split');
    await page.getByRole('main').getByText('The import is out of date').waitFor();
    await frame.goTo('Data');
    await page.getByRole('note').filter({ hasText: 'Stale: ' }).waitFor();
    await page.getByRole('button', { name: 'Import again' }).click();
    await page.getByLabel('Data file').fill(join(home, 'answers.csv'));
    await page.getByRole('button', { name: /^Import \d/ }).click();
    await frame.untilStep('Data', /done/);
    expect(await page.getByRole('note').count()).toBe(0);
  });
});
