import type { Locator, Page } from 'playwright-core';

export type StepName = 'Data' | 'Codebook' | 'Split' | 'Models' | 'Adapt' | 'Simulate' | 'Evaluate' | 'Report';
export type Theme = 'Light' | 'Dark' | 'High contrast';

/** The eight steps in the order of the rail. */
export const stepNames: readonly StepName[] = [
  'Data',
  'Codebook',
  'Split',
  'Models',
  'Adapt',
  'Simulate',
  'Evaluate',
  'Report',
];

/** The frame around every step: rail, title bar, commands and jobs. */
export function frameOf(page: Page) {
  const rail = page.getByRole('navigation', { name: 'Steps' });
  const step = (name: StepName): Locator => rail.getByRole('link', { name: new RegExp(name) });
  const command = async (label: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await page.keyboard.type(label);
    await page
      .getByRole('menuitem', { name: label })
      .or(page.getByRole('option', { name: label }))
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
  };
  return {
    step,
    command,
    goTo: (name: StepName): Promise<void> => step(name).click(),
    /** Waits until the rail says this of a step. */
    untilStep: (name: StepName, words: RegExp): Promise<void> => step(name).filter({ hasText: words }).waitFor(),
    heading: (name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name }),
    async setTheme(theme: Theme): Promise<void> {
      await command('Change settings');
      const dialog = page.getByRole('dialog', { name: 'Settings' });
      await dialog.getByRole('button', { name: /Colours/ }).click();
      await page.getByRole('option', { name: theme }).click();
      await page.locator(`html[data-theme="${themeAttribute[theme]}"]`).waitFor();
      await dialog.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'detached' });
    },
    async lock(): Promise<void> {
      await page.keyboard.press('Control+Shift+l');
      await page.getByRole('button', { name: 'Unlock project' }).waitFor();
    },
    async unlock(passphrase: string): Promise<void> {
      await page.getByLabel('Passphrase').fill(passphrase);
      await page.getByRole('button', { name: 'Unlock project' }).click();
    },
  };
}

const themeAttribute: Readonly<Record<Theme, string>> = { Light: 'light', Dark: 'dark', 'High contrast': 'contrast' };
