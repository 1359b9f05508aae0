import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readGguf } from '../../../electron/core/files/gguf/read-gguf.ts';
import { textEntry, writeGguf } from '../../../electron/core/files/gguf/write-gguf.ts';
import { createTrainer } from '../../../electron/core/trainer/trainer.ts';
import type { Trainer, TrainingMode } from '../../../electron/core/trainer/training-types.ts';
import { failureOf } from '../../support/failure-of.ts';
import { openLlamaReference } from '../../support/llama-reference.ts';
import { plainSequence, someTokens } from '../../support/packed-sequences.ts';
import { tinyLlama, tinyQwen2, writeRandomModel } from '../../support/random-model.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const lora: TrainingMode = { kind: 'lora', rank: 4, alpha: 8, seed: 1 };
const full: TrainingMode = { kind: 'full' };
const settings = { learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01, clipNorm: 1 };
const sequences = [1, 2, 3].map((seed) => {
  const tokens = someTokens(30 + 20 * seed, 250, seed);
  return plainSequence(
    tokens,
    [9, 19, 29].map((index) => ({ index, token: seed * 10 + index, weight: 1 / 3 })),
  );
});

let folder = '';
let modelPath = '';

beforeEach(() => {
  folder = temporaryFolder();
  modelPath = join(folder, 'model.gguf');
  writeRandomModel(modelPath, tinyQwen2, 1);
});

function open(mode: TrainingMode): Trainer {
  return createTrainer({ modelPath, threads: 1, mode, transposed: 'f32' });
}

/** Trains and returns every loss on the way. */
function train(trainer: Trainer, steps: number): number[] {
  return Array.from({ length: steps }, () => {
    const losses = sequences.map((sequence) => trainer.accumulate(sequence).loss);
    trainer.step(settings);
    return losses.reduce((sum, loss) => sum + loss, 0);
  });
}

describe('an adapter', () => {
  it('gives llama.cpp the probabilities of the trainer', async () => {
    using trainer = open(lora);
    train(trainer, 10);
    const adapterPath = join(folder, 'adapter.gguf');
    writeFileSync(adapterPath, trainer.adapter({ project: 'test', learning_rate: 0.01 }));
    await using reference = await openLlamaReference(modelPath, adapterPath);
    const [sequence] = sequences;
    if (sequence === undefined) throw new Error('unreachable');
    const { probabilities } = trainer.evaluate(sequence);
    const logits = await reference.logits([...sequence.tokens]);
    sequence.targets.forEach(({ index, token }, order) => {
      const row = logits[index] ?? new Float64Array();
      const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
      expect(Math.abs(Math.exp(row[token] ?? NaN) / total - (probabilities[order] ?? NaN))).toBeLessThan(1e-5);
    });
    expect(Math.max(...probabilities)).toBeGreaterThan(0.5);
  });

  it('carries its provenance and has the rank that was asked for', () => {
    using trainer = open(lora);
    const path = join(folder, 'adapter.gguf');
    writeFileSync(path, trainer.adapter({ project: 'test', learning_rate: 0.01 }));
    const file = readGguf(path);
    expect(file.metadata.get('pilotlight.project')).toBe('test');
    expect(file.metadata.get('pilotlight.learning_rate')).toBe(0.01);
    expect(file.metadata.get('adapter.lora.alpha')).toBe(8);
    expect(file.tensors.get('blk.0.ffn_down.weight.lora_a')?.shape).toEqual([96, 4]);
    expect(file.tensors.get('blk.0.ffn_down.weight.lora_b')?.shape).toEqual([4, 64]);
  });

  it('starts as no change, from numbers that depend on the seed alone', () => {
    using first = open(lora);
    using second = open(lora);
    using other = open({ ...lora, seed: 2 });
    using plain = open(full);
    expect(first.adapter({})).toEqual(second.adapter({}));
    expect(first.adapter({})).not.toEqual(other.adapter({}));
    const [sequence] = sequences;
    if (sequence === undefined) throw new Error('unreachable');
    expect(first.evaluate(sequence)).toEqual(plain.evaluate(sequence));
  });
});

