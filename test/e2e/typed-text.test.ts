import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { inBrowser } from '../support/workspace.ts';
import { codebookPageOf } from './pages/codebook-page.ts';
import { frameOf } from './pages/frame.ts';

inBrowser('typed text', () => {
  it('is kept when its step is left by a shortcut', async () => {
    const { page } = await openPrepared('imported');
    const frame = frameOf(page);
    const codebook = codebookPageOf(page);
    await frame.goTo('Codebook');
    await codebook.choose('tells');
    await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Tells a friend');
    await page.keyboard.press('Alt+3');
    await page.getByRole('button', { name: 'Lock split' }).waitFor();
    await page.getByRole('textbox', { name: 'Evaluation' }).or(page.getByLabel('Pilot-train')).first().waitFor();
    await page.getByRole('textbox', { name: 'Pilot-train' }).fill('17');
    await page.keyboard.press('Alt+2');
    await codebook.variable('tells').getByText('Tells a friend').waitFor();
    await codebook.part(/^Regressions/);
    await codebook.formula.fill('tells ~ 1');
    await page.keyboard.press('Alt+3');
    await page.getByRole('row', { name: /^Pilot-train 17/ }).waitFor();
    await page.keyboard.press('Alt+2');
    await codebook.part(/^Regressions/);
    expect(await codebook.formula.inputValue()).toBe('tells ~ 1');
  });

  it('and every other edit of the codebook is taken back by the same keys in each of its parts, and by name', async () => {
    const { page } = await openPrepared('imported');
    const frame = frameOf(page);
    const codebook = codebookPageOf(page);
    await frame.goTo('Codebook');
    await codebook.part(/^Regressions/);
    await codebook.formula.waitFor();
    await page.getByRole('button', { name: /^Remove regression/ }).click();
    await page.getByRole('heading', { name: 'No regressions' }).waitFor();
    await page.keyboard.press('Control+z');
    await codebook.formula.waitFor();
    await page.keyboard.press('Control+Shift+z');
    await page.getByRole('heading', { name: 'No regressions' }).waitFor();
    await frame.command('Undo the last edit of the codebook');
    await codebook.formula.waitFor();
    await frame.command('Show keyboard shortcuts');
    await page.getByRole('row', { name: 'Undo the last edit of the codebook Ctrl+Z' }).waitFor();
    await page.getByRole('row', { name: 'Make the chosen variables belief b' }).waitFor();
  });

  it('of a formula is what counts, also when keys are faster than the words that are offered', async () => {
    const { page } = await openPrepared('imported');
    const codebook = codebookPageOf(page);
    await frameOf(page).goTo('Codebook');
    await codebook.part(/^Regressions/);
    const first = page.getByRole('option').first();
    for (const formula of ['tells ~ warned', 'tells ~ age', 'tells ~ age + benefit']) {
      await codebook.formula.fill(formula);
      await page.keyboard.press('Tab');
      expect(await codebook.formula.evaluate((own) => own === document.activeElement)).toBe(false);
      expect(await codebook.formula.inputValue()).toBe(formula);
    }
    await codebook.formula.fill('tells ~ warn');
    await first.waitFor();
    await page.keyboard.press('Tab');
    expect(await codebook.formula.inputValue()).toBe('tells ~ warned');
  });

  it('is kept when the project is locked while it is written', async () => {
    const { page, passphrase } = await openPrepared('imported');
    const frame = frameOf(page);
    const codebook = codebookPageOf(page);
    await frame.goTo('Codebook');
    await codebook.choose('tells');
    await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Tells a friend');
    await frame.lock();
    await frame.unlock(passphrase);
    await codebook.variable('tells').getByText('Tells a friend').waitFor();
  });

  it('counts after a pause, so that a lock from elsewhere finds little that is not kept', async () => {
    const { page } = await openPrepared('imported');
    const codebook = codebookPageOf(page);
    await frameOf(page).goTo('Codebook');
    await codebook.choose('tells');
    await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Tells a friend');
    await codebook.variable('tells').getByText('Tells a friend').waitFor();
    expect(
      await page.getByRole('textbox', { name: 'Label', exact: true }).evaluate((own) => own === document.activeElement),
    ).toBe(true);
  });

  it('of two pages on one codebook is kept, whichever page it was typed in', async () => {
    const { page } = await openPrepared('imported');
    const other = await page.context().newPage();
    await other.goto(page.url());
    for (const own of [page, other]) {
      await frameOf(own).goTo('Codebook');
      await codebookPageOf(own).choose('tells');
    }
    await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Tells a friend');
    await page.keyboard.press('Tab');
    await codebookPageOf(other).variable('tells').getByText('Tells a friend').waitFor();
    await codebookPageOf(other).press('tells', 'b');
    await codebookPageOf(page).variable('tells').getByText('belief').waitFor();
    await codebookPageOf(page).variable('tells').getByText('Tells a friend').waitFor();
    await codebookPageOf(page).undo.click();
    await codebookPageOf(other).variable('tells').getByText('action').waitFor();
    await codebookPageOf(other).variable('tells').getByText('Tells a friend').waitFor();
  });
});
