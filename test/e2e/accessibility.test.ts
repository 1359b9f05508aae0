import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { barriers, inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
import { adaptPageOf } from './pages/adapt-page.ts';
import { codebookPageOf } from './pages/codebook-page.ts';
import type { Theme } from './pages/frame.ts';
import { frameOf } from './pages/frame.ts';
import { splitPageOf } from './pages/split-page.ts';
import { startPageOf } from './pages/start-page.ts';
import { visitScreens } from './pages/visit-screens.ts';

/** Windows above the workspace: the command that opens each, and its title. */
const windows = [
  ['Show the facts of the project', /^Project /],
  ['Show the audit log', /^Audit log$/],
  ['Open a recipe', /^Open a recipe$/],
  ['Save the study as a recipe', /^Save the study as a recipe$/],
  ['Show help', /^Help$/],
  ['Show what crossed the network border', /^Privacy$/],
] as const;

const themes: readonly Theme[] = ['Light', 'Dark', 'High contrast'];

/**
 * What is lost at a right edge: a page that scrolls sideways, a frame whose content is wider than it is, and a chosen value that is
 * cut. The rows of the data are as wide as they are. On a narrow page tables are read sideways too, since their columns belong
 * beside each other.
 */
async function cutOff(page: Page, isNarrow = false): Promise<string[]> {
  return page.evaluate((tablesMayScroll) => {
    const isTable = (element: Element): boolean =>
      element.getAttribute('aria-label') === 'Rows of the data' ||
      (tablesMayScroll && element.querySelector('table, [role=grid]') !== null && element.querySelector('h1') === null);
    const isWider = (element: Element): boolean => element.scrollWidth > element.clientWidth + 1;
    const isSeen = (element: Element): boolean =>
      element.clientWidth > 1 && element.checkVisibility({ visibilityProperty: true });
    const words = (element: Element): string => `${element.tagName} ${(element.textContent ?? '').slice(0, 60)}`;
    const frames = [...document.querySelectorAll('body *')].filter((element) =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX),
    );
    const wide = frames.filter((element) => isSeen(element) && isWider(element) && !isTable(element));
    const cut = [...document.querySelectorAll('button[aria-haspopup=listbox] *')].filter(
      (element) => isSeen(element) && isWider(element),
    );
    const whole = document.documentElement;
    return [
      ...(whole.scrollWidth > whole.clientWidth ? ['the page scrolls sideways'] : []),
      ...wide.map(words),
      ...cut.map(words),
    ];
  }, isNarrow);
}