describe('a fully trained model', () => {
  it('gives llama.cpp the probabilities of the trainer', async () => {
    using trainer = open(full);
    train(trainer, 5);
    const trainedPath = join(folder, 'trained.gguf');
    writeRandomModel(trainedPath, tinyQwen2, 1, { weights: trainer.weights() });
    using again = createTrainer({ modelPath: trainedPath, threads: 1, mode: full, transposed: 'f32' });
    const [sequence] = sequences;
    if (sequence === undefined) throw new Error('unreachable');
    expect(again.evaluate(sequence)).toEqual(trainer.evaluate(sequence));
    await using reference = await openLlamaReference(trainedPath);
    const own = trainer.logits(sequence.tokens);
    const expected = await reference.logits([...sequence.tokens]);
    expected.forEach((row, index) =>
      row.forEach((value, token) => expect(Math.abs(value - (own[index]?.[token] ?? NaN))).toBeLessThan(2e-4)),
    );
  });
});

describe('training', () => {
  for (const mode of [lora, full]) {
    it(`is repeatable bit for bit (${mode.kind})`, () => {
      using first = open(mode);
      using second = open(mode);
      expect(train(first, 4)).toEqual(train(second, 4));
      expect(first.checkpoint()).toEqual(second.checkpoint());
    });

    it(`continues bit for bit from a checkpoint (${mode.kind})`, () => {
      using straight = open(mode);
      train(straight, 3);
      const saved = straight.checkpoint();
      const expected = train(straight, 3);
      using resumed = open(mode.kind === 'lora' ? { ...mode, seed: 99 } : mode);
      const [sequence] = sequences;
      if (sequence !== undefined) resumed.accumulate(sequence);
      resumed.restore(saved);
      expect(train(resumed, 3)).toEqual(expected);
      expect(resumed.checkpoint()).toEqual(straight.checkpoint());
    });
  }

  it('refuses a checkpoint of another model, of another rank, damaged or of something else', () => {
    using trainer = open(lora);
    const saved = trainer.checkpoint();
    const damaged = saved.slice();
    damaged[damaged.length - 1] = (damaged[damaged.length - 1] ?? 0) ^ 1;
    for (const bytes of [damaged, saved.slice(0, -4), new Uint8Array(10)]) {
      expect(failureOf(() => trainer.restore(bytes)).code).toBe('trainer-failed');
    }
    using otherRank = open({ ...lora, rank: 8 });
    expect(failureOf(() => otherRank.restore(saved)).message).toContain('other settings');
    writeRandomModel(modelPath, tinyQwen2, 2);
    using otherModel = open(lora);
    expect(failureOf(() => otherModel.restore(saved)).message).toContain('another model');
  });

  it('that diverges says so and keeps the parameters', () => {
    using trainer = open(full);
    const [sequence] = sequences;
    if (sequence === undefined) throw new Error('unreachable');
    const norm = trainer.parameters.find(({ name }) => name === 'output_norm.weight');
    norm?.write(new Float32Array(norm.length).fill(NaN));
    trainer.accumulate(sequence);
    const before = trainer.checkpoint();
    expect(failureOf(() => trainer.step(settings)).code).toBe('trainer-failed');
    expect(trainer.checkpoint()).toEqual(before);
  });
});

describe('a model that cannot be trained', () => {
  it('is refused by the name of its architecture', () => {
    writeGguf(modelPath, [textEntry('general.architecture', 'mamba')], []);
    const failure = failureOf(() => open(lora));
    expect(failure.code).toBe('model-unsupported');
    expect(failure.message).toContain('"mamba"');
  });

  it('is refused when it is cut off or lacks a tensor', () => {
    writeRandomModel(modelPath, tinyLlama, 1);
    truncateSync(modelPath, 300_000);
    expect(failureOf(() => open(lora)).code).toBe('model-invalid');
    writeRandomModel(modelPath, tinyLlama, 1, { without: 'blk.1.ffn_up.weight' });
    const failure = failureOf(() => open(lora));
    expect(failure.code).toBe('model-invalid');
    expect(failure.message).toContain('blk.1.ffn_up.weight');
  });

  it('is refused when it has parts that the forward pass does not cover', () => {
    writeRandomModel(modelPath, tinyLlama, 1, { extra: 'blk.0.ffn_gate_inp.weight' });
    expect(failureOf(() => open(lora)).code).toBe('model-unsupported');
  });
});
