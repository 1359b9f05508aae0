import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openProject } from '../../../electron/core/database/open-project.ts';
import type { Project } from '../../../electron/core/database/open-project.ts';
import { writeTransaction } from '../../../electron/core/database/read-write-db.ts';
import { readRowsInParts } from '../../../electron/core/database/repositories/splits.ts';
import { buildEvaluationRequest } from '../../../electron/core/jobs/evaluation-request.ts';
import { readStudyState } from '../../../electron/core/operations/study-state.ts';
import type { ReleasedDocument } from '../../../shared/evaluation/released-results.ts';
import { releasedDocumentSchema } from '../../../shared/evaluation/released-results.ts';
import { phasesOf, progressOf, runCommand, startCommand } from '../../support/run-command.ts';
import { found } from '../../support/small-study.ts';
import { editFile, writeSurveyStudy } from '../../support/survey-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock } from '../../support/temporary-project.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const study = writeSurveyStudy(join(home, 'study'), { rectification: 18, epochs: 1 });
const out = join(home, 'out');
const project = join(out, 'survey.pilotlight');
const options = ['--passphrase-file', study.passphraseFile, '--json', '--threads', '1'];

function opened<Result>(path: string, look: (project: Project) => Result): Result {
  using held = openProject({ path, passphrase: study.passphrase, clock: fixedClock });
  return look(held);
}

/** Rows of the confirmed blocks and everything that was simulated, simulation by simulation. */
function simulated({ db }: Project) {
  const split = found(readStudyState(db).split);
  const rowsIn = (part: 'evaluation' | 'rectification'): number[] => readRowsInParts(db, split.id, [part]);
  return {
    evaluation: rowsIn('evaluation'),
    rectification: rowsIn('rectification'),
    blocks: db.all(
      'SELECT simulation, block, answers FROM simulation_blocks ORDER BY simulation, block',
      [],
      z.object({ simulation: z.int(), block: z.int(), answers: z.int() }),
    ),
    answers: db.all(
      'SELECT simulation, seed, row, item, value FROM simulated_answers ORDER BY simulation, seed, row, item',
      [],
      z.object({ simulation: z.int(), seed: z.int(), row: z.int(), item: z.string(), value: z.string() }),
    ),
    probabilities: db.all(
      'SELECT simulation, row, item, seed, hex(probabilities) AS bytes FROM simulated_probabilities ORDER BY 1, 2, 3, 4',
      [],
      z.object({ simulation: z.int(), row: z.int(), item: z.string(), seed: z.int(), bytes: z.string() }),
    ),
  };
}

interface Whole extends ReturnType<typeof simulated> {
  readonly document: ReleasedDocument;
}

