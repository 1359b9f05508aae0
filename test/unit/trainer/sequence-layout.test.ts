import { describe, expect, it } from 'vitest';
import { attentionMask, layOut } from '../../../electron/core/trainer/sequence-layout.ts';
import type { PackedSequence, Target } from '../../../electron/core/trainer/training-types.ts';
import { plainSequence, someTokens } from '../../support/packed-sequences.ts';

const costs = { vocabulary: 100, balancedWidth: 200 };

function forest(branches: readonly number[], parents: readonly number[], targets: readonly Target[]): PackedSequence {
  const zeros = new Int32Array(branches.length);
  const tokens = Int32Array.from(branches, (_, index) => index % 100);
  return { tokens, positions: zeros, branches: Int32Array.from(branches), parents: Int32Array.from(parents), targets };
}

const someTarget = [{ index: 0, token: 1, weight: 1 }];

describe('the layout of a packed sequence', () => {
  it('rounds lengths up so that few graphs are needed', () => {
    const layout = layOut(plainSequence(someTokens(33, 100, 1), someTarget), costs);
    expect(layout.width * layout.rows).toBe(64);
    expect(layout.outputCount).toBe(16);
    expect(layout.targetCells.length).toBe(16);
  });

  it('keeps a tree in one row', () => {
    const layout = layOut(
      forest(
        Array.from({ length: 300 }, (_, index) => (index < 100 ? 0 : 1 + (index % 2))),
        [-1, 0, 0],
        someTarget,
      ),
      costs,
    );
    expect([layout.width, layout.rows]).toEqual([320, 1]);
  });

  it('gives roots rows of their own when attention over all of them would cost more', () => {
    const branches = Array.from({ length: 400 }, (_, index) => Math.floor(index / 100));
    const layout = layOut(forest(branches, [-1, -1, -1, -1], someTarget), costs);
    expect([layout.width, layout.rows]).toEqual([128, 4]);
    expect(new Set(layout.places).size).toBe(400);
    const rows = branches.map((_, index) => Math.floor((layout.places[index] ?? 0) / 128));
    branches.forEach((branch, index) => expect(rows[index]).toBe(rows[branch * 100]));
  });

  it('puts several short roots into one row', () => {
    const branches = Array.from({ length: 60 }, (_, index) => Math.floor(index / 10));
    const layout = layOut(forest(branches, [-1, -1, -1, -1, -1, -1], someTarget), costs);
    expect(layout.rows * layout.width).toBeLessThanOrEqual(96);
  });

  it('lists every token as an output when most are', () => {
    const targets = Array.from({ length: 60 }, (_, index) => ({ index, token: 1, weight: 1 }));
    const layout = layOut(plainSequence(someTokens(64, 100, 1), targets), costs);
    expect(layout.outputs).toBeUndefined();
    expect(layout.outputCount).toBe(64);
    expect([...layout.outputWeights].filter((weight) => weight === 1).length).toBe(60);
  });

  it('merges targets of the same token and turns weights into shares', () => {
    const targets = [
      { index: 3, token: 7, weight: 1 },
      { index: 3, token: 8, weight: 2 },
      { index: 3, token: 7, weight: 1 },
      { index: 5, token: 7, weight: 0 },
    ];
    const layout = layOut(plainSequence(someTokens(40, 100, 1), targets), costs);
    expect([...layout.targetSlots]).toEqual([0, 1, 0, 2]);
    expect([...layout.targetCells.subarray(0, 3)]).toEqual([7, 8, 107]);
    expect([...layout.targetShares.subarray(0, 3)]).toEqual([0.5, 0.5, 0]);
    expect([...layout.outputWeights.subarray(0, 2)]).toEqual([4, 0]);
    expect([...layout.targetCells.subarray(3)].every((cell) => cell === 7)).toBe(true);
  });
});

describe('the attention mask', () => {
  const branches = [0, 0, 1, 1, 2, 2, 3, 3];
  const parents = [-1, 0, 0, -1];

  function visible(sequence: PackedSequence, reach?: number): boolean[][] {
    const layout = layOut(sequence, costs);
    const mask = attentionMask(sequence, layout, reach);
    const cell = (query: number, key: number): boolean => {
      const [q = 0, k = 0] = [layout.places[query], layout.places[key]];
      if (Math.floor(q / layout.width) !== Math.floor(k / layout.width)) return false;
      return mask[q * layout.width + (k % layout.width)] === 0;
    };
    return branches.map((_, query) => branches.map((_, key) => cell(query, key)));
  }

  it('shows a token its own branch up to itself and its ancestors, and nothing else', () => {
    const seen = visible(forest(branches, parents, someTarget));
    expect(seen.map((row) => row.map(Number).join(''))).toEqual([
      '10000000',
      '11000000',
      '11100000',
      '11110000',
      '11001000',
      '11001100',
      '00000010',
      '00000011',
    ]);
  });

  it('reaches only so many positions back where it is told to', () => {
    const sequence = { ...forest(branches, parents, someTarget), positions: Int32Array.of(0, 1, 2, 3, 2, 3, 0, 1) };
    expect(visible(sequence, 2)[5]?.map(Number).join('')).toBe('00001100');
    expect(visible(sequence, 3)[5]?.map(Number).join('')).toBe('01001100');
  });

  it('lets padding see only itself, so that nothing becomes undefined', () => {
    const sequence = plainSequence(someTokens(5, 100, 1), someTarget);
    const mask = attentionMask(sequence, layOut(sequence, costs));
    expect([...mask.subarray(31 * 32)].map((value) => value === 0)).toEqual(
      Array.from({ length: 32 }, (_, key) => key === 31),
    );
  });
});
