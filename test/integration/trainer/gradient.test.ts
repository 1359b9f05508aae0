import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkGradient } from '../../../electron/core/trainer/check-gradient.ts';
import { createTrainer } from '../../../electron/core/trainer/trainer.ts';
import type { Trainer, TrainingMode } from '../../../electron/core/trainer/training-types.ts';
import { plainSequence, someTokens } from '../../support/packed-sequences.ts';
import { tinyGemma3, tinyLlama, tinyQwen2, tinyQwen3, writeRandomModel } from '../../support/random-model.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const lora: TrainingMode = { kind: 'lora', rank: 4, alpha: 8, seed: 1 };
const targets = [
  { index: 10, token: 5, weight: 0.5 },
  { index: 10, token: 6, weight: 0.25 },
  { index: 20, token: 9, weight: 1 },
  { index: 39, token: 7, weight: 0.7 },
];
const sequence = plainSequence(someTokens(40, 250, 7), targets);
const settings = { learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01 };

function gradientOf(trainer: Trainer): number[] {
  trainer.accumulate(sequence);
  return trainer.parameters.flatMap(({ gradient }) => [...gradient()]);
}

function relativeDifference(a: readonly number[], b: readonly number[]): number {
  const squares = a.reduce((sum, value, index) => sum + (value - (b[index] ?? NaN)) ** 2, 0);
  return Math.sqrt(squares / a.reduce((sum, value) => sum + value ** 2, 0));
}

describe('the gradient', () => {
  for (const shape of [tinyLlama, tinyQwen2, tinyQwen3, tinyGemma3]) {
    for (const mode of [lora, { kind: 'full' } as const]) {
      it(`agrees with finite differences for ${shape.architecture}, ${mode.kind}`, () => {
        const modelPath = join(temporaryFolder(), 'model.gguf');
        writeRandomModel(modelPath, shape, 1);
        using trainer = createTrainer({ modelPath, threads: 1, mode, transposed: 'f32' });
        expect(checkGradient(trainer, sequence, 3)).toBeLessThan(1e-3);
      });
    }
  }

  it('is checked on a miniature where quantised weights make the loss a staircase', () => {
    const modelPath = join(temporaryFolder(), 'model.gguf');
    writeRandomModel(modelPath, { ...tinyLlama, layers: 4, vocabulary: 3000, format: 'q8_0' }, 1);
    using trainer = createTrainer({ modelPath, threads: 1, mode: lora, transposed: 'f32' });
    using miniature = trainer.miniature();
    expect(trainer.info.exact).toBe(false);
    expect(miniature.info).toMatchObject({ exact: true, layers: 2, vocabulary: 2048 });
    const state = trainer.checkpoint();
    expect(checkGradient(trainer, sequence, 3)).toBeLessThan(1e-3);
    expect(trainer.checkpoint()).toEqual(state);
  });

  it('is the same when activations are computed again', () => {
    const modelPath = join(temporaryFolder(), 'model.gguf');
    writeRandomModel(modelPath, tinyQwen2, 1);
    using keeping = createTrainer({ modelPath, threads: 1, mode: { kind: 'full' }, transposed: 'f32' });
    using computing = createTrainer({
      modelPath,
      threads: 1,
      mode: { kind: 'full' },
      transposed: 'f32',
      recompute: true,
    });
    expect(relativeDifference(gradientOf(keeping), gradientOf(computing))).toBeLessThan(1e-6);
  });

  it('is close when products run in bfloat16 or with quantised transposes', () => {
    const modelPath = join(temporaryFolder(), 'model.gguf');
    writeRandomModel(modelPath, tinyLlama, 1);
    using exact = createTrainer({ modelPath, threads: 1, mode: { kind: 'full' }, transposed: 'f32' });
    const reference = gradientOf(exact);
    for (const transposed of ['bf16', 'q8_0'] as const) {
      using trainer = createTrainer({ modelPath, threads: 1, mode: { kind: 'full' }, transposed });
      expect(relativeDifference(reference, gradientOf(trainer))).toBeLessThan(0.03);
    }
  });

  it('of adapters in the upper layers is the upper part of the gradient of all adapters', () => {
    const modelPath = join(temporaryFolder(), 'model.gguf');
    writeRandomModel(modelPath, tinyLlama, 1);
    using all = createTrainer({ modelPath, threads: 1, mode: lora, transposed: 'f32' });
    using upper = createTrainer({ modelPath, threads: 1, mode: { ...lora, layers: 1 }, transposed: 'f32' });
    for (const parameter of upper.parameters) {
      all.parameters.find(({ name }) => name === parameter.name)?.write(parameter.read());
    }
    all.accumulate(sequence);
    upper.accumulate(sequence);
    expect(upper.parameters.length).toBe(14);
    for (const parameter of upper.parameters) {
      const same = all.parameters.find(({ name }) => name === parameter.name);
      expect(parameter.name).toContain('blk.1.');
      expect([...parameter.gradient()]).toEqual([...(same?.gradient() ?? [])]);
    }
  });

  it('adds up until the step and is cleared by it', () => {
    const modelPath = join(temporaryFolder(), 'model.gguf');
    writeRandomModel(modelPath, tinyLlama, 1);
    using trainer = createTrainer({ modelPath, threads: 1, mode: { kind: 'full' }, transposed: 'f32' });
    const once = gradientOf(trainer);
    const twice = gradientOf(trainer);
    expect(
      relativeDifference(
        twice,
        once.map((value) => 2 * value),
      ),
    ).toBeLessThan(1e-6);
    trainer.step({ ...settings, learningRate: 0 });
    expect(trainer.parameters.every(({ gradient }) => gradient().every((value) => value === 0))).toBe(true);
  });
});

