import type { Locator, Page } from 'playwright-core';

/** The part Experiments of the step Evaluate. */
export function experimentsPageOf(page: Page) {
  const main = page.getByRole('main');
  const press = (name: string): Promise<void> => main.getByRole('button', { name, exact: true }).click();
  const experiment = (name: string): Locator => page.getByRole('row', { name: new RegExp(`^${name}`) });
  return {
    open: (): Promise<void> => main.getByRole('tab', { name: 'Experiments' }).click(),
    /** Asks for an experiment, or takes it out. */
    toggle: (name: string): Promise<void> => main.getByRole('checkbox', { name }).press('Space'),
    async setSizes(sizes: string): Promise<void> {
      await main.getByRole('textbox', { name: 'Pilot sizes' }).fill(sizes);
      await page.keyboard.press('Tab');
    },
    start: () => press('Start experiments'),
    pause: () => press('Pause experiments'),
    resume: () => press('Resume experiments'),
    cancel: () => press('Cancel experiments'),
    startButton: main.getByRole('button', { name: 'Start experiments' }),
    experiment,
    showCells: (name: string): Promise<void> => press(`Cells: ${name}`),
    cells: (name: string): Locator => main.getByRole('list', { name: `Cells: ${name}` }).getByRole('listitem'),
    /** Waits until so many cells of an experiment are done, such as `1 of 3`. */
    untilCells: (name: string, counted: string): Promise<void> =>
      experiment(name).filter({ hasText: counted }).waitFor(),
    untilDone: (): Promise<void> => main.getByRole('link', { name: 'Go to Report' }).waitFor(),
    chart: (title: string): Locator => main.getByRole('figure', { name: title, exact: true }),
  };
}
