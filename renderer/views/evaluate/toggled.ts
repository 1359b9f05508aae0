/**
 * A choice among names after one of them was switched; null stands for all of them. The last one that is left cannot be
 * switched off: without any there would be nothing to show.
 */
export function toggled(
  all: readonly string[],
  chosen: readonly string[] | null,
  name: string,
  selected: boolean,
): string[] | null {
  const before = new Set(chosen ?? all);
  if (selected) before.add(name);
  else before.delete(name);
  const after = all.filter((one) => before.has(one));
  if (after.length === 0) return chosen === null ? null : [...chosen];
  return after.length === all.length ? null : after;
}
