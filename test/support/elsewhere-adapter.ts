import { writeFileSync } from 'node:fs';
import { createTrainer } from '../../electron/core/trainer/trainer.ts';
import { plainSequence, someTokens } from './packed-sequences.ts';

const settings = { learningRate: 0.05, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0, clipNorm: 1 };

/** Writes a LoRA adapter of a model, of rank 4, made by the trainer outside of any project; returns its path. */
export function writeElsewhereAdapter(path: string, modelPath: string): string {
  using trainer = createTrainer({
    modelPath,
    threads: 1,
    mode: { kind: 'lora', rank: 4, alpha: 8, seed: 1 },
    transposed: 'f32',
  });
  trainer.accumulate(plainSequence(someTokens(24, 250, 3), [{ index: 20, token: 11, weight: 1 }]));
  trainer.step(settings);
  writeFileSync(path, trainer.adapter({ project: 'elsewhere' }));
  return path;
}
