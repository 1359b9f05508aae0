import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
import { codebookPageOf } from './pages/codebook-page.ts';
import { dataPageOf } from './pages/data-page.ts';
import { frameOf } from './pages/frame.ts';
import { splitPageOf } from './pages/split-page.ts';
import { startPageOf } from './pages/start-page.ts';

/** 60 respondents; one region has two of them, and the e-mail addresses point to persons. */
function writeAnswers(folder: string): string {
  const rows = Array.from({ length: 60 }, (_, i) =>
    [`r${i}@example.org`, 20 + (i % 40), i < 2 ? 'island' : 'coast', 1 + (i % 5), 1 + (i % 3), i % 2].join(';'),
  );
  const path = join(folder, 'answers.csv');
  writeFileSync(path, `${['email;age;region;risk;benefit;tells', ...rows].join('\n')}\n`);
  return path;
}

async function openOwnProject() {
  const { page, home } = await openWorkspace();
  await startPageOf(page).createProject(join(home, 'own.pilotlight'), passphrase);
  await page.getByRole('heading', { name: 'No data yet' }).waitFor();
  return { page, home, frame: frameOf(page), data: dataPageOf(page), codebook: codebookPageOf(page) };
}

async function importAnswers({ home, data }: Awaited<ReturnType<typeof openOwnProject>>): Promise<void> {
  await data.inspect(writeAnswers(home));
  await data.startImport();
  await data.rows.waitFor();
}

inBrowser("a person's own data", () => {
  it('say before the import what they are, and leave out what points to persons', async () => {
    const own = await openOwnProject();
    const { page, home, data, frame } = own;
    await data.inspect(writeAnswers(home));
    await page.getByText('1 column may point to persons').waitFor();
    expect(await data.takes('email').isChecked()).toBe(false);
    expect(await data.takes('risk').isChecked()).toBe(true);
    await data.takes('region').press('Space');
    await page.getByRole('button', { name: 'Set how the file is written' }).click();
    await page.getByRole('button', { name: /Found in the file: semicolon/ }).waitFor();
    await data.startImport();
    await frame.heading(/^60 rows, 4 columns/).waitFor();
    expect(await page.getByText('@example.org').count()).toBe(0);
    await frame.untilStep('Data', /done, 60 rows/);
  });

  it('say what is wrong with a file that does not exist and go on with another', async () => {
    const { page, home, data } = await openOwnProject();
    await page.getByLabel('Data file').fill(join(home, 'absent.csv'));
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Nothing was imported.');
    await data.inspect(writeAnswers(home));
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('get their meaning in the codebook, where every edit can be taken back and restored', async () => {
    const own = await openOwnProject();
    const { page, codebook, frame } = own;
    await importAnswers(own);
    await frame.goTo('Codebook');
    await codebook.press('risk', 'b');
    await codebook.variable('risk').getByText('belief').waitFor();
    await codebook.press('benefit', 'b');
    await codebook.press('tells', 'a');
    await codebook.variable('tells').getByText('action').waitFor();
    await codebook.undo.click();
    await codebook.variable('tells').getByText('action').waitFor({ state: 'detached' });
    await codebook.redo.click();
    await codebook.variable('tells').getByText('action').waitFor();
    await page.reload();
    await codebook.variable('tells').getByText('action').waitFor();
    expect(await codebook.undo.isDisabled()).toBe(true);
  });

  it('get a rule and a regression, whose faults are marked where they are', async () => {
    const own = await openOwnProject();
    const { page, codebook, frame } = own;
    await importAnswers(own);
    await frame.goTo('Codebook');
    await codebook.press('risk', 'b');
    await codebook.press('tells', 'a');
    await codebook.part(/^Rule/).then(codebook.addRule);
    await codebook.condition(1).fill('risk > (2');
    await page.getByText(/character 10/i).waitFor();
    expect(await codebook.condition(1).getAttribute('aria-invalid')).toBe('true');
    await codebook.condition(1).fill('risk > 2');
    await page.keyboard.press('Tab');
    await codebook.part(/^Regressions/).then(codebook.addRegression);
    await codebook.formula.fill('tells ~ risk + agee');
    await page.locator('mark', { hasText: 'agee' }).waitFor();
    await page.getByText(/Character 16/).waitFor();
    await codebook.formula.fill('tells ~ risk + age');
    await page.locator('mark').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).focus();
    await page.reload();
    expect(await codebook.formula.inputValue()).toBe('tells ~ risk + age');
  });

  it('are split with a warning for groups that become too small', async () => {
    const own = await openOwnProject();
    const { page, codebook, frame } = own;
    await importAnswers(own);
    await frame.goTo('Codebook');
    await codebook.press('region', 'p');
    await codebook.press('risk', 'b');
    await codebook.press('tells', 'a');
    await codebook.setWording('tells', 'Do you tell your income?');
    await frame.untilStep('Codebook', /1 open/);
    await codebook.setWording('risk', 'How risky is it to tell your income?');
    await frame.untilStep('Codebook', /done/);
    await frame.goTo('Split');
    await page.getByRole('checkbox', { name: 'region' }).press('Space');
    await page.getByText(/group is small|groups are small/).waitFor();
    await page
      .getByText(/island/)
      .first()
      .waitFor();
    await splitPageOf(page).lock();
  });
});
