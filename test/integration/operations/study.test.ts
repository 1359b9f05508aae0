import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Study } from '../../../shared/domain/study.ts';
import { aStudy } from '../../support/a-study.ts';
import { aVariable } from '../../support/a-variable.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { finish, openCore, resourcesFolder, testPassphrase } from '../../support/open-core.ts';
import type { CoreClient } from '../../support/open-core.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';

const failure = (code: string) => expect.objectContaining({ name: 'PilotlightError', code });

async function newProject(study: Study | null = null): Promise<{ client: CoreClient; folder: string }> {
  const { client, folder } = openCore();
  await client.call('project.create', { path: join(folder, 'a.pilotlight'), passphrase: testPassphrase });
  if (study !== null) await client.call('study.set', { study });
  return { client, folder };
}

describe('a study in the making', () => {
  it('is refused with faults, kept with them as a draft, and free of them once they are corrected', async () => {
    const { client } = await newProject();
    const study = aStudy({ rule: { action: 'tell', cases: [{ when: 'risk < 3', choose: '2' }], source: '' } });
    await expect(client.call('study.set', { study })).rejects.toThrow(failure('codebook-invalid'));
    expect(await client.call('study.get', {})).toBeNull();
    const kept = await client.call('study.set', { study, draft: true });
    expect(kept.faults).toMatchObject([{ path: ['rule', 'action'] }]);
    expect(await client.call('study.get', {})).toEqual(study);
    const corrected = await client.call('study.set', { study: aStudy() });
    expect(corrected).toEqual({ changed: ['rule'], faults: [] });
  });

  it('is not replaced by a change of an older one, as when two pages edit it', async () => {
    const study = aStudy();
    const { client } = await newProject(study);
    const first = { ...study, title: 'by the first page' };
    await client.call('study.set', { study: first, draft: true, before: study });
    const second = client.call('study.set', {
      study: { ...study, notice: 'by the second' },
      draft: true,
      before: study,
    });
    await expect(second).rejects.toThrow(failure('study-changed'));
    expect(await client.call('study.get', {})).toEqual(first);
    await client.call('study.set', { study: { ...first, notice: 'by the second' }, draft: true, before: first });
    expect(await client.call('study.get', {})).toMatchObject({ title: 'by the first page', notice: 'by the second' });
  });

  it('is checked whatever it is, with paths that name the variables', async () => {
    const { client } = await newProject();
    const study = aStudy();
    const [first, ...rest] = study.codebook.variables;
    const bent = { ...study, codebook: { variables: [{ ...first, scale: 'likert' }, ...rest] }, title: '' };
    const { faults } = await client.call('study.check', { study: bent });
    expect(faults.map(({ path }) => path.join('.'))).toEqual(['title', 'codebook.arm.scale']);
    expect((await client.call('study.check', { study: aStudy() })).faults).toEqual([]);
    expect((await client.call('study.check', { study: 7 })).faults).toHaveLength(1);
  });
});

describe('a recipe', () => {
  it('is read without being set, and comes out of the project as the same study', async () => {
    const { client, folder } = await newProject();
    for (const sample of ['anes96', 'disclosure-synthetic']) {
      const path = join(resourcesFolder, 'sample-studies', sample, 'study.yaml');
      const read = await client.call('study.fromRecipe', { path });
      expect(existsSync(read.data.path)).toBe(true);
      await client.call('study.set', { study: read.study });
      const written = join(folder, 'out', `${sample}.yaml`);
      const files = { dataPath: read.data.path, modelPath: read.model.path };
      await client.call('study.exportRecipe', { path: written, ...files });
      const again = await client.call('study.fromRecipe', { path: written });
      expect(again.study).toEqual(read.study);
      expect(again.data.path).toBe(read.data.path);
      expect(again.model.path).toBe(read.model.path);
    }
  });

  it('names the file that was imported and the base model, and replaces no file unasked', async () => {
    const { client, folder } = await newProject();
    const survey = writeSurveyStudy(join(folder, 'survey'));
    const read = await client.call('study.fromRecipe', { path: survey.recipe });
    await client.call('study.set', { study: read.study });
    const path = join(folder, 'survey', 'again.yaml');
    await expect(client.call('study.exportRecipe', { path })).rejects.toThrow(failure('not-found'));
    await finish(client, client.call('data.import', { path: survey.data, dialect: {} }));
    await resultOf(client.stream('models.register', { path: read.model.path }));
    await client.call('study.exportRecipe', { path });
    expect(readFileSync(path, 'utf8')).toContain('file: answers.csv');
    expect((await client.call('study.fromRecipe', { path })).model.path).toBe(read.model.path);
    await expect(client.call('study.exportRecipe', { path })).rejects.toThrow(failure('file-exists'));
    await client.call('study.exportRecipe', { path, overwrite: true });
  });
});

