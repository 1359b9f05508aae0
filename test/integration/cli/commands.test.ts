import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { programVersion } from '../../../electron/installation/installed-versions.ts';
import { checkResultSchema } from '../../../shared/contract/system.ts';
import { olderNode } from '../../support/older-node.ts';
import type { EndedCommand } from '../../support/run-command.ts';
import { phasesOf, runCommand } from '../../support/run-command.ts';
import { surveyModel, writeSurveyStudy } from '../../support/survey-study.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const study = writeSurveyStudy(join(home, 'study'));
const out = join(home, 'out');
const project = join(out, 'survey.pilotlight');
const passphrase = ['--passphrase-file', study.passphraseFile];

/** Runs a command as it is run on a machine whose own Node is older, where there is one. */
function pilotlight(...args: readonly string[]): Promise<EndedCommand> {
  return runCommand(args, { ...(olderNode === null ? {} : { node: olderNode }) });
}

describe('the commands one after the other', () => {
  it('do what `run` does, each when the one before is done', async () => {
    const steps: readonly { readonly args: readonly string[]; readonly says: string }[] = [
      { args: ['import', project, study.recipe], says: 'Import: 88 respondents (' },
      { args: ['split', project], says: 'Split: 20 pilot-train, 10 pilot-validation, 40 evaluation, 18 reserve (' },
      { args: ['adapt', project, '--threads', '1'], says: 'has the lowest loss on pilot-validation (' },
      { args: ['simulate', project, '--threads', '1', '--by', 'base'], says: 'base model: 40 twins, 2 draws each (' },
      { args: ['simulate', project, '--threads', '1'], says: 'adapted model: 40 twins, 2 draws each (' },
      { args: ['evaluate', project], says: 'Evaluation: done (' },
      { args: ['report', project, '--out', out], says: 'Report: written (' },
    ];
    for (const { args, says } of steps) {
      const ended = await pilotlight(...args, ...passphrase);
      expect(ended.stderr).toContain(says);
      expect(ended.code).toBe(0);
      if (args[0] === 'evaluate') expect(ended.stdout).toMatch(/human sample +Base model +Adapted model/);
      if (args[0] === 'report') expect(ended.stdout).toBe(`Report: ${join(out, 'report.html')}\n`);
    }
    const run = await pilotlight('run', study.recipe, '--out', out, '--threads', '1', '--json', ...passphrase);
    expect(phasesOf(run).map(({ action }) => action)).toEqual(Array(7).fill('reused'));
  }, 600_000);

  it('do a phase again on request, and say that it was asked for', async () => {
    const again = await pilotlight(
      'simulate',
      project,
      '--by',
      'base',
      '--again',
      '--threads',
      '1',
      ...passphrase,
      '--json',
    );
    expect(again.code).toBe(0);
    expect(phasesOf(again)).toMatchObject([{ action: 'redone', reasons: ['this was asked for'], resumed: false }]);
    const progress = z.object({ name: z.string(), done: z.number() });
    const counted = again.events.filter(({ event }) => event === 'progress').map((event) => progress.parse(event));
    // All twins were simulated once more, not taken from the earlier simulation.
    expect(counted.at(0)).toEqual({ name: 'simulate-base', done: 0 });
    // The same model, prompts and seeds give the same answers, so that nothing after it is out of date.
    const status = await pilotlight('status', project, ...passphrase);
    expect(status.stdout.match(/ done$/gm)?.length).toBe(7);
  });

  it('show the prompts of one respondent', async () => {
    const { stdout } = await pilotlight('prompts', project, '--row', '3', ...passphrase);
    expect(stdout.match(/^── \w+, row 3 ──$/gm)).toEqual([
      '── risk, row 3 ──',
      '── benefit, row 3 ──',
      '── tells, row 3 ──',
    ]);
    expect(stdout).toContain('Do you tell your income?');
    const missing = await pilotlight('prompts', project, '--row', '300', ...passphrase);
    expect([missing.code, missing.stderr]).toEqual([1, 'pilotlight: Row 300 is not among the imported respondents.\n']);
  });

  it('show the recovery key to who knows the passphrase', async () => {
    const { stdout, code } = await pilotlight('recovery-key', project, ...passphrase);
    expect([stdout.trim().length, code]).toEqual([69, 0]);
  });

  it('show the audit log and that its chain is intact', async () => {
    const { stdout, stderr, code } = await pilotlight('audit', project, ...passphrase);
    expect(stdout.split('\n')[0]).toMatch(/^1 {2}\d{4}-\d\d-\d\dT[\d:.]+Z {2}project-created {2}\{\}$/);
    expect(stderr).toMatch(/^The chain of \d+ entries is intact\.\n$/);
    expect(code).toBe(0);
  });

  it('say that the import refused nothing', async () => {
    const { stdout, stderr } = await pilotlight('rejected', project, ...passphrase);
    expect([stdout, stderr]).toEqual(['', 'The import refused nothing.\n']);
  });
});

