import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { adaptPageOf } from '../e2e/pages/adapt-page.ts';
import { codebookPageOf } from '../e2e/pages/codebook-page.ts';
import { dataPageOf } from '../e2e/pages/data-page.ts';
import { experimentsPageOf } from '../e2e/pages/experiments-page.ts';
import { frameOf } from '../e2e/pages/frame.ts';
import { simulatePageOf } from '../e2e/pages/simulate-page.ts';
import { splitPageOf } from '../e2e/pages/split-page.ts';
import { startPageOf } from '../e2e/pages/start-page.ts';
import { settled } from '../e2e/pages/visit-screens.ts';
import { eventually } from '../support/eventually.ts';
import { openPrepared } from '../support/prepared-project.ts';
import { descendantRunning, descendantsOf } from '../support/process-table.ts';
import { runCommand } from '../support/run-command.ts';
import { surveyModel } from '../support/survey-study.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
import {
  inEachTheme,
  takeAllScreens,
  takeInAllColours,
  takeInEachSize,
  takeLongScreen,
  takePicture,
} from './take-pictures.ts';

const sample = fileURLToPath(new URL('../../resources/sample-studies/disclosure-synthetic/', import.meta.url));
const startTasks = ['Try a sample', 'Open a project', 'Create a project', 'Passphrase lost'];

/** Windows above the workspace: the command that opens each, and its title. */
const windows = [
  ['Show the facts of the project', /^Project /],
  ['Show the audit log', /^Audit log$/],
  ['Open a recipe', /^Open a recipe$/],
  ['Save the study as a recipe', /^Save the study as a recipe$/],
  ['Show help', /^Help$/],
  ['Show what crossed the network border', /^Privacy$/],
  ['Change settings', /^Settings$/],
  ['Show keyboard shortcuts', /.*/],
] as const;

/** Respondents of a file without a codebook, whose e-mail addresses point to persons. */
function writeAnswers(folder: string, count: number): string {
  const rows = Array.from({ length: count }, (_, i) => `r${i}@example.org;${20 + (i % 40)};${1 + (i % 5)};${i % 2}`);
  const path = join(folder, 'own answers.csv');
  writeFileSync(path, `${['email;age;risk;tells', ...rows].join('\n')}\n`);
  return path;
}

/** The sample study with fewer respondents and one epoch, so that the whole way takes a minute. */
async function runSmallSample(): Promise<string> {
  const folder = temporaryFolder();
  cpSync(sample, folder, { recursive: true });
  const recipe = readFileSync(join(folder, 'study.yaml'), 'utf8')
    .replace('pilot-train: 232', 'pilot-train: 80')
    .replace('pilot-validation: 80', 'pilot-validation: 40')
    .replace('evaluation: rest', 'evaluation: 160')
    .replace('epochs: 4', 'epochs: 2')
    .replace('../../models/pilotlight-nano.gguf', surveyModel);
  writeFileSync(join(folder, 'study.yaml'), recipe);
  writeFileSync(join(folder, 'passphrase.txt'), `${passphrase}\n`);
  const given = ['--passphrase-file', join(folder, 'passphrase.txt'), '--json', '--threads', '1'];
  const { code, stdout } = await runCommand(['run', join(folder, 'study.yaml'), '--out', folder, ...given]);
  if (code !== 0) throw new Error(stdout);
  return folder;
}

