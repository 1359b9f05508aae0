import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { barriers, inBrowser } from '../support/workspace.ts';
import { frameOf } from './pages/frame.ts';

/** A chart by its title, once it is drawn. */
async function drawn(page: Page, name: string | RegExp): Promise<Locator> {
  const figure = page.getByRole('figure', { name });
  await figure.locator('svg').first().waitFor();
  return figure;
}

/** The numbers of a chart as they are written by its menu. */
async function savedNumbers(page: Page, figure: Locator): Promise<string> {
  await figure.getByRole('button', { name: 'Save' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Numbers as CSV' }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

inBrowser('charts outside the evaluation', () => {
  it('have numbers, definition, code and files wherever they stand', async () => {
    const { page } = await openPrepared('finished');
    const frame = frameOf(page);
    await frame.goTo('Adapt');
    const loss = await drawn(page, 'Loss during adaptation');
    for (const part of ['Numbers', 'Definition', 'Code']) await loss.getByRole('button', { name: part }).click();
    await loss.getByText('"$schema"').or(loss.getByText('"layer"')).first().waitFor();
    expect(await savedNumbers(page, loss)).toContain('pilot-validation,0,0,');
    await frame.goTo('Simulate');
    const answers = await drawn(page, /^Simulated answers/);
    await answers.getByRole('button', { name: 'Definition' }).click();
    await answers.getByText('Mean over the twins of the probability').waitFor();
    expect(await savedNumbers(page, answers)).toContain('Item,Option,Human sample,base model,adapted model,n');
    await frame.goTo('Data');
    await page.getByRole('tab', { name: 'Columns' }).click();
    await page
      .getByRole('option', { name: 'age' })
      .or(page.getByRole('row', { name: 'age' }))
      .first()
      .click();
    const values = await drawn(page, 'Values of Age');
    expect(await savedNumbers(page, values)).toMatch(/Value,Rows,Share/);
    expect(await barriers(page)).toEqual([]);
  });
});
