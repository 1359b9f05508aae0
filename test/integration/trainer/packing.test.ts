import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTrainer } from '../../../electron/core/trainer/trainer.ts';
import type { PackedSequence, Trainer } from '../../../electron/core/trainer/training-types.ts';
import { plainSequence, someTokens } from '../../support/packed-sequences.ts';
import { tinyQwen2, writeRandomModel } from '../../support/random-model.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let modelPath = '';

beforeEach(() => {
  modelPath = join(temporaryFolder(), 'model.gguf');
  writeRandomModel(modelPath, tinyQwen2, 1);
});

function open(): Trainer {
  return createTrainer({ modelPath, threads: 1, mode: { kind: 'full' }, transposed: 'f32' });
}

interface Respondent {
  readonly prefix: readonly number[];
  readonly items: readonly (readonly number[])[];
  readonly answers: readonly number[];
}

const respondents: readonly Respondent[] = [20, 45, 33].map((length, index) => ({
  prefix: someTokens(length, 250, index),
  items: [9, 4, 13].map((size, item) => someTokens(size, 250, 100 + 10 * index + item)),
  answers: [7 + index, 30, 99],
}));

/** Every respondent a root, every item a branch of it. */
function packed(): PackedSequence {
  const tokens: number[] = [];
  const positions: number[] = [];
  const branches: number[] = [];
  const parents: number[] = [];
  const targets: PackedSequence['targets'][number][] = [];
  const append = (added: readonly number[], start: number, branch: number): void =>
    added.forEach((token, index) => {
      tokens.push(token);
      positions.push(start + index);
      branches.push(branch);
    });
  for (const { prefix, items, answers } of respondents) {
    const root = parents.push(-1) - 1;
    append(prefix, 0, root);
    items.forEach((item, index) => {
      append(item, prefix.length, parents.push(root) - 1);
      targets.push({ index: tokens.length - 1, token: answers[index] ?? 0, weight: 0.5 + index });
    });
  }
  const [t, p, b, a] = [tokens, positions, branches, parents].map((list) => Int32Array.from(list));
  if (t === undefined || p === undefined || b === undefined || a === undefined) throw new Error('unreachable');
  return { tokens: t, positions: p, branches: b, parents: a, targets };
}

function separate(): PackedSequence[] {
  return respondents.flatMap(({ prefix, items, answers }) =>
    items.map((item, index) => {
      const tokens = [...prefix, ...item];
      return plainSequence(tokens, [{ index: tokens.length - 1, token: answers[index] ?? 0, weight: 0.5 + index }]);
    }),
  );
}

describe('a packed sequence', () => {
  it('gives the probabilities, loss and gradient of its branches one by one', () => {
    using together = open();
    using alone = open();
    const result = together.accumulate(packed());
    const results = separate().map((sequence) => alone.accumulate(sequence));
    const expected = results.map(({ probabilities }) => probabilities[0] ?? NaN);
    expected.forEach((value, index) => expect((result.probabilities[index] ?? NaN) / value).toBeCloseTo(1, 4));
    expect(result.loss).toBeCloseTo(
      results.reduce((sum, { loss }) => sum + loss, 0),
      4,
    );
    together.parameters.forEach((parameter, index) => {
      const a = parameter.gradient();
      const b = alone.parameters[index]?.gradient() ?? new Float32Array();
      const scale = Math.sqrt(b.reduce((sum, value) => sum + value * value, 0));
      const difference = Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? NaN)) ** 2, 0));
      expect(difference).toBeLessThan(1e-5 * scale);
    });
  });

  it('is evaluated as it is trained', () => {
    using trainer = open();
    expect(trainer.evaluate(packed())).toEqual(trainer.accumulate(packed()));
  });

  it('that contradicts itself is refused', () => {
    using trainer = open();
    const good = packed();
    const wrong: readonly Partial<PackedSequence>[] = [
      { positions: new Int32Array(3) },
      { parents: good.parents.map(() => 5) },
      { targets: [] },
      { targets: [{ index: 0, token: 100_000, weight: 1 }] },
      { targets: [{ index: 9999, token: 1, weight: 1 }] },
      { targets: [{ index: 0, token: 1, weight: -1 }] },
      { tokens: good.tokens.map(() => -1) },
    ];
    for (const part of wrong) expect(() => trainer.evaluate({ ...good, ...part })).toThrow(RangeError);
  });
});

describe('soft labels', () => {
  it('give the weighted sum of the losses and gradients of their tokens', () => {
    using together = open();
    using alone = open();
    const tokens = someTokens(30, 250, 5);
    const targets = [
      { index: 29, token: 4, weight: 0.2 },
      { index: 29, token: 8, weight: 0.5 },
      { index: 29, token: 4, weight: 0.3 },
      { index: 12, token: 8, weight: 0 },
    ];
    const soft = together.accumulate(plainSequence(tokens, targets));
    const losses = targets.slice(0, 3).map((target) => alone.accumulate(plainSequence(tokens, [target])).loss);
    expect(soft.loss).toBeCloseTo(
      losses.reduce((sum, loss) => sum + loss, 0),
      4,
    );
    expect(soft.probabilities[0]).toBe(soft.probabilities[2]);
    expect(soft.probabilities[3]).toBeGreaterThan(0);
    together.parameters.forEach((parameter, index) => {
      const b = alone.parameters[index]?.gradient() ?? new Float32Array();
      const scale = Math.sqrt(b.reduce((sum, value) => sum + value * value, 0));
      const difference = Math.sqrt(
        parameter.gradient().reduce((sum, value, i) => sum + (value - (b[i] ?? NaN)) ** 2, 0),
      );
      expect(difference).toBeLessThan(1e-5 * scale);
    });
  });
});
