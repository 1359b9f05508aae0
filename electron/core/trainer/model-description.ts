import { PilotlightError } from '../../../shared/errors.ts';
import { architectureUnsupported, modelLacks } from '../../../shared/messages/model-messages.ts';
import type { GgufFile, GgufTensor } from '../files/gguf/read-gguf.ts';
import type { RopeSettings } from './tensor-builder.ts';

export const supportedArchitectures = ['llama', 'qwen2', 'qwen3', 'gemma3'] as const;

/** Sizes and constants of a decoder-only transformer, read from a model file. */
export interface ModelDescription {
  readonly architecture: string;
  readonly layers: number;
  readonly embedding: number;
  readonly heads: number;
  /** Heads of keys and values; each serves heads / keyHeads heads of queries. */
  readonly keyHeads: number;
  readonly headSize: number;
  readonly vocabulary: number;
  readonly normEpsilon: number;
  /** Factor of query-key products. */
  readonly attentionScale: number;
  /** `geglu` models also scale the embedding by √embedding and normalise after attention and feed-forward (Gemma). */
  readonly gate: 'swiglu' | 'geglu';
  readonly rope: RopeSettings;
  /** Rotation and width in tokens of layers that see only the nearest tokens. */
  readonly sliding: { readonly rope: RopeSettings; readonly width: number; readonly period: number } | undefined;
}

/**
 * Reads what training needs to know of a model.
 * @throws PilotlightError `model-unsupported` for an architecture or variant that is not covered, `model-invalid` for a
 * file that lacks something
 */
export function describeModel(file: GgufFile): ModelDescription {
  const architecture = file.metadata.get('general.architecture');
  if (typeof architecture !== 'string') throw new PilotlightError('model-invalid', modelLacks('its architecture'));
  if (!supportedArchitectures.some((name) => name === architecture)) unsupported(architecture);
  const { whole, decimal } = readers(file, architecture);
  const embedding = whole('embedding_length');
  const heads = whole('attention.head_count');
  const headSize = whole('attention.key_length', embedding / heads);
  const keyHeads = whole('attention.head_count_kv', heads);
  const context = whole('context_length');
  const isGemma = architecture === 'gemma3';
  refuseVariants(file, architecture, headSize);
  refuseUnknownTensors(file, architecture);
  if (heads % keyHeads !== 0) throw new PilotlightError('model-invalid', modelLacks('matching head counts'));
  const rope: RopeSettings = {
    dimensions: whole('rope.dimension_count', headSize),
    mode: architecture === 'llama' ? 0 : 2,
    originalContext: context,
    base: decimal('rope.freq_base', 10_000),
    scale: 1 / decimal('rope.scaling.factor', 1),
  };
  const layers = whole('block_count');
  const width = isGemma ? whole('attention.sliding_window', 0) : 0;
  const localRope = { ...rope, base: decimal('rope.freq_base_swa', 10_000), scale: 1 };
  // llama.cpp, models/gemma3.cpp: the 27B model, known by its 62 layers, scales by the width per head instead of the
  // head size.
  const scaledSize = isGemma && layers === 62 ? embedding / heads : headSize;
  return {
    architecture,
    layers,
    embedding,
    heads,
    keyHeads,
    headSize,
    vocabulary: requireTensor(file, 'token_embd.weight').shape[1] ?? 0,
    normEpsilon: decimal('attention.layer_norm_rms_epsilon'),
    attentionScale: 1 / Math.sqrt(scaledSize),
    gate: isGemma ? 'geglu' : 'swiglu',
    rope,
    sliding: width === 0 ? undefined : { rope: localRope, width, period: whole('attention.sliding_window_pattern', 6) },
  };
}

/** Gemma 3: every sixth layer sees everything, the others only the nearest tokens. */
export function isSlidingLayer({ sliding }: ModelDescription, layer: number): boolean {
  return sliding !== undefined && (layer + 1) % sliding.period !== 0;
}

function requireTensor(file: GgufFile, name: string): GgufTensor {
  const tensor = file.tensors.get(name);
  if (tensor === undefined) throw new PilotlightError('model-invalid', modelLacks(`the tensor ${name}`));
  return tensor;
}

/** Variants that share an architecture's name but not its arithmetic. */
function refuseVariants(file: GgufFile, architecture: string, headSize: number): void {
  const get = (key: string): unknown => file.metadata.get(`${architecture}.${key}`);
  const experts = get('expert_count');
  if (typeof experts === 'number' && experts > 0) unsupported(`${architecture} with experts`);
  const scaling = get('rope.scaling.type');
  if (scaling !== undefined && scaling !== 'none' && scaling !== 'linear')
    unsupported(`${architecture} with ${String(scaling)}`);
  if (get('attention.value_length') !== undefined && get('attention.value_length') !== headSize) {
    unsupported(`${architecture} with values of another size`);
  }
  const softCap = get('final_logit_softcapping') ?? get('attn_logit_softcapping');
  if (typeof softCap === 'number' && softCap !== 0) unsupported(`${architecture} with soft caps`);
}

const coveredTensors = new RegExp(
  [
    '^(token_embd|output|output_norm|rope_freqs)\\.weight$',
    '^blk\\.\\d+\\.(attn|ffn|post_attention|post_ffw)_norm\\.weight$',
    '^blk\\.\\d+\\.attn_(q|k|v|output|q_norm|k_norm)\\.weight$',
    '^blk\\.\\d+\\.ffn_(gate|up|down)\\.weight$',
    '^blk\\.\\d+\\.attn_[qkv]\\.bias$',
  ].join('|'),
);

/** A tensor that the forward pass would ignore means arithmetic that is not covered. */
function refuseUnknownTensors(file: GgufFile, architecture: string): void {
  for (const name of file.tensors.keys()) if (!coveredTensors.test(name)) unsupported(`${architecture} with ${name}`);
}

function unsupported(architecture: string): never {
  throw new PilotlightError('model-unsupported', architectureUnsupported(architecture, supportedArchitectures), {
    architecture,
  });
}

function readers(file: GgufFile, architecture: string) {
  const decimal = (key: string, fallback?: number): number => {
    const value = file.metadata.get(`${architecture}.${key}`) ?? fallback;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw new PilotlightError('model-invalid', modelLacks(`${architecture}.${key}`));
  };
  const whole = (key: string, fallback?: number): number => {
    const value = decimal(key, fallback);
    if (Number.isInteger(value) && value >= 0) return value;
    throw new PilotlightError('model-invalid', modelLacks(`${architecture}.${key}`));
  };
  return { decimal, whole };
}
