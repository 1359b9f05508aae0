import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { listAdapters } from '../../../electron/core/database/repositories/adapters.ts';
import { foldPeople } from '../../../electron/core/jobs/fold-people.ts';
import { readStudyState } from '../../../electron/core/operations/study-state.ts';
import { releasedDocumentSchema } from '../../../shared/evaluation/released-results.ts';
import { disagreements, missingLanguage, numbersOf, runScript } from '../../support/reproduced-numbers.ts';
import { phasesOf, runCommand, startCommand } from '../../support/run-command.ts';
import { found } from '../../support/small-study.ts';
import { editFile, writeSurveyStudy } from '../../support/survey-study.ts';
import { fixedClock } from '../../support/temporary-project.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const study = writeSurveyStudy(join(home, 'study'), { epochs: 1 });
editFile(study.recipe, 'simulation:\n', 'rectification:\n  cross_fit: 2\nsimulation:\n');
const optionsOf = (name: string) => [
  '--out',
  join(home, name),
  '--passphrase-file',
  study.passphraseFile,
  '--json',
  '--threads',
  '1',
];
const documentOf = (name: string) =>
  releasedDocumentSchema.parse(JSON.parse(readFileSync(join(home, name, 'results.json'), 'utf8')));

describe('a study whose tuning humans rectify too', () => {
  it('has an adapter for every fold, estimates in the results and the folds in the report', async () => {
    const ended = await runCommand(['run', study.recipe, ...optionsOf('whole')]);
    expect(ended.code, ended.stdout).toBe(0);
    expect(phasesOf(ended).map(({ phase }) => phase)).toContain('cross-fit');
    const { crossFit, rectification } = documentOf('whole').evaluation;
    expect(rectification).toBeUndefined();
    const block = found(crossFit);
    expect(block.failure).toBeNull();
    expect(block.folds).toEqual([
      { trained: 10, rectified: 10 },
      { trained: 10, rectified: 10 },
    ]);
    const mean = found(block.targets.find(({ kind }) => kind === 'mean'));
    expect(mean.sources.map(({ source }) => source)).toEqual(['adapted', 'baseline-regularised-logit']);
    expect(found(mean.sources[0]?.rectified.value)).toEqual(expect.any(Number));
    const html = readFileSync(join(home, 'whole', 'report.html'), 'utf8');
    expect(html).toContain('no human served both in one fold');
    expect(html).toContain('chart-cross-fit-rectified-mean');
  });

  for (const language of ['R', 'Python'] as const) {
    const missing = missingLanguage(language);
    if (missing !== null) console.info(`Skipped: the ${language} script of the report, since ${missing}.`);

    it.skipIf(missing !== null)(
      `exports the folds, from which the ${language} script redoes the estimates`,
      async () => {
        const rows = join(home, `rows-${language}.csv`);
        const ended = await runCommand([
          ...['export', join(home, 'whole', 'survey.pilotlight'), '--rows', 'both', '--out', rows],
          ...['--passphrase-file', study.passphraseFile, '--i-may-export-rows'],
        ]);
        expect(ended.code, ended.stderr).toBe(0);
        const script = join(home, 'whole', language === 'R' ? 'reproduce.R' : 'reproduce.py');
        const numbers = runScript(language, script, rows, join(home, `numbers-${language}.csv`));
        const { evaluation } = documentOf('whole');
        expect(disagreements(evaluation, numbers)).toEqual([]);
        const compared = [...numbersOf(evaluation)].filter(
          ([label, value]) => label.startsWith('cross') && value !== null,
        );
        expect(compared.length).toBeGreaterThan(30);
      },
    );
  }

  it('trains no fold on its own people, and keeps no adapter of a fold', () => {
    using project = openProject({
      path: join(home, 'whole', 'survey.pilotlight'),
      passphrase: study.passphrase,
      clock: fixedClock,
    });
    const people = foldPeople(project.db, readStudyState(project.db));
    const left = people.folds.flatMap((fold) => fold.left.map(({ row }) => row));
    expect(new Set(left).size).toBe(20);
    for (const fold of people.folds) {
      const train = new Set(fold.train.map(({ row }) => row));
      expect(fold.left.some(({ row }) => train.has(row))).toBe(false);
      // A twin never sees the answers it is asked for.
      expect(Object.keys(found(fold.left[0]).answers)).not.toContain('risk');
    }
    expect(listAdapters(project.db)).toHaveLength(1);
  });

  it('goes on after a kill with the folds that were done, and ends with the same numbers', async () => {
    const command = startCommand(['run', study.recipe, ...optionsOf('killed')]);
    await command.until((event) => JSON.stringify(event).includes('Fold 2 of 2: Simulating'));
    command.kill('tree');
    await command.ended;
    const ended = await runCommand(['run', study.recipe, ...optionsOf('killed')]);
    expect(ended.code, ended.stdout).toBe(0);
    expect(ended.stdout).not.toContain('Fold 1 of 2');
    expect(ended.stdout).not.toContain('Fold 2 of 2: Adapting the model');
    expect(documentOf('killed').evaluation.crossFit).toEqual(documentOf('whole').evaluation.crossFit);
  });

  it('does the folds again when another number is asked for, and nothing before them', async () => {
    editFile(study.recipe, 'cross_fit: 2', 'cross_fit: 3');
    const ended = await runCommand(['run', study.recipe, ...optionsOf('whole')]);
    expect(ended.code, ended.stdout).toBe(0);
    const actions = Object.fromEntries(phasesOf(ended).map(({ phase, action }) => [phase, action]));
    expect(actions).toMatchObject({ adapt: 'reused', 'simulate-adapted': 'reused', evaluate: 'redone' });
    const redone = phasesOf(ended).find(({ phase, action }) => phase === 'cross-fit' && action === 'redone');
    expect(found(redone).reasons?.join()).toContain('the folds changed');
    expect(found(documentOf('whole').evaluation.crossFit).folds).toHaveLength(3);
  });
});
