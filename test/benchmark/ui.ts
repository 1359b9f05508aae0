import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { recordTasks } from '../support/main-thread.ts';
import { processorTimeOf } from '../support/processor-time.ts';
import { serveScreens } from '../support/serve-screens.ts';
import { editFile, writeSurveyStudy } from '../support/survey-study.ts';
import type { SurveyStudy } from '../support/survey-study.ts';
import { openWatchedPage } from '../support/watched-page.ts';

const launcher = fileURLToPath(new URL('../../electron/cli/launch.mjs', import.meta.url));
const steps = ['Codebook', 'Split', 'Models', 'Adapt', 'Simulate', 'Evaluate', 'Report', 'Data'];

export interface UiBenchOptions {
  readonly rows: number;
  /** Simulations with each of the two models. */
  readonly simulations: number;
  readonly repetitions: number;
}

/**
 * Measures the screens in Chromium on a project of many rows and simulations: from the command `pilotlight serve` until
 * rows are shown, what the page weighs, the tasks of its main thread on the way through all steps, and the frames while the
 * data table is scrolled against an empty page in the same run. Medians of the repetitions; milliseconds by the clock,
 * tasks also in processor time.
 */
export async function benchUi({ rows, simulations, repetitions }: UiBenchOptions): Promise<object> {
  const chromium = chromiumPath(process.env);
  if (chromium === null) throw new Error('Chromium is not installed; set CHROMIUM_PATH.');
  const folder = mkdtempSync(join(tmpdir(), 'pilotlight-bench-'));
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true }));
  const screens = join(folder, 'screens');
  await build({ configFile: 'vite.renderer.config.ts', logLevel: 'error', build: { outDir: screens } });
  const study = await prepareProject(join(folder, 'study'), rows, simulations);
  const browser = await launchChromium(chromium);
  cleanup.defer(() => browser.close());
  const visits: Visit[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++)
    visits.push(await visit(browser, { screens, study, home: join(folder, `home-${repetition}`) }));
  return {
    rows,
    simulations: 2 * simulations,
    projectBytes: statSync(projectOf(study)).size,
    ...bundleSizes(screens),
    ...mediansOf(visits),
  };
}

const projectOf = (study: SurveyStudy): string => join(study.folder, 'survey.pilotlight');

async function prepareProject(folder: string, rows: number, simulations: number): Promise<SurveyStudy> {
  const study = writeSurveyStudy(folder, { epochs: 1 });
  editFile(study.recipe, 'seeds: [1, 2]', `seeds: [${Array.from({ length: 50 }, (_, i) => i + 1).join(', ')}]`);
  await writeRows(study.data, rows);
  const given = ['--passphrase-file', study.passphraseFile, '--json'];
  const run = async (...args: readonly string[]): Promise<void> => {
    await promisify(execFile)(process.execPath, [launcher, ...args, ...given], { maxBuffer: 2 ** 28 });
  };
  const project = projectOf(study);
  await run('import', project, study.recipe);
  await run('split', project);
  await run('adapt', project, '--threads', '1');
  for (let done = 0; done < simulations; done++)
    await run('simulate', project, '--threads', '1', ...(done === 0 ? [] : ['--again']));
  await run('evaluate', project);
  return study;
}

