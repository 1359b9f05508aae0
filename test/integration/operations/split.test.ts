import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { finish, nanoModel, openCore, testPassphrase } from '../../support/open-core.ts';
import type { CoreClient } from '../../support/open-core.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function importedSurvey(): Promise<CoreClient> {
  const { client, folder } = openCore();
  const survey = writeSurveyStudy(join(folder, 'survey'));
  await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
  const { study } = await client.call('study.fromRecipe', { path: survey.recipe });
  await client.call('study.set', { study });
  await finish(client, client.call('data.import', { path: survey.data, dialect: {} }));
  return client;
}

describe('the preview of a split', () => {
  it('counts what the split then holds and keeps nothing', async () => {
    const client = await importedSurvey();
    const preview = await client.call('split.preview', {});
    expect(await client.call('split.get', {})).toBeNull();
    const split = await resultOf(client.stream('split.create', {}));
    expect(preview.counts).toEqual(split.counts);
    const arm = preview.groups.find(({ use }) => use === 'arm');
    expect(arm).toMatchObject({ variable: 'warned', values: [{ label: 'none' }, { label: 'given' }] });
    const inTraining = arm?.values.reduce((sum, { counts }) => sum + counts['pilot-train'], 0);
    expect(inTraining).toBe(split.counts['pilot-train']);
  });

  it('warns of small cells and says why a split is impossible', async () => {
    const client = await importedSurvey();
    const settings = (await client.call('study.get', {}))?.split;
    if (settings === undefined) throw new Error('There is no study.');
    const small = { ...settings, stratify: ['region'], parts: { 'pilot-train': 8, evaluation: 'rest' as const } };
    const preview = await client.call('split.preview', { settings: small });
    expect(preview.strata).toBe(3);
    expect(preview.warnings[0]).toMatch(/^Few respondents with .+ = .+: \d in “Pilot-train”/);
    const large = { ...settings, parts: { 'pilot-train': 500 } };
    const impossible = await client.call('split.preview', { settings: large });
    expect(impossible).toMatchObject({ counts: null, groups: [] });
    expect(impossible.problem).toContain('500 respondents');
  });
});

describe('the phases after a split', () => {
  it('wait for a base model and for its file', async () => {
    const client = await importedSurvey();
    await resultOf(client.stream('split.create', {}));
    const afterwards = async () => {
      const phases = await client.call('phases.list', { data: null });
      return phases
        .filter(({ name }) => name === 'adapt' || name === 'simulate-base')
        .map(({ state, reasons }) => [state, ...reasons]);
    };
    expect(await afterwards()).toEqual([
      ['empty', 'no base model has been chosen'],
      ['empty', 'no base model has been chosen'],
    ]);
    const model = join(temporaryFolder(), 'model.gguf');
    copyFileSync(nanoModel, model);
    await resultOf(client.stream('models.register', { path: model }));
    expect(await afterwards()).toEqual([['ready'], ['ready']]);
    rmSync(model);
    expect(await afterwards()).toEqual([
      ['empty', 'the file of the base model is not where it was'],
      ['empty', 'the file of the base model is not where it was'],
    ]);
  });
});
