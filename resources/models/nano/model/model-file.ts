import type { GgufEntry, GgufTensorSource } from '../../../../electron/core/files/gguf/write-gguf.ts';
import {
  booleanEntry,
  float32Entry,
  int32ArrayEntry,
  textArrayEntry,
  textEntry,
  uint32Entry,
  writeGguf,
} from '../../../../electron/core/files/gguf/write-gguf.ts';
import { tensorType } from '../../../../electron/core/files/gguf/gguf-format.ts';
import { endToken } from '../tokenizer/tokenizer.ts';
import type { Vocabulary } from '../tokenizer/tokenizer.ts';
import type { ModelShape } from './model-shape.ts';
import { tensorsOf } from './model-shape.ts';

export const modelName = 'pilotlight-nano';
const description =
  'Tiny model that demonstrates the software. It was trained from nothing on generated questionnaires; its answers have no scientific meaning and describe no real people.';

/** llama.cpp's numbers for token types and file types (llama.h). */
const tokenType = { normal: 1, control: 3 } as const;
const fileType = { f32: 0, f16: 1 } as const;

export type NumberFormat = 'f32' | 'f16';

function metadata(shape: ModelShape, vocabulary: Vocabulary, format: NumberFormat): GgufEntry[] {
  const headWidth = shape.embedding / shape.heads;
  return [
    textEntry('general.architecture', 'llama'),
    textEntry('general.type', 'model'),
    textEntry('general.name', modelName),
    textEntry('general.description', description),
    textEntry('general.license', 'MIT'),
    uint32Entry('general.file_type', fileType[format]),
    uint32Entry('llama.block_count', shape.layers),
    uint32Entry('llama.context_length', shape.contextLength),
    uint32Entry('llama.embedding_length', shape.embedding),
    uint32Entry('llama.feed_forward_length', shape.feedForward),
    uint32Entry('llama.attention.head_count', shape.heads),
    uint32Entry('llama.attention.head_count_kv', shape.keyValueHeads),
    uint32Entry('llama.attention.key_length', headWidth),
    uint32Entry('llama.attention.value_length', headWidth),
    float32Entry('llama.attention.layer_norm_rms_epsilon', shape.normEpsilon),
    uint32Entry('llama.rope.dimension_count', headWidth),
    float32Entry('llama.rope.freq_base', shape.ropeBase),
    uint32Entry('llama.vocab_size', shape.vocabulary),
    textEntry('tokenizer.ggml.model', 'gpt2'),
    textEntry('tokenizer.ggml.pre', 'gpt-2'),
    textArrayEntry('tokenizer.ggml.tokens', vocabulary.tokens),
    int32ArrayEntry(
      'tokenizer.ggml.token_type',
      vocabulary.tokens.map((token) => (token === endToken ? tokenType.control : tokenType.normal)),
    ),
    textArrayEntry(
      'tokenizer.ggml.merges',
      vocabulary.merges.map(([left, right]) => `${left} ${right}`),
    ),
    uint32Entry('tokenizer.ggml.bos_token_id', vocabulary.tokens.indexOf(endToken)),
    uint32Entry('tokenizer.ggml.eos_token_id', vocabulary.tokens.indexOf(endToken)),
    booleanEntry('tokenizer.ggml.add_bos_token', false),
  ];
}

/**
 * Writes the model. Matrices take `format`, norms stay 32-bit.
 * @throws RangeError when a weight is missing or has another size than the shape says
 */
export function writeModel(
  path: string,
  shape: ModelShape,
  vocabulary: Vocabulary,
  weights: ReadonlyMap<string, Float32Array>,
  format: NumberFormat,
): void {
  const tensors = tensorsOf(shape).map((tensor): GgufTensorSource => {
    const values = weights.get(tensor.name);
    if (values === undefined) throw new RangeError(`Weight ${tensor.name} is missing.`);
    const half = format === 'f16' && tensor.shape.length > 1;
    return {
      ...tensor,
      type: half ? tensorType.f16 : tensorType.f32,
      data: () => (half ? new Uint8Array(Float16Array.from(values).buffer) : bytesOf(values)),
    };
  });
  writeGguf(path, metadata(shape, vocabulary, format), tensors);
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
