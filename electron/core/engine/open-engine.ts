import type { LlamaModel } from 'node-llama-cpp';
import { PilotlightError, throwIfAborted } from '../../../shared/errors.ts';
import { engineAdapterMissing, engineAdapterUnusable } from '../../../shared/messages/model-messages.ts';
import { createEngine } from './create-engine.ts';
import type { ComputeSettings } from './create-engine.ts';
import type { Engine } from './engine.ts';
import { loadModel, sizeOfFile } from './load-model.ts';
import { positionStep } from './scoring-plan.ts';
import { openStreamContext } from './stream-context.ts';

export interface EngineOptions {
  readonly modelPath: string;
  /** LoRA adapter in GGUF format, made for this model. */
  readonly adapterPath?: string;
  /** Default 1. */
  readonly adapterScale?: number;
  /** Threads that compute; at most the number of physical cores. */
  readonly threads: number;
  /** Longest prompt with answer; default and upper limit: the context length of the model. */
  readonly contextTokens?: number;
  /** Default `f32`: a 16-bit cache shifts probabilities of quantised models by up to 0.02. */
  readonly kvCache?: 'f32' | 'f16';
  /** Default `auto`: a GPU where a prebuilt library for one works. */
  readonly gpu?: 'auto' | false;
  readonly signal?: AbortSignal;
}

/**
 * Opens a model for scoring. Throws `file-not-found`, `model-invalid`, `model-unsupported`, `engine-failed`,
 * `cancelled`.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { modelPath, adapterPath, threads, gpu = 'auto', signal } = options;
  if (adapterPath !== undefined) await sizeOfFile(adapterPath, engineAdapterMissing);
  const loaded = await loadModel({ modelPath, threads, gpu, signal });
  try {
    const settings = contextSettings(options);
    if (adapterPath !== undefined) await tryAdapter(loaded.model, settings, adapterPath, signal);
    return createEngine(loaded, settings, options.contextTokens);
  } catch (error) {
    await loaded[Symbol.asyncDispose]();
    throw error;
  }
}

function contextSettings({ threads, kvCache = 'f32', adapterPath, adapterScale = 1 }: EngineOptions): ComputeSettings {
  const adapter = adapterPath === undefined ? {} : { adapter: { path: adapterPath, scale: adapterScale } };
  // llama.cpp's flash attention rounds keys and values to 16 bits, whatever the cache holds.
  return { threads, kvCache, flashAttention: false, ...adapter };
}

/** llama.cpp compares an adapter with the model when a context takes it; better now than at the first prompt. */
async function tryAdapter(
  model: LlamaModel,
  settings: ComputeSettings,
  adapterPath: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await using context = await openStreamContext(model, { ...settings, streams: 1, positions: positionStep }, signal);
    context.clear();
  } catch (error) {
    throwIfAborted(signal);
    if (error instanceof PilotlightError) throw error;
    throw new PilotlightError('model-invalid', engineAdapterUnusable(adapterPath), {}, { cause: error });
  }
}
