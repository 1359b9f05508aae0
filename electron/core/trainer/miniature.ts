import { tensorByteLength } from '../files/gguf/gguf-format.ts';
import type { GgufFile, GgufTensor } from '../files/gguf/read-gguf.ts';
import type { ModelDescription } from './model-description.ts';

const keptLayers = 2;
const keptVocabulary = 2048;

/** The lowest layers of a model and the first tokens of its vocabulary, as if they were all that the file holds. */
export function shrinkModel(
  file: GgufFile,
  description: ModelDescription,
): { file: GgufFile; description: ModelDescription } {
  const layers = Math.min(keptLayers, description.layers);
  const vocabulary = Math.min(keptVocabulary, description.vocabulary);
  const tensors = new Map<string, GgufTensor>();
  for (const [name, tensor] of file.tensors) {
    const layer = /^blk\.(\d+)\./.exec(name)?.[1];
    if (layer !== undefined && Number(layer) >= layers) continue;
    // Rows lie one behind the other, so the first ones are the start of the tensor.
    const isVocabulary = name === 'token_embd.weight' || name === 'output.weight';
    const shape = isVocabulary ? [tensor.shape[0] ?? 0, vocabulary] : tensor.shape;
    tensors.set(name, { ...tensor, shape, byteLength: tensorByteLength(tensor.type, shape) });
  }
  return { file: { ...file, tensors }, description: { ...description, layers, vocabulary } };
}