inBrowser('pictures', () => {
  it('of the start and of a project without data', async () => {
    const { page, home } = await openWorkspace();
    const start = startPageOf(page);
    for (const task of startTasks) {
      await start.task(task);
      await takePicture(page, 'start', task);
    }
    await start.createProject(join(home, 'empty.pilotlight'), passphrase);
    await page.getByRole('heading', { name: 'No data yet' }).waitFor();
    await takeAllScreens(page, 'empty');
  });

  it('of a finished project, its windows and its lock', async () => {
    const home = await runSmallSample();
    const project = join(home, 'disclosure-synthetic.pilotlight');
    const args = ['--project', project, '--passphrase-file', join(home, 'passphrase.txt')];
    const { page } = await openWorkspace({ home, args });
    const frame = frameOf(page);
    await takeAllScreens(page, 'done');
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const label of ['Change settings', 'Show what crossed the network border', 'Show keyboard shortcuts']) {
      await frame.command(label);
      await takePicture(page, 'window', label);
      await page.keyboard.press('Escape');
    }
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await takePicture(page, 'window', 'commands');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Show jobs' }).click();
    await takeInAllColours(page, 'window', 'jobs');
    await frame.lock();
    await takePicture(page, 'locked');
  });

  it('of a project whose data are imported, and of running work', async () => {
    const { page } = await openPrepared('imported', { rows: 400, epochs: 40 });
    const frame = frameOf(page);
    await takeAllScreens(page, 'ready');
    await frame.goTo('Split');
    const split = splitPageOf(page);
    await split.setSize('Evaluation', 300);
    await split.lock();
    await takeInAllColours(page, 'ready', 'split locked');
    await frame.goTo('Adapt');
    const adapt = adaptPageOf(page);
    await adapt.start();
    await adapt.untilComputing();
    await takeInAllColours(page, 'running', 'adapt');
    await adapt.cancel();
    await page.getByText('No work is running.').waitFor();
    await takeInAllColours(page, 'interrupted', 'adapt');
    await frame.goTo('Simulate');
    const simulate = simulatePageOf(page);
    await simulate.start('base model');
    await simulate.untilRunning('base model');
    await takeInAllColours(page, 'running', 'simulate');
  });

  it('of experiments that are chosen, run, are cancelled and are done', async () => {
    const { page } = await openPrepared('finished');
    await frameOf(page).goTo('Evaluate');
    const experiments = experimentsPageOf(page);
    await experiments.open();
    for (const name of ['Learning curve', 'Arms left out', 'Persona in and out of the prompt', 'Robustness'])
      await experiments.toggle(name);
    await experiments.untilCells('Robustness', '0 of 4');
    await takeInAllColours(page, 'ready', 'experiments');
    await experiments.start();
    await experiments.untilCells('Learning curve', '2 of 4');
    await takePicture(page, 'running', 'experiments');
    await experiments.cancel();
    await page.getByText('No work is running.').waitFor();
    await takePicture(page, 'interrupted', 'experiments');
    await experiments.resume();
    await experiments.untilDone();
    await takeLongScreen(page, 'done', 'experiments');
  });

  it('of stale and of failed work', async () => {
    const { page, home } = await openPrepared('finished');
    const frame = frameOf(page);
    await frame.goTo('Split');
    await splitPageOf(page).setSize('Evaluation', 38);
    await frame.untilStep('Split', /stale/);
    await takeAllScreens(page, 'stale');
    await frame.goTo('Data');
    await page.getByRole('button', { name: 'Import another file' }).click();
    rmSync(join(home, 'answers.csv'));
    await page.getByLabel('Data file').fill(join(home, 'answers.csv'));
    await page.getByRole('alert').waitFor();
    await takeInAllColours(page, 'failed', 'data');
  });

  it('of a failed adaptation', async () => {
    const model = join(temporaryFolder(), 'model.gguf');
    cpSync(surveyModel, model);
    const { page } = await openPrepared('imported', { model });
    const frame = frameOf(page);
    await frame.goTo('Split');
    await splitPageOf(page).lock();
    // No longer the file that was registered, which shows when it is read.
    appendFileSync(model, Buffer.alloc(32));
    await frame.goTo('Adapt');
    await adaptPageOf(page).start();
    await page.getByRole('alert').first().waitFor();
    await takeInAllColours(page, 'failed', 'adapt');
    await frame.goTo('Evaluate');
    await takeInAllColours(page, 'empty', 'evaluate after a failure');
  });

  it('of the start, the recovery key and the lock in both colours', async () => {
    const { page, home } = await openWorkspace();
    const start = startPageOf(page);
    const frame = frameOf(page);
    await start.createProject(join(home, 'first.pilotlight'), passphrase);
    await page.getByRole('heading', { name: 'No data yet' }).waitFor();
    await inEachTheme(page, async (theme) => {
      await frame.lock();
      await takeInEachSize(page, 'locked', theme);
      await frame.unlock('not the passphrase');
      await page.getByText(/does not open/).waitFor();
      await takeInEachSize(page, 'locked wrong passphrase', theme);
      await frame.unlock(passphrase);
      await page.getByRole('heading', { name: 'No data yet' }).waitFor();
      await frame.command('Close the project');
      for (const task of startTasks) {
        await start.task(task);
        await takeInEachSize(page, 'start', task, theme);
      }
      await start.openProject(join(home, 'first.pilotlight'), 'not the passphrase');
      await page.getByRole('alert').waitFor();
      await takeInEachSize(page, 'start wrong passphrase', theme);
      await start.askForProject(join(home, `${theme}.pilotlight`), passphrase);
      await takeInEachSize(page, 'recovery key', theme);
      await start.keepRecoveryKey();
      await page.getByRole('heading', { name: 'No data yet' }).waitFor();
    });
  });

  it('of the windows above the workspace in both colours', async () => {
    const { page } = await openPrepared('finished');
    const frame = frameOf(page);
    await inEachTheme(page, async (theme) => {
      for (const [label, title] of windows) {
        await frame.command(label);
        const dialog = page.getByRole('dialog', { name: title });
        await dialog.waitFor();
        await takeInEachSize(page, 'window', label, theme);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog', { name: 'Commands' }).waitFor();
      await takeInEachSize(page, 'window commands', theme);
      await page.keyboard.type('e');
      await takeInEachSize(page, 'window commands searched', theme);
      await page.keyboard.press('Escape');
    });
  });

  it('of the wizard that imports a file', async () => {
    const { page, home } = await openPrepared('imported');
    const data = dataPageOf(page);
    const path = writeAnswers(home, 300_000);
    await inEachTheme(page, async (theme) => {
      await frameOf(page).goTo('Data');
      await page.getByRole('button', { name: 'Import another file' }).click();
      await takeInEachSize(page, 'wizard', 'begun', theme);
      await page.getByRole('button', { name: 'Choose file' }).click();
      await page.getByRole('dialog', { name: 'Choose a data file' }).waitFor();
      await takeInEachSize(page, 'wizard', 'folders', theme);
      await page.keyboard.press('Escape');
      await data.inspect(join(home, 'answers.csv'));
      await takeInEachSize(page, 'wizard', 'as the codebook says', theme);
      await data.inspect(path);
      await page
        .getByText(/300\s000 rows/)
        .first()
        .waitFor();
      await page.getByRole('checkbox', { name: 'Read the file as the codebook says' }).press('Space');
      await page.getByText('1 column may point to persons').waitFor();
      await page.getByRole('button', { name: 'Set how the file is written' }).click();
      await page.getByRole('button', { name: /Found in the file: semicolon/ }).waitFor();
      await takeInEachSize(page, 'wizard', 'without a codebook', theme);
      await data.startImport();
      await page.getByRole('heading', { level: 1, name: 'The data are being imported' }).waitFor();
      await page.getByRole('main').getByRole('progressbar').waitFor();
      await takeInEachSize(page, 'running', 'import', theme);
      await data.rows.waitFor();
    });
  });

  it('of stale reasons, and of an evaluation that runs and then fails', async () => {
    const { page, pid } = await openPrepared('finished');
    const frame = frameOf(page);
    await frame.goTo('Codebook');
    await codebookPageOf(page).choose('tells');
    await page.getByRole('textbox', { name: 'Missing codes' }).fill('-7');
    await page.keyboard.press('Tab');
    await frame.untilStep('Data', /stale/);
    await frame.goTo('Data');
    await page.getByRole('note').filter({ hasText: 'Stale: ' }).waitFor();
    await takeInAllColours(page, 'stale', 'data by the codebook');
    await frame.goTo('Split');
    await page
      .getByRole('main')
      .getByText(/^Stale: the import/)
      .waitFor();
    await takeInAllColours(page, 'stale', 'split by the codebook');
    await frame.goTo('Codebook');
    await codebookPageOf(page).undo.click();
    await frame.untilStep('Evaluate', /done/);
    await codebookPageOf(page).part(/^Regressions/);
    await codebookPageOf(page).formula.fill('tells ~ warned');
    await page.keyboard.press('Tab');
    await frame.untilStep('Evaluate', /stale/);
    await frame.goTo('Evaluate');
    const main = page.getByRole('main');
    await main.getByRole('button', { name: 'Evaluate again' }).waitFor();
    await takeInAllColours(page, 'stale', 'evaluate by the regressions');
    await main.getByRole('button', { name: 'Evaluate again' }).click();
    await main.getByRole('progressbar', { name: /^(?:Fitting|Resampling)/ }).waitFor();
    const { pid: evaluator } = descendantRunning(pid, 'evaluator-host');
    process.kill(evaluator, 'SIGSTOP');
    await takeInAllColours(page, 'running', 'evaluate');
    process.kill(evaluator, 'SIGKILL');
    await main.getByRole('alert').waitFor();
    await takeInAllColours(page, 'failed', 'evaluate');
  });

  it('of a report that is being written and then fails', async () => {
    const { page, pid } = await openPrepared('finished');
    const main = page.getByRole('main');
    await frameOf(page).goTo('Report');
    await main.getByRole('tab', { name: 'Preview' }).click();
    await settled(page);
    const readers = () => descendantsOf(pid).filter(({ commandLine }) => commandLine.includes('reader-host'));
    // That of the preview lives on; the other one is that of the report.
    const before = new Set(readers().map((reader) => reader.pid));
    await main.getByRole('button', { name: 'Write report again' }).click();
    const writing = await eventually(() => {
      const started = readers().find((reader) => !before.has(reader.pid));
      if (started === undefined) throw new Error('The report is not being drawn yet.');
      return started.pid;
    });
    process.kill(writing, 'SIGSTOP');
    await main.getByRole('progressbar').waitFor();
    await takeInAllColours(page, 'running', 'report');
    process.kill(writing, 'SIGKILL');
    await main.getByRole('alert').waitFor();
    await takeInAllColours(page, 'failed', 'report');
  });

  it('of a failed simulation and of a missing model file', async () => {
    const model = join(temporaryFolder(), 'model.gguf');
    cpSync(surveyModel, model);
    const { page } = await openPrepared('imported', { model });
    const frame = frameOf(page);
    await frame.goTo('Split');
    await splitPageOf(page).lock();
    appendFileSync(model, Buffer.alloc(32));
    await frame.goTo('Simulate');
    await simulatePageOf(page).start('base model');
    await frame.heading('The simulation with the base model failed').waitFor();
    await takeInAllColours(page, 'failed', 'simulate');
    rmSync(model);
    await page.reload();
    await frame.untilStep('Models', /file missing/);
    for (const step of ['Models', 'Adapt', 'Simulate'] as const) {
      await frame.goTo(step);
      await page
        .getByRole('main')
        .getByText(/is missing|not where it was/)
        .first()
        .waitFor();
      await takeInAllColours(page, 'missing model', step);
    }
  });
});
