import type { ModelMeasurement } from '../../../shared/contract/models.ts';
import { engineSettings } from '../engine-settings.ts';
import { engineContract } from '../engine/engine-contract.ts';
import { startHost } from '../host-process.ts';
import type { CoreDependencies } from '../core-dependencies.ts';
import { trainerContract } from '../trainer/trainer-contract.ts';
import type { PackedSequence } from '../trainer/training-types.ts';

/** A text like the prompts of surveys, for the tokens to compute with. */
const sample = {
  system: 'Answer the survey question as the person described would.',
  user: 'Person:\n- Age: 41 years\n- Education: secondary\n- Region: north\n\nQuestion: How much do you trust other people?\nA. not at all\nB. a little\nC. very much\nAnswer:',
  answers: ['A', 'B', 'C'],
};
const trainedTokens = 256;

/**
 * Opens a model in processes of its own and measures how fast it computes: prompts as scoring computes them, and, when asked for,
 * one step of training. Yields what is known after each stage. The signal ends the processes at once.
 */
export async function* measureModel(
  dependencies: CoreDependencies,
  { path, training }: { readonly path: string; readonly training: boolean },
  signal: AbortSignal,
): AsyncGenerator<ModelMeasurement> {
  const { threads } = dependencies;
  const unknown = { loadSeconds: null, scoringRate: null, trainingRate: null, memoryBytes: null, device: null };
  let known: ModelMeasurement = { stage: 'loading', ...unknown, threads };
  yield known;
  let tokens: readonly number[];
  {
    await using engine = startHost(dependencies.spawnHost, 'engine', engineContract, signal);
    const startedAt = dependencies.clock().getTime();
    const { device } = await engine.client.call('engine.open', engineSettings(dependencies, path, null), { signal });
    const loadSeconds = (dependencies.clock().getTime() - startedAt) / 1000;
    known = { ...known, stage: 'scoring', loadSeconds, device };
    yield known;
    const [tokenized] = await engine.client.call('engine.tokenize', { prompts: [sample] }, { signal });
    tokens = tokenized?.prompt ?? [0];
    const { rate, memoryBytes } = await engine.client.call('engine.measure', { tokens: [...tokens] }, { signal });
    known = { ...known, stage: training ? 'training' : 'done', scoringRate: rate, memoryBytes };
    yield known;
  }
  if (!training) return;
  yield { ...known, stage: 'done', ...(await measureTraining(dependencies, path, tokens, signal)) };
}

async function measureTraining(
  { spawnHost, threads, clock }: CoreDependencies,
  modelPath: string,
  tokens: readonly number[],
  signal: AbortSignal,
): Promise<Pick<ModelMeasurement, 'trainingRate' | 'memoryBytes'>> {
  await using trainer = startHost(spawnHost, 'trainer', trainerContract, signal);
  const settings = { modelPath, threads, rank: 8, alpha: 16, seed: 1, checkpoint: null };
  await trainer.client.call('trainer.open', settings, { signal });
  const step = { sequences: [sequenceOf(tokens)], learningRate: 0, weightDecay: 0, clipNorm: 1 };
  // The first step reserves the memory that the next ones find in place.
  await trainer.client.call('trainer.step', step, { signal });
  const startedAt = clock().getTime();
  const { memoryBytes } = await trainer.client.call('trainer.step', step, { signal });
  const seconds = Math.max(0.001, (clock().getTime() - startedAt) / 1000);
  return { trainingRate: trainedTokens / seconds, memoryBytes };
}

function sequenceOf(sampled: readonly number[]): PackedSequence {
  const tokens = Int32Array.from({ length: trainedTokens }, (_, index) => sampled[index % sampled.length] ?? 0);
  return {
    tokens,
    positions: tokens.map((_, index) => index),
    branches: new Int32Array(trainedTokens),
    parents: Int32Array.of(-1),
    targets: [{ index: trainedTokens - 1, token: tokens[0] ?? 0, weight: 1 }],
  };
}
