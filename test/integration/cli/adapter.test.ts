import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeElsewhereAdapter } from '../../support/elsewhere-adapter.ts';
import type { EndedCommand } from '../../support/run-command.ts';
import { errorOf, phasesOf, runCommand } from '../../support/run-command.ts';
import { editFile, surveyModel, writeSurveyStudy } from '../../support/survey-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function actions(ended: EndedCommand): (readonly [string, string])[] {
  return phasesOf(ended).map(({ phase, action }) => [phase, action] as const);
}

describe('an adapter made elsewhere on the command line', () => {
  it('is taken from the recipe instead of a training, and trained again once the recipe says nothing of it', async () => {
    const folder = temporaryFolder();
    const study = writeSurveyStudy(join(folder, 'study'));
    const file = writeElsewhereAdapter(join(folder, 'study', 'colleague.gguf'), surveyModel);
    editFile(study.recipe, '\nmodel:\n', '\nmodel:\n  adapter: colleague.gguf\n');
    const out = join(folder, 'out');
    const given = ['--passphrase-file', study.passphraseFile, '--threads', '1'];
    const first = await runCommand(['run', study.recipe, '--out', out, '--json', ...given]);
    expect(first.code, first.stdout).toBe(0);
    expect(actions(first)).toContainEqual(['adapt', 'reused']);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('colleague.gguf');
    editFile(study.recipe, '  adapter: colleague.gguf\n', '');
    const project = join(out, 'survey.pilotlight');
    const refused = await runCommand(['adapt', project, '--adapter', surveyModel, '--json', ...given]);
    expect(errorOf(refused)).toMatchObject({ code: 'model-invalid' });
    const taken = await runCommand(['adapt', project, '--adapter', file, ...given]);
    expect(taken.stderr).toContain('Adapter: colleague.gguf, made elsewhere, rank 4; nothing is trained.');
    const second = await runCommand(['run', study.recipe, '--out', out, '--json', ...given]);
    expect(second.code, second.stdout).toBe(0);
    expect(actions(second)).toContainEqual(['adapt', 'redone']);
  });
});
