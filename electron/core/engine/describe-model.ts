import { GgmlType, GgufFileType } from 'node-llama-cpp';
import type { Llama, LlamaModel } from 'node-llama-cpp';
import type { EngineInfo } from './engine.ts';

export function describeModel(llama: Llama, model: LlamaModel, sizeBytes: number, threads: number): EngineInfo {
  const { general, tokenizer } = model.fileInfo.metadata;
  const licence = textOr(general.license, '');
  return {
    architecture: textOr(general.architecture, 'unknown'),
    name: textOr(general.name, model.filename ?? ''),
    parameters: model.fileInsights.totalParameters,
    sizeBytes,
    quantisation: quantisationOf(model),
    contextLength: model.trainContextSize,
    vocabulary: tokenizer.ggml.tokens.length,
    hasChatTemplate: chatTemplateOf(model) !== undefined,
    ...(licence === '' ? {} : { licence }),
    // The library for a GPU also runs where there is none, or where the model does not fit into its memory.
    device: llama.gpu === false || model.gpuLayers === 0 ? 'cpu' : llama.gpu,
    threads,
  };
}

/** The Jinja source of the model's chat template; undefined for models without one. */
export function chatTemplateOf(model: LlamaModel): string | undefined {
  const template = textOr(model.fileInfo.metadata.tokenizer.chat_template, '');
  return template.trim() === '' ? undefined : template;
}

/**
 * Bytes of cache for one position of one sequence: a key and a value of every layer. Numbers that a file does not state
 * are taken as large as they can be.
 */
export function cacheBytesPerPosition(model: LlamaModel, bytesPerNumber: number): number {
  const { attention, block_count, embedding_length } = model.fileInfo.architectureMetadata;
  const heads = largest(attention?.head_count, 1);
  const keyHeads = largest(attention?.head_count_kv, heads);
  const headSize = numberOr(embedding_length, model.embeddingVectorSize) / heads;
  const keySize = numberOr(attention?.key_length, headSize);
  const valueSize = numberOr(attention?.value_length, headSize);
  return numberOr(block_count, 1) * keyHeads * (keySize + valueSize) * bytesPerNumber;
}

/** Format the file states, or that most of its weights have. */
function quantisationOf(model: LlamaModel): string {
  const stated: unknown = model.fileInfo.metadata.general.file_type;
  const name = typeof stated === 'number' ? GgufFileType[stated] : undefined;
  if (name !== undefined) return name.replace(/^(MOSTLY|ALL)_/, '');
  const dominant = model.fileInsights.dominantTensorType;
  return dominant === undefined ? 'unknown' : (GgmlType[dominant] ?? 'unknown');
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}

/** Some files state one number for each layer. */
function largest(value: unknown, fallback: number): number {
  if (Array.isArray(value)) return Math.max(1, ...value.map((item) => numberOr(item, 1)));
  return numberOr(value, fallback);
}