describe('pilotlight doctor', () => {
  it('tries engine, trainer and encryption, looks for connections, and says how each was checked', async () => {
    const ended = await pilotlight('doctor', '--model', surveyModel, '--json');
    const checks = ended.events.filter(({ event }) => event === 'check').map((event) => checkResultSchema.parse(event));
    const found = new Map(checks.map((check) => [check.name, check]));
    expect([...found.keys()]).toEqual([
      'Node.js',
      'Versions and machine',
      'Engine',
      'Trainer',
      'Encryption',
      'Temporary files',
      'Crash dumps',
      'Network connections',
      'Network code',
    ]);
    expect(checks.every(({ how }) => how.length > 20)).toBe(true);
    // Core files depend on the machine that the tests run on.
    expect(checks.filter(({ name, ok }) => name !== 'Crash dumps' && !ok)).toEqual([]);
    expect(ended.code).toBe(found.get('Crash dumps')?.ok === true ? 0 : 1);
    expect(found.get('Engine')?.detail).toMatch(/^llama\.cpp computes on \w+, \d+ threads, and gave the probabilities/);
    expect(found.get('Network connections')?.detail).toMatch(/no network socket$|^not counted/);
  });

  it('reports what is wrong with the exit code 1 and goes on with the other checks', async () => {
    const ended = await pilotlight('doctor', '--model', study.recipe);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/^FAULT {2}Engine: .*study\.yaml could not be loaded: it is not a GGUF model/m);
    expect(ended.stdout).toMatch(/^FAULT {2}Trainer: .*study\.yaml is not a GGUF file\./m);
    expect(ended.stdout).toMatch(/^ok {5}Encryption: AEGIS-256/m);
    expect(ended.stderr).toMatch(/\d of 9 checks found a fault\.\n$/);
  });
});

describe('npx pilotlight', () => {
  const repository = fileURLToPath(new URL('../../..', import.meta.url));
  /** npx, with the Node of the machine first in the PATH and none of this repository. */
  function npx(...args: readonly string[]): { status: number | null; stdout: string } {
    const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
    const path = [...(olderNode === null ? [] : [dirname(olderNode)]), ...folders].join(':');
    return spawnSync('npx', ['--no-install', 'pilotlight', ...args], {
      cwd: repository,
      env: { HOME: home, PATH: path, npm_config_cache: join(home, 'npm-cache') },
      encoding: 'utf8',
    });
  }

  it('works from the repository with the Node of the machine', () => {
    expect(npx('--version')).toMatchObject({ status: 0, stdout: `${programVersion()}\n` });
    expect(npx('run', '--help').stdout).toContain('Usage: pilotlight run [options] <recipe>');
    expect(npx('run')).toMatchObject({ status: 2, stdout: '' });
  });

  it('knows the version of the package', () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')));
    expect(programVersion()).toBe(version);
  });
});