let begun: Promise<Whole> | undefined;
/** The one whole run that the tests look into. */
function wholeRun(): Promise<Whole> {
  begun ??= runCommand(['run', study.recipe, '--out', out, ...options]).then(({ code, stdout }) => {
    if (code !== 0) throw new Error(stdout);
    const document = releasedDocumentSchema.parse(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')));
    return { ...opened(project, simulated), document };
  });
  return begun;
}

describe('humans of the part rectification', () => {
  it('have twins from both models, beside those of the evaluation humans and of nobody else', async () => {
    const whole = await wholeRun();
    expect([whole.evaluation.length, whole.rectification.length]).toEqual([40, 18]);
    for (const simulation of new Set(whole.answers.map((answer) => answer.simulation))) {
      const rows = new Set(whole.answers.filter((own) => own.simulation === simulation).map(({ row }) => row));
      expect([...rows].sort((a, b) => a - b)).toEqual(
        [...whole.evaluation, ...whole.rectification].sort((a, b) => a - b),
      );
    }
    expect(new Set(whole.answers.map(({ simulation }) => simulation)).size).toBe(2);
  });

  it('share no block with evaluation humans', async () => {
    const whole = await wholeRun();
    // Three questions under two seeds for each of 32, 8 and 18 twins.
    const sizes = [32, 8, 18].map((twins) => twins * 6);
    expect(whole.blocks.map(({ block, answers }) => [block, answers])).toEqual([
      ...sizes.map((size, block) => [block, size]),
      ...sizes.map((size, block) => [block, size]),
    ]);
  });

  it('reach the evaluation with their own answers and twins, and are not among the evaluation humans', async () => {
    const whole = await wholeRun();
    opened(project, ({ db }) => {
      const { input } = buildEvaluationRequest(db, readStudyState(db));
      const rows = found(input.rectification);
      expect([input.n, rows.n]).toEqual([40, 18]);
      expect(rows.sources.map(({ id }) => id)).toEqual(['base', 'adapted']);
      const [first] = whole.rectification;
      const drawn = whole.answers.find(({ simulation, row, item, seed }) => {
        return simulation === 1 && row === first && item === 'benefit' && seed === 2;
      });
      const benefit = input.items.findIndex(({ variable }) => variable.name === 'benefit');
      expect(rows.sources[0]?.draws[1]?.[benefit]?.[0]).toBe(Number(found(drawn).value) - 1);
      for (const { probabilities, draws } of [...rows.sources, ...input.sources]) {
        for (const columns of draws)
          expect(columns.every((column) => column.every((answer) => answer >= 0))).toBe(true);
        for (const column of probabilities) expect(found(column).every((share) => share > 0 && share < 1)).toBe(true);
      }
    });
  });

  it('give rectified estimates in the results, and stand in the sample', async () => {
    const whole = await wholeRun();
    const { rectification, sample } = whole.document.evaluation;
    expect(found(rectification)).toMatchObject({ humans: 18, twins: 40, failure: null });
    const sources = found(rectification).targets.flatMap((target) => target.sources.map(({ source }) => source));
    expect(new Set(sources)).toEqual(new Set(['base', 'adapted', 'baseline-regularised-logit']));
    expect(sample.parts).toContainEqual({ name: 'rectification', n: 18 });
  });
});

describe('a simulation of both parts', () => {
  it('that was interrupted goes on and gives the same twins', async () => {
    const whole = await wholeRun();
    const path = join(temporaryFolder(), 'survey.pilotlight');
    for (const args of [
      ['import', path, study.recipe],
      ['split', path],
    ])
      await runCommand([...args, '--passphrase-file', study.passphraseFile, '--json']);
    const command = startCommand(['simulate', path, '--by', 'base', ...options]);
    const atRectification = progressOf('simulate-base', ({ done, total }) => done >= 32 && done < total);
    await command.until(atRectification);
    command.send('SIGINT');
    expect((await command.ended).code).toBe(130);
    const ended = await runCommand(['simulate', path, '--by', 'base', ...options]);
    expect(phasesOf(ended)).toMatchObject([{ action: 'started', resumed: true }]);
    const base = ({ simulation }: { simulation: number }): boolean => simulation === 1;
    const resumed = opened(path, simulated);
    expect(resumed.blocks).toEqual(whole.blocks.filter(base));
    expect(resumed.answers).toEqual(whole.answers.filter(base));
    expect(resumed.probabilities).toEqual(whole.probabilities.filter(base));
  });

  it('is done again when the rectification humans change, and says so', async () => {
    await wholeRun();
    const folder = temporaryFolder();
    const copy = writeSurveyStudy(join(folder, 'study'), { rectification: 18, epochs: 1 });
    cpSync(out, join(folder, 'out'), { recursive: true });
    editFile(copy.recipe, 'rectification: 18', 'rectification: 12');
    const ended = await runCommand(['run', copy.recipe, '--out', join(folder, 'out'), ...options]);
    const reasons = phasesOf(ended).find(({ phase }) => phase === 'simulate-base')?.reasons ?? [];
    expect(reasons.join('; ')).toContain('the rectification respondents changed');
  });

  it('without somebody’s answers is refused by the evaluation', async () => {
    const whole = await wholeRun();
    const path = join(temporaryFolder(), 'survey.pilotlight');
    cpSync(project, path);
    opened(path, ({ db }) => {
      writeTransaction(db, ['simulations'], (write) =>
        write.run('DELETE FROM simulated_answers WHERE simulation = 1 AND row = ?', [whole.rectification[0] ?? 0]),
      );
      expect(() => buildEvaluationRequest(db, readStudyState(db))).toThrow(
        '1 respondent of the part rectification has no simulated answers to every question',
      );
    });
  });
});
