import { PilotlightError } from '../../../../shared/errors.ts';
import {
  adapterForUnknownTensor,
  adapterIsModel,
  adapterKindUnknown,
  adapterLacksPair,
  adapterOfOtherArchitecture,
  adapterOfOtherShape,
  adapterWithoutAlpha,
  adapterWithoutMatrices,
} from '../../../../shared/messages/model-messages.ts';
import type { GgufFile, GgufTensor } from './read-gguf.ts';

/** What the header of an adapter says. */
export interface AdapterDescription {
  /** The largest rank of its pairs of matrices. */
  readonly rank: number;
  readonly alpha: number;
  /** Tensors of the model that it changes. */
  readonly targets: number;
}

interface Pair {
  readonly a: GgufTensor;
  readonly b: GgufTensor;
}

const embeddingName = 'token_embd.weight';

/**
 * Whether an adapter is a LoRA for a model, by both headers, with the conditions of llama.cpp (src/llama-adapter.cpp):
 * tensors `<weight>.lora_a` [inputs, rank] and `<weight>.lora_b` [rank, outputs], of the embedding with inputs and
 * outputs exchanged.
 *
 * @throws PilotlightError `model-invalid` with the first thing that does not fit
 */
export function describeAdapter(adapter: GgufFile, model: GgufFile): AdapterDescription {
  const { path, metadata } = adapter;
  if (metadata.get('general.type') !== 'adapter') refuse(adapterIsModel(path));
  const kind = metadata.get('adapter.type');
  if (kind !== 'lora') refuse(adapterKindUnknown(path, typeof kind === 'string' ? kind : 'unknown'));
  if (metadata.has('adapter.alora.invocation_tokens')) refuse(adapterKindUnknown(path, 'alora'));
  const architecture = String(metadata.get('general.architecture') ?? 'unknown');
  const wanted = String(model.metadata.get('general.architecture') ?? 'unknown');
  if (architecture !== wanted) refuse(adapterOfOtherArchitecture(path, architecture, wanted));
  const alpha = metadata.get('adapter.lora.alpha');
  if (typeof alpha !== 'number' || !Number.isFinite(alpha)) refuse(adapterWithoutAlpha(path));
  const pairs = pairsOf(adapter);
  if (pairs.size === 0) refuse(adapterWithoutMatrices(path));
  let rank = 0;
  for (const [name, pair] of pairs) {
    requireShape(path, name, pair, model.tensors.get(name));
    rank = Math.max(rank, pair.a.shape[1] ?? 0);
  }
  return { rank, alpha, targets: pairs.size };
}

function refuse(sentence: string): never {
  throw new PilotlightError('model-invalid', sentence);
}

/** The two matrices of every tensor that the adapter changes. */
function pairsOf({ path, tensors }: GgufFile): Map<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const name of tensors.keys()) {
    const [, target, letter] = /^(.*)\.lora_([ab])$/.exec(name) ?? [];
    if (target === undefined || letter === undefined) {
      // llama.cpp passes over changed norms.
      if (name.endsWith('_norm.weight')) continue;
      return refuse(adapterForUnknownTensor(path, name));
    }
    const [a, b] = [tensors.get(`${target}.lora_a`), tensors.get(`${target}.lora_b`)];
    if (a === undefined || b === undefined) return refuse(adapterLacksPair(path, target));
    pairs.set(target, { a, b });
  }
  return pairs;
}

function requireShape(path: string, name: string, { a, b }: Pair, target: GgufTensor | undefined): void {
  if (target === undefined) return refuse(adapterForUnknownTensor(path, name));
  const [inputs, outputs] = name === embeddingName ? [b.shape[1], a.shape[0]] : [a.shape[0], b.shape[1]];
  const fits = inputs === target.shape[0] && outputs === target.shape[1];
  if (!fits) {
    const has = `${String(inputs)} × ${String(outputs)}`;
    refuse(adapterOfOtherShape(path, name, has, target.shape.slice(0, 2).join(' × ')));
  }
  const [rank, transposed] = name === embeddingName ? [b.shape[0], a.shape[1]] : [a.shape[1], b.shape[0]];
  if (rank !== transposed) refuse(adapterLacksPair(path, name));
}
