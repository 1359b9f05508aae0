import type { SimulatedSource } from '../evaluation-input.ts';
import { type BaselineContext, baselineRandom, nothingOutside } from './baseline-context.ts';

/**
 * Everybody answers with all the answers of one pilot row, drawn anew for each twin and seed in proportion to the weights:
 * the only baseline that keeps the beliefs and the action of a person together. Its probabilities are the pilot marginal.
 * Null when no pilot row is complete.
 *
 * @param marginal the pilot marginal as a source
 */
export function pilotRows(context: BaselineContext, marginal: SimulatedSource): SimulatedSource | null {
  const { input, pilot, weights, seeds } = context;
  const complete = Array.from({ length: pilot.n }, (_, row) => row).filter(
    (row) => (weights[row] ?? 0) > 0 && pilot.answers.every((column) => (column[row] ?? -1) >= 0),
  );
  if (complete.length === 0) return null;
  const cumulative = new Float64Array(complete.length);
  let total = 0;
  complete.forEach((row, i) => (cumulative[i] = total += weights[row] ?? 0));
  const id = 'baseline-pilot-rows';
  const draws = Array.from({ length: seeds }, (_, seed) => {
    const random = baselineRandom(input, id, seed);
    const rows = Int32Array.from({ length: input.n }, () => {
      const target = random.next() * total;
      return complete[firstAbove(cumulative, target)] ?? complete[complete.length - 1] ?? 0;
    });
    return pilot.answers.map((column) => Int16Array.from(rows, (row) => column[row] ?? -1));
  });
  return {
    id,
    kind: 'baseline',
    label: 'Resampled pilot rows',
    probabilities: [...marginal.probabilities],
    draws,
    outside: nothingOutside(input),
  };
}

/** Place of the first bound above a number in ascending bounds; their count where there is none. */
function firstAbove(bounds: Float64Array, value: number): number {
  let [from, to] = [0, bounds.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (value < (bounds[middle] ?? 0)) to = middle;
    else from = middle + 1;
  }
  return from;
}
