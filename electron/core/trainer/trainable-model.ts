import { PilotlightError } from '../../../shared/errors.ts';
import { modelLacks } from '../../../shared/messages.ts';
import type { GgufFile } from '../files/gguf/read-gguf.ts';
import type { Backend } from './backend.ts';
import { createGraph, type Graph } from './graph.ts';
import { seededNormal } from './seeded-normal.ts';
import type { ModelDescription } from './model-description.ts';
import {
  copyMatrices,
  describeCopy,
  loadWeights,
  reserveMatrices,
  type MatrixCopy,
  type MatrixSize,
} from './model-weights.ts';
import { createParameterStore, type Parameter, type ParameterRequest, type ParameterStore } from './parameters.ts';
import { TensorBuilder, writeTensor, type Tensor } from './tensor-builder.ts';
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

/** Ranks are stored rounded up with zeros, which stay zero: narrow products are many times slower on the CPU. */
export const rankStep = 16;

const linearNames = ['attn_q', 'attn_k', 'attn_v', 'attn_output', 'ffn_gate', 'ffn_up', 'ffn_down'] as const;
const outputName = 'output.weight';
const embeddingName = 'token_embd.weight';

export function loadTrainableModel(
  backend: Backend,
  file: GgufFile,
  description: ModelDescription,
  mode: TrainingMode,
  format: TransposedFormat,
): TrainableModel {
  using cleanup = new DisposableStack();
  const names = [...file.tensors.keys()];
  const matrices = linearMatrices(file, description);
  const lowestTrained =
    mode.kind === 'full' ? 0 : Math.max(0, description.layers - (mode.layers ?? description.layers));
  const requests = mode.kind === 'full' ? fullRequests(file) : lowRankRequests(matrices, mode.rank, lowestTrained);
  const store = cleanup.use(createParameterStore(backend, requests));
  const frozen = cleanup.use(
    loadWeights(
      backend,
      file,
      names.filter((name) => !store.parameters.has(name)),
    ),
  );
  if (mode.kind === 'full') loadParameters(backend, file, store);
  else initialiseLowRank(backend, store, mode.seed, mode.rank);

  const optionalWeight = (name: string): Weight | undefined => {
    const parameter = store.parameters.get(name);
    const value = parameter?.value ?? frozen.tensors.get(name);
    return value === undefined ? undefined : { value, parameter };
  };
  const weight = (name: string): Weight => {
    const found = optionalWeight(name);
    if (found === undefined) throw new PilotlightError('model-invalid', modelLacks(`the tensor ${name}`));
    return found;
  };
  const turnedSizes = new Map<string, MatrixSize>();
  const forwardSizes = new Map<string, MatrixSize>();
  for (const { name, layer, inputs, outputs } of matrices) {
    if (layer >= lowestTrained) turnedSizes.set(name, { rowLength: outputs, rows: inputs });
    if (mode.kind === 'full' && format === 'bf16') forwardSizes.set(name, { rowLength: inputs, rows: outputs });
  }
  const turned = cleanup.use(reserveMatrices(backend, format, turnedSizes));
  const forward = cleanup.use(reserveMatrices(backend, format, forwardSizes));
  const copies = [...copiesInto(turned.tensors, weight, true), ...copiesInto(forward.tensors, weight, false)];
  copyMatrices(backend, copies);
  const refreshing = mode.kind === 'full' ? cleanup.use(refreshGraph(backend, copies)) : undefined;

  const linears = new Map<string, Linear>();
  for (const { name } of matrices) {
    const stored = weight(storedName(file, name));
    const lowRank = mode.kind === 'lora' ? findLowRank(store, name, mode.alpha / mode.rank) : undefined;
    linears.set(name, {
      weight: stored,
      forward: forward.tensors.get(name) ?? stored.value,
      transposed: turned.tensors.get(name),
      bias: optionalWeight(name.replace(/weight$/, 'bias')),
      lowRank,
    });
  }
  const owned = cleanup.move();
  return {
    description,
    store,
    lowestTrained,
    weightBytes: frozen.byteLength + turned.byteLength + forward.byteLength,
    trainableParameters: requests.reduce((sum, { used }) => sum + used, 0),
    linear: (name) => {
      const linear = linears.get(name);
      if (linear === undefined) throw new PilotlightError('model-invalid', modelLacks(`the tensor ${name}`));
      return linear;
    },
    weight,
    optionalWeight,
    refresh: () => refreshing?.run(),
    [Symbol.dispose]: () => owned.dispose(),
  };

  function* copiesInto(targets: ReadonlyMap<string, Tensor>, find: (name: string) => Weight, transposed: boolean) {
    for (const [name, target] of targets) yield { source: find(storedName(file, name)).value, target, transposed };
  }
}

