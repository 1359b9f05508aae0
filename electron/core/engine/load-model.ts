import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { getLlama, GgufInsights, InsufficientMemoryError, LlamaLogLevel, readGgufFileInfo } from 'node-llama-cpp';
import type { Llama, LlamaModel } from 'node-llama-cpp';
import { PilotlightError, throwIfAborted } from '../../../shared/errors.ts';
import {
  engineArchitectureUnsupported,
  engineModelUnusable,
  engineNotGenerative,
  engineOutOfMemory,
  engineUnavailable,
  ggufMissing,
} from '../../../shared/messages/model-messages.ts';
import { requirePinnedVersion } from './native-addon.ts';

export interface LoadedModel extends AsyncDisposable {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly sizeBytes: number;
}

export interface LoadOptions {
  readonly modelPath: string;
  readonly threads: number;
  readonly gpu: 'auto' | false;
  readonly signal: AbortSignal | undefined;
}

/**
 * Loads a model file with the prebuilt llama.cpp: nothing is downloaded or compiled. Throws `file-not-found`,
 * `model-invalid`, `model-unsupported`, `engine-failed`, `cancelled`.
 */
export async function loadModel({ modelPath, threads, gpu, signal }: LoadOptions): Promise<LoadedModel> {
  const path = resolve(modelPath);
  const sizeBytes = await sizeOfFile(path, ggufMissing);
  throwIfAborted(signal);
  const llama = await startLlama(threads, gpu);
  try {
    const model = await llama.loadModel({ modelPath: path, ...(signal === undefined ? {} : { loadSignal: signal }) });
    requireGenerative(model);
    return {
      llama,
      model,
      sizeBytes,
      async [Symbol.asyncDispose]() {
        await model.dispose();
        await llama.dispose();
      },
    };
  } catch (error) {
    const failure = await explainFailure(path, llama, error);
    await llama.dispose();
    throwIfAborted(signal);
    throw failure;
  }
}

/** Size in bytes. Throws `file-not-found` when there is no file at the path. */
export async function sizeOfFile(path: string, sentence: (path: string) => string): Promise<number> {
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isFile() !== true) throw new PilotlightError('file-not-found', sentence(path));
  return facts.size;
}

async function startLlama(threads: number, gpu: 'auto' | false): Promise<Llama> {
  await requirePinnedVersion();
  try {
    return await getLlama({
      gpu,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      logLevel: LlamaLogLevel.disabled,
      maxThreads: threads,
    });
  } catch (error) {
    throw new PilotlightError('engine-failed', engineUnavailable(), {}, { cause: error });
  }
}

/** Models that read in both directions or fill in masked words have no probability of the next token. */
function requireGenerative({ fileInfo, fileInsights, architecture }: LlamaModel): void {
  const isCausal: unknown = fileInfo.architectureMetadata.attention?.causal;
  const isDiffusion = ['dream', 'llada', 'llada-moe', 'rnd1'].includes(architecture);
  if (isCausal !== false && !isDiffusion && !fileInsights.hasEncoder && fileInsights.hasDecoder) return;
  throw new PilotlightError('model-unsupported', engineNotGenerative(architecture), { architecture });
}

/** The error of a failed load; the file is read again to tell a damaged one from one of an unknown architecture. */
async function explainFailure(path: string, llama: Llama, error: unknown): Promise<PilotlightError> {
  const cause = { cause: error };
  if (error instanceof PilotlightError) return error;
  if (error instanceof InsufficientMemoryError) {
    return new PilotlightError('engine-failed', engineOutOfMemory(), {}, cause);
  }
  const unsupported = await unsupportedArchitecture(path, llama);
  if (unsupported === undefined) return new PilotlightError('model-invalid', engineModelUnusable(path), {}, cause);
  const message = engineArchitectureUnsupported(unsupported);
  return new PilotlightError('model-unsupported', message, { architecture: unsupported }, cause);
}

async function unsupportedArchitecture(path: string, llama: Llama): Promise<string | undefined> {
  try {
    const file = await readGgufFileInfo(path, { sourceType: 'filesystem', logWarnings: false });
    const insights = await GgufInsights.from(file, llama);
    const architecture: unknown = file.metadata.general.architecture;
    return insights.isSupportedByLlamaCpp || typeof architecture !== 'string' ? undefined : architecture;
  } catch {
    return undefined;
  }
}
