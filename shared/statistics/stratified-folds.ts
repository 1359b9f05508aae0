import type { Random } from './random.ts';

/**
 * Fold 0..folds−1 of each row, at random within each class, so that every fold has nearly the same size and the same
 * mix of classes.
 */
export function stratifiedFolds(classes: readonly (string | number)[], folds: number, random: Random): number[] {
  const members = new Map<string | number, number[]>();
  classes.forEach((value, row) => {
    const list = members.get(value) ?? [];
    list.push(row);
    members.set(value, list);
  });
  const fold = Array.from<number>({ length: classes.length }).fill(0);
  let next = 0;
  // Dealt in turn across classes, so that small classes do not all start in fold 0.
  for (const list of members.values()) {
    for (const row of random.shuffle(list)) {
      fold[row] = next % folds;
      next += 1;
    }
  }
  return fold;
}
