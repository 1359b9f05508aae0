import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { barriers, inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
import type { Theme } from './pages/frame.ts';
import { frameOf } from './pages/frame.ts';
import { startPageOf } from './pages/start-page.ts';
import { visitScreens } from './pages/visit-screens.ts';

const themes: readonly Theme[] = ['Light', 'Dark', 'High contrast'];

/** Elements that reach beyond the right edge of the page without a frame that scrolls them. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element: Element | null): boolean => {
      if (element === null) return false;
      const { overflowX } = getComputedStyle(element);
      return overflowX === 'auto' || overflowX === 'scroll' || scrolls(element.parentElement);
    };
    const beyond = [...document.querySelectorAll('button, a, input, textarea, h1, h2, p, td, th, [role=tab]')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        const hidden = box.width <= 1 || box.height <= 1;
        return !hidden && box.right > width + 1 && !scrolls(element.parentElement);
      })
      .map((element) => `${element.tagName} ${(element.textContent ?? '').slice(0, 40)}`);
    const wide = document.documentElement.scrollWidth > width ? ['the page scrolls sideways'] : [];
    return [...wide, ...beyond];
  });
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
    { name: '1280 × 800', width: 1280, height: 800 },
    { name: 'twice the size on 1280 × 800', width: 640, height: 400 },
  ])('loses nothing at its right edge: $name', async ({ width, height }) => {
    const { page } = await openPrepared('finished');
    await page.setViewportSize({ width, height });
    await visitScreens(page, async (screen) => {
      expect(await cutOff(page), screen).toEqual([]);
    });
    const steps = page.getByRole('navigation', { name: 'Steps' });
    const narrow = steps.getByRole('button', { name: 'Narrow the steps' });
    if (await narrow.isVisible()) await narrow.click();
    const beyond = await steps.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(beyond, 'pixels of the steps beyond their edge').toBeLessThanOrEqual(0);
  });
});
