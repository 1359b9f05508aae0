import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ReleasedDocument } from '../../../shared/evaluation/released-results.ts';
import { releasedDocumentSchema } from '../../../shared/evaluation/released-results.ts';
import type { EndedCommand } from '../../support/run-command.ts';
import { phasesOf, runCommand } from '../../support/run-command.ts';
import { found } from '../../support/small-study.ts';
import { editFile, surveyModel, writeSurveyStudy } from '../../support/survey-study.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const model = join(home, 'model.gguf');
cpSync(surveyModel, model);
const study = writeSurveyStudy(join(home, 'study'), { model, epochs: 1 });
editFile(study.recipe, '  epochs: 1', '  epochs: 1\n  canaries: 6');
const out = join(home, 'out');
const project = join(out, 'survey.pilotlight');
const passphrase = ['--passphrase-file', study.passphraseFile];
const options = ['--threads', '1', ...passphrase];

let run: Promise<EndedCommand> | undefined;
async function results(): Promise<ReleasedDocument> {
  run ??= runCommand(['run', study.recipe, '--out', out, ...options]);
  const { code, stderr } = await run;
  expect(code, stderr).toBe(0);
  return releasedDocumentSchema.parse(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')));
}

describe('an evaluation', () => {
  it('measures with the models themselves what the adapter may give away', async () => {
    const { evaluation, training, provenance } = await results();
    const { membership, canaries, copying } = found(evaluation.leakage);
    expect(membership).toMatchObject({ members: 20, nonMembers: 40, allowed: 0.01 });
    for (const { auc, truePositiveRate } of found(membership).attacks) {
      expect(found(auc.low)).toBeLessThan(found(auc.value));
      expect(found(auc.high)).toBeGreaterThan(found(auc.value));
      // 20 people cannot show that nobody is recognised.
      expect(found(truePositiveRate.high)).toBeGreaterThan(0.1);
    }
    expect(canaries).toMatchObject({ planted: 6, items: ['risk', 'benefit'], most: 2 * Math.log2(3), exact: true });
    expect(copying).toMatchObject({ items: ['risk', 'benefit'], pilot: 20 });
    expect(copying?.sources.map(({ source }) => source)).toEqual(['base', 'adapted']);
    // Six made-up respondents with two answers each, beside 20 people with three.
    expect(training?.examples).toBe(20 * 3 + 6 * 2);
    expect(provenance.adapter?.canaries).toBe(6);
  });

  it('tells it in the report, with the warning that chance is no proof of safety', async () => {
    await results();
    const report = readFileSync(join(out, 'report.html'), 'utf8').replace(/\s+/g, ' ');
    expect(report).toContain('What the adapter may give away');
    expect(report).toContain('are no proof of safety');
    expect(report).toContain('6 made-up respondents');
  });

  it('goes on without the model file, says so, and keeps what needs no model', async () => {
    await results();
    renameSync(model, `${model}.away`);
    const ended = await runCommand(['evaluate', project, '--again', ...options]);
    renameSync(`${model}.away`, model);
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stderr).toContain('What the adapter may give away was not measured');
    const report = await runCommand(['report', project, '--out', join(home, 'second'), '--json', ...passphrase]);
    expect(phasesOf(report).map(({ phase }) => phase)).toEqual(['report']);
    const second = releasedDocumentSchema.parse(JSON.parse(readFileSync(join(home, 'second', 'results.json'), 'utf8')));
    expect(second.evaluation.leakage).toMatchObject({ membership: null, canaries: null });
    expect(second.evaluation.leakage?.copying?.pilot).toBe(20);
  });
});
