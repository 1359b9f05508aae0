import { appendFileSync, copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { surveyModel } from '../support/survey-study.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { inBrowser } from '../support/workspace.ts';
import { frameOf } from './pages/frame.ts';

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
});
