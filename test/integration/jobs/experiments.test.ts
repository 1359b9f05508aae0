import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { listAdapters } from '../../../electron/core/database/repositories/adapters.ts';
import { experimentIds } from '../../../shared/domain/experiments.ts';
import { releasedDocumentSchema } from '../../../shared/evaluation/released-results.ts';
import { runCommand, startCommand } from '../../support/run-command.ts';
import { found } from '../../support/small-study.ts';
import { editFile, writeSurveyStudy } from '../../support/survey-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock } from '../../support/temporary-project.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const allOf = `experiments:
  learning_curve:
    sizes: [5, 10]
    seeds: [1, 2]
  leave_one_out:
    arms: true
    items: true
  pilots:
    size: 6
    by: region
  demographics: {}
  robustness:
    repeats: 1
    shuffled: true
    wordings:
      - name: short
        items:
          risk: Is telling your income risky?
`;
const curveOf = `experiments:
  learning_curve:
    sizes: [5, 10]
`;

function studyWith(name: string, block: string) {
  const study = writeSurveyStudy(join(home, name), { epochs: 1, rectification: 14 });
  editFile(study.recipe, 'simulation:\n', `${block}simulation:\n`);
  return study;
}

const eventSchema = z.looseObject({ event: z.string() });

describe('the experiments of a recipe', () => {
  const study = studyWith('all', allOf);
  const out = join(home, 'all-out');
  const options = ['--passphrase-file', study.passphraseFile, '--json', '--threads', '1'];

  it('stand in results and report after a run, each with its cells, intervals and seeds', async () => {
    const ended = await runCommand(['run', study.recipe, '--out', out, ...options]);
    expect(ended.code, ended.stdout).toBe(0);
    const { evaluation } = releasedDocumentSchema.parse(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')));
    const { experiments } = found(evaluation.experiments);
    expect(experiments.map(({ id }) => id)).toEqual(experimentIds);
    for (const { cells, planned } of experiments) expect(cells).toHaveLength(planned);
    const [curve] = experiments;
    expect(found(curve).cells.map(({ pilot, tuning }) => [pilot, tuning])).toEqual([
      [0, 0],
      [5, 15],
      [5, 15],
      [10, 20],
      [10, 20],
    ]);
    const cell = found(found(curve).cells[1]);
    expect(cell.seeds).toEqual({ pilot: 1, adaptation: 1, simulation: [1, 2] });
    expect(cell.sources.map(({ source }) => source)).toContain('baseline-regularised-logit');
    for (const {
      negativeLogLikelihood: { value, low, high },
    } of cell.sources) {
      expect(found(low)).toBeLessThanOrEqual(found(value));
      expect(found(high)).toBeGreaterThanOrEqual(found(value));
    }
    expect(cell.rhoSquared.length).toBeGreaterThan(0);
    const [model] = cell.sources;
    const untuned = found(found(curve).cells[0]?.sources[0]);
    const { reference, negativeLogLikelihood } = found(cell.difference);
    expect(reference).toBe('size=0');
    expect(negativeLogLikelihood.value).toBeCloseTo(
      found(model?.negativeLogLikelihood.value) - found(untuned.negativeLogLikelihood.value),
      6,
    );
    expect(JSON.stringify(evaluation.experiments)).not.toContain('"draws"');
    const html = readFileSync(join(out, 'report.html'), 'utf8');
    expect(html).toContain('id="chart-experiment-learning-curve"');
    expect(html).toContain('id="chart-experiment-robustness"');
    expect(html).toContain('id="chart-experiment-robustness-differences"');
  });

  it('give the study’s own numbers where a cell changes nothing', () => {
    const { evaluation } = releasedDocumentSchema.parse(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')));
    const experiments = found(evaluation.experiments).experiments;
    const asDone = found(experiments.find(({ id }) => id === 'robustness')?.cells[0]);
    const untuned = found(experiments.find(({ id }) => id === 'learning-curve')?.cells[0]);
    for (const [cell, source] of [
      [asDone, 'adapted'],
      [untuned, 'base'],
    ] as const) {
      const own = found(evaluation.likelihood.overall.find((row) => row.source === source));
      expect(cell.sources[0]?.negativeLogLikelihood.value).toBe(own.negativeLogLikelihood.value);
      const gap = found(evaluation.coherence?.sources.find((row) => row.source === source)).gap;
      expect(cell.sources[0]?.gap?.value).toBe(gap.value);
    }
  });

  it('leave no adapter but the study’s own in the project', () => {
    using project = openProject({
      path: join(out, 'survey.pilotlight'),
      passphrase: study.passphrase,
      clock: fixedClock,
    });
    expect(listAdapters(project.db)).toHaveLength(1);
  });

  it('are not done again', async () => {
    const ended = await runCommand(['experiments', join(out, 'survey.pilotlight'), ...options]);
    expect(ended.code, ended.stdout).toBe(0);
    const events = ended.stdout
      .trim()
      .split('\n')
      .map((line) => eventSchema.parse(JSON.parse(line)));
    expect(events).toContainEqual(expect.objectContaining({ event: 'experiments', action: 'reused' }));
    expect(events.filter(({ event }) => event === 'experiment')).toHaveLength(experimentIds.length);
  });
});

describe('arms of a second treatment', () => {
  it('are left out of the training and evaluated by themselves', async () => {
    const study = writeSurveyStudy(join(home, 'payment'), { epochs: 1, payment: true });
    editFile(study.recipe, 'simulation:\n', 'experiments:\n  leave_one_out:\n    arms: [paid]\nsimulation:\n');
    const out = join(home, 'payment-out');
    const options = ['--passphrase-file', study.passphraseFile, '--json', '--threads', '1'];
    const ended = await runCommand(['run', study.recipe, '--out', out, ...options]);
    expect(ended.code, ended.stdout).toBe(0);
    const { evaluation } = releasedDocumentSchema.parse(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')));
    const [arms] = found(evaluation.experiments).experiments;
    const { cells, planned } = found(arms);
    expect(planned).toBe(4);
    expect(cells.map(({ group, label }) => `${group}: ${label}`)).toEqual([
      'Payment: none, seen',
      'Payment: none, unseen',
      'Payment: promised, seen',
      'Payment: promised, unseen',
    ]);
    const [none, unseenNone, promised, unseenPromised] = cells;
    expect(found(none).n + found(promised).n).toBe(40);
    // Who taught one model is whom the other arm's model has not seen.
    expect(found(none).pilot).toBe(20);
    expect(found(unseenNone).pilot + found(unseenPromised).pilot).toBe(20);
    expect(found(unseenNone).difference?.reference).toBe(found(none).id);
    const html = readFileSync(join(out, 'report.html'), 'utf8');
    expect(html).toContain('Payment: promised, unseen');
  });
});

describe('experiments that were killed', () => {
  it('keep the cells that were done, and end with the same numbers', async () => {
    const study = studyWith('killed', curveOf);
    const options = ['--passphrase-file', study.passphraseFile, '--json', '--threads', '1'];
    const path = join(temporaryFolder(), 'survey.pilotlight');
    const whole = join(temporaryFolder(), 'survey.pilotlight');
    const results: unknown[] = [];
    for (const project of [path, whole]) {
      await runCommand(['import', project, study.recipe, ...options.slice(0, 3)]);
      await runCommand(['split', project, ...options.slice(0, 3)]);
      if (project === path) {
        const command = startCommand(['experiments', project, ...options]);
        await command.until((event) => JSON.stringify(event).includes('10 respondents (3 of 3): Simulating'));
        command.send('SIGKILL');
        await command.ended;
      }
      const ended = await runCommand(['experiments', project, ...options]);
      expect(ended.code, ended.stdout).toBe(0);
      const events = ended.stdout
        .trim()
        .split('\n')
        .map((line) => eventSchema.parse(JSON.parse(line)));
      if (project === path) {
        expect(events).toContainEqual(expect.objectContaining({ event: 'experiments', cells: 3, open: 1 }));
        // The adapter of the cell that was cut off had been saved.
        expect(ended.stdout).not.toContain('Adapting the model');
      }
      results.push(events.filter(({ event }) => event === 'experiment'));
    }
    expect(results[0]).toEqual(results[1]);
  });
});
