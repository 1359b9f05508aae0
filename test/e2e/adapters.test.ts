import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { writeElsewhereAdapter } from '../support/elsewhere-adapter.ts';
import { surveyModel } from '../support/survey-study.ts';
import { barriers, inBrowser } from '../support/workspace.ts';
import { frameOf } from './pages/frame.ts';
import { splitPageOf } from './pages/split-page.ts';

inBrowser('an adapter made elsewhere', () => {
  it('is added at Models, refused in a sentence where it is a model, and answers at Simulate', async () => {
    const { page, home } = await openPrepared('imported');
    const file = writeElsewhereAdapter(join(home, 'colleague.gguf'), surveyModel);
    const frame = frameOf(page);
    await frame.goTo('Split');
    await splitPageOf(page).lock();
    await frame.goTo('Models');
    const field = page.getByRole('textbox', { name: 'Adapter file' });
    await field.fill(surveyModel);
    await page.getByRole('button', { name: 'Add this adapter' }).click();
    await page.getByRole('alert').getByText('is a model, not an adapter').waitFor();
    await field.fill(file);
    await page.getByRole('button', { name: 'Add this adapter' }).click();
    const table = page.getByRole('table', { name: 'Adapters of the project' });
    await table.getByText('made elsewhere').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await frame.goTo('Simulate');
    await page.getByRole('button', { name: /Adapter of the adapted model/ }).click();
    await page.getByRole('option', { name: /colleague/ }).click();
    await frame.untilStep('Adapt', /done/);
    await frame.goTo('Models');
    await table.getByText('in use').waitFor();
    await frame.goTo('Simulate');
    await page.getByRole('button', { name: 'Simulate with the adapted model' }).click();
    await page.getByRole('button', { name: 'Repeat with the adapted model' }).waitFor();
  });
});
