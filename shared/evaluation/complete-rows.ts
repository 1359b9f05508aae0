import type { Prepared } from './prepare.ts';

/** Respondents with weight and an answer to an action and to every belief, from positions as `Prepared` holds them. */
export function completeRows({ n, items, weights }: Prepared, action: number, positions: Int32Array): number[] {
  const needed = items.flatMap(({ variable }, i) => (variable.role === 'belief' || i === action ? [i] : []));
  return Array.from({ length: n }, (_, row) => row).filter(
    (row) => (weights[row] ?? 0) > 0 && needed.every((i) => (positions[row * items.length + i] ?? -1) >= 0),
  );
}
