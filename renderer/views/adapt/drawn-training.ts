import type { AdaptRun } from '../../../shared/contract/adapt.ts';
import type { DrawnTraining } from '../../../shared/charts/loss-curve.ts';

/** More curves than this beside the latest one are told apart by nobody; the table below has all runs. */
const mostOthers = 5;

/** What a run is called, in the table and in the picture. `index`: place in the list of all `count` runs, latest first. */
export function runLabel(count: number, index: number): string {
  return `adaptation ${count - index}`;
}

/** The latest run as it is drawn, with the ones before it to compare; null without runs. */
export function drawnTraining(runs: readonly AdaptRun[]): DrawnTraining | null {
  const [latest, ...before] = runs;
  if (latest === undefined) return null;
  return {
    losses: latest.losses,
    bestEpoch: latest.adapter?.bestEpoch ?? null,
    stoppedEarly: latest.trained?.stoppedEarly ?? false,
    examples: latest.trained?.examples ?? null,
    trainableParameters: latest.trained?.trainableParameters ?? null,
    others: before
      .map(({ losses }, index) => ({ label: runLabel(runs.length, index + 1), losses }))
      .filter(({ losses }) => losses.some(({ part }) => part === 'pilot-validation'))
      .slice(0, mostOthers),
  };
}
