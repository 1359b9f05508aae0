import { PilotlightError, throwIfAborted } from '../../../shared/errors.ts';
import { chatTemplateUnusable, enginePromptTooLong } from '../../../shared/messages/model-messages.ts';
import { readChatTemplate } from './chat-template.ts';
import type { ChatTemplate } from './chat-template.ts';
import { createContextSlot } from './context-slot.ts';
import type { ContextSlot } from './context-slot.ts';
import { cacheBytesPerPosition, chatTemplateOf, describeModel } from './describe-model.ts';
import type { Engine, PromptRateOptions, ScoreOptions, Scored, ScoreRequest, TokenizedPrompt } from './engine.ts';
import { createExclusiveQueue } from './exclusive-queue.ts';
import type { LoadedModel } from './load-model.ts';
import { newTemplate } from './native-addon.ts';
import { planScoring } from './plan-scoring.ts';
import { createPromptTokenizer } from './prompt-tokenizer.ts';
import type { PromptTokenizer } from './prompt-tokenizer.ts';
import { runPlan } from './run-plan.ts';
import { positionStep } from './scoring-plan.ts';
import { buildScoringTree, scoresOf } from './scoring-tree.ts';
import { batchTokens, openStreamContext } from './stream-context.ts';
import type { StreamContextSettings } from './stream-context.ts';

export type ComputeSettings = Omit<StreamContextSettings, 'streams' | 'positions'>;

/** What the parts of the engine share. */
interface Parts {
  readonly contexts: ContextSlot;
  readonly settings: ComputeSettings;
  readonly tokenizePrompt: PromptTokenizer;
  /** Most tokens of a prompt with answer. */
  readonly limit: number;
  readonly cacheBytesPerPosition: number;
  readonly canRewind: boolean;
}

/** More streams bring no more speed at branches of 30 tokens and more. */
const mostStreams = 24;
const mostCacheBytes = 2 ** 30;

/** The engine of a loaded model, which it disposes of in the end. Throws `model-invalid` when its chat template fails. */
export function createEngine(loaded: LoadedModel, settings: ComputeSettings, contextTokens = Infinity): Engine {
  const { llama, model, sizeBytes } = loaded;
  const info = describeModel(llama, model, sizeBytes, settings.threads);
  const queue = createExclusiveQueue();
  const parts: Parts = {
    contexts: createContextSlot(model),
    settings,
    tokenizePrompt: tokenizerOf(loaded),
    limit: Math.min(contextTokens, info.contextLength),
    cacheBytesPerPosition: cacheBytesPerPosition(model, settings.kvCache === 'f32' ? 4 : 2),
    canRewind: !model.fileInsights.isRecurrent && !model.fileInsights.isHybrid,
  };
  return {
    info,
    tokenizePrompt: parts.tokenizePrompt,
    score: (requests, options = {}) => queue.run(() => score(parts, requests, options), options.signal),
    logits: (tokens, positions, { signal } = {}) =>
      queue.run(() => logits(parts, tokens, positions ?? [...tokens.keys()], signal), signal),
    measurePromptRate: (tokens, options = {}) =>
      queue.run(() => measurePromptRate(loaded, settings, tokens, options), options.signal),
    async [Symbol.asyncDispose]() {
      await queue.idle();
      await parts.contexts[Symbol.asyncDispose]();
      await loaded[Symbol.asyncDispose]();
    },
  };
}

function tokenizerOf({ llama, model }: LoadedModel): PromptTokenizer {
  const { tokens } = model;
  const source = chatTemplateOf(model);
  return createPromptTokenizer({
    tokenize: (text, special) => model.tokenize(text, special),
    beginToken: tokens.shouldPrependBosToken ? (tokens.bos ?? undefined) : undefined,
    endOfTurn: tokens.eot ?? tokens.eos ?? undefined,
    template: source === undefined ? undefined : templateOf(source, { llama, model }),
  });
}