interface Matrix {
  readonly name: string;
  readonly layer: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** Where the output layer has no weights of its own it uses the embedding's. */
function storedName(file: GgufFile, name: string): string {
  return name === outputName && !file.tensors.has(outputName) ? embeddingName : name;
}

function linearMatrices(file: GgufFile, description: ModelDescription): Matrix[] {
  const found: Matrix[] = [];
  const add = (name: string, layer: number): void => {
    const [inputs, outputs] = file.tensors.get(storedName(file, name))?.shape ?? [];
    if (inputs === undefined || outputs === undefined) {
      throw new PilotlightError('model-invalid', modelLacks(`the tensor ${name}`));
    }
    found.push({ name, layer, inputs, outputs });
  };
  for (let layer = 0; layer < description.layers; layer++) {
    for (const part of linearNames) add(`blk.${layer}.${part}.weight`, layer);
  }
  add(outputName, description.layers);
  return found;
}

function fullRequests(file: GgufFile): ParameterRequest[] {
  const trained = [...file.tensors.values()].filter(({ name }) => !name.includes('rope_freqs'));
  return trained.map(({ name, shape }) => {
    const [a = 1, b = 1, c = 1, d = 1] = shape;
    return { name, shape: [a, b, c, d], used: a * b * c * d, decays: shape.length > 1 };
  });
}

function lowRankRequests(matrices: readonly Matrix[], rank: number, lowest: number): ParameterRequest[] {
  const stored = Math.ceil(rank / rankStep) * rankStep;
  const adapted = matrices.filter(({ name, layer }) => name !== outputName && layer >= lowest);
  return adapted.flatMap(({ name, inputs, outputs }) => [
    { name: `${name}.lora_a`, shape: [inputs, stored, 1, 1] as const, used: inputs * rank, decays: true },
    { name: `${name}.lora_b`, shape: [outputs, stored, 1, 1] as const, used: outputs * rank, decays: true },
  ]);
}

function findLowRank(store: ParameterStore, name: string, scale: number): LowRank | undefined {
  const down = store.parameters.get(`${name}.lora_a`);
  const up = store.parameters.get(`${name}.lora_b`);
  return down === undefined || up === undefined ? undefined : { down, up, scale };
}

/** Hu et al. 2021: A Gaussian with variance 1 / inputs, B zero, so that training starts at the unchanged model. */
function initialiseLowRank(backend: Backend, store: ParameterStore, seed: number, rank: number): void {
  const normal = seededNormal(seed);
  for (const { name, value } of store.parameters.values()) {
    if (!name.endsWith('lora_a')) continue;
    const [inputs, stored] = value.shape;
    const values = new Float32Array(inputs * stored);
    for (let index = 0; index < inputs * rank; index++) values[index] = normal() / Math.sqrt(inputs);
    writeTensor(backend.ggml, value, values);
  }
}

/** In full training every weight becomes 32-bit, whatever the file holds. */
function loadParameters(backend: Backend, file: GgufFile, store: ParameterStore): void {
  for (const [name, { value }] of store.parameters) {
    using loaded = loadWeights(backend, file, [name]);
    const source = loaded.tensors.get(name);
    if (source !== undefined) copyMatrices(backend, [{ source, target: value, transposed: false }]);
  }
}

function refreshGraph(backend: Backend, copies: readonly MatrixCopy[]): Graph {
  const capacity = 4 * copies.length + 8;
  const builder = new TensorBuilder(backend.ggml, capacity, capacity);
  return createGraph(backend, builder, capacity, (expand) => {
    for (const { source, target, transposed } of copies) expand(describeCopy(builder, source, target, transposed));
  });
}
