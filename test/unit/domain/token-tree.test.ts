import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TokenTree } from '../../../shared/domain/token-tree.ts';
import { buildTokenTree } from '../../../shared/domain/token-tree.ts';

const sequences = fc.array(fc.array(fc.nat(3), { maxLength: 8 }), { maxLength: 20 });

/** Tokens from the root to the place where a sequence ends. */
function reconstruct(tree: TokenTree, end: TokenTree['ends'][number]): number[] {
  let tokens: number[] = [];
  let branch = tree.branches[end.branch];
  if (branch !== undefined) tokens = branch.tokens.slice(0, end.offset + 1);
  while (branch !== undefined && branch.parent >= 0) {
    branch = tree.branches[branch.parent];
    tokens = [...(branch?.tokens ?? []), ...tokens];
  }
  return tokens;
}

describe('a token tree', () => {
  test('gives every sequence back', () => {
    fc.assert(
      fc.property(sequences, (list) => {
        const tree = buildTokenTree(list);
        expect(tree.ends.map((end) => reconstruct(tree, end))).toEqual(list);
      }),
    );
  });

  test('holds every distinct beginning once', () => {
    fc.assert(
      fc.property(sequences, (list) => {
        const beginnings = new Set(
          list.flatMap((tokens) => tokens.map((_, index) => tokens.slice(0, index + 1).join())),
        );
        const tree = buildTokenTree(list);
        expect(tree.uniqueTokens).toBe(beginnings.size);
        expect(tree.branches.reduce((sum, branch) => sum + branch.tokens.length, 0)).toBe(beginnings.size);
      }),
    );
  });

  test('puts parents first, starts each branch where its parent ends, and never lets siblings begin alike', () => {
    fc.assert(
      fc.property(sequences, (list) => {
        const { branches } = buildTokenTree(list);
        branches.forEach((branch, index) => {
          expect(branch.parent).toBeLessThan(index);
          expect(branch.tokens.length).toBeGreaterThan(0);
          const parent = branches[branch.parent];
          expect(branch.start).toBe(parent === undefined ? 0 : parent.start + parent.tokens.length);
        });
        const firsts = branches.map((branch) => `${branch.parent}/${branch.tokens[0]}`);
        expect(new Set(firsts).size).toBe(firsts.length);
      }),
    );
  });

  test('is the same for the same set in any order', () => {
    fc.assert(
      fc.property(
        sequences.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(buildTokenTree(shuffled).branches).toEqual(buildTokenTree(list).branches);
        },
      ),
    );
  });

  test('shares one branch among equal sequences and gives an empty one none', () => {
    const tree = buildTokenTree([[1, 2, 3], [], [1, 2, 3], [1, 2], [1, 5]]);
    expect(tree.branches).toEqual([
      { parent: -1, start: 0, tokens: [1] },
      { parent: 0, start: 1, tokens: [2] },
      { parent: 1, start: 2, tokens: [3] },
      { parent: 0, start: 1, tokens: [5] },
    ]);
    expect(tree.ends).toEqual([
      { branch: 2, offset: 0 },
      { branch: -1, offset: -1 },
      { branch: 2, offset: 0 },
      { branch: 1, offset: 0 },
      { branch: 3, offset: 0 },
    ]);
    expect(tree.uniqueTokens).toBe(4);
  });
});
