import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
import { adaptPageOf } from './pages/adapt-page.ts';
import { dataPageOf } from './pages/data-page.ts';
import { evaluatePageOf } from './pages/evaluate-page.ts';
import { frameOf } from './pages/frame.ts';
import { reportPageOf } from './pages/report-page.ts';
import { simulatePageOf } from './pages/simulate-page.ts';
import { splitPageOf } from './pages/split-page.ts';
import { startPageOf } from './pages/start-page.ts';

const samples = [
  { title: /American National Election Study/, rows: 944, synthetic: false },
  { title: /disclosure in an attacker-defender experiment/, rows: 929, synthetic: true },
];

inBrowser('a sample study', () => {
  it.each(samples)('goes from an empty folder to an exported report: $title', async ({ title, rows, synthetic }) => {
    const { page, home } = await openWorkspace();
    const frame = frameOf(page);
    await startPageOf(page).openSample(title, passphrase);
    await dataPageOf(page).rows.waitFor();
    await frame.heading(new RegExp(`^${rows} rows`)).waitFor();
    expect(await page.getByText('synthetic data', { exact: true }).count()).toBe(synthetic ? 1 : 0);

    await frame.goTo('Split');
    const split = splitPageOf(page);
    await split.setSize('Evaluation', 80);
    await split.setSize('Pilot-train', 40);
    await split.setSize('Pilot-validation', 20);
    await split.setSize('Rectification', 40);
    await split.lock();
    await page.getByRole('link', { name: 'Go to Models' }).click();
    await frame.heading('pilotlight-nano is the base model').waitFor();
    await page.getByRole('link', { name: 'Go to Adapt' }).click();

    const adapt = adaptPageOf(page);
    await adapt.setEpochs(1);
    await adapt.start();
    await adapt.untilDone();
    await page.getByRole('link', { name: 'Go to Simulate' }).click();
    const simulate = simulatePageOf(page);
    await simulate.start('base model');
    await simulate.untilDone('base model');
    await simulate.start('adapted model');
    await simulate.untilDone('adapted model');
    await page.getByRole('link', { name: 'Go to Evaluate' }).click();
    const evaluate = evaluatePageOf(page);
    await evaluate.start();
    await evaluate.untilDone();
    await page.getByRole('link', { name: 'Go to Report' }).click();

    const folder = join(home, 'report');
    const report = reportPageOf(page);
    await report.write(folder);
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining(['report.html', 'results.json', 'tables.docx', 'reproduce.R', 'manifest.json']),
    );
    expect(/Synthetic data\./.test(readFileSync(join(folder, 'report.html'), 'utf8'))).toBe(synthetic);
    await report.exportRows(join(folder, 'rows.csv'));
    expect(readFileSync(join(folder, 'rows.csv'), 'utf8').split('\n').length).toBeGreaterThan(80);
    // What was exported is left again, as a person would go on.
    await page.getByRole('tab', { name: 'Files' }).click();
    for (const step of ['Data', 'Split', 'Adapt', 'Simulate', 'Evaluate', 'Report'] as const)
      await frame.untilStep(step, /done/);
    await page.getByRole('button', { name: 'network: blocked, 0 requests' }).waitFor();
  });
});
