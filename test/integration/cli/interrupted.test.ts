import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { listAudit } from '../../../electron/core/database/repositories/audit.ts';
import { listJobs } from '../../../electron/core/database/repositories/jobs.ts';
import { openCore } from '../../../electron/cli/core-client.ts';
import { olderNode } from '../../support/older-node.ts';
import { allEnded, descendantRunning, descendantsOf } from '../../support/process-table.ts';
import type { EndedCommand } from '../../support/run-command.ts';
import { errorOf, phasesOf, progressOf, runCommand, startCommand } from '../../support/run-command.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { fixedClock } from '../../support/temporary-project.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const study = writeSurveyStudy(join(home, 'study'), { epochs: 2, batch: 5 });
const passphrase = ['--passphrase-file', study.passphraseFile];
const options = [...passphrase, '--json'];
const computing = [...options, '--threads', '1'];
/** The promise is two seconds; a busy machine gets some more. */
const promptly = 5_000;

let prepared: Promise<string> | undefined;
async function prepare(): Promise<string> {
  const project = join(home, 'prepared.pilotlight');
  for (const args of [
    ['import', project, study.recipe, ...options],
    ['split', project, ...options],
  ]) {
    const { code, stdout } = await runCommand(args);
    if (code !== 0) throw new Error(stdout);
  }
  return project;
}

/** A project of its own with imported and split data. */
async function splitProject(): Promise<string> {
  prepared ??= prepare();
  const project = join(temporaryFolder(), 'survey.pilotlight');
  cpSync(await prepared, project);
  return project;
}

const isTraining = progressOf('adapt', ({ phase, done }) => phase === 'Adapting the model' && done < 8);

interface LeftBehind {
  readonly inOrder: boolean;
  readonly actions: readonly string[];
  readonly jobs: readonly { readonly kind: string; readonly state: string }[];
  readonly blocks: readonly unknown[];
  readonly integrity: unknown;
}

/** What stands in a project that nobody has open. */
function lookInto(project: string): LeftBehind {
  using opened = openProject({ path: project, passphrase: study.passphrase, clock: fixedClock });
  const { db } = opened;
  const block = z.object({ block: z.int(), confirmed_at: z.string() });
  return {
    inOrder: opened.abandonedBy === undefined,
    actions: listAudit(db).map(({ action }) => action),
    jobs: listJobs(db).map(({ kind, state }) => ({ kind, state })),
    blocks: db.all('SELECT block, confirmed_at FROM simulation_blocks ORDER BY simulation, block', [], block),
    integrity: db.raw('PRAGMA integrity_check', [])[0]?.[0],
  };
}

const listsProcesses = existsSync('/proc/self/stat');
if (!listsProcesses) console.info('Skipped: tests that find the hosts, since this system does not list its processes.');

