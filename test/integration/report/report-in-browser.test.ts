import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtmlReport } from '../../../electron/core/files/exporters/html-report.ts';
import type { ReportDocument } from '../../../shared/evaluation/report-document.ts';
import { chromiumPath, launchChromium } from '../../support/chromium.ts';
import { sampleReport } from '../../support/sample-report.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const path = chromiumPath(process.env);
if (path === null) console.warn('Skipped: no Chromium. Set CHROMIUM_PATH to test the report in a browser.');

/** The document with names of models, questions, options and terms that fill several lines. */
function withLongTexts(document: ReportDocument): ReportDocument {
  const more = 'and then some more words of a name that goes on for longer than anybody would like it to';
  const { evaluation } = document;
  return {
    ...document,
    evaluation: {
      ...evaluation,
      sources: evaluation.sources.map((source) => ({ ...source, label: `${source.label} ${more}` })),
      sample: {
        ...evaluation.sample,
        items: evaluation.sample.items.map((item) => ({
          ...item,
          label: `${item.label} ${more}`,
          options: item.options.map((option) => ({ ...option, label: `${option.label} ${more} 人間の標本` })),
        })),
        subgroups: evaluation.sample.subgroups.map((entry) => ({
          ...entry,
          groups: entry.groups.map((group) => ({ ...group, label: `${group.label} ${more}` })),
        })),
      },
    },
  };
}

/** Runs in the page: texts of charts that leave their picture or lie on another text. */
function misplacedTexts(): string[] {
  const found: string[] = [];
  for (const figure of document.querySelectorAll('figure')) {
    const frame = figure.querySelector('svg')?.getBoundingClientRect();
    const texts = [...figure.querySelectorAll('svg text')].map((node) => ({
      text: node.textContent,
      box: node.getBoundingClientRect(),
    }));
    texts.forEach(({ text, box }, index) => {
      const slack = 3;
      if (frame !== undefined && (box.left < frame.left - slack || box.right > frame.right + slack)) {
        found.push(`${figure.id}: "${text}" leaves the picture`);
      }
      for (const other of texts.slice(index + 1)) {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (wide > 1 && high > 4) found.push(`${figure.id}: "${text}" lies on "${other.text}"`);
      }
    });
  }
  return found;
}

/** Files that are loaded, and everything that a page complains about. */
function watch(page: Page): { readonly requests: string[]; readonly complaints: string[] } {
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { requests, complaints };
}

describe.skipIf(path === null)('the report in a browser', () => {
  let browser: Browser;
  let report: string;
  beforeAll(async () => {
    report = await renderHtmlReport(sampleReport());
    browser = await launchChromium(path ?? '');
  });
  afterAll(async () => {
    await browser.close();
  });

  async function reportFile(): Promise<string> {
    const file = join(temporaryFolder(), 'report.html');
    await writeFile(file, report);
    return pathToFileURL(file).href;
  }

  it.each(['light', 'dark'] as const)(
    'needs nothing but its file and can be used by everybody in %s',
    async (scheme) => {
      const address = await reportFile();
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      const { requests, complaints } = watch(page);
      await page.goto(address);
      await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
      expect(requests).toEqual([address]);
      expect(complaints).toEqual([]);
      // What is inside a picture is read out as one text; its colours are tested with the themes.
      const axe = new AxeBuilder({ page }).exclude('figure svg g');
      // Dark and light share everything but their colours.
      const { violations } = await (scheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await context.close();
    },
  );

  it.each([
    [1280, 800],
    [1920, 1080],
    [480, 900],
  ])('fits a window of %d by %d without scrolling sideways', async (width, height) => {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(await reportFile());
    const widest = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(widest).toBeLessThanOrEqual(width);
    await page.close();
  });

  it.each([
    ['its own texts', (document: ReportDocument) => document],
    ['long texts', withLongTexts],
  ])('keeps every text of a chart inside its picture and apart from the others, with %s', async (_, change) => {
    const file = join(temporaryFolder(), 'texts.html');
    await writeFile(file, await renderHtmlReport(change(sampleReport())));
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(pathToFileURL(file).href);
    expect(await page.evaluate(misplacedTexts)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
    await page.close();
  });

  it('prints every number, what is folded on the screen too, and no chart higher than a page', async () => {
    const page = await browser.newPage({ viewport: { width: 688, height: 1000 } });
    await page.goto(await reportFile());
    const hidden = () =>
      page.evaluate(
        () => [...document.querySelectorAll('details td')].filter((cell) => !cell.checkVisibility()).length,
      );
    const cells = await page.locator('details td').count();
    expect(cells).toBeGreaterThan(500);
    expect(await hidden()).toBe(cells);
    await page.emulateMedia({ media: 'print' });
    expect(await hidden()).toBe(0);
    const figures = await page.evaluate(() =>
      [...document.querySelectorAll('figure')].map((figure) => figure.getBoundingClientRect().height),
    );
    // A page of A4 without its margins is 265 mm high, at 96 pixels an inch.
    expect(Math.max(...figures)).toBeLessThan((265 / 25.4) * 96);
    await page.close();
  });

  it('prints its charts whole, in black on white even for readers who prefer dark', async () => {
    const page = await browser.newPage({ colorScheme: 'dark' });
    await page.goto(await reportFile());
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const look = await page.evaluate(() => ({
      background: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color,
      figure: getComputedStyle(document.querySelector('figure') ?? document.body).breakInside,
      head: getComputedStyle(document.querySelector('thead') ?? document.body).display,
    }));
    expect(look).toEqual({
      background: 'rgb(255, 255, 255)',
      ink: 'rgb(0, 0, 0)',
      figure: 'avoid',
      head: 'table-header-group',
    });
    expect((await page.pdf({ preferCSSPageSize: true })).byteLength).toBeGreaterThan(50_000);
    await page.close();
  });
});
