import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPrepared } from '../support/prepared-project.ts';
import { inBrowser, openWorkspace, passphrase } from '../support/workspace.ts';
import { codebookPageOf } from './pages/codebook-page.ts';
import { frameOf } from './pages/frame.ts';
import { visitScreens } from './pages/visit-screens.ts';

interface Focused {
  readonly name: string;
  readonly isVisible: boolean;
  readonly top: number;
}

/** What has the focus: its name for those who do not see it, and whether it is seen to have it. */
async function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    let element = document.activeElement ?? document.body;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const referred = (element.getAttribute('aria-labelledby') ?? '').split(' ');
    const names = [
      element.getAttribute('aria-label') ?? '',
      referred.map((id) => document.getElementById(id)?.textContent ?? '').join(' '),
      labels.map((label) => label.textContent ?? '').join(' '),
      element.textContent ?? '',
    ];
    const marked = [element, element.parentElement, element.closest('label'), ...element.querySelectorAll('*')];
    const isVisible = marked.some((own) => {
      if (!(own instanceof Element)) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(own);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    });
    const nextTo = element.closest('label')?.querySelectorAll('[class*=mark]') ?? [];
    const isMarked = [...nextTo].some((mark) => getComputedStyle(mark).outlineStyle !== 'none');
    return {
      name: names.map((name) => name.trim()).find((name) => name !== '') ?? '',
      isVisible: isVisible || isMarked,
      top: element.getBoundingClientRect().top,
    };
  });
}

/** Goes on with Tab until something of that name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 160; presses++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (name.test(now.name)) return;
    passed.push(now.name.slice(0, 30));
  }
  throw new Error(`The keyboard does not reach ${String(name)}; it reached ${passed.join(', ')}.`);
}

inBrowser('the keyboard alone', () => {
  it('goes from an empty folder to a locked split', async () => {
    const { page } = await openWorkspace();
    await tabTo(page, /Folder for the project file/);
    await tabTo(page, /^Passphrase$/);
    await page.keyboard.type(passphrase);
    await tabTo(page, /^Passphrase again$/);
    await page.keyboard.type(passphrase);
    // The samples may still be looked for; before that nothing can be opened.
    await page.getByRole('button', { name: 'Open sample', disabled: false }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Recovery key' }).waitFor();
    await tabTo(page, /The key is written down/);
    await page.keyboard.press('Space');
    await tabTo(page, /Go to the project/);
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'Rows of the data' }).waitFor();
    await page.keyboard.press('Alt+3');
    await page.getByRole('button', { name: 'Lock split' }).waitFor();
    await tabTo(page, /^Lock split$/);
    await page.keyboard.press('Enter');
    await page.getByText(/^Locked with the hash/).waitFor();
    await page.getByRole('link', { name: /Adapt.*ready/ }).waitFor();
    await tabTo(page, /Go to Models/);
    await page.keyboard.press('Enter');
    await frameOf(page).heading('pilotlight-nano is the base model').waitFor();
  });

  it('goes from imported data to a written report', async () => {
    const { page, home } = await openPrepared('imported');
    const act = async (name: RegExp): Promise<void> => {
      await tabTo(page, name);
      await page.keyboard.press('Enter');
    };
    await page.keyboard.press('Alt+3');
    await page.getByRole('button', { name: 'Lock split' }).waitFor();
    await act(/^Lock split$/);
    await page.getByText(/^Locked with the hash/).waitFor();
    await page.keyboard.press('Alt+5');
    await page.getByRole('button', { name: 'Start adaptation' }).waitFor();
    await act(/^Start adaptation$/);
    await page.getByRole('link', { name: 'Go to Simulate' }).waitFor();
    await act(/^Go to Simulate$/);
    await page.getByRole('button', { name: 'Simulate with the base model' }).waitFor();
    await act(/^Simulate with the base model$/);
    await page.getByRole('button', { name: 'Repeat with the base model' }).waitFor();
    await act(/^Simulate with the adapted model$/);
    await page.getByRole('link', { name: 'Go to Evaluate' }).waitFor();
    await act(/^Go to Evaluate$/);
    await page.getByRole('button', { name: 'Start evaluation' }).waitFor();
    await act(/^Start evaluation$/);
    await page.getByRole('link', { name: 'Go to Report' }).waitFor();
    await act(/^Go to Report$/);
    await page.getByRole('button', { name: 'Write report' }).waitFor();
    await tabTo(page, /^Folder$/);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(join(home, 'report'));
    await act(/^Write report$/);
    await page.getByRole('heading', { level: 1, name: 'The report is written' }).waitFor();
  });

  it('edits the codebook, takes the edit back and finds a step by its name', async () => {
    const { page } = await openPrepared('imported');
    const codebook = codebookPageOf(page);
    await page.keyboard.press('Alt+2');
    await codebook.variable('tells').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('b');
    await codebook.variable('tells').getByText('belief').waitFor();
    await page.keyboard.press('Control+z');
    await codebook.variable('tells').getByText('action').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await page.keyboard.type('split');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Lock split' }).waitFor();
  });

  it('is seen and named wherever it is', async () => {
    const { page } = await openPrepared('finished');
    await visitScreens(page, async (screen) => {
      await page.locator('body').focus();
      await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
      const seen = new Set<string>();
      for (let presses = 0; presses < 40; presses++) {
        await page.keyboard.press('Tab');
        const now = await focused(page);
        expect(now.name, `${screen}: name of stop ${presses + 1}`).not.toBe('');
        expect(now.isVisible, `${screen}: focus on ${now.name.slice(0, 60)}`).toBe(true);
        seen.add(now.name);
      }
      expect(seen.size, screen).toBeGreaterThan(10);
    });
  });

  it('goes back to where it was when a window closes', async () => {
    const { page } = await openPrepared('imported');
    await page.getByRole('button', { name: 'Commands' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await focused(page)).name).toBe('Commands');
    await page.keyboard.press('Shift+Tab');
    expect((await focused(page)).name).toBe('network: blocked, 0 requests');
  });
});
