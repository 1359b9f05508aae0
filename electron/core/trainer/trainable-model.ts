import { PilotlightError } from '../../../shared/errors.ts';
import { modelLacks } from '../../../shared/messages/model-messages.ts';
import type { GgufFile } from '../files/gguf/read-gguf.ts';
import type { Backend } from './backend.ts';
import { tensorFormat } from './ggml-library.ts';
import { seededNormal } from './seeded-normal.ts';
import type { ModelDescription } from './model-description.ts';
import { copyMatrices, createCopyGraph, type MatrixCopy } from './matrix-copies.ts';
import { listMatrices, listParameters, listTransposed, lowestTrainedLayer, type Matrix } from './model-matrices.ts';
import { loadInto, loadWeights, reserveTensors } from './model-weights.ts';
import { createParameterStore, type Parameter, type ParameterStore } from './parameters.ts';
import { writeTensor, type Tensor } from './tensor-builder.ts';
import type { TrainingMode, TransposedFormat } from './training-types.ts';

/** A vector or embedding table and, in full training, the parameter behind it. */
export interface Weight {
  readonly value: Tensor;
  readonly parameter: Parameter | undefined;
}

/** Pair of low-rank factors. `down` is [inputs, rank]; `up` is kept transposed, [outputs, rank]. */
export interface LowRank {
  readonly down: Parameter;
  readonly up: Parameter;
  /** alpha / rank */
  readonly scale: number;
}

/** A matrix [inputs, outputs] with what its forward and backward pass multiply with. */
export interface Linear {
  readonly weight: Weight;
  /** What the training forward pass multiplies with: the weight itself, or its copy in bfloat16. */
  readonly forward: Tensor;
  /** [outputs, inputs]; undefined where no gradient passes. */
  readonly transposed: Tensor | undefined;
  readonly bias: Weight | undefined;
  readonly lowRank: LowRank | undefined;
}

/** Everything a graph refers to. */
export interface TrainableModel extends Disposable {
  readonly description: ModelDescription;
  readonly store: ParameterStore;
  readonly lowestTrained: number;
  readonly weightBytes: number;
  readonly trainableParameters: number;
  linear(name: string): Linear;
  weight(name: string): Weight;
  optionalWeight(name: string): Weight | undefined;
  /** Must run after the parameters changed: in full training the copies for the backward pass follow them. */
  refresh(): void;
}

/**
 * Loads a model for training: weights, trainable parameters and the copies that the backward pass multiplies with.
 * @throws PilotlightError `model-invalid` when a tensor is missing, `trainer-failed` when memory is short
 */
export function loadTrainableModel(
  backend: Backend,
  file: GgufFile,
  description: ModelDescription,
  mode: TrainingMode,
  format: TransposedFormat,
  frozenFormat: 'stored' | 'f32' = 'stored',
): TrainableModel {
  using cleanup = new DisposableStack();
  const matrices = listMatrices(file, description);
  const lowestTrained = lowestTrainedLayer(description, mode);
  const requests = listParameters(file, matrices, mode, lowestTrained);
  const store = cleanup.use(createParameterStore(backend, requests));
  const frozenNames = [...file.tensors.keys()].filter((name) => !store.parameters.has(name));
  const frozen = cleanup.use(loadWeights(backend, file, frozenNames, frozenFormat));
  if (mode.kind === 'lora') initialiseLowRank(backend, store, mode.seed);
  else for (const { name, value } of store.parameters.values()) loadInto(backend, file, name, value);

  const optionalWeight = (name: string): Weight | undefined => {
    const parameter = store.parameters.get(name);
    const value = parameter?.value ?? frozen.tensors.get(name);
    return value === undefined ? undefined : { value, parameter };
  };
  const weight = (name: string): Weight => required(name, optionalWeight(name));
  const mixed = mode.kind === 'full' && format === 'bf16';
  const copies = cleanup.use(
    createCopies(backend, matrices, weight, listTransposed(matrices, format, lowestTrained), mixed),
  );
  const refreshing = mode.kind === 'full' ? cleanup.use(createCopyGraph(backend, copies.list)) : undefined;
  const linears = new Map(
    matrices.map(({ name, storedAs }): [string, Linear] => {
      const stored = weight(storedAs);
      const linear: Linear = {
        weight: stored,
        forward: copies.forward.get(name) ?? stored.value,
        transposed: copies.transposed.get(name),
        bias: optionalWeight(name.replace(/weight$/, 'bias')),
        lowRank: mode.kind === 'lora' ? findLowRank(store, name, mode.alpha / mode.rank) : undefined,
      };
      return [name, linear];
    }),
  );
  const owned = cleanup.move();
  return {
    description,
    store,
    lowestTrained,
    weightBytes: frozen.byteLength + copies.byteLength,
    trainableParameters: requests.reduce((sum, { used }) => sum + used, 0),
    linear: (name) => required(name, linears.get(name)),
    weight,
    optionalWeight,
    refresh: () => refreshing?.run(),
    [Symbol.dispose]: () => owned.dispose(),
  };
}

interface Copies extends Disposable {
  readonly transposed: ReadonlyMap<string, Tensor>;
  /** Copies in bfloat16 for the forward pass of mixed training. */
  readonly forward: ReadonlyMap<string, Tensor>;
  readonly list: readonly MatrixCopy[];
  readonly byteLength: number;
}

function createCopies(
  backend: Backend,
  matrices: readonly Matrix[],
  weight: (name: string) => Weight,
  transposedRequests: Parameters<typeof reserveTensors>[1],
  mixed: boolean,
): Copies {
  using cleanup = new DisposableStack();
  const transposed = cleanup.use(reserveTensors(backend, transposedRequests));
  const straight = mixed ? matrices : [];
  const forward = cleanup.use(
    reserveTensors(
      backend,
      straight.map(({ name, inputs, outputs }) => ({ name, shape: [inputs, outputs], format: tensorFormat.bf16 })),
    ),
  );
  const list = matrices.flatMap(({ name, storedAs }) => {
    const source = weight(storedAs).value;
    return [transposed, forward].flatMap(({ tensors }) => {
      const target = tensors.get(name);
      return target === undefined ? [] : [{ source, target, transposed: tensors === transposed.tensors }];
    });
  });
  copyMatrices(backend, list);
  const owned = cleanup.move();
  return {
    transposed: transposed.tensors,
    forward: forward.tensors,
    list,
    byteLength: transposed.byteLength + forward.byteLength,
    [Symbol.dispose]: () => owned.dispose(),
  };
}

function required<T>(name: string, found: T | undefined): T {
  if (found === undefined) throw new PilotlightError('model-invalid', modelLacks(`the tensor ${name}`));
  return found;
}

function findLowRank(store: ParameterStore, name: string, scale: number): LowRank | undefined {
  const down = store.parameters.get(`${name}.lora_a`);
  const up = store.parameters.get(`${name}.lora_b`);
  return down === undefined || up === undefined ? undefined : { down, up, scale };
}

/** Hu et al. 2021: A Gaussian with variance 1 / inputs, B zero, so that training starts at the unchanged model. */
function initialiseLowRank(backend: Backend, store: ParameterStore, seed: number): void {
  const normal = seededNormal(seed);
  for (const { name, value, used } of store.parameters.values()) {
    if (!name.endsWith('lora_a')) continue;
    const [inputs, stored] = value.shape;
    const values = new Float32Array(inputs * stored);
    for (let index = 0; index < used; index++) values[index] = normal() / Math.sqrt(inputs);
    writeTensor(backend.ggml, value, values);
  }
}