/** The columns of the survey study; every combination of answers and persona occurs. */
async function writeRows(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('respondent,warned,age,region,town,remark,risk,benefit,tells\n');
  const piece = 10_000;
  for (let from = 0; from < rows; from += piece) {
    const lines = Array.from({ length: Math.min(piece, rows - from) }, (_, offset) => {
      const i = from + offset;
      const tells = (i >> 1) % 3 > (i >> 3) % 3 ? 1 : 0;
      return `r${i},${i % 2},${18 + (i % 61)},${1 + (i % 3)},Ashby,none,${1 + ((i >> 3) % 3)},${1 + ((i >> 1) % 3)},${tells}`;
    });
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

interface Visit {
  readonly interactiveMs: number;
  readonly serverMs: number;
  /** Until the same moment, in processor time: the server with its core, and the main thread of the page. */
  readonly serverProcessorMs: number;
  readonly pageProcessorMs: number;
  readonly transferredBytes: number;
  readonly requests: number;
  readonly longestTaskMs: number;
  readonly p99TaskMs: number;
  readonly framesPerSecond: number;
  readonly framesOnEmptyPage: number;
  readonly frameRatio: number;
  readonly slowestFrameMs: number;
}

interface VisitPlaces {
  readonly screens: string;
  readonly study: SurveyStudy;
  readonly home: string;
}

async function visit(browser: Browser, { screens, study, home }: VisitPlaces): Promise<Visit> {
  const args = ['--project', projectOf(study), '--passphrase-file', study.passphraseFile];
  const { page } = await openWatchedPage(browser);
  const weight = await weigh(page);
  const recording = await recordTasks(page);
  const begun = performance.now();
  await using served = await serveScreens({ screens, home, args });
  const serverMs = performance.now() - begun;
  await page.goto(served.address);
  await page.getByRole('table', { name: 'Rows of the data' }).getByRole('cell', { name: 'Ashby' }).first().waitFor();
  const interactiveMs = performance.now() - begun;
  const serverProcessorMs = processorTimeOf(served.pid) ?? Number.NaN;
  const pageProcessorMs = await weight.processorMs();
  const { transferredBytes, requests } = weight.sums();
  for (const step of steps) {
    await page
      .getByRole('navigation', { name: 'Steps' })
      .getByRole('link', { name: new RegExp(step) })
      .click();
    await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
  }
  const tasks = await recording.stop();
  const scrolling = await framesWhileScrolling(page, '[role=table]');
  const empty = await framesOfEmptyPage(browser);
  await page.context().close();
  return {
    interactiveMs,
    serverMs,
    serverProcessorMs,
    pageProcessorMs,
    transferredBytes,
    requests,
    longestTaskMs: tasks.longest,
    p99TaskMs: tasks.p99,
    framesPerSecond: 1000 / mean(scrolling),
    framesOnEmptyPage: 1000 / mean(empty),
    frameRatio: mean(empty) / mean(scrolling),
    slowestFrameMs: Math.max(...scrolling),
  };
}

interface Weight {
  sums(): { transferredBytes: number; requests: number };
  /** Milliseconds that the main thread of the page has worked. */
  processorMs(): Promise<number>;
}

/** Counts the bytes that the page's answers take on the wire, and the processor time of its main thread. */
async function weigh(page: Page): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  let transferredBytes = 0;
  let requests = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    transferredBytes += encodedDataLength;
    requests++;
  });
  await session.send('Network.enable');
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    sums: () => ({ transferredBytes, requests }),
    async processorMs() {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
    },
  };
}

/** Milliseconds of 240 frames while an element is scrolled by 40 rows each; on a page without the element nothing scrolls. */
async function framesWhileScrolling(page: Page, selector: string): Promise<number[]> {
  return page.evaluate(async (wanted) => {
    const element = document.querySelector(wanted);
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const times: number[] = [];
    let before = await frame();
    for (let count = 0; count < 240; count++) {
      element?.scrollBy({ top: 1280 });
      const now = await frame();
      times.push(now - before);
      before = now;
    }
    return times;
  }, selector);
}

async function framesOfEmptyPage(browser: Browser): Promise<number[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const frames = await framesWhileScrolling(await context.newPage(), '[role=table]');
  await context.close();
  return frames;
}

function bundleSizes(screens: string): Readonly<Record<'scriptBytes' | 'styleBytes' | 'fontBytes', number>> {
  const assets = join(screens, 'assets');
  const names = existsSync(assets) ? readdirSync(assets) : [];
  const sizeOf = (...endings: readonly string[]): number =>
    names
      .filter((name) => endings.some((ending) => name.endsWith(ending)))
      .reduce((sum, name) => sum + statSync(join(assets, name)).size, 0);
  return { scriptBytes: sizeOf('.js'), styleBytes: sizeOf('.css'), fontBytes: sizeOf('.woff2', '.woff') };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function mediansOf(visits: readonly Visit[]): Record<keyof Visit, number> {
  const of = (name: keyof Visit): number => Math.round(median(visits.map((visit) => visit[name])) * 100) / 100;
  return {
    interactiveMs: of('interactiveMs'),
    serverMs: of('serverMs'),
    serverProcessorMs: of('serverProcessorMs'),
    pageProcessorMs: of('pageProcessorMs'),
    transferredBytes: of('transferredBytes'),
    requests: of('requests'),
    longestTaskMs: of('longestTaskMs'),
    p99TaskMs: of('p99TaskMs'),
    framesPerSecond: of('framesPerSecond'),
    framesOnEmptyPage: of('framesOnEmptyPage'),
    frameRatio: of('frameRatio'),
    slowestFrameMs: of('slowestFrameMs'),
  };
}
