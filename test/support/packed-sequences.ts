import type { PackedSequence, Target } from '../../electron/core/trainer/training-types.ts';

/** A sequence without branches. */
export function plainSequence(tokens: readonly number[], targets: readonly Target[]): PackedSequence {
  return {
    tokens: Int32Array.from(tokens),
    positions: Int32Array.from(tokens, (_, index) => index),
    branches: new Int32Array(tokens.length),
    parents: Int32Array.of(-1),
    targets,
  };
}

/** Pseudo-random tokens below the limit, the same for the same seed. */
export function someTokens(count: number, limit: number, seed: number): number[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  });
}
