import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { readRowsInParts } from '../../../electron/core/database/repositories/splits.ts';
import { promptedPeople } from '../../../electron/core/jobs/prompted-people.ts';
import { readStudyState } from '../../../electron/core/operations/study-state.ts';
import { releasedDocumentSchema } from '../../../shared/evaluation/released-results.ts';
import { phasesOf, runCommand } from '../../support/run-command.ts';
import { found } from '../../support/small-study.ts';
import { editFile, writeSurveyStudy } from '../../support/survey-study.ts';
import { fixedClock } from '../../support/temporary-project.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const study = writeSurveyStudy(join(home, 'study'), { epochs: 1, rectification: 12 });
editFile(study.recipe, 'bootstrap: 100', 'bootstrap: 100\n  prompt_rows: 3');
const out = join(home, 'out');
const options = ['--out', out, '--passphrase-file', study.passphraseFile, '--json', '--threads', '1'];

describe('the baseline with pilot rows in the prompt', () => {
  it('is a phase of its own and a source of the same evaluation', async () => {
    const ended = await runCommand(['run', study.recipe, ...options]);
    expect(ended.code, ended.stdout).toBe(0);
    expect(phasesOf(ended).map(({ phase }) => phase)).toContain('simulate-prompted');
    const { evaluation } = releasedDocumentSchema.parse(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')));
    expect(evaluation.sources.find(({ id }) => id === 'prompted')).toMatchObject({
      kind: 'baseline',
      label: 'Base model with 3 pilot rows in the prompt',
      regime: 'exact',
    });
    const likelihoods = ['base', 'prompted'].map(
      (id) => found(evaluation.likelihood.overall.find(({ source }) => source === id)).negativeLogLikelihood.value,
    );
    expect(likelihoods[0]).not.toBe(likelihoods[1]);
    expect(evaluation.likelihood.differences).toContainEqual(
      expect.objectContaining({ source: 'adapted', against: 'prompted' }),
    );
  });

  it('shows people of pilot-train only', () => {
    using project = openProject({
      path: join(out, 'survey.pilotlight'),
      passphrase: study.passphrase,
      clock: fixedClock,
    });
    const state = readStudyState(project.db);
    const shown = promptedPeople(project.db, state);
    expect(shown).toHaveLength(3);
    expect(readRowsInParts(project.db, found(state.split).id, ['pilot-train'])).toHaveLength(20);
  });

  it('is done again when another number of rows is asked for, and nothing before it is', async () => {
    editFile(study.recipe, 'prompt_rows: 3', 'prompt_rows: 4');
    const ended = await runCommand(['run', study.recipe, ...options]);
    expect(ended.code, ended.stdout).toBe(0);
    const actions = Object.fromEntries(phasesOf(ended).map(({ phase, action }) => [phase, action]));
    expect(actions).toMatchObject({ 'simulate-base': 'reused', 'simulate-adapted': 'reused' });
    const redone = phasesOf(ended).find(({ phase, action }) => phase === 'simulate-prompted' && action === 'redone');
    expect(found(redone).reasons?.join()).toContain('the choice of pilot rows in the prompt changed');
  });

  it('refuses prompts that are longer than the model takes, in one sentence', async () => {
    const long = writeSurveyStudy(join(home, 'long'), { epochs: 1, regions: ['n'.repeat(900), 's'.repeat(900), 'w'] });
    editFile(long.recipe, 'bootstrap: 100', 'bootstrap: 100\n  prompt_rows: 20');
    const path = join(home, 'long', 'survey.pilotlight');
    const common = ['--passphrase-file', long.passphraseFile, '--json'];
    await runCommand(['import', path, long.recipe, ...common]);
    await runCommand(['split', path, ...common]);
    const ended = await runCommand(['simulate', path, '--by', 'prompted', ...common, '--threads', '1']);
    expect(ended.code).toBe(1);
    expect(`${ended.stdout}${ended.stderr}`).toMatch(
      /With 20 pilot rows a prompt has \d+ tokens, and the model takes/u,
    );
  });
});
