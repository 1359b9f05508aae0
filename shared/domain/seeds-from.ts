/** So many seeds: those there are, then the next whole numbers that are not among them. */
export function seedsFrom(seeds: readonly number[], count: number): number[] {
  const kept = seeds.slice(0, count);
  const taken = new Set(kept);
  for (let next = 1; kept.length < count; next++) if (!taken.has(next)) kept.push(next);
  return kept;
}
