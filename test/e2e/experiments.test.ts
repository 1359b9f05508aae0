import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { barriers, inBrowser } from '../support/workspace.ts';
import { experimentsPageOf } from './pages/experiments-page.ts';
import { frameOf } from './pages/frame.ts';
import { splitPageOf } from './pages/split-page.ts';

inBrowser('experiments', () => {
  it('are chosen, paused, resumed and read in the window', async () => {
    const { page } = await openPrepared('imported', { epochs: 1 });
    const frame = frameOf(page);
    await frame.goTo('Evaluate');
    const experiments = experimentsPageOf(page);
    await experiments.open();
    await page.getByRole('heading', { name: 'No experiments yet' }).waitFor();
    await page.getByRole('button', { name: 'Read how a recipe asks for experiments' }).click();
    const help = page.getByRole('dialog', { name: 'Help' });
    await help.getByRole('heading', { name: 'experiments', exact: true }).waitFor();
    await help.getByRole('button', { name: 'Close' }).click();

    await experiments.toggle('Learning curve');
    await experiments.setSizes('30, 5');
    await page.getByText('Pilot-train has fewer than 30 respondents.').waitFor();
    await experiments.setSizes('10, 5');
    await page.getByText('Pilot-train has fewer than 30 respondents.').waitFor({ state: 'detached' });
    await experiments.untilCells('Learning curve', '0 of 3');
    expect(await experiments.startButton.isDisabled()).toBe(true);
    await page.getByText('The cells need a locked split.').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Go to Split' }).click();
    await splitPageOf(page).lock();

    await frame.goTo('Evaluate');
    await experiments.open();
    await experiments.start();
    await experiments.untilCells('Learning curve', 'running: untuned');
    expect(await page.getByRole('checkbox', { name: 'Learning curve' }).isDisabled()).toBe(true);
    await page.getByRole('progressbar', { name: 'All cells' }).waitFor();
    await experiments.untilCells('Learning curve', '1 of 3');
    await experiments.pause();
    await page.getByText('No work is running.').waitFor();
    await experiments.resume();
    await experiments.untilDone();

    await frame.heading('All 3 cells of the experiments are done').waitFor();
    await experiments.showCells('Learning curve');
    expect(await experiments.cells('Learning curve').allTextContents()).toEqual([
      'untuneddone',
      '5 respondentsdone',
      '10 respondentsdone',
    ]);
    const chart = experiments.chart('Learning curve');
    await chart.getByRole('img').waitFor();
    const press = (name: string): Promise<void> => chart.getByRole('button', { name, exact: true }).click();
    await press('Numbers: Learning curve');
    await chart.getByRole('row').filter({ hasText: '10 respondents' }).first().waitFor();
    await press('Definition: Learning curve');
    await chart.getByText(/drawn from pilot-train and stratified as the split/).waitFor();
    await press('Code: Learning curve');
    await chart.getByText(/"\$schema"|"layer"/).waitFor();
    await press('Save');
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Numbers as CSV' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toContain('10 respondents');
    const differences = experiments.chart('Learning curve: differences');
    await differences.getByRole('img').waitFor();
    await differences.getByRole('button', { name: 'Definition: Learning curve: differences' }).click();
    await differences.getByText('Difference of two cells').waitFor();
    for (const theme of ['Light', 'Dark', 'High contrast'] as const) {
      await frame.setTheme(theme);
      expect(await barriers(page), theme).toEqual([]);
    }
  });

  it('leave out the arms of every treatment, or of those that are chosen', async () => {
    const { page } = await openPrepared('imported', { payment: true });
    const frame = frameOf(page);
    await frame.goTo('Evaluate');
    const experiments = experimentsPageOf(page);
    await experiments.open();
    await experiments.toggle('Arms left out');
    await experiments.untilCells('Arms left out', '0 of 8');
    const choice = page.getByRole('group', { name: 'Arms left out' });
    const payment = choice.getByRole('checkbox', { name: 'Arms of “Payment”' });
    expect(await payment.isChecked()).toBe(true);
    expect(await choice.getByRole('checkbox', { name: 'Arms of “Warning”' }).isChecked()).toBe(true);
    await experiments.showCells('Arms left out');
    const cells = experiments.cells('Arms left out');
    await cells.filter({ hasText: 'Warning: given, unseen' }).waitFor();
    await cells.filter({ hasText: 'Payment: none, seen' }).waitFor();
    await payment.press('Space');
    await experiments.untilCells('Arms left out', '0 of 4');
    expect(await barriers(page)).toEqual([]);
    await choice.getByRole('checkbox', { name: 'Arms of “Warning”' }).press('Space');
    await page.getByRole('heading', { name: 'No experiments yet' }).waitFor();
  });
});