describe('a step', () => {
  it('moves every weight by AdamW, and by weight decay only matrices', () => {
    const modelPath = join(temporaryFolder(), 'model.gguf');
    writeRandomModel(modelPath, tinyQwen2, 1);
    using trainer = createTrainer({ modelPath, threads: 1, mode: { kind: 'full' }, transposed: 'f32' });
    trainer.accumulate(sequence);
    const before = trainer.parameters.map(({ read }) => read());
    const gradients = trainer.parameters.map(({ gradient }) => gradient());
    const length = Math.sqrt(gradients.reduce((sum, g) => sum + g.reduce((s, value) => s + value * value, 0), 0));
    const { gradientNorm } = trainer.step({ ...settings, weightDecay: 0.5, clipNorm: length / 4 });
    expect(gradientNorm / length).toBeCloseTo(1, 5);
    trainer.parameters.forEach(({ name, read }, index) => {
      const decay = /norm|bias/.test(name) ? 0 : 0.5;
      const expected = (before[index] ?? new Float32Array()).map((value, i) => {
        // After one step both moments are corrected to the gradient and its square.
        const g = (gradients[index]?.[i] ?? NaN) / 4;
        return (
          value * (1 - settings.learningRate * decay) - (settings.learningRate * g) / (Math.abs(g) + settings.epsilon)
        );
      });
      read().forEach((value, i) => expect(Math.abs(value - (expected[i] ?? NaN))).toBeLessThan(1e-4));
    });
  });

  it('brings the loss down', () => {
    const modelPath = join(temporaryFolder(), 'model.gguf');
    writeRandomModel(modelPath, tinyLlama, 1);
    for (const mode of [lora, { kind: 'full' } as const]) {
      using trainer = createTrainer({ modelPath, threads: 1, mode, transposed: 'f32' });
      const first = trainer.evaluate(sequence).loss;
      for (let step = 0; step < 20; step++) {
        trainer.accumulate(sequence);
        trainer.step({ ...settings, clipNorm: 1 });
      }
      expect(trainer.evaluate(sequence).loss).toBeLessThan(first / 10);
    }
  });
});
