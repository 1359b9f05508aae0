import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openProject } from '../../../electron/core/database/open-project.ts';
import { listJobs } from '../../../electron/core/database/repositories/jobs.ts';
import { resultOf } from '../../../shared/rpc/result-of.ts';
import { cookieFrom, exchange, openPage } from '../../support/page-client.ts';
import { allEnded, descendantsOf } from '../../support/process-table.ts';
import type { EndedCommand, RunningCommand } from '../../support/run-command.ts';
import { errorOf, runCommand, startCommand } from '../../support/run-command.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';
import { fixedClock } from '../../support/temporary-project.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const study = writeSurveyStudy(join(home, 'study'), { epochs: 40 });
const project = join(home, 'survey.pilotlight');
const screens = join(home, 'screens');
const given = ['--passphrase-file', study.passphraseFile, '--json'];
/** Settings and the list of recent projects of whoever runs the tests are left alone. */
const settings = { XDG_CONFIG_HOME: join(home, 'config'), APPDATA: join(home, 'config') };
const listsProcesses = existsSync('/proc/self/stat');

mkdirSync(screens);
writeFileSync(join(screens, 'index.html'), '<!doctype html><title>Screens</title>');

let imported: Promise<EndedCommand> | undefined;
/** A server with a project whose data are imported. */
async function serveProject(): Promise<RunningCommand> {
  imported ??= runCommand(['import', project, study.recipe, ...given]);
  expect((await imported).code).toBe(0);
  return serve('--project', project);
}

const servingSchema = z.object({ address: z.string(), port: z.int() });

function serve(...options: string[]): RunningCommand {
  return startCommand(['serve', '--screens', screens, '--threads', '1', ...options, ...given], { env: settings });
}

async function enter(server: RunningCommand): Promise<{ port: number; cookie: string; address: string }> {
  const { address, port } = servingSchema.parse(await server.until(({ event }) => event === 'serving'));
  const token = new URLSearchParams(new URL(address).hash.slice(1)).get('token') ?? '';
  return { port, address, cookie: cookieFrom(await exchange(port, token)) };
}

/** Waits until an adaptation computes. */
async function startAdaptation(page: Awaited<ReturnType<typeof openPage>>): Promise<string> {
  await resultOf(page.stream('split.create', {}));
  const { jobId } = await page.call('adapt.start', {});
  for await (const event of page.stream('jobs.watch', { jobId })) {
    if (event.type === 'progress' && event.progress.phase.startsWith('Adapting')) return jobId;
    if (event.type === 'state' && event.job.errorCode !== null) throw new Error(event.job.errorMessage ?? '');
  }
  throw new Error('The adaptation ended before it had begun.');
}

function jobsOf(path: string): { kind: string; state: string }[] {
  using opened = openProject({ path, passphrase: study.passphrase, clock: fixedClock });
  return listJobs(opened.db).map(({ kind, state }) => ({ kind, state }));
}

