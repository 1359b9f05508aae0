import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hashText } from '../../../electron/core/files/hash.ts';
import { releasedDocumentSchema } from '../../../shared/evaluation/released-results.ts';
import type { EndedCommand } from '../../support/run-command.ts';
import { phasesOf, runCommand } from '../../support/run-command.ts';
import { editFile, writeSurveyStudy } from '../../support/survey-study.ts';
import type { SurveyStudy } from '../../support/survey-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { cutNetwork, traceNetwork } from '../../support/without-network.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const study = writeSurveyStudy(join(home, 'study'));
const out = join(home, 'out');

function run(recipe: string, folder: string, ...more: readonly string[]): Promise<EndedCommand> {
  return runCommand(['run', recipe, '--out', folder, '--threads', '1', ...more]);
}

const passphrase = ['--passphrase-file', study.passphraseFile];
/** The one uninterrupted run that the other tests compare with. */
let reference: Promise<EndedCommand> | undefined;
function referenceRun(): Promise<EndedCommand> {
  reference ??= run(study.recipe, out, ...passphrase);
  return reference;
}

/** Study and finished project in another place, to be changed there. */
function copyOfReference(): { study: SurveyStudy; out: string; project: string } {
  const folder = temporaryFolder();
  const copy = writeSurveyStudy(join(folder, 'study'));
  cpSync(out, join(folder, 'out'), { recursive: true });
  return { study: copy, out: join(folder, 'out'), project: join(folder, 'out', 'survey.pilotlight') };
}

/** Phases that a run did anew, with its reasons. */
function redone(ended: EndedCommand): Record<string, string> {
  const done = phasesOf(ended).filter(({ action }) => action !== 'reused');
  return Object.fromEntries(done.map(({ phase, reasons }) => [phase, reasons.join('; ')]));
}

