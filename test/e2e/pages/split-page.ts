import type { Page } from 'playwright-core';

export type PartName = 'Pilot-train' | 'Pilot-validation' | 'Rectification' | 'Evaluation';

/** The step Split: sizes of the parts, and the lock. */
export function splitPageOf(page: Page) {
  return {
    /** Gives a part a fixed size, also one that took the rest. */
    async setSize(part: PartName, size: number): Promise<void> {
      const rest = page.getByRole('checkbox', { name: `${part}: takes the rest` });
      if (await rest.isChecked()) {
        await rest.press('Space');
        await page.getByRole('textbox', { name: part, disabled: false }).waitFor();
      }
      await page.getByRole('textbox', { name: part }).fill(String(size));
      await page.keyboard.press('Tab');
      await page.getByRole('row', { name: new RegExp(`^${part} ${size}`) }).waitFor();
    },
    async lock(): Promise<void> {
      await page.getByRole('button', { name: 'Lock split' }).click();
      await page.getByText(/^Locked with the hash/).waitFor();
    },
  };
}
