import { uniformId } from '../baseline-ids.ts';
import type { EvaluationInput, SimulatedSource } from '../evaluation-input.ts';
import { independentSource, repeated, seedCount } from './baseline-context.ts';

/** Every option is equally likely. */
export function uniformBaseline(input: EvaluationInput): SimulatedSource {
  const probabilities = input.items.map(({ variable }) =>
    repeated(new Float64Array(variable.options.length).fill(1 / variable.options.length), input.n),
  );
  return independentSource(input, seedCount(input), uniformId, 'Uniform', probabilities);
}
