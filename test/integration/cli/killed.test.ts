import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openProject } from '../../../electron/core/database/open-project.ts';
import type { Project } from '../../../electron/core/database/open-project.ts';
import { findCheckpoint } from '../../../electron/core/database/repositories/checkpoints.ts';
import { listDatasets } from '../../../electron/core/database/repositories/datasets.ts';
import { listJobs } from '../../../electron/core/database/repositories/jobs.ts';
import { listLossPoints } from '../../../electron/core/database/repositories/loss-points.ts';
import type { LossPoint } from '../../../electron/core/database/repositories/loss-points.ts';
import { listPhases } from '../../../electron/core/database/repositories/phases.ts';
import { allEnded, descendantsOf } from '../../support/process-table.ts';
import type { CommandEvent, EndedCommand, RunningCommand } from '../../support/run-command.ts';
import { phasesOf, progressOf, runCommand, startCommand } from '../../support/run-command.ts';
import { writeSurveyStudy } from '../../support/survey-study.ts';
import { fixedClock } from '../../support/temporary-project.ts';

const home = mkdtempSync(join(tmpdir(), 'pilotlight-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
// Long fields make the import, and more epochs the training, last long enough to be met in the middle.
const study = writeSurveyStudy(join(home, 'study'), { padding: 100_000, epochs: 3 });
const stepsPerEpoch = 5;

function runArguments(out: string): string[] {
  const options = ['--passphrase-file', study.passphraseFile, '--threads', '1', '--json'];
  return ['run', study.recipe, '--out', join(home, out), ...options];
}

/** What a killed run had confirmed. */
interface Confirmed {
  readonly losses: readonly LossPoint[];
  readonly blocks: readonly unknown[];
}

interface Moment {
  readonly where: string;
  readonly fits: (event: CommandEvent) => boolean;
  /** Phases that are done when it comes. */
  readonly done: readonly string[];
  /** Whether the run after it says that it goes on where this one stopped. */
  readonly goesOn: boolean;
  /** Looks at the project as it was left. */
  readonly inspect?: (project: Project) => Partial<Confirmed>;
}

const begun = ['import', 'split'];
const adapted = [...begun, 'adapt'];
const simulated = [...adapted, 'simulate-base', 'simulate-adapted'];

/** In the order of a run, so that each run is killed a little later than the one before. */
const moments: readonly Moment[] = [
  {
    where: 'in the middle of the import',
    fits: progressOf('import', ({ done, total }) => done < total),
    done: [],
    goesOn: false,
    inspect: (project) => {
      expect(listDatasets(project.db)).toEqual([]);
      return {};
    },
  },
  {
    where: 'in the adaptation, before the first checkpoint',
    fits: progressOf('adapt', ({ phase }) => phase.startsWith('Preparing')),
    done: begun,
    goesOn: true,
  },
  {
    where: 'in the adaptation, after a checkpoint',
    fits: progressOf('adapt', ({ phase, done }) => phase.startsWith('Adapting') && done > stepsPerEpoch),
    done: begun,
    goesOn: true,
    inspect: ({ db }) => {
      const [job] = listJobs(db).filter(({ kind }) => kind === 'adapt');
      const checkpoint = findCheckpoint(db, job?.id ?? '');
      expect(checkpoint?.step).toBeGreaterThanOrEqual(stepsPerEpoch);
      return { losses: listLossPoints(db, job?.id ?? '').filter(({ step }) => step <= (checkpoint?.step ?? 0)) };
    },
  },
  {
    where: 'in the simulation with the base model, after a block',
    fits: progressOf('simulate-base', ({ done, total }) => done > 0 && done < total),
    done: adapted,
    goesOn: true,
    inspect: (project) => {
      const blocks = confirmedBlocks(project);
      expect(blocks.length).toBe(1);
      return { blocks };
    },
  },
  {
    where: 'in the simulation with the adapted model, before the first block',
    fits: progressOf('simulate-adapted', ({ done }) => done === 0),
    done: [...adapted, 'simulate-base'],
    goesOn: true,
  },
  { where: 'in the evaluation', fits: progressOf('evaluate', () => true), done: simulated, goesOn: false },
  {
    where: 'in the report',
    fits: ({ event, phase, action }) => event === 'phase' && phase === 'report' && action === 'started',
    done: [...simulated, 'evaluate'],
    goesOn: false,
  },
];

function confirmedBlocks({ db }: Project): unknown[] {
  const row = z.object({ simulation: z.int(), block: z.int(), confirmed_at: z.string() });
  return db.all('SELECT simulation, block, confirmed_at FROM simulation_blocks ORDER BY confirmed_at', [], row);
}

function openAt(out: string): Project {
  const path = join(home, out, 'survey.pilotlight');
  return openProject({ path, passphrase: study.passphrase, clock: fixedClock });
}

/** Kills a run and looks at once at what it left: nobody holds the project any more. */
async function killAndInspect(command: RunningCommand, what: 'tree' | 'main', out: string, moment: Moment) {
  await command.until(moment.fits);
  const hosts = descendantsOf(command.pid).map(({ pid }) => pid);
  command.kill(what);
  const ended = await command.ended;
  expect(ended.code).toBeNull();
  using project = openAt(out);
  expect(project.abandonedBy?.command).toBe('pilotlight run');
  expect(new Set(listPhases(project.db).map(({ name }) => name))).toEqual(new Set(moment.done));
  return { ended, hosts, confirmed: moment.inspect?.(project) ?? {} };
}

/** Whether the phase that a run took up first went on where an earlier run had stopped. */
function wentOn(ended: EndedCommand): boolean | undefined {
  return phasesOf(ended).find(({ action }) => action !== 'reused')?.resumed;
}

async function killAtEveryMoment(what: 'tree' | 'main', out: string): Promise<void> {
  const hosts: number[] = [];
  let confirmed: Partial<Confirmed> = {};
  let previous: Moment | undefined;
  for (const moment of moments) {
    const killed = await killAndInspect(startCommand(runArguments(out)), what, out, moment);
    if (previous !== undefined) expect([moment.where, wentOn(killed.ended)]).toEqual([moment.where, previous.goesOn]);
    hosts.push(...killed.hosts);
    confirmed = { ...confirmed, ...killed.confirmed };
    previous = moment;
  }
  const last = await runCommand(runArguments(out));
  expect(last.code).toBe(0);
  expect(phasesOf(last).map(({ action }) => action)).toEqual([...Array(6).fill('reused'), 'started']);
  using project = openAt(out);
  expectKept(project, confirmed);
  await allEnded(hosts);
}

/** What had been confirmed still stands there with the time at which it was. */
function expectKept(project: Project, { losses = [], blocks = [] }: Partial<Confirmed>): void {
  const adaptations = listJobs(project.db).filter(({ kind }) => kind === 'adapt');
  expect(adaptations.map(({ state }) => state)).toEqual(['done']);
  expect(losses.length).toBeGreaterThan(stepsPerEpoch);
  expect(listLossPoints(project.db, adaptations[0]?.id ?? '')).toEqual(expect.arrayContaining([...losses]));
  expect(confirmedBlocks(project)).toEqual(expect.arrayContaining([...blocks]));
  expect(confirmedBlocks(project).length).toBe(4);
}

/** Two dozen starts take their time on a machine that does other things. */
const manyStarts = 600_000;
const listsProcesses = existsSync('/proc/self/stat');
if (!listsProcesses) console.info('Skipped: the tests of killed runs, since this system does not list its processes.');

describe.skipIf(!listsProcesses)('a run that is killed in every phase and started again each time', () => {
  let reference: Promise<EndedCommand> | undefined;
  async function expectSameResults(out: string): Promise<void> {
    reference ??= runCommand(runArguments('uninterrupted'));
    expect((await reference).code).toBe(0);
    const [expected = '', found = ''] = ['uninterrupted', out].map((name) =>
      readFileSync(join(home, name, 'results.json'), 'utf8'),
    );
    // As values first, since that tells where they differ.
    expect(JSON.parse(found)).toEqual(JSON.parse(expected));
    expect(found).toBe(expected);
  }

  it(
    'ends with the results of an uninterrupted one when all its processes are killed',
    async () => {
      await killAtEveryMoment('tree', 'killed with its hosts');
      await expectSameResults('killed with its hosts');
    },
    manyStarts,
  );

  it(
    'ends with the same results, and with no process left behind, when the command alone is killed',
    async () => {
      await killAtEveryMoment('main', 'killed alone');
      await expectSameResults('killed alone');
    },
    manyStarts,
  );
});
