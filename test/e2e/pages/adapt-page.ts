import type { Page } from 'playwright-core';

/** The step Adapt: settings of a training and its state. */
export function adaptPageOf(page: Page) {
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  return {
    async setEpochs(epochs: number): Promise<void> {
      await page.getByRole('textbox', { name: 'Most epochs' }).fill(String(epochs));
      await page.keyboard.press('Tab');
    },
    start: () => press('Start adaptation'),
    pause: () => press('Pause adaptation'),
    resume: () => press('Resume adaptation'),
    cancel: () => press('Cancel adaptation'),
    /** The bar of the running training. */
    progress: page.getByRole('main').getByRole('progressbar'),
    /** Waits until a training has told that it computes. */
    untilComputing: (): Promise<void> =>
      page
        .getByRole('main')
        .getByRole('progressbar', { name: /^Adapting/ })
        .waitFor(),
    untilDone: (): Promise<void> => page.getByRole('link', { name: 'Go to Simulate' }).waitFor(),
  };
}
