import { InsufficientMemoryError } from 'node-llama-cpp';
import type { LlamaContext, LlamaModel } from 'node-llama-cpp';
import { PilotlightError } from '../../../shared/errors.ts';
import { engineComputeFailed, engineOutOfMemory } from '../../../shared/messages/model-messages.ts';
import { nativeContextOf, newSampler } from './native-addon.ts';
import type { LogitFilter, NativeContext, NativeSampler } from './native-addon.ts';
import type { DecodePart } from './scoring-plan.ts';

/** Most tokens of a batch. Larger ones are no faster. */
export const batchTokens = 512;

export interface StreamContextSettings {
  /** Sequences that can be held at once. */
  readonly streams: number;
  /** Positions of each sequence. */
  readonly positions: number;
  readonly threads: number;
  readonly kvCache: 'f32' | 'f16';
  readonly flashAttention: 'auto' | false;
  readonly adapter?: { readonly path: string; readonly scale: number };
}

/** A context of llama.cpp whose sequences are called streams here: each has a cache of its own. */
export interface StreamContext extends AsyncDisposable {
  readonly settings: StreamContextSettings;
  /** Forgets everything. */
  clear(): void;
  keep(stream: number, length: number): void;
  copy(from: number, to: number): Promise<void>;
  /** Evaluates the parts in one batch; returns for each part the rows of its outputs. Rows are valid until the next batch. */
  decode(parts: readonly DecodePart[]): Promise<readonly (readonly number[])[]>;
  /** Natural logarithms of the probabilities of some next tokens, for each row. */
  logProbabilities(
    rows: readonly { readonly row: number; readonly tokens: readonly number[] }[],
  ): Promise<readonly ReadonlyMap<number, number>[]>;
  /** Logits over the whole vocabulary. */
  logits(row: number): Promise<Float32Array>;
}

export async function openStreamContext(
  model: LlamaModel,
  settings: StreamContextSettings,
  signal: AbortSignal | undefined,
): Promise<StreamContext> {
  const context = await createContext(model, settings, signal);
  const native = nativeContextOf(context);
  // Samplers hold a row of logits each, so that several rows can be read at once.
  const samplers = Array.from({ length: Math.min(4, settings.threads) }, () => newSampler(model.llama, model));
  return {
    settings,
    clear() {
      for (let stream = 0; stream < settings.streams; stream++) native.disposeSequence(stream);
    },
    keep(stream, length) {
      if (length === 0) native.disposeSequence(stream);
      else if (!native.removeTokenCellsFromSequence(stream, length, -1)) throw computeFailed();
    },
    async copy(from, to) {
      await native.copySequenceStateFromOtherSequence(to, from);
    },
    decode: (parts) => decode(native, parts),
    logProbabilities: (rows) => readRows(native, samplers, rows),
    async logits(row) {
      const [sampler] = samplers;
      if (sampler === undefined) throw computeFailed();
      const { logits } = await sample(native, row, sampler, true);
      const values = new Float32Array(logits.size);
      for (const [token, logit] of logits) values[token] = logit;
      return values;
    },
    async [Symbol.asyncDispose]() {
      for (const sampler of samplers) sampler.dispose();
      await context.dispose();
    },
  };
}

async function createContext(
  model: LlamaModel,
  { streams, positions, threads, kvCache, flashAttention, adapter }: StreamContextSettings,
  signal: AbortSignal | undefined,
): Promise<LlamaContext> {
  const cacheType = kvCache === 'f32' ? 'F32' : 'F16';
  try {
    return await model.createContext({
      sequences: streams,
      contextSize: positions,
      batchSize: batchTokens,
      threads,
      flashAttention,
      experimentalKvCacheKeyType: cacheType,
      experimentalKvCacheValueType: cacheType,
      // A sliding-window cache forgets what rewinding needs.
      swaFullCache: true,
      // A smaller context than asked for would be another computation.
      failedCreationRemedy: false,
      ...(adapter === undefined ? {} : { lora: { adapters: [{ filePath: adapter.path, scale: adapter.scale }] } }),
      ...(signal === undefined ? {} : { createSignal: signal }),
    });
  } catch (error) {
    if (!(error instanceof InsufficientMemoryError)) throw error;
    throw new PilotlightError('engine-failed', engineOutOfMemory(), { streams, positions }, { cause: error });
  }
}

async function decode(native: NativeContext, parts: readonly DecodePart[]): Promise<number[][]> {
  try {
    native.initBatch(parts.reduce((sum, { tokens }) => sum + tokens.length, 0));
    const rows = parts.map(({ stream, start, tokens, outputs }) => {
      const offsets = Uint32Array.from(outputs, ({ offset }) => offset);
      return [...native.addToBatch(stream, start, Uint32Array.from(tokens), offsets)];
    });
    await native.decodeBatch();
    return rows;
  } catch (error) {
    throw computeFailed(error);
  }
}

/** Rows are shared out among the samplers in a fixed way; which one reads a row has no influence on the numbers. */
async function readRows(
  native: NativeContext,
  samplers: readonly NativeSampler[],
  rows: readonly { readonly row: number; readonly tokens: readonly number[] }[],
): Promise<ReadonlyMap<number, number>[]> {
  const values: ReadonlyMap<number, number>[] = [];
  await Promise.all(
    samplers.map(async (sampler, lane) => {
      for (let index = lane; index < rows.length; index += samplers.length) {
        const { row, tokens } = rows[index] ?? { row: 0, tokens: [] };
        const filter = [tokens, false, false, true, 0] as const;
        values[index] = logProbabilities(await sample(native, row, sampler, filter), tokens);
      }
    }),
  );
  return values;
}

/** log p(t) = l(t) − max l − log Σ exp(l − max l), where llama.cpp gives the logits l(t), the largest and the sum. */
function logProbabilities({ selected, logits, totalWeight }: Sample, tokens: readonly number[]): Map<number, number> {
  const normaliser = (logits.get(selected) ?? NaN) + Math.log(totalWeight);
  if (!Number.isFinite(normaliser)) throw computeFailed();
  return new Map(tokens.map((token) => [token, (logits.get(token) ?? NaN) - normaliser]));
}

interface Sample {
  /** The most probable token. */
  readonly selected: number;
  readonly logits: ReadonlyMap<number, number>;
  /** Σ exp(l − max l) over the vocabulary. */
  readonly totalWeight: number;
}

async function sample(
  native: NativeContext,
  row: number,
  sampler: NativeSampler,
  logits: true | LogitFilter,
): Promise<Sample> {
  try {
    return readSample(await native.sampleToken(row, sampler, false, false, logits, true));
  } catch (error) {
    throw computeFailed(error);
  }
}

/** node-llama-cpp gives [token, probabilities, confidence, [token, logit, token, logit, …], total weight]. */
function readSample(sample: unknown): Sample {
  const [selected, , , pairs, totalWeight]: unknown[] = Array.isArray(sample) ? sample : [];
  if (typeof selected !== 'number' || typeof totalWeight !== 'number' || !Array.isArray(pairs)) throw computeFailed();
  const logits = new Map<number, number>();
  for (let index = 0; index + 1 < pairs.length; index += 2) logits.set(Number(pairs[index]), Number(pairs[index + 1]));
  return { selected, logits, totalWeight };
}

function computeFailed(cause?: unknown): PilotlightError {
  return new PilotlightError('engine-failed', engineComputeFailed(), {}, cause === undefined ? undefined : { cause });
}
