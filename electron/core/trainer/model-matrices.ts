import { PilotlightError } from '../../../shared/errors.ts';
import { modelLacks } from '../../../shared/messages/model-messages.ts';
import type { GgufFile } from '../files/gguf/read-gguf.ts';
import { tensorFormat } from './ggml-library.ts';
import type { ModelDescription } from './model-description.ts';
import type { TensorRequest } from './model-weights.ts';
import type { ParameterRequest } from './parameters.ts';
import type { TrainingMode, TransposedFormat } from './training-types.ts';

/** A linear layer's weights in the model file. */
export interface Matrix {
  readonly name: string;
  /** The output layer counts as one above the last. */
  readonly layer: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Name of the tensor that holds it: the output layer may use the embedding's. */
  readonly storedAs: string;
}

export const outputName = 'output.weight';
export const embeddingName = 'token_embd.weight';

/** Ranks are stored rounded up with zeros, which stay zero: narrow products are many times slower on the CPU. */
const rankStep = 16;

const linearNames = ['attn_q', 'attn_k', 'attn_v', 'attn_output', 'ffn_gate', 'ffn_up', 'ffn_down'] as const;

/** All linear layers of a model. @throws PilotlightError `model-invalid` when one is missing */
export function listMatrices(file: GgufFile, { layers }: ModelDescription): Matrix[] {
  const find = (name: string, layer: number): Matrix => {
    const storedAs = name === outputName && !file.tensors.has(outputName) ? embeddingName : name;
    const [inputs, outputs] = file.tensors.get(storedAs)?.shape ?? [];
    if (inputs === undefined || outputs === undefined) {
      throw new PilotlightError('model-invalid', modelLacks(`the tensor ${name}`));
    }
    return { name, layer, inputs, outputs, storedAs };
  };
  const inLayer = (layer: number): Matrix[] => linearNames.map((part) => find(`blk.${layer}.${part}.weight`, layer));
  return [...Array.from({ length: layers }, (_, layer) => inLayer(layer)).flat(), find(outputName, layers)];
}

/** The lowest layer that has something to train. */
export function lowestTrainedLayer({ layers }: ModelDescription, mode: TrainingMode): number {
  return mode.kind === 'full' ? 0 : Math.max(0, layers - (mode.layers ?? layers));
}

/**
 * What is trained: every tensor of the file but the rotation factors, or two factors for each matrix of the upper
 * layers.
 */
export function listParameters(
  file: GgufFile,
  matrices: readonly Matrix[],
  mode: TrainingMode,
  lowest: number,
): ParameterRequest[] {
  if (mode.kind === 'full') {
    const trained = [...file.tensors.values()].filter(({ name }) => !name.includes('rope_freqs'));
    return trained.map(({ name, shape }) => {
      const [a = 1, b = 1, c = 1, d = 1] = shape;
      return { name, shape: [a, b, c, d], used: a * b * c * d, decays: shape.length > 1 };
    });
  }
  const { rank } = mode;
  const stored = Math.ceil(rank / rankStep) * rankStep;
  const factor = (name: string, size: number): ParameterRequest => {
    return { name, shape: [size, stored, 1, 1], used: size * rank, decays: true };
  };
  const adapted = matrices.filter(({ name, layer }) => name !== outputName && layer >= lowest);
  return adapted.flatMap(({ name, inputs, outputs }) => [
    factor(`${name}.lora_a`, inputs),
    factor(`${name}.lora_b`, outputs),
  ]);
}

/**
 * Transposed copies for the backward pass through the trained layers. Where rows are not whole blocks of Q8_0,
 * bfloat16.
 */
export function listTransposed(matrices: readonly Matrix[], format: TransposedFormat, lowest: number): TensorRequest[] {
  const passed = matrices.filter(({ layer }) => layer >= lowest);
  return passed.map(({ name, inputs, outputs }) => {
    const fitting = format === 'q8_0' && outputs % 32 !== 0 ? 'bf16' : format;
    return { name, shape: [outputs, inputs], format: tensorFormat[fitting] };
  });
}
