import type { Page } from 'playwright-core';

/** The step Report: what leaves the project. */
export function reportPageOf(page: Page) {
  return {
    async write(folder: string): Promise<void> {
      await page.getByRole('textbox', { name: 'Folder' }).fill(folder);
      await page.getByRole('button', { name: 'Write report' }).click();
      await page.getByRole('heading', { level: 1, name: 'The report is written' }).waitFor();
    },
    async exportRows(path: string): Promise<void> {
      await page.getByRole('tab', { name: 'Rows for other programs' }).click();
      await page.getByRole('textbox', { name: 'File' }).fill(path);
      await page.getByRole('tabpanel').getByRole('checkbox').press('Space');
      await page.getByRole('button', { name: 'Export rows' }).click();
      await page.getByText(/rows were written/).waitFor();
    },
  };
}
