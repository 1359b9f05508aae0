import type { SimulatedSource } from '../evaluation-input.ts';
import { type BaselineContext, allRows, independentSource, optionCounts, repeated } from './baseline-context.ts';

/** Pseudo-count per option (Jeffreys' prior), so that no answer gets probability 0. */
export const jeffreysCount = 0.5;

/** Shares of the options in the pilot, (count + ½)/(n + K/2). */
export function pilotShares(context: BaselineContext, item: number): Float64Array {
  const counts = optionCounts(context, item, allRows(context));
  const total = counts.reduce((sum, count) => sum + count + jeffreysCount, 0);
  return counts.map((count) => (count + jeffreysCount) / total);
}

/** Everybody answers with the shares of the pilot, item by item, whoever they are. */
export function pilotMarginal(context: BaselineContext): SimulatedSource {
  const { input, seeds } = context;
  const probabilities = input.items.map((_, item) => repeated(pilotShares(context, item), input.n));
  return independentSource(input, seeds, 'baseline-pilot-marginal', 'Pilot marginal', probabilities);
}
