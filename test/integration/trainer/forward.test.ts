import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTrainer } from '../../../electron/core/trainer/trainer.ts';
import type { TrainingMode } from '../../../electron/core/trainer/training-types.ts';
import { openLlamaReference } from '../../support/llama-reference.ts';
import { tinyGemma3, tinyLlama, tinyQwen2, tinyQwen3, writeRandomModel } from '../../support/random-model.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const mode: TrainingMode = { kind: 'lora', rank: 4, alpha: 8, seed: 1 };
const text = 'The answer is yes, the other thing no. Was it in the north?';

/** Largest difference of logits to llama.cpp's, relative to the largest logit. */
async function forwardError(modelPath: string): Promise<number> {
  await using reference = await openLlamaReference(modelPath);
  using trainer = createTrainer({ modelPath, threads: 1, mode, transposed: 'f32' });
  const tokens = reference.tokenize(text);
  const own = trainer.logits(tokens);
  const expected = await reference.logits(tokens);
  expect(own.length).toBe(tokens.length);
  let difference = 0;
  let scale = 0;
  expected.forEach((row, index) =>
    row.forEach((value, token) => {
      difference = Math.max(difference, Math.abs(value - (own[index]?.[token] ?? NaN)));
      scale = Math.max(scale, Math.abs(value));
    }),
  );
  return difference / scale;
}

describe('the forward pass', () => {
  for (const shape of [tinyLlama, tinyQwen2, tinyQwen3, { ...tinyQwen2, format: 'q8_0' as const }]) {
    it(`gives the logits of llama.cpp for ${shape.architecture}, ${shape.format ?? 'f32'}`, async () => {
      const path = join(temporaryFolder(), 'model.gguf');
      writeRandomModel(path, shape, 1);
      expect(await forwardError(path)).toBeLessThan(1e-5);
    });
  }

  it('gives the logits of llama.cpp for llama with frequency factors', async () => {
    const path = join(temporaryFolder(), 'model.gguf');
    writeRandomModel(path, { ...tinyLlama, ropeFactors: true }, 1);
    expect(await forwardError(path)).toBeLessThan(1e-5);
  });

  it('gives the logits of llama.cpp for gemma3 as closely as its half-precision gelu table allows', async () => {
    const path = join(temporaryFolder(), 'model.gguf');
    writeRandomModel(path, tinyGemma3, 1);
    expect(await forwardError(path)).toBeLessThan(1e-3);
  });
});