describe.skipIf(!listsProcesses)('an interrupt', () => {
  /** Ends a training whose native step never comes back, as one on a large model would for minutes. */
  async function interruptTraining(project: string): Promise<{ ended: EndedCommand; milliseconds: number }> {
    const command = startCommand(['adapt', project, ...computing]);
    await command.until(isTraining);
    process.kill(descendantRunning(command.pid, 'trainer-host').pid, 'SIGSTOP');
    const startedAt = performance.now();
    command.send('SIGINT');
    return { ended: await command.ended, milliseconds: performance.now() - startedAt };
  }

  it('ends a training at once although its native step goes on, in order, with one sentence and the exit code 130', async () => {
    const project = await splitProject();
    const { ended, milliseconds } = await interruptTraining(project);
    expect(ended.code).toBe(130);
    expect(milliseconds).toBeLessThan(promptly);
    expect(errorOf(ended)).toMatchObject({
      code: 'interrupted',
      message: 'Interrupted. What was confirmed is kept; run the same command again to go on.',
    });
    const left = lookInto(project);
    expect(left.inOrder).toBe(true);
    expect(left.actions.at(-1)).toBe('job-interrupted');
    expect(left.jobs).toContainEqual({ kind: 'adapt', state: 'interrupted' });

    const status = await runCommand(['status', project, ...passphrase]);
    expect(status.stdout).toMatch(/^Adaptation +can start, can go on$/m);
    const again = await runCommand(['adapt', project, ...computing]);
    expect(again.code).toBe(0);
    expect(phasesOf(again)).toMatchObject([{ phase: 'adapt', action: 'started', resumed: true }]);
    expect(lookInto(project).jobs.filter(({ kind }) => kind === 'adapt')).toEqual([{ kind: 'adapt', state: 'done' }]);
  });

  it('says one line on a terminal-less error stream and nothing on the output stream', async () => {
    const project = await splitProject();
    const command = startCommand(['adapt', project, ...passphrase, '--threads', '1']);
    await expect.poll(() => descendantsOf(command.pid).length, { timeout: 120_000 }).toBeGreaterThan(0);
    command.send('SIGINT');
    const ended = await command.ended;
    expect(ended.code).toBe(130);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toBe(
      'Adaptation …\npilotlight: Interrupted. What was confirmed is kept; run the same command again to go on.\n',
    );
  });

  it('also comes from a terminal that is closed', async () => {
    const project = await splitProject();
    const command = startCommand(['adapt', project, ...computing]);
    await command.until(isTraining);
    command.send('SIGHUP');
    expect((await command.ended).code).toBe(130);
    expect(lookInto(project).inOrder).toBe(true);
  });

  for (const sent of ['to the whole terminal group', 'to the launcher alone'] as const) {
    it.skipIf(olderNode === null)(`counts once under a launcher when it is sent ${sent}`, async () => {
      const project = await splitProject();
      const command = startCommand(['adapt', project, ...computing], { node: olderNode ?? '' });
      await command.until(isTraining);
      const processes = descendantsOf(command.pid).map(({ pid }) => pid);
      process.kill(sent === 'to the launcher alone' ? command.pid : -command.pid, 'SIGINT');
      expect((await command.ended).code).toBe(130);
      await allEnded(processes);
      const left = lookInto(project);
      expect(left.inOrder).toBe(true);
      expect(left.actions.at(-1)).toBe('job-interrupted');
    });
  }

  it.skipIf(olderNode === null)('is told by the launcher when the program itself was killed', async () => {
    const project = await splitProject();
    const command = startCommand(['adapt', project, ...computing], { node: olderNode ?? '' });
    await command.until(isTraining);
    process.kill(descendantRunning(command.pid, join('electron', 'cli', 'main.ts')).pid, 'SIGKILL');
    const ended = await command.ended;
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('The program was ended by SIGKILL. What was confirmed is kept;');
  });

  it('by a window cancels a training whose native step goes on, and a resumed one goes on', async () => {
    const project = await splitProject();
    await using core = openCore('test', 1);
    const { client } = core;
    await client.call('project.open', { path: project, passphrase: study.passphrase });
    const { jobId } = await client.call('adapt.start', {});
    const states: string[] = [];
    let cancelledAt = Number.POSITIVE_INFINITY;
    for await (const event of client.stream('jobs.watch', { jobId })) {
      if (event.type === 'state') states.push(event.job.state);
      if (event.type !== 'progress' || event.progress.phase !== 'Adapting the model' || states.length > 1) continue;
      process.kill(descendantRunning(process.pid, 'trainer-host').pid, 'SIGSTOP');
      cancelledAt = performance.now();
      await client.call('jobs.cancel', { jobId });
      states.push('cancel asked for');
    }
    expect(performance.now() - cancelledAt).toBeLessThan(promptly);
    expect(states).toEqual(['running', 'cancel asked for', 'cancelled']);
    expect(await client.call('adapt.start', {})).toEqual({ jobId });
  });
});

describe.skipIf(!listsProcesses)('a host that is killed', () => {
  const crashes = [
    { command: ['adapt'], host: 'trainer', moment: isTraining },
    {
      command: ['simulate', '--by', 'base'],
      host: 'engine',
      moment: progressOf('simulate-base', ({ done, total }) => done > 0 && done < total),
    },
  ] as const;

  for (const { command, host, moment } of crashes) {
    it(`${host}: is told with its code, leaves the project intact, and the same command goes on`, async () => {
      const project = await splitProject();
      const [name, ...more] = command;
      const args = [name, project, ...more, ...computing];
      const running = startCommand(args);
      await running.until(moment);
      process.kill(descendantRunning(running.pid, `${host}-host`).pid, 'SIGKILL');
      const ended = await running.ended;
      expect(ended.code).toBe(1);
      expect(errorOf(ended)).toMatchObject({
        code: 'host-crashed',
        message: `The ${host} process ended unexpectedly (signal SIGKILL). Start the work again; what was confirmed is kept.`,
      });
      const left = lookInto(project);
      expect(left).toMatchObject({ inOrder: true, integrity: 'ok', jobs: [{}, { state: 'failed' }] });
      expect(left.blocks.length).toBe(host === 'engine' ? 1 : 0);

      const again = await runCommand(args);
      expect(again.code).toBe(0);
      expect(phasesOf(again)).toMatchObject([{ resumed: true }]);
      const after = lookInto(project);
      expect(after.jobs).toMatchObject([{}, { state: 'done' }]);
      expect(after.blocks).toEqual(expect.arrayContaining([...left.blocks]));
    });
  }
});
