import { tensorType } from '../../electron/core/files/gguf/gguf-format.ts';
import { encodeQ8_0 } from '../../electron/core/files/gguf/encode-q8-0.ts';
import {
  booleanEntry,
  float32Entry,
  int32ArrayEntry,
  textArrayEntry,
  textEntry,
  uint32Entry,
  writeGguf,
  type GgufEntry,
  type GgufTensorSource,
} from '../../electron/core/files/gguf/write-gguf.ts';
import { seededNormal } from '../../electron/core/trainer/seeded-normal.ts';

/** Size and kind of a model with random weights. */
export interface RandomModelShape {
  readonly architecture: 'llama' | 'qwen2' | 'qwen3' | 'gemma3';
  readonly layers: number;
  readonly embedding: number;
  readonly heads: number;
  readonly keyHeads: number;
  readonly headSize?: number;
  readonly feedForward: number;
  /** Vocabulary beyond the smallest possible is filled with unused tokens. Default: just what the tokenizer needs. */
  readonly vocabulary?: number;
  readonly ropeBase?: number;
  readonly contextLength?: number;
  /** Format of matrices; embeddings and vectors of 32-bit models stay 32-bit. */
  readonly format?: 'f32' | 'q8_0';
  /** Factors of the rotation's frequencies, as Llama 3 has them. */
  readonly ropeFactors?: boolean;
  /** Standard deviation of the embedding's numbers: larger makes more confident predictions. */
  readonly embeddingDeviation?: number;
}

export const tinyLlama: RandomModelShape = {
  architecture: 'llama',
  layers: 2,
  embedding: 64,
  heads: 4,
  keyHeads: 2,
  feedForward: 96,
};

export const tinyQwen2: RandomModelShape = { ...tinyLlama, architecture: 'qwen2' };
export const tinyQwen3: RandomModelShape = { ...tinyLlama, architecture: 'qwen3', headSize: 32 };
export const tinyGemma3: RandomModelShape = { ...tinyLlama, architecture: 'gemma3', layers: 7, headSize: 32 };

/** Merges of the built-in tokenizer: pairs of byte characters, in order of rank. `Ġ` stands for a space. */
const merges = ['t h', 'Ġ th', 'e r', 'Ġ a', 'i n', 'o n', 'Ġth e', 'in g', 'y e', 'ye s', 'n o', 'Ġ yes', 'Ġ no'];

/** Deviations from a plain random model. */
export interface RandomModelChanges {
  /** Weights to use instead of random ones. */
  readonly weights?: ReadonlyMap<string, { readonly values: Float32Array }>;
  readonly without?: string;
  /** Name of a tensor that does not belong there. */
  readonly extra?: string;
}

/** Writes a GGUF model with random weights that llama.cpp loads; the same seed gives the same file. */
export function writeRandomModel(
  path: string,
  shape: RandomModelShape,
  seed: number,
  { weights, without, extra }: RandomModelChanges = {},
): void {
  const vocabulary = tokenizerTokens(shape.vocabulary ?? 0);
  const entries = [...modelEntries(shape, vocabulary.length), ...tokenizerEntries(vocabulary)];
  const tensors = modelTensors(shape, vocabulary.length, seed)
    .filter(({ name }) => name !== without)
    .map((tensor) => {
      const given = weights?.get(tensor.name);
      return given === undefined ? tensor : { ...tensor, data: () => new Uint8Array(given.values.slice().buffer) };
    });
  if (extra !== undefined) {
    tensors.push({ name: extra, shape: [1], type: tensorType.f32, data: () => new Uint8Array(4) });
  }
  writeGguf(path, entries, tensors);
}

/** Metadata of a random model of this shape. */
export function modelEntries(shape: RandomModelShape, vocabulary: number): GgufEntry[] {
  const { architecture } = shape;
  const headSize = headSizeOf(shape);
  const key = (name: string): string => `${architecture}.${name}`;
  const entries = [
    textEntry('general.architecture', architecture),
    textEntry('general.type', 'model'),
    textEntry('general.name', 'random'),
    uint32Entry(key('block_count'), shape.layers),
    uint32Entry(key('context_length'), shape.contextLength ?? 1024),
    uint32Entry(key('embedding_length'), shape.embedding),
    uint32Entry(key('feed_forward_length'), shape.feedForward),
    uint32Entry(key('attention.head_count'), shape.heads),
    uint32Entry(key('attention.head_count_kv'), shape.keyHeads),
    uint32Entry(key('attention.key_length'), headSize),
    uint32Entry(key('attention.value_length'), headSize),
    float32Entry(key('attention.layer_norm_rms_epsilon'), 1e-6),
    float32Entry(key('rope.freq_base'), shape.ropeBase ?? 10_000),
    uint32Entry(key('vocab_size'), vocabulary),
  ];
  if (architecture === 'llama') entries.push(uint32Entry(key('rope.dimension_count'), headSize));
  if (architecture === 'gemma3') entries.push(uint32Entry(key('attention.sliding_window'), 16));
  return entries;
}

/**
 * Tensors of a random model, made one at a time. Llama has an output layer of its own, the others reuse the embedding.
 */
export function modelTensors(shape: RandomModelShape, vocabulary: number, seed: number): GgufTensorSource[] {
  const { architecture, embedding, ropeFactors = false } = shape;
  const make = tensorMakers(seed, shape.format ?? 'f32');
  const deviation = shape.embeddingDeviation ?? 2 / Math.sqrt(embedding);
  const tensors = [
    make.matrix('token_embd.weight', embedding, vocabulary, deviation),
    make.vector('output_norm.weight', embedding, 1, 0.1),
  ];
  if (architecture === 'llama') tensors.push(make.matrix('output.weight', embedding, vocabulary, deviation));
  if (ropeFactors) tensors.push(make.vector('rope_freqs.weight', headSizeOf(shape) / 2, 2, 0.3));
  for (let layer = 0; layer < shape.layers; layer++) tensors.push(...layerTensors(shape, make, layer));
  return tensors;
}