describe('a codebook file', () => {
  it.each(['json', 'csv'] as const)('in %s gives back the codebook that it was made from', async (format) => {
    const path = join(resourcesFolder, 'sample-studies', 'disclosure-synthetic', 'study.yaml');
    const { client, folder } = await newProject();
    const { study } = await client.call('study.fromRecipe', { path });
    await client.call('study.set', { study });
    const file = join(folder, `codebook.${format}`);
    await client.call('study.exportCodebook', { path: file, format });
    expect(await client.call('study.importCodebook', { path: file })).toEqual(study.codebook);
    await expect(client.call('study.exportCodebook', { path: file, format })).rejects.toThrow(failure('file-exists'));
  });

  it('keeps marks and line ends in labels and codes', async () => {
    const study = aStudy();
    const [arm, ...rest] = study.codebook.variables;
    if (arm === undefined) throw new Error('The study has no variable.');
    const odd = {
      ...arm,
      label: 'Arm, with "quotes"',
      options: [
        { value: '1', label: 'a | b, c' },
        { value: '2', label: 'back\\slash' },
      ],
      missing: ['-9', 'no, really'],
      wording: { text: 'Two\nlines; "quoted"', byCondition: { '1': 'one, two', '2': 'three' } },
    };
    const { client, folder } = await newProject(aStudy({ codebook: { variables: [odd, ...rest] } }));
    const path = join(folder, 'codebook.csv');
    await client.call('study.exportCodebook', { path, format: 'csv' });
    expect((await client.call('study.importCodebook', { path })).variables[0]).toEqual(odd);
  });

  it('is refused with the place of every fault', async () => {
    const { client, folder } = await newProject();
    const path = join(folder, 'codebook.csv');
    writeFileSync(path, 'name;role;scale;options\nage;persona;intervall;\n;belief;ordinal;"1, low | high"\n');
    await expect(client.call('study.importCodebook', { path })).rejects.toMatchObject({
      code: 'codebook-invalid',
      details: {
        problems: [
          expect.stringMatching(/^Line 2: the scale .* did you mean "interval"\?$/),
          'Line 3: the variable has no name.',
          expect.stringMatching(/^Line 3: the option "high"/),
        ],
      },
    });
    writeFileSync(path, '{"variables": [{"name": "age"}]}');
    await expect(client.call('study.importCodebook', { path })).rejects.toThrow(failure('codebook-invalid'));
    await expect(client.call('study.importCodebook', { path: join(folder, 'none.csv') })).rejects.toThrow(
      failure('file-not-found'),
    );
  });
});

describe('a formula that is being written', () => {
  it('has its faults at their place', async () => {
    const { client } = await newProject(aStudy());
    const check = async (formula: string) => (await client.call('study.checkFormula', { formula })).faults;
    expect(await check('tells ~ risk + arm')).toEqual([]);
    expect(await check('tells ~ rsik + arm')).toEqual([
      { start: 8, end: 12, message: expect.stringContaining('did you mean "risk"') },
    ]);
    expect(await check('tells ~ risk +')).toMatchObject([{ start: 14, end: 14 }]);
    expect(await check('tells ~ risk ? arm')).toMatchObject([{ start: 13, end: 14 }]);
    expect(await check('age ~ region')).toMatchObject([{ start: 0, end: 12 }]);
    const logit = await client.call('study.checkFormula', { formula: 'risk ~ tells', model: 'logit' });
    expect(logit.faults).toMatchObject([{ start: 0, end: 4 }]);
  });

  it('offers variables and functions that go on with the word at the cursor', async () => {
    const { client } = await newProject(aStudy());
    const { completions } = await client.call('study.checkFormula', { formula: 'tells ~ ri + arm', cursor: 10 });
    expect(completions).toMatchObject({ start: 8, end: 10, items: [{ text: 'risk', kind: 'variable' }] });
    const functions = await client.call('study.checkFormula', { formula: 'tells ~ lo' });
    expect(functions.completions.items.map(({ text }) => text)).toContain('log10(');
    const all = await client.call('study.checkFormula', { formula: 'tells ~ ' });
    const names = all.completions.items.map(({ text }) => text);
    expect(names).toContain('region');
    expect(names).not.toContain('city');
    const variables = [aVariable('risk_abroad', { role: 'belief' }), ...aStudy().codebook.variables];
    const whole = await client.call('study.checkFormula', { formula: 'tells ~ risk', codebook: { variables } });
    expect(whole.completions.items.map(({ text }) => text).slice(0, 2)).toEqual(['risk', 'risk_abroad']);
  });
});

describe('a rule that is being written', () => {
  const rule = (when: string, choose = '2', action = 'tells') => ({ action, cases: [{ when, choose }], source: '' });

  it('has its faults at their place', async () => {
    const { client } = await newProject(aStudy());
    const check = async (texts: ReturnType<typeof rule>) =>
      (await client.call('study.checkRule', { rule: texts })).faults;
    expect(await check(rule('risk < 3'))).toEqual([]);
    expect(await check(rule('risk < 3 and nrom == "1"'))).toMatchObject([
      { case: 0, field: 'when', start: 13, end: 17 },
    ]);
    expect(await check(rule('risk <'))).toMatchObject([{ case: 0, field: 'when', start: 6 }]);
    expect(await check(rule('norm == "9"'))).toMatchObject([{ field: 'when', start: 8, end: 11 }]);
    expect(await check(rule('', '7'))).toMatchObject([{ field: 'choose' }, { field: 'when' }]);
    expect(await check(rule('risk < 3', '2', ''))).toMatchObject([{ case: null, field: 'action' }]);
  });

  it('offers the options of the variable beside a comparison', async () => {
    const { client } = await newProject(aStudy());
    const at = async (when: string) =>
      (await client.call('study.checkRule', { rule: rule(when), at: { case: 0, cursor: null } })).completions;
    expect(await at('norm == "hi')).toMatchObject({ start: 8, end: 11, items: [{ text: '"2"', label: 'hide' }] });
    expect((await at('risk >= '))?.items.map(({ text }) => text)).toEqual(['1', '2', '3']);
    expect((await at('risk < 3 and no'))?.items.map(({ text }) => text)).toEqual(['norm', 'not']);
  });
});
