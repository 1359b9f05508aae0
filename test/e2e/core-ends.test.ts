import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openPrepared } from '../support/prepared-project.ts';
import { allEnded, descendantRunning } from '../support/process-table.ts';
import { inBrowser } from '../support/workspace.ts';
import { adaptPageOf } from './pages/adapt-page.ts';
import { dataPageOf } from './pages/data-page.ts';
import { frameOf } from './pages/frame.ts';
import { splitPageOf } from './pages/split-page.ts';
import { startPageOf } from './pages/start-page.ts';

/** Kills the core of a server and waits for the end of its process. */
async function killCore(server: number): Promise<void> {
  // A core that was killed before may be on its way.
  const { pid } = await eventually(() => descendantRunning(server, 'core-host'));
  process.kill(pid, 'SIGKILL');
  await allEnded([pid]);
}

inBrowser('when the core is killed', () => {
  it('the page connects again by itself, says what happened, and the project goes on where it was', async () => {
    const { page, pid, passphrase } = await openPrepared('imported', { epochs: 200 });
    const frame = frameOf(page);
    await frame.goTo('Split');
    await splitPageOf(page).lock();
    await frame.goTo('Adapt');
    const adapt = adaptPageOf(page);
    await adapt.start();
    await adapt.untilComputing();
    await killCore(pid);
    const note = page.getByRole('note').filter({ hasText: 'started again' });
    await note.waitFor();
    expect(await note.textContent()).toContain('survey.pilotlight is closed; open it again with its passphrase');
    expect(await page.getByText('Telling after a warning').count()).toBe(0);
    expect(await page.getByLabel('Project file').inputValue()).toContain('survey.pilotlight');
    await page.getByLabel('Passphrase').fill(passphrase);
    await page.getByRole('button', { name: 'Open project' }).click();
    await dataPageOf(page).rows.waitFor();
    await frame.goTo('Adapt');
    await page.getByRole('button', { name: 'Resume adaptation' }).waitFor();
    await frame.command('Close the project');
    await page.getByRole('tablist', { name: 'How to begin' }).waitFor();
    expect(await note.count()).toBe(0);
  });

  it('over and over, the page says that it is not connected, and a button tries again', async () => {
    const { page, pid, project, passphrase } = await openPrepared('imported');
    await dataPageOf(page).rows.waitFor();
    await killCore(pid);
    const start = page.getByRole('tablist', { name: 'How to begin' });
    await start.waitFor();
    await startPageOf(page).openProject(project, passphrase);
    await dataPageOf(page).rows.waitFor();
    await killCore(pid);
    await start.waitFor();
    await killCore(pid);
    await page.getByRole('heading', { name: 'Not connected any more' }).waitFor();
    await page.getByRole('button', { name: 'Connect again' }).click();
    await page.getByRole('heading', { name: 'Connecting again' }).waitFor();
    await page.getByRole('button', { name: 'Connect again' }).waitFor();
  });
});
