import { parseArgs } from 'node:util';
import type { Engine } from '../../electron/core/engine/engine.ts';
import { openEngine } from '../../electron/core/engine/open-engine.ts';
import type { EngineOptions } from '../../electron/core/engine/open-engine.ts';
import type { AnswerForm } from '../../shared/domain/prompt.ts';
import { buildTokenTree } from '../../shared/domain/token-tree.ts';
import { benchModelPath } from './make-bench-model.ts';
import { surveyPrompts } from './survey-workload.ts';

export interface ScoreBenchOptions {
  readonly modelPath: string;
  readonly adapterPath?: string;
  readonly threads: number;
  readonly respondents: number;
  readonly answers: AnswerForm;
  readonly repetitions: number;
  readonly kvCache: 'f32' | 'f16';
  /** `processor` counts the time this process computes: steadier than `wall` on a busy machine, with one thread. */
  readonly clock: 'wall' | 'processor';
}

/**
 * Measures scoring a block of respondents, tokenisation included, against llama.cpp's own prompt rate: medians of the
 * repetitions. Each repetition measures the prompt rate before and after, since machines drift.
 *
 * `ratio` is unique prompt tokens a second over llama.cpp's rate for one batch of 512 at the same precision (32-bit cache
 * and attention); `ratioToDefaults` over the rate with llama.cpp's defaults, which round keys and values to 16 bits.
 */
export async function benchScore(options: ScoreBenchOptions): Promise<object> {
  const { modelPath, adapterPath, threads, kvCache, respondents, answers, repetitions } = options;
  const engineOptions: EngineOptions = { modelPath, threads, kvCache, gpu: false };
  await using engine = await openEngine(adapterPath === undefined ? engineOptions : { ...engineOptions, adapterPath });
  const prompts = surveyPrompts({ respondents, answers, seed: 1 });
  const requests = prompts.map(({ system, user, answers }) => ({ prompt: { system, user }, answers }));
  const tokenized = requests.map(({ prompt, answers }) => engine.tokenizePrompt(prompt, answers));
  const uniqueTokens = buildTokenTree(tokenized.map(({ prompt }) => prompt)).uniqueTokens;
  const now = options.clock === 'wall' ? () => performance.now() : processorMilliseconds;
  const rounds: Round[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const before = await promptRates(engine, tokenized[0]?.prompt ?? [], now);
    const start = now();
    await engine.score(requests);
    const tokensPerSecond = uniqueTokens / ((now() - start) / 1000);
    const after = await promptRates(engine, tokenized[0]?.prompt ?? [], now);
    rounds.push({
      tokensPerSecond,
      own: (before.own + after.own) / 2,
      defaults: (before.defaults + after.defaults) / 2,
    });
  }
  const middle = (value: (round: Round) => number): number => round(median(rounds.map(value)));
  return {
    bench: 'score',
    ...engine.info,
    model: modelPath,
    adapter: adapterPath ?? null,
    kvCache,
    clock: options.clock,
    respondents,
    prompts: prompts.length,
    answers,
    promptTokens: Math.round(tokenized.reduce((sum, { prompt }) => sum + prompt.length, 0) / tokenized.length),
    uniqueTokens,
    tokensPerSecond: middle((round) => round.tokensPerSecond),
    promptRate: middle((round) => round.own),
    promptRateOfDefaults: middle((round) => round.defaults),
    ratio: middle((round) => round.tokensPerSecond / round.own),
    ratioToDefaults: middle((round) => round.tokensPerSecond / round.defaults),
    ratios: rounds.map((each) => round(each.tokensPerSecond / each.own)),
    repetitions,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1000),
  };
}

interface Round {
  readonly tokensPerSecond: number;
  readonly own: number;
  readonly defaults: number;
}

async function promptRates(
  engine: Engine,
  tokens: readonly number[],
  now: () => number,
): Promise<{ own: number; defaults: number }> {
  const own = await engine.measurePromptRate(tokens, { now });
  return { own, defaults: await engine.measurePromptRate(tokens, { settings: 'llama-cpp', now }) };
}

function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: benchModelPath },
      adapter: { type: 'string' },
      threads: { type: 'string', default: '2' },
      respondents: { type: 'string', default: '24' },
      repetitions: { type: 'string', default: '3' },
      labels: { type: 'boolean', default: false },
      f16: { type: 'boolean', default: false },
      processor: { type: 'boolean', default: false },
    },
  });
  const result = await benchScore({
    modelPath: values.model,
    ...(values.adapter === undefined ? {} : { adapterPath: values.adapter }),
    threads: Number(values.threads),
    respondents: Number(values.respondents),
    answers: values.labels ? 'labels' : 'letters',
    repetitions: Number(values.repetitions),
    kvCache: values.f16 ? 'f16' : 'f32',
    clock: values.processor ? 'processor' : 'wall',
  });
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
}
