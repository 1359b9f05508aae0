import { basename } from 'node:path';
import { PilotlightError } from '../../../shared/errors.ts';
import { demonstrationModelMissing, selfCheckFailed } from '../../../shared/messages/core-messages.ts';
import type { Client } from '../../../shared/rpc/define.ts';
import type { engineContract } from '../engine/engine-contract.ts';
import { forwardTolerance, relativeDifference } from '../jobs/forward-check.ts';
import type { trainerContract } from '../trainer/trainer-contract.ts';

export interface ModelToTry {
  /** Null when there is none. */
  readonly path: string | null;
  readonly threads: number;
  readonly signal: AbortSignal;
}

type EngineClient = Client<typeof engineContract>;

const question = { system: 'Answer the question.', user: 'Do you agree?', answers: ['yes', 'no'] };

function required(path: string | null): string {
  if (path === null) throw new PilotlightError('file-not-found', demonstrationModelMissing());
  return path;
}

/** Opens the model in the engine process and scores one question. */
export async function checkEngine(engine: EngineClient, { path, threads, signal }: ModelToTry): Promise<string> {
  const modelPath = required(path);
  const info = await engine.call('engine.open', { modelPath, adapter: null, threads }, { signal });
  const [scored] = await engine.call('engine.score', { prompts: [question] }, { signal });
  const total = scored?.probabilities.reduce((sum, probability) => sum + probability, 0) ?? 0;
  if (Math.abs(total - 1) > 1e-6) throw new PilotlightError('engine-failed', `The probabilities add up to ${total}.`);
  const millions = (info.parameters / 1e6).toFixed(1);
  return `llama.cpp computes on ${info.device}, ${info.threads} threads, and gave the probabilities of two answers (${basename(modelPath)}, ${millions} million parameters)`;
}

/** Opens the model in the trainer process and compares its forward pass with that of the engine, which has it open. */
export async function checkTrainer(
  trainer: Client<typeof trainerContract>,
  engine: EngineClient,
  { path, threads, signal }: ModelToTry,
): Promise<string> {
  const modelPath = required(path);
  const settings = { rank: 1, alpha: 1, seed: 1, checkpoint: null };
  const info = await trainer.call('trainer.open', { modelPath, threads, ...settings }, { signal });
  const [tokenized] = await engine.call('engine.tokenize', { prompts: [question] }, { signal });
  const tokens = [...(tokenized?.prompt ?? [])];
  const expected = await engine.call('engine.logits', { tokens }, { signal });
  const difference = relativeDifference(await trainer.call('trainer.logits', { tokens }, { signal }), expected);
  const found = `${difference.toExponential(1)} of the largest`;
  if (!(difference <= forwardTolerance)) {
    throw new PilotlightError('trainer-check-failed', selfCheckFailed(`its logits differ from llama.cpp by ${found}`));
  }
  return `the training library computes on ${info.backend}; its logits differ from those of the engine by ${found}`;
}
