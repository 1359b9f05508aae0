import type { Locator, Page } from 'playwright-core';

/** The step Data: the wizard and the imported rows. */
export function dataPageOf(page: Page) {
  const rows = page.getByRole('table', { name: 'Rows of the data' });
  return {
    rows,
    columns: page.getByRole('table', { name: 'Columns' }),
    /** Chooses a file and waits for what it was found to hold. */
    async inspect(path: string): Promise<void> {
      await page.getByLabel('Data file').fill(path);
      await page.getByRole('table', { name: 'Columns' }).waitFor();
    },
    takes: (column: string): Locator => page.getByRole('checkbox', { name: `Import ${column}` }),
    startImport: (): Promise<void> => page.getByRole('button', { name: /^Import .*(?:rows|data)$/ }).click(),
    part: (name: 'Rows' | 'Columns' | 'Refused'): Promise<void> => page.getByRole('tab', { name }).click(),
  };
}
