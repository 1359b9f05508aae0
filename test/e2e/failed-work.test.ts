import { appendFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { surveyModel } from '../support/survey-study.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { barriers, inBrowser } from '../support/workspace.ts';
import { frameOf } from './pages/frame.ts';
import { simulatePageOf } from './pages/simulate-page.ts';
import { splitPageOf } from './pages/split-page.ts';

inBrowser('work that failed', () => {
  it('is called failed, says why, and can be tried again once its cause is gone', async () => {
    const model = join(temporaryFolder(), 'a-model.gguf');
    copyFileSync(surveyModel, model);
    // Another file than the one that the project has.
    appendFileSync(model, Buffer.alloc(32));
    const { page } = await openPrepared('imported');
    const frame = frameOf(page);
    await frame.goTo('Models');
    await page.getByLabel('Model file').fill(model);
    await page.getByRole('button', { name: 'Use this file' }).click();
    await page.getByRole('table', { name: 'Models of the project' }).getByRole('row').nth(2).waitFor();
    await frame.goTo('Split');
    await splitPageOf(page).lock();
    // It can no longer be the file that was registered, which shows only when it is read.
    appendFileSync(model, Buffer.alloc(32));
    expect(await page.title()).toBe('Split – Pilotlight');
    await frame.goTo('Simulate');
    const simulate = simulatePageOf(page);
    await simulate.start('base model');
    await frame.heading('The simulation with the base model failed').waitFor();
    await page.getByRole('main').getByRole('alert').filter({ hasText: 'a-model.gguf' }).waitFor();
    await page.getByRole('heading', { name: 'No simulated answers yet' }).waitFor();
    expect(await page.getByText('Human sample').count()).toBe(0);
    await frame.untilStep('Simulate', /failed/);
    await page.getByRole('button', { name: 'Show jobs' }).click();
    expect(await barriers(page)).toEqual([]);
    await page.getByText('Simulation, base model', { exact: true }).waitFor();
    const told = page.getByRole('contentinfo', { name: 'Jobs' }).getByRole('status');
    await told.filter({ hasText: /^Simulation, base model: failed\. .*a-model\.gguf/ }).waitFor({ state: 'attached' });
    copyFileSync(surveyModel, model);
    appendFileSync(model, Buffer.alloc(32));
    await page.getByRole('button', { name: 'Try again with the base model' }).click();
    await simulate.untilDone('base model');
    expect(await page.getByRole('main').getByRole('alert').count()).toBe(0);
    await frame.untilStep('Simulate', /1 of 2 done/);
    await told.filter({ hasText: 'Simulation, base model: done.' }).waitFor({ state: 'attached' });
  });
});
