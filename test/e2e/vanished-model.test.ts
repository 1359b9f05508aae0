import { appendFileSync, copyFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { surveyModel } from '../support/survey-study.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { inBrowser } from '../support/workspace.ts';
import { frameOf } from './pages/frame.ts';
import { splitPageOf } from './pages/split-page.ts';

inBrowser('a model file', () => {
  it('is judged before it is used, and said to be missing when it has gone', async () => {
    const model = join(temporaryFolder(), 'a-model.gguf');
    copyFileSync(surveyModel, model);
    // Another file than the one that the project has.
    appendFileSync(model, Buffer.alloc(32));
    const { page } = await openPrepared('imported');
    const frame = frameOf(page);
    await frame.goTo('Models');
    await frame.heading('pilotlight-nano is the base model').waitFor();
    await page.getByLabel('Model file').fill(model);
    const file = page.getByRole('definition').filter({ hasText: /^a-model\.gguf$/ });
    await file.waitFor();
    await page.getByRole('heading', { name: 'Memory, estimated' }).waitFor();
    await page.getByRole('button', { name: 'Use this file' }).click();
    await frame.untilStep('Models', /chosen, 2 models/);
    rmSync(model);
    await page.reload();
    await frame.untilStep('Models', /file missing/);
    await frame.heading('The file of pilotlight-nano is missing').waitFor();
    await page.getByRole('table', { name: 'Models of the project' }).getByText('file missing').waitFor();
    expect(await page.getByRole('link', { name: 'Go to Adapt' }).count()).toBe(0);
  });

  it('that has gone is told where it is needed before anything is started, and its return is noticed', async () => {
    const folder = temporaryFolder();
    const model = join(folder, 'model.gguf');
    copyFileSync(surveyModel, model);
    const { page } = await openPrepared('imported', { model });
    const frame = frameOf(page);
    await frame.goTo('Split');
    await splitPageOf(page).lock();
    await frame.untilStep('Adapt', /ready/);
    renameSync(model, join(folder, 'elsewhere.gguf'));
    // As a person does who has moved the file and comes back to the page.
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await frame.untilStep('Adapt', /no model file/);
    await frame.untilStep('Simulate', /no model file/);
    const main = page.getByRole('main');
    for (const step of ['Adapt', 'Simulate'] as const) {
      await frame.goTo(step);
      await main.getByText(/The file of the base model is not where it was/).waitFor();
      expect(await main.getByRole('button', { name: /Start|Simulate with/ }).count()).toBe(0);
    }
    await main.getByRole('link', { name: 'Go to Models' }).click();
    await frame.heading(/^The file of .* is missing$/).waitFor();
    await page.getByLabel('Model file').fill(join(folder, 'elsewhere.gguf'));
    await page.getByRole('button', { name: 'Use this file' }).click();
    await frame.untilStep('Models', /chosen, 1 model/);
    await frame.untilStep('Adapt', /ready/);
    await main.getByRole('link', { name: 'Go to Adapt' }).click();
    await main.getByRole('button', { name: 'Start adaptation' }).waitFor();
  });

  it('that is being read is still shown, and can be cancelled, after other steps were looked at', async () => {
    const model = join(temporaryFolder(), 'large.gguf');
    copyFileSync(surveyModel, model);
    // Zeros that take no room on the disk and seconds to be read.
    truncateSync(model, 12 * 2 ** 30);
    const { page } = await openPrepared('imported');
    const frame = frameOf(page);
    const reading = page.getByRole('main').getByRole('progressbar', { name: 'Reading the model' });
    await frame.goTo('Models');
    await page.getByLabel('Model file').fill(model);
    await page.getByRole('button', { name: 'Use this file' }).click();
    await reading.waitFor();
    await frame.goTo('Split');
    await page.getByRole('button', { name: 'Lock split' }).waitFor();
    expect(await reading.count()).toBe(0);
    await frame.goTo('Models');
    await reading.waitFor();
    await page.getByRole('button', { name: 'Cancel reading the model' }).click();
    await reading.waitFor({ state: 'detached' });
    await frame.heading('pilotlight-nano is the base model').waitFor();
    await frame.untilStep('Models', /chosen, 1 model/);
  });

  it('is not asked to compute with a split that is out of date', async () => {
    const { page } = await openPrepared('finished');
    const frame = frameOf(page);
    await frame.goTo('Split');
    await splitPageOf(page).setSize('Evaluation', 38);
    await frame.untilStep('Split', /stale/);
    for (const step of ['Adapt', 'Simulate', 'Evaluate', 'Report'] as const) {
      await frame.goTo(step);
      await page.getByRole('main').getByRole('link', { name: 'Go to Split' }).waitFor();
    }
  });
});
