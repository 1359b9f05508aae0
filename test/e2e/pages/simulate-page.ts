import type { Page } from 'playwright-core';

export type SimulatedModel = 'base model' | 'adapted model';

/** The step Simulate: the twins of both models. */
export function simulatePageOf(page: Page) {
  const press = (verb: string, model: SimulatedModel): Promise<void> =>
    page.getByRole('button', { name: `${verb} with the ${model}` }).click();
  return {
    start: (model: SimulatedModel) => press('Simulate', model),
    resume: (model: SimulatedModel) => press('Resume', model),
    untilDone: (model: SimulatedModel): Promise<void> =>
      page.getByRole('button', { name: `Repeat with the ${model}` }).waitFor(),
    untilRunning: (model: SimulatedModel): Promise<void> =>
      page.getByRole('button', { name: `Simulating, ${model}` }).waitFor(),
  };
}
