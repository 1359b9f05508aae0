import type { Locator, Page } from 'playwright-core';

/** The step Codebook: variables, rule, regressions. */
export function codebookPageOf(page: Page) {
  const variable = (name: string): Locator => page.getByRole('row', { name: new RegExp(`^${name}`) });
  return {
    variable,
    /** Chooses a variable and presses a key of the grid, such as `b` for belief. */
    async press(name: string, key: string): Promise<void> {
      await variable(name).click();
      await page.keyboard.press(key);
    },
    /** Writes down how a question was asked. */
    async setWording(name: string, wording: string): Promise<void> {
      await variable(name).click();
      await page.getByRole('textbox', { name: 'Question as it was asked' }).fill(wording);
      await page.keyboard.press('Tab');
    },
    choose: (name: string): Promise<void> => variable(name).click(),
    part: (name: RegExp): Promise<void> =>
      page.getByRole('tablist', { name: 'Parts of the codebook' }).getByRole('tab', { name }).click(),
    undo: page.getByRole('button', { name: 'Undo' }),
    redo: page.getByRole('button', { name: 'Redo' }),
    formula: page.getByRole('textbox', { name: 'Formula' }),
    condition: (number: number): Locator => page.getByRole('textbox', { name: `Case ${number}: when` }),
    addRule: (): Promise<void> => page.getByRole('button', { name: 'Add a rule' }).click(),
    addRegression: (): Promise<void> => page.getByRole('button', { name: 'Add a regression' }).click(),
  };
}
