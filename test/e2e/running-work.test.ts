import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { inBrowser } from '../support/workspace.ts';
import { adaptPageOf } from './pages/adapt-page.ts';
import { frameOf } from './pages/frame.ts';
import { simulatePageOf } from './pages/simulate-page.ts';
import { splitPageOf } from './pages/split-page.ts';

/** A project whose adaptation would go on for long. */
async function openLongAdaptation() {
  const { page, passphrase } = await openPrepared('imported', { epochs: 200 });
  const frame = frameOf(page);
  await frame.goTo('Split');
  await splitPageOf(page).lock();
  await frame.goTo('Adapt');
  const adapt = adaptPageOf(page);
  await adapt.start();
  await adapt.untilComputing();
  return { page, frame, adapt, passphrase };
}

inBrowser('running work', () => {
  it('goes on when the page is loaded again in the middle of a training, which can be paused, resumed and cancelled', async () => {
    const { page, frame, adapt } = await openLongAdaptation();
    const before = Number(await adapt.progress.getAttribute('aria-valuenow'));
    await page.reload();
    await adapt.untilComputing();
    await page.waitForFunction(
      (reached) => Number(document.querySelector('main [role=progressbar]')?.getAttribute('aria-valuenow')) > reached,
      before,
    );
    await adapt.pause();
    await page.getByRole('button', { name: 'Resume adaptation' }).waitFor();
    await frame.untilStep('Adapt', /1 run/);
    await adapt.resume();
    await adapt.untilComputing();
    await adapt.cancel();
    await page.getByRole('button', { name: 'Resume adaptation' }).waitFor();
    await page.getByText('No work is running.').waitFor();
  });

  it('is hidden by the lock and goes on behind it', async () => {
    const { page, frame, adapt, passphrase } = await openLongAdaptation();
    const before = Number(await adapt.progress.getAttribute('aria-valuenow'));
    await frame.lock();
    for (const secret of ['respondents', 'Adapt', 'loss', 'Telling after a warning'])
      expect(await page.getByText(secret).count(), secret).toBe(0);
    await page.getByText('Work is running in this project.').waitFor();
    expect(await page.getByRole('button', { name: 'Close project' }).count()).toBe(0);
    await frame.unlock(passphrase);
    await adapt.untilComputing();
    await page.waitForFunction(
      (reached) => Number(document.querySelector('main [role=progressbar]')?.getAttribute('aria-valuenow')) > reached,
      before,
    );
    await adapt.cancel();
    await page.getByText('No work is running.').waitFor();
  });

  it('goes on when the page is loaded again in the middle of a simulation, which can be cancelled and resumed', async () => {
    const { page } = await openPrepared('imported', { rows: 400 });
    const frame = frameOf(page);
    await frame.goTo('Split');
    const split = splitPageOf(page);
    await split.setSize('Evaluation', 300);
    await split.lock();
    await frame.goTo('Simulate');
    const simulate = simulatePageOf(page);
    await simulate.start('base model');
    const bar = page.getByRole('contentinfo', { name: 'Jobs' }).getByRole('progressbar', { name: /^Simulating/ });
    await bar.waitFor();
    await page.reload();
    await simulate.untilRunning('base model');
    await page.getByRole('contentinfo', { name: 'Jobs' }).getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Resume with the base model' }).waitFor();
    await simulate.resume('base model');
    await page
      .getByRole('main')
      .getByRole('progressbar', { name: /^Simulating/ })
      .waitFor();
    await page.getByRole('button', { name: 'Pause simulation' }).click();
    await page.getByRole('button', { name: 'Resume with the base model' }).waitFor();
    await simulate.resume('base model');
    await simulate.untilDone('base model');
  });
});
