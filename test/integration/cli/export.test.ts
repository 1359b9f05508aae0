import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hashText } from '../../../electron/core/files/hash.ts';
import { releasedDocumentSchema } from '../../../shared/evaluation/released-results.ts';
import { disagreements, missingLanguage, numbersOf, runScript } from '../../support/reproduced-numbers.ts';
import { hasTerminals, runOnTerminal } from '../../support/on-terminal.ts';
import type { EndedCommand } from '../../support/run-command.ts';
import { errorOf, runCommand } from '../../support/run-command.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const study = writeSurveyStudy(join(home, 'study'));
const out = join(home, 'out');
const project = join(out, 'survey.pilotlight');
const passphrase = ['--passphrase-file', study.passphraseFile];
const recordsSchema = z.array(z.record(z.string(), z.string()));

let run: Promise<EndedCommand> | undefined;
/** The finished project that all tests export from. */
async function finishProject(): Promise<void> {
  run ??= runCommand(['run', study.recipe, '--out', out, '--threads', '1', ...passphrase]);
  const { code, stderr } = await run;
  expect(code, stderr).toBe(0);
}

async function exportRows(rows: string, file: string, ...more: readonly string[]): Promise<EndedCommand> {
  await finishProject();
  return runCommand(['export', project, '--rows', rows, '--out', file, ...passphrase, ...more]);
}

describe('pilotlight export', () => {
  it('writes no row where nobody agreed, and says how to agree', async () => {
    const file = join(home, 'refused.csv');
    const ended = await exportRows('both', file, '--json');
    expect(ended.code).toBe(2);
    expect(errorOf(ended).message).toContain('--i-may-export-rows');
    expect(existsSync(file)).toBe(false);
  });

  it('writes humans and twins for the owner alone, without identifiers, excluded and unused variables', async () => {
    const file = join(home, 'rows.csv');
    const ended = await exportRows('both', file, '--i-may-export-rows');
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stderr).toContain('answers of single respondents, unencrypted');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    const records = recordsSchema.parse(parse(text, { columns: true }));
    // 40 humans, and under two seeds twins of two models and of five baselines.
    expect(records.length).toBe(40 + (2 + 5) * 2 * 40);
    const columns = Object.keys(records[0] ?? {});
    expect(columns.filter((name) => !name.startsWith('.'))).toEqual([
      'warned',
      'age',
      'region',
      'risk',
      'benefit',
      'tells',
    ]);
    expect(text).not.toMatch(/\br\d+\b|Ashby|Brook|Carrow|none/);
    expect(ended.stdout).toContain(hashText(text));
  });

  it('does not keep the order of the imported file', async () => {
    const file = join(home, 'humans.csv');
    await exportRows('humans', file, '--i-may-export-rows');
    const exported = recordsSchema.parse(parse(readFileSync(file, 'utf8'), { columns: true }));
    const keys = exported.map(({ warned = '', age = '' }) => JSON.stringify([warned, Number(age)]));
    expect(keys).toEqual([...keys].sort());
    expect(exported.map((record) => record['.respondent'])).toEqual(exported.map((_, index) => String(index + 1)));
  });

  const question = 'Type yes to agree: ';

  it.skipIf(!hasTerminals)('asks on a terminal, and takes nothing but yes for agreement', async () => {
    await finishProject();
    const file = join(home, 'asked.csv');
    const args = ['export', project, '--rows', 'twins', '--out', file, ...passphrase];
    for (const keys of ['y\r', '\r', '\u0003']) {
      const refused = await runOnTerminal(args, [{ when: question, keys }]);
      expect([keys, refused.code === 0, existsSync(file)]).toEqual([keys, false, false]);
      expect(refused.shown).toContain('answers of single respondents, unencrypted');
    }
    const agreed = await runOnTerminal(args, [{ when: question, keys: 'yes\r' }]);
    expect(agreed.code, agreed.shown).toBe(0);
    expect(existsSync(file)).toBe(true);
  });

  it('notes every export in the audit log, with hash and columns', async () => {
    const { stdout, stderr } = await runCommand(['audit', project, ...passphrase]);
    const entries = stdout.split('\n').filter((line) => line.includes('rows-exported'));
    expect(entries.length).toBe(hasTerminals ? 3 : 2);
    expect(entries[0]).toContain(hashText(readFileSync(join(home, 'rows.csv'))));
    expect(entries[0]).toContain('"sides":"both"');
    expect(stderr).toContain('is intact');
  });

  it('replaces no file', async () => {
    const file = join(home, 'kept.csv');
    writeFileSync(file, 'mine\n');
    const ended = await exportRows('twins', file, '--i-may-export-rows', '--json');
    expect(errorOf(ended).code).toBe('file-exists');
    expect(readFileSync(file, 'utf8')).toBe('mine\n');
  });

  for (const language of ['R', 'Python'] as const) {
    const missing = missingLanguage(language);
    if (missing !== null) console.info(`Skipped: the ${language} script of the report, since ${missing}.`);

    it.skipIf(missing !== null)(`gives what the ${language} script of the report needs to redo results.json`, () => {
      const results = releasedDocumentSchema.parse(
        JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')),
      ).evaluation;
      const script = join(out, language === 'R' ? 'reproduce.R' : 'reproduce.py');
      const numbers = runScript(language, script, join(home, 'rows.csv'), join(home, `numbers-${language}.csv`));
      expect(disagreements(results, numbers)).toEqual([]);
      expect([...numbersOf(results).values()].filter((value) => value !== null).length).toBeGreaterThan(50);
    });
  }
});
