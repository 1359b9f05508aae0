import type { Page } from 'playwright-core';
import { frameOf, stepNames } from './frame.ts';

/** Parts of steps that have several, by the names of their tabs. */
const tabsOf: Readonly<Record<string, readonly RegExp[]>> = {
  Data: [/^Columns/, /^Refused/, /^Rows$/],
  Codebook: [/^Rule/, /^Regressions/, /^Study/, /^Variables/],
  Simulate: [/^Prompts/, /^Ask one twin/, /^Answers/],
  Evaluate: [/^Experiments/, /^Results/],
  Report: [/^Preview/, /^Rows for other/, /^Files/],
};

/** Goes through all steps and their parts and calls back on each, once nothing is loading on it. */
export async function visitScreens(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  const frame = frameOf(page);
  for (const step of stepNames) {
    const isThere = (await frame.step(step).getAttribute('aria-current')) === 'page';
    const before = await page.getByRole('main').getByRole('heading', { level: 1 }).first().elementHandle();
    await frame.goTo(step);
    // Until the code and the answers of the step have come, the step before is shown.
    if (!isThere) await before?.waitForElementState('hidden');
    await settled(page);
    await look(step);
    for (const name of tabsOf[step] ?? []) {
      const tab = page.getByRole('main').getByRole('tab', { name });
      if ((await tab.count()) === 0) continue;
      await tab.click();
      if (name.test('Rows for other programs')) await page.getByRole('radio', { name: 'Both' }).waitFor();
      await settled(page);
      await look(`${step} ${await tab.innerText()}`);
    }
  }
}

/** Waits for the heading of the step, for what is being fetched, for the fonts, and until two frames have been drawn. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('main').locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
