import type { ParameterStore } from './parameters.ts';
import type { ParameterAccess, TrainedWeight, TrainingMode } from './training-types.ts';

/** All trained weights of full training by name, with the shapes of the model file. @throws RangeError in LoRA mode */
export function trainedWeights(
  store: ParameterStore,
  parameters: readonly ParameterAccess[],
  mode: TrainingMode,
): ReadonlyMap<string, TrainedWeight> {
  if (mode.kind !== 'full') throw new RangeError('Only full training has weights of its own; LoRA has an adapter.');
  return new Map(
    parameters.map(({ name, read }) => {
      const [a = 1, b = 1, c = 1, d = 1] = store.parameters.get(name)?.value.shape ?? [];
      const shape = d > 1 ? [a, b, c, d] : c > 1 ? [a, b, c] : b > 1 ? [a, b] : [a];
      return [name, { shape, values: read() }];
    }),
  );
}
