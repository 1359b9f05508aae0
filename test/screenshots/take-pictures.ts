import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Theme } from '../e2e/pages/frame.ts';
import { frameOf } from '../e2e/pages/frame.ts';
import { settled, visitScreens } from '../e2e/pages/visit-screens.ts';

const folder = join(import.meta.dirname, '../../output/screenshots');
const themes: readonly Theme[] = ['Light', 'Dark'];
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** Writes what the window shows into the folder of pictures. */
export async function takePicture(page: Page, ...words: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await untilChartsAreDrawn(page);
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const name = [...words, `${width}x${height}`]
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** One picture of what is shown, in each colour and size. The frame must be there. */
export async function takeInAllColours(page: Page, ...words: readonly string[]): Promise<void> {
  await inAllColours(page, (theme) => takePicture(page, ...words, theme));
}

/** All steps and their parts in each colour and size; long results in pages. */
export async function takeAllScreens(page: Page, state: string): Promise<void> {
  await inAllColours(page, (theme) =>
    visitScreens(page, async (screen) => {
      await takePicture(page, state, screen, theme);
      if (theme === 'Light') await takeFurtherPages(page, state, screen);
    }),
  );
}

/** One screen in each colour and size; its further pages in the light. */
export async function takeLongScreen(page: Page, state: string, screen: string): Promise<void> {
  await inAllColours(page, async (theme) => {
    await takePicture(page, state, screen, theme);
    if (theme === 'Light') await takeFurtherPages(page, state, screen);
  });
}

/** Calls back in each colour. The frame must be there. */
export async function inEachTheme(page: Page, take: (theme: Theme) => Promise<void>): Promise<void> {
  for (const theme of themes) {
    await frameOf(page).setTheme(theme);
    await take(theme);
  }
}

/** One picture of what is shown in each size, also of a window above the workspace; the smaller size comes last. */
export async function takeInEachSize(page: Page, ...words: readonly string[]): Promise<void> {
  for (const size of sizes.toReversed()) {
    await page.setViewportSize(size);
    await takePicture(page, ...words);
  }
}

async function inAllColours(page: Page, take: (theme: Theme) => Promise<void>): Promise<void> {
  await inEachTheme(page, async (theme) => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await take(theme);
    }
  });
}

/** Waits for the charts that are in sight; an empty frame is kept for each until it is drawn. */
async function untilChartsAreDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('figure [role=img]')].every((chart) => {
      const { top, bottom } = chart.getBoundingClientRect();
      return chart.childElementCount > 0 || bottom < 0 || top > innerHeight;
    }),
  );
}

/** What lies below the edge of the window, page by page. */
async function takeFurtherPages(page: Page, state: string, screen: string): Promise<void> {
  const result = page.locator('main section[aria-label]').first();
  for (let number = 2; number < 20; number++) {
    const before = await result.evaluate((element) => element.scrollTop);
    const after = await result.evaluate((element) => {
      element.scrollBy({ top: element.clientHeight - 80 });
      return element.scrollTop;
    });
    if (after - before < 40) break;
    await settled(page);
    await takePicture(page, state, screen, `page ${number}`);
  }
  await result.evaluate((element) => element.scrollTo({ top: 0 }));
}