describe('pilotlight serve', () => {
  it('opens a given project, shows it to every page and counts what it answered', async () => {
    const server = await serveProject();
    const { port, cookie } = await enter(server);
    const first = await openPage(port, cookie);
    expect(await first.call('project.info', {})).toMatchObject({ path: project });
    const second = await openPage(port, cookie);
    expect(await second.call('data.summary', {})).toMatchObject({ fileName: 'answers.csv' });
    expect(await second.call('system.network', {})).toEqual({
      mode: 'loopback',
      served: 3,
      blocked: 0,
      servedByKind: [
        { what: 'session', count: 1 },
        { what: 'connection', count: 2 },
      ],
      blockedByReason: [],
    });
    expect(await second.call('shell.info', {})).toEqual({
      mode: 'loopback',
      dialogs: false,
      core: expect.any(String),
    });
    await expect(second.call('shell.choose', { kind: 'open', title: 'Data' })).rejects.toMatchObject({ code: 'usage' });
    server.send('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('opens a project for a page that knows the passphrase, which then stands in no command line and environment', async () => {
    const server = startCommand(['serve', '--screens', screens, '--json'], {
      env: { ...settings, PILOTLIGHT_PASSPHRASE: study.passphrase },
    });
    const { port, cookie } = await enter(server);
    const page = await openPage(port, cookie);
    await expect(page.call('project.open', { path: project, passphrase: 'wrong' })).rejects.toMatchObject({
      code: 'passphrase-wrong',
    });
    await page.call('project.open', { path: project, passphrase: study.passphrase });
    for (const { pid, commandLine } of listsProcesses ? descendantsOf(server.pid) : []) {
      expect(commandLine).not.toContain(study.passphrase);
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain(study.passphrase);
    }
    server.send('SIGINT');
    const { code, stdout, stderr } = await server.ended;
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(study.passphrase);
  });

  it('goes on with a job when the page closes, and leaves it to be resumed when the server is ended', async () => {
    const server = await serveProject();
    const { port, cookie } = await enter(server);
    const page = await openPage(port, cookie);
    const jobId = await startAdaptation(page);
    page.close();
    const later = await openPage(port, cookie);
    expect(await later.call('jobs.get', { jobId })).toMatchObject({ state: 'running' });
    const processes = listsProcesses ? descendantsOf(server.pid).map(({ pid }) => pid) : [];
    server.send('SIGTERM');
    expect((await server.ended).code).toBe(0);
    await allEnded(processes);
    expect(jobsOf(project)).toContainEqual({ kind: 'adapt', state: 'interrupted' });

    const again = await serveProject();
    const entered = await enter(again);
    const resumed = await openPage(entered.port, entered.cookie);
    expect(await resumed.call('jobs.resume', { jobId })).toEqual({ jobId });
    await resumed.call('jobs.cancel', { jobId });
    again.send('SIGTERM');
    expect((await again.ended).code).toBe(0);
  });

  it('is refused a project that another server has open', async () => {
    const first = await serveProject();
    await enter(first);
    const second = await (await serveProject()).ended;
    expect(second.code).toBe(1);
    expect(errorOf(second)).toMatchObject({
      code: 'project-locked',
      message: expect.stringContaining('pilotlight serve'),
    });
    first.send('SIGTERM');
    await first.ended;
  });

  it.skipIf(!listsProcesses)('starts the core again when it dies, and closes the project with it', async () => {
    const server = await serveProject();
    const { port, cookie } = await enter(server);
    const page = await openPage(port, cookie);
    const watching = page.stream('changes.watch', {})[Symbol.asyncIterator]().next();
    const [core] = descendantsOf(server.pid).filter(({ commandLine }) => commandLine.includes('core-host'));
    if (core === undefined) throw new Error('There is no core process.');
    process.kill(core.pid, 'SIGKILL');
    await expect(watching).rejects.toMatchObject({ code: 'host-crashed' });
    await server.until(({ event, text }) => event === 'message' && String(text).includes('started again'));
    const reloaded = await openPage(port, cookie);
    expect(await reloaded.call('project.info', {})).toBeNull();
    expect(await reloaded.call('project.open', { path: project, passphrase: study.passphrase })).toMatchObject({
      path: project,
    });
    server.send('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });

  it('says what to do when its port is taken, or its screens are not built', async () => {
    const first = serve();
    const { port } = await enter(first);
    const second = await serve('--port', String(port)).ended;
    expect([second.code, errorOf(second).message]).toEqual([2, expect.stringContaining('--port')]);
    const third = await runCommand(['serve', '--screens', join(home, 'nothing'), '--json'], { env: settings });
    expect([third.code, errorOf(third).message]).toEqual([1, expect.stringContaining('npm run build')]);
    first.send('SIGTERM');
    await first.ended;
  });

  it('lists files for choosing one, without hidden ones', async () => {
    const server = serve();
    const { port, cookie } = await enter(server);
    const page = await openPage(port, cookie);
    const { home: start, places } = await page.call('files.home', {});
    expect(places).toContainEqual({ name: 'Home', path: start });
    writeFileSync(join(study.folder, '.hidden.csv'), '');
    expect(await page.call('files.list', { path: study.folder, extensions: ['csv'] })).toEqual({
      path: study.folder,
      parent: home,
      entries: [{ name: 'answers.csv', kind: 'file', sizeBytes: readFileSync(study.data).length }],
      truncated: false,
    });
    server.send('SIGTERM');
    await server.ended;
  });
});