describe('pilotlight run', () => {
  it('goes the whole way and leaves the project and the report, and nothing else', async () => {
    const ended = await referenceRun();
    expect(ended.stderr).toContain('Split: 20 pilot-train, 10 pilot-validation, 40 evaluation, 18 reserve');
    expect(ended.code).toBe(0);
    expect(readdirSync(out).sort()).toEqual([
      'manifest.json',
      'report.html',
      'reproduce.R',
      'reproduce.py',
      'results.json',
      'survey.pilotlight',
      'tables.docx',
      'tables.html',
    ]);
    const results = releasedDocumentSchema.parse(JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')));
    expect(results.evaluation.sample).toMatchObject({ respondents: 40, pilot: 20 });
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  it('writes down in the manifest what it wrote and from what', async () => {
    await referenceRun();
    const manifest = z
      .object({
        files: z.array(z.object({ name: z.string(), sha256: z.string() })),
        phases: z.array(z.object({ name: z.string() })),
        audit: z.object({ intact: z.boolean() }),
      })
      .parse(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')));
    expect(manifest.files.map(({ name }) => name)).toEqual([
      'results.json',
      'report.html',
      'tables.html',
      'tables.docx',
      'reproduce.R',
      'reproduce.py',
    ]);
    for (const { name, sha256 } of manifest.files) expect(hashText(readFileSync(join(out, name)))).toBe(sha256);
    expect(manifest.phases.map(({ name }) => name).sort()).toEqual(
      ['adapt', 'evaluate', 'import', 'simulate-adapted', 'simulate-base', 'split'].sort(),
    );
    expect(manifest.audit.intact).toBe(true);
  });

  it('prints the course on the error stream and the summary alone on the output stream', async () => {
    const { stdout, stderr } = await referenceRun();
    expect(stdout).toMatch(/human sample +Base model +Adapted model/);
    expect(stdout).toContain('On held-out humans');
    expect(stdout.trim().split('\n').at(-1)).toBe(`Report: ${join(out, 'report.html')}`);
    expect(stderr).not.toContain('human sample');
    const lines = stderr.trim().split('\n');
    expect(lines[0]).toBe('Study: Telling after a warning');
    expect(lines.filter((line) => /\(\d.*(s|min)\)\.$|\(under 0\.1 s\)\.$/.test(line)).length).toBe(7);
    expect(lines.at(-1)).toMatch(/^Total time \d/);
  });

  it('does nothing a second time, says so and prints the same summary', async () => {
    const first = await referenceRun();
    const before = readFileSync(join(out, 'manifest.json'));
    const second = await run(study.recipe, out, ...passphrase);
    expect(second.code).toBe(0);
    expect(second.stdout).toBe(first.stdout);
    expect(second.stderr.split('\n').filter((line) => line.endsWith(': still valid.')).length).toBe(7);
    expect(readFileSync(join(out, 'manifest.json'))).toEqual(before);
  });

  it('writes a report again that was deleted or changed, and nothing else', async () => {
    await referenceRun();
    const results = readFileSync(join(out, 'results.json'));
    rmSync(join(out, 'report.html'));
    const ended = await run(study.recipe, out, ...passphrase, '--json');
    expect(redone(ended)).toEqual({ report: 'its files are gone or were changed' });
    expect(existsSync(join(out, 'report.html'))).toBe(true);
    expect(readFileSync(join(out, 'results.json'))).toEqual(results);
  });

  it('adapts again after a change of the learning rate, and does what rests on the adapter', async () => {
    await referenceRun();
    const copy = copyOfReference();
    editFile(copy.study.recipe, 'learning_rate: 0.001', 'learning_rate: 0.002');
    const ended = await run(copy.study.recipe, copy.out, ...passphrase, '--json');
    expect(ended.code).toBe(0);
    expect(redone(ended)).toEqual({
      adapt: 'the adaptation settings changed',
      'simulate-adapted': 'the adapter changed',
      evaluate: 'the answers simulated by the adapted model changed',
      report: 'the evaluation changed',
    });
  });

  it('evaluates again after a change of the rule, with the answers that are there', async () => {
    await referenceRun();
    const copy = copyOfReference();
    editFile(copy.study.recipe, '- when: benefit > risk', '- when: benefit > risk + 1');
    const ended = await run(copy.study.recipe, copy.out, ...passphrase, '--json');
    expect(redone(ended)).toEqual({ evaluate: 'the belief-action rule changed', report: 'the evaluation changed' });
    expect(readFileSync(join(copy.out, 'results.json'))).not.toEqual(readFileSync(join(out, 'results.json')));
  });
});

const simulations = ['simulate-base', 'simulate-adapted'];
const changes: readonly {
  readonly what: string;
  readonly change: (study: SurveyStudy) => void;
  readonly reason: string;
  readonly valid: readonly string[];
}[] = [
  {
    what: 'the seeds of the simulation',
    change: ({ recipe }) => editFile(recipe, 'seeds: [1, 2]', 'seeds: [1, 3]'),
    reason: 'the simulation settings changed',
    valid: ['import', 'split', 'adapt'],
  },
  {
    what: 'the seed of the split',
    change: ({ recipe }) => editFile(recipe, 'seed: 7', 'seed: 8'),
    reason: 'the split settings changed',
    valid: ['import'],
  },
  {
    what: 'the wording of a question',
    change: ({ recipe }) => editFile(recipe, 'How useful is it', 'How helpful is it'),
    reason: 'the prompts changed',
    valid: ['import', 'split'],
  },
  {
    what: 'the draws of the evaluation',
    change: ({ recipe }) => editFile(recipe, 'bootstrap: 100', 'bootstrap: 101'),
    reason: 'the evaluation settings changed',
    valid: ['import', 'split', 'adapt', ...simulations],
  },
  {
    what: 'a code for missing answers',
    change: ({ recipe }) => editFile(recipe, 'label: Age', 'label: Age\n    missing: [99]'),
    reason: 'the scales, options or missing codes of the codebook changed',
    valid: [],
  },
  {
    what: 'the data',
    change: ({ data }) => editFile(data, '\nr1,', '\nrespondent 1,'),
    reason: 'the data file changed',
    valid: [],
  },
];

describe('after a change', () => {
  for (const { what, change, reason, valid } of changes) {
    it(`of ${what} the right phases are out of date, and the first of them says why`, async () => {
      await referenceRun();
      const { study: changed, project } = copyOfReference();
      change(changed);
      const imported = await runCommand(['import', project, changed.recipe, ...passphrase, '--json']);
      expect(imported.code).toBe(0);
      const { events } = await runCommand(['status', project, ...passphrase, '--json']);
      const states = z
        .array(z.object({ name: z.string(), state: z.string(), reasons: z.array(z.string()) }))
        .parse(events);
      // The import has just been done again where it had to be.
      expect(states.filter(({ state }) => state === 'done').map(({ name }) => name)).toEqual(
        valid.length === 0 ? ['import'] : valid,
      );
      const told = valid.length === 0 ? Object.values(redone(imported)) : (states[valid.length]?.reasons ?? []);
      expect(told).toEqual([reason]);
    });
  }
});

const trace = join(home, 'network-calls.txt');
const tracing = traceNetwork(trace);
const cutting = cutNetwork();

describe('without a network', () => {
  let elsewhere: Promise<EndedCommand> | undefined;
  /** The same recipe in another folder, cut off and watched as far as this machine allows. */
  function runElsewhere(): Promise<EndedCommand> {
    const { recipe } = writeSurveyStudy(join(home, 'copy of the study'));
    const wrap = (command: readonly string[]): readonly string[] => {
      const cut = cutting?.(command) ?? command;
      return tracing?.(cut) ?? cut;
    };
    const args = ['run', recipe, '--out', join(home, 'elsewhere'), '--threads', '1', ...passphrase];
    elsewhere ??= runCommand(args, { wrap });
    return elsewhere;
  }

  it('gives the same bytes in another folder', async () => {
    await referenceRun();
    const ended = await runElsewhere();
    expect(ended.stderr).toContain('Report: written');
    expect(ended.code).toBe(0);
    expect(hashText(readFileSync(join(home, 'elsewhere', 'results.json')))).toBe(
      hashText(readFileSync(join(out, 'results.json'))),
    );
    expect(readFileSync(join(home, 'elsewhere', 'report.html'))).toEqual(readFileSync(join(out, 'report.html')));
  });

  it.skipIf(tracing === null)('asks the system for no address and no connection outside the machine', async () => {
    await runElsewhere();
    const calls = readFileSync(trace, 'utf8').split('\n');
    // The channels between the processes show that the record works.
    expect(calls.some((call) => call.includes('AF_UNIX'))).toBe(true);
    expect(calls.filter((call) => /AF_(?:INET6?|PACKET|NETLINK)|SOCK_RAW/.test(call))).toEqual([]);
  });
});
