import type { Page } from 'playwright-core';

/** The step Evaluate: the start, and the results. */
export function evaluatePageOf(page: Page) {
  return {
    start: (): Promise<void> => page.getByRole('button', { name: 'Start evaluation' }).click(),
    untilDone: (): Promise<void> => page.getByRole('link', { name: 'Go to Report' }).waitFor(),
  };
}