function templateOf(source: string, { llama, model }: Pick<LoadedModel, 'llama' | 'model'>): ChatTemplate {
  return readChatTemplate({
    template: source,
    beginToken: model.tokens.bosString ?? '',
    endToken: model.tokens.eosString ?? '',
    render(template, values) {
      const text = newTemplate(llama, template).render(values);
      if (typeof text !== 'string') throw new PilotlightError('model-invalid', chatTemplateUnusable());
      return text;
    },
  });
}

async function score(parts: Parts, requests: readonly ScoreRequest[], options: ScoreOptions): Promise<Scored[]> {
  if (requests.length === 0) return [];
  const tokenized = requests.map((request) => {
    throwIfAborted(options.signal);
    return isTokenized(request) ? request : parts.tokenizePrompt(request.prompt, request.answers);
  });
  const lengths = tokenized.map(
    ({ prompt, answers }) => prompt.length + Math.max(...answers.map(({ length }) => length)),
  );
  const longest = requireFit(lengths, parts.limit);
  const scoring = buildScoringTree(tokenized);
  const bytesPerStream = padded(longest) * parts.cacheBytesPerPosition;
  const streams = Math.max(1, Math.min(mostStreams, Math.floor(mostCacheBytes / bytesPerStream)));
  const plan = planScoring({ ...scoring, streams, batchTokens, canRewind: parts.canRewind });
  // The context follows from the call alone, so that no earlier call can change a number.
  const needs = { streams: plan.streams, positions: padded(plan.longestPath) };
  const context = await parts.contexts.get({ ...parts.settings, ...needs }, options.signal);
  context.clear();
  return scoresOf(scoring, await runPlan(context, plan, scoring.readouts, options));
}

function isTokenized(request: ScoreRequest): request is TokenizedPrompt {
  return Array.isArray(request.prompt);
}

/** The largest length. Throws `prompt-too-long` when it is beyond the limit. */
function requireFit(lengths: readonly number[], limit: number): number {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (longest <= limit) return longest;
  throw new PilotlightError('prompt-too-long', enginePromptTooLong(longest, limit), { length: longest, limit });
}

function padded(positions: number): number {
  return Math.ceil(positions / positionStep) * positionStep;
}

async function logits(
  { contexts, settings, limit }: Parts,
  tokens: readonly number[],
  positions: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Float32Array[]> {
  requireFit([tokens.length], limit);
  const context = await contexts.get({ ...settings, streams: 1, positions: padded(tokens.length) }, signal);
  context.clear();
  const values: Float32Array[] = [];
  for (let start = 0; start < tokens.length; start += batchTokens) {
    throwIfAborted(signal);
    const batch = tokens.slice(start, start + batchTokens);
    const offsets = positions.map((position) => position - start).filter((at) => at >= 0 && at < batch.length);
    const outputs = offsets.map((offset) => ({ offset, readout: -1 }));
    const [rows = []] = await context.decode([{ stream: 0, start, tokens: batch, outputs }]);
    for (const row of rows) values.push(await context.logits(row));
  }
  return values;
}

async function measurePromptRate(
  { model }: LoadedModel,
  scoringSettings: ComputeSettings,
  tokens: readonly number[],
  { settings: kind = 'scoring', now = () => performance.now(), signal }: PromptRateOptions,
): Promise<number> {
  const settings: StreamContextSettings = {
    ...scoringSettings,
    ...(kind === 'scoring' ? {} : { kvCache: 'f16', flashAttention: 'auto' }),
    streams: 1,
    positions: batchTokens,
  };
  await using context = await openStreamContext(model, settings, signal);
  const decode = async (length: number): Promise<void> => {
    throwIfAborted(signal);
    context.clear();
    const batch = Array.from({ length }, (_, index) => tokens[index % tokens.length] ?? 0);
    await context.decode([{ stream: 0, start: 0, tokens: batch, outputs: [{ offset: length - 1, readout: -1 }] }]);
  };
  // The first batch of a new context pays for memory that the next ones find in place.
  await decode(64);
  const start = now();
  await decode(batchTokens);
  return batchTokens / ((now() - start) / 1000);
}