inBrowser('every screen', () => {
  it.each(themes)('has no barriers, in the colours %s', async (theme) => {
    const { page } = await openPrepared('finished');
    const frame = frameOf(page);
    await frame.setTheme(theme);
    await visitScreens(page, async (screen) => {
      expect(await barriers(page), `${theme} ${screen}`).toEqual([]);
    });
    await page.getByRole('button', { name: 'Show jobs' }).click();
    expect(await barriers(page), `${theme} jobs`).toEqual([]);
    for (const label of ['Change settings', 'Show what crossed the network border', 'Show keyboard shortcuts']) {
      await frame.command(label);
      expect(await barriers(page), `${theme} ${label}`).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await frame.lock();
    expect(await barriers(page), `${theme} locked`).toEqual([]);
  });

  it.each(themes.slice(0, 2))('has no barriers before there is anything in it, in the colours %s', async (theme) => {
    const { page, home } = await openWorkspace();
    const start = startPageOf(page);
    await start.createProject(join(home, 'empty.pilotlight'), passphrase);
    await page.getByRole('heading', { name: 'No data yet' }).waitFor();
    const frame = frameOf(page);
    await frame.setTheme(theme);
    await visitScreens(page, async (screen) => {
      expect(await barriers(page), `${theme} empty ${screen}`).toEqual([]);
    });
    await frame.command('Close the project');
    for (const task of ['Try a sample', 'Open a project', 'Create a project', 'Passphrase lost']) {
      await start.task(task);
      expect(await barriers(page), `${theme} ${task}`).toEqual([]);
    }
  });

  it.each([
    { name: '1280 × 800', width: 1280, height: 800, isNarrow: false },
    { name: 'twice the size on 1280 × 800', width: 640, height: 400, isNarrow: true },
  ])('loses nothing at its right edge: $name', async ({ width, height, isNarrow }) => {
    const { page } = await openPrepared('finished');
    await page.setViewportSize({ width, height });
    await visitScreens(page, async (screen) => {
      expect(await cutOff(page, isNarrow), screen).toEqual([]);
    });
    const steps = page.getByRole('navigation', { name: 'Steps' });
    const narrow = steps.getByRole('button', { name: 'Narrow the steps' });
    if (await narrow.isVisible()) await narrow.click();
    const beyond = await steps.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(beyond, 'pixels of the steps beyond their edge').toBeLessThanOrEqual(0);
  });

  it('keeps the names of parts on one line, and shows a long formula whole', async () => {
    const { page } = await openPrepared('finished');
    const frame = frameOf(page);
    await frame.goTo('Split');
    const part = page.getByRole('rowheader', { name: 'Pilot-validation' }).first();
    const lineHeight = 20;
    expect((await part.boundingBox())?.height).toBeLessThan(2 * lineHeight);
    await frame.goTo('Codebook');
    const codebook = codebookPageOf(page);
    await codebook.part(/^Regressions/);
    await codebook.formula.fill(`tells ~ ${Array.from({ length: 40 }, (_, index) => `predictor${index}`).join(' + ')}`);
    const hidden = await codebook.formula.evaluate((field) => [
      field.scrollWidth - field.clientWidth,
      field.scrollHeight - field.clientHeight,
    ]);
    expect(hidden).toEqual([0, 0]);
  });

  it('shows its result before its options and keeps its action in sight at twice the size', async () => {
    const { page } = await openPrepared('finished');
    await page.setViewportSize({ width: 640, height: 400 });
    await frameOf(page).goTo('Evaluate');
    const action = page.getByRole('link', { name: 'Go to Report' });
    await action.waitFor();
    const main = page.getByRole('main');
    const result = await main.getByRole('heading', { level: 1 }).boundingBox();
    const options = await main.getByRole('group').first().boundingBox();
    expect(result?.y ?? Infinity).toBeLessThan(options?.y ?? 0);
    await main.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    const seen = await action.boundingBox();
    expect((seen?.y ?? 0) + (seen?.height ?? 0)).toBeLessThanOrEqual(400);
  });
});

inBrowser('what is not a screen of its own', () => {
  it('has no barriers: windows above the workspace, and the wizard', async () => {
    const { page, home } = await openPrepared('imported');
    const frame = frameOf(page);
    const look = async (what: string): Promise<void> => {
      expect(await barriers(page), what).toEqual([]);
      expect(await cutOff(page), what).toEqual([]);
    };
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await look('palette');
    await page.keyboard.press('Escape');
    for (const [label, title] of windows) {
      await frame.command(label);
      await page.getByRole('dialog', { name: title }).waitFor();
      await look(label);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await frame.goTo('Data');
    await page.getByRole('button', { name: 'Import another file' }).click();
    await page.getByRole('button', { name: 'Choose file' }).click();
    await page.getByRole('dialog', { name: 'Choose a data file' }).waitFor();
    await look('folder browser');
    await page.keyboard.press('Escape');
    await page.getByLabel('Data file').fill(join(home, 'answers.csv'));
    await page.getByRole('button', { name: 'Set how the file is written' }).click();
    await page.getByRole('button', { name: /Found in the file: comma/ }).waitFor();
    await look('wizard');
  });

  it('has no barriers while the recovery key is shown', async () => {
    const { page, home } = await openWorkspace();
    await page.getByRole('tab', { name: 'Create a project' }).click();
    await page.getByLabel('Project file').fill(join(home, 'new.pilotlight'));
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('Passphrase again').fill(passphrase);
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('heading', { name: 'Recovery key' }).waitFor();
    expect(await barriers(page), 'recovery key').toEqual([]);
  });

  it('has no barriers while work is running', async () => {
    const { page } = await openPrepared('imported', { epochs: 200 });
    const frame = frameOf(page);
    await frame.goTo('Split');
    await splitPageOf(page).lock();
    await frame.goTo('Adapt');
    const adapt = adaptPageOf(page);
    await adapt.start();
    await adapt.untilComputing();
    expect(await barriers(page), 'running').toEqual([]);
    expect(await cutOff(page), 'running').toEqual([]);
    await adapt.cancel();
    await page.getByText('No work is running.').waitFor();
    await page.getByRole('button', { name: 'Show jobs' }).click();
    expect(await barriers(page), 'cancelled').toEqual([]);
  });
});