interface TensorMakers {
  matrix(name: string, inputs: number, outputs: number, deviation: number): GgufTensorSource;
  vector(name: string, length: number, mean: number, deviation: number): GgufTensorSource;
}

function tensorMakers(seed: number, format: 'f32' | 'q8_0'): TensorMakers {
  const normal = numberPool(seed);
  return {
    matrix: (name, inputs, outputs, deviation) => ({
      name,
      shape: [inputs, outputs],
      type: tensorType[format],
      data: () => {
        const values = normal(inputs * outputs).map((value) => deviation * value);
        return format === 'q8_0' ? encodeQ8_0(values) : new Uint8Array(values.buffer);
      },
    }),
    vector: (name, length, mean, deviation) => ({
      name,
      shape: [length],
      type: tensorType.f32,
      data: () => new Uint8Array(normal(length).map((value) => mean + deviation * value).buffer),
    }),
  };
}

function headSizeOf({ headSize, embedding, heads }: RandomModelShape): number {
  return headSize ?? embedding / heads;
}

function layerTensors(shape: RandomModelShape, make: TensorMakers, layer: number): GgufTensorSource[] {
  const { architecture, embedding, feedForward } = shape;
  const headSize = headSizeOf(shape);
  const [queries, keys] = [shape.heads * headSize, shape.keyHeads * headSize];
  const width = 1 / Math.sqrt(embedding);
  const part = (name: string): string => `blk.${layer}.${name}`;
  const norm = (name: string, length = embedding): GgufTensorSource =>
    make.vector(part(`${name}.weight`), length, 1, 0.1);
  const tensors = [
    norm('attn_norm'),
    norm('ffn_norm'),
    make.matrix(part('attn_q.weight'), embedding, queries, 1.5 * width),
    make.matrix(part('attn_k.weight'), embedding, keys, 1.5 * width),
    make.matrix(part('attn_v.weight'), embedding, keys, width),
    make.matrix(part('attn_output.weight'), queries, embedding, 0.5 / Math.sqrt(queries)),
    make.matrix(part('ffn_gate.weight'), embedding, feedForward, width),
    make.matrix(part('ffn_up.weight'), embedding, feedForward, width),
    make.matrix(part('ffn_down.weight'), feedForward, embedding, 0.5 / Math.sqrt(feedForward)),
  ];
  if (architecture === 'qwen2') {
    tensors.push(
      make.vector(part('attn_q.bias'), queries, 0, 0.2),
      make.vector(part('attn_k.bias'), keys, 0, 0.2),
      make.vector(part('attn_v.bias'), keys, 0, 0.2),
    );
  }
  if (architecture === 'qwen3' || architecture === 'gemma3') {
    tensors.push(norm('attn_q_norm', headSize), norm('attn_k_norm', headSize));
  }
  if (architecture === 'gemma3') tensors.push(norm('post_attention_norm'), norm('post_ffw_norm'));
  return tensors;
}

/**
 * Normal numbers; large requests start at a random place of one pool, since making each anew would take minutes for
 * large models.
 */
function numberPool(seed: number): (count: number) => Float32Array<ArrayBuffer> {
  const normal = seededNormal(seed);
  const length = 1 << 20;
  let pool: Float32Array | undefined;
  return (count) => {
    if (count < length) return Float32Array.from({ length: count }, normal);
    const kept = (pool ??= Float32Array.from({ length }, normal));
    const values = new Float32Array(count);
    for (let start = 0; start < count; start += 4096) {
      const offset = Math.floor(Math.abs(normal()) * 1e6) % (length - 4096);
      values.set(kept.subarray(offset, offset + Math.min(4096, count - start)), start);
    }
    return values;
  };
}

/** Tokens of a byte-level BPE tokenizer: an end token, all bytes, the merged pairs, and unused ones up to `minimum`. */
function tokenizerTokens(minimum: number): string[] {
  const tokens = ['<|end|>', ...byteCharacters(), ...merges.map((pair) => pair.replace(' ', ''))];
  while (tokens.length < minimum) tokens.push(`<|unused_${tokens.length}|>`);
  return tokens;
}

function tokenizerEntries(tokens: readonly string[]): GgufEntry[] {
  const [normalToken, controlToken, unusedToken] = [1, 3, 5];
  const types = tokens.map((token) =>
    token === '<|end|>' ? controlToken : token.startsWith('<|') ? unusedToken : normalToken,
  );
  return [
    textEntry('tokenizer.ggml.model', 'gpt2'),
    textEntry('tokenizer.ggml.pre', 'gpt-2'),
    textArrayEntry('tokenizer.ggml.tokens', tokens),
    int32ArrayEntry('tokenizer.ggml.token_type', types),
    textArrayEntry('tokenizer.ggml.merges', merges),
    uint32Entry('tokenizer.ggml.eos_token_id', 0),
    uint32Entry('tokenizer.ggml.bos_token_id', 0),
    booleanEntry('tokenizer.ggml.add_bos_token', false),
  ];
}

/** The printable characters that stand for the bytes 0 … 255 in GPT-2's tokenizer (Radford et al. 2019). */
function byteCharacters(): string[] {
  const isPrintable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : next++));
}
