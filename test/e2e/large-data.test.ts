import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { longTasksOf, pageTime, recordTasks } from '../support/main-thread.ts';
import { inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
import { dataPageOf } from './pages/data-page.ts';
import { startPageOf } from './pages/start-page.ts';

const rowCount = 1_000_000;

async function writeManyRows(folder: string): Promise<string> {
  const path = join(folder, 'many.csv');
  const file = createWriteStream(path);
  file.write('age,trust,votes\n');
  for (let from = 0; from < rowCount; from += 10_000) {
    const rows = Array.from({ length: 10_000 }, (_, i) => `${18 + ((from + i) % 70)},${1 + (i % 5)},${i % 2}`);
    file.write(`${rows.join('\n')}\n`);
  }
  file.end();
  await finished(file);
  return path;
}

/** Scrolls the table to a share of its height and waits until the rows there are shown. */
async function scrollTo(page: Page, share: number): Promise<string> {
  const table = dataPageOf(page).rows;
  await table.evaluate((element, to) => element.scrollTo({ top: element.scrollHeight * to }), share);
  const row = table.getByRole('row').filter({ has: page.getByRole('cell', { name: /\d/ }) });
  // Rows of the place before are filled too: only rows that reach to the lower edge are those of the new place.
  await table.evaluate(async (element) => {
    const reached = (): boolean => {
      const rows = [...element.querySelectorAll('[role=rowgroup] [role=row]')];
      const last = rows.at(-1)?.getBoundingClientRect();
      const shown = element.getBoundingClientRect().top + element.clientHeight;
      const there = last !== undefined && last.bottom >= shown - 2 && last.top <= shown + 20 * last.height;
      return there && rows.every((own) => (own.textContent ?? '').trim() !== '');
    };
    while (!reached()) await new Promise(requestAnimationFrame);
  });
  return (await row.last().getByRole('cell').first().textContent()) ?? '';
}

inBrowser('a million rows', () => {
  it('are imported and scrolled while the page answers at once', async () => {
    const { page, home } = await openWorkspace();
    const data = dataPageOf(page);
    await startPageOf(page).createProject(join(home, 'many.pilotlight'), passphrase);
    const path = await writeManyRows(home);
    const begun = await pageTime(page);
    const recording = await recordTasks(page);
    await page.getByLabel('Data file').fill(path);
    await page.getByRole('main').getByRole('progressbar', { name: 'Reading the file' }).waitFor();
    await page.getByRole('button', { name: 'Cancel the reading' }).click();
    await page.getByText('The reading was cancelled; nothing was stored').waitFor();
    expect(await page.getByRole('button', { name: 'Import data' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Read the file' }).click();
    await data.columns.waitFor();
    await data.startImport();
    await page.getByRole('heading', { level: 1, name: 'The data are being imported' }).waitFor();
    await data.rows.waitFor();
    await page.getByRole('heading', { level: 1, name: /^1\s000\s000 rows/ }).waitFor();
    const importing = await recording.stop();
    const scrolling = await recordTasks(page);
    for (const share of [0.1, 0.5, 0.75, 0.2]) await scrollTo(page, share);
    expect(await scrollTo(page, 1)).toMatch(/^1\s000\s000$/);
    const scrolled = await scrolling.stop();
    console.info(
      `Longest task of the page, processor time: ${importing.longest.toFixed(0)} ms during the import, ` +
        `${scrolled.longest.toFixed(0)} ms while scrolling; tasks over 50 ms by the clock: ${await longTasksOf(page, begun)}.`,
    );
    expect(importing.longest).toBeLessThan(100);
    expect(scrolled.longest).toBeLessThan(100);
  });
});
