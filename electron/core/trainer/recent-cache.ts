/** Something that takes memory while it is kept. */
export interface Kept extends Disposable {
  readonly workBytes: number;
}

/** Keeps the most recently used objects while they fit into a budget, and disposes of the others. */
export interface RecentCache<T extends Kept> extends Disposable {
  /** The object of this key, made now if it is not kept. It stays valid until the next call. */
  get(key: string, make: () => T): T;
}

/** @param budget bytes; one object is kept even if it alone is larger */
export function createRecentCache<T extends Kept>(budget: number): RecentCache<T> {
  // A Map lists its keys in the order of insertion, so the first one is the one used longest ago.
  const kept = new Map<string, T>();
  const evictDownTo = (limit: number, spared: number): void => {
    let total = [...kept.values()].reduce((sum, { workBytes }) => sum + workBytes, 0);
    for (const [oldest, value] of [...kept].slice(0, kept.size - spared)) {
      if (total <= limit) return;
      total -= value.workBytes;
      kept.delete(oldest);
      value[Symbol.dispose]();
    }
  };
  return {
    get(key, make) {
      const found = kept.get(key);
      if (found !== undefined) {
        kept.delete(key);
        kept.set(key, found);
        return found;
      }
      // Room is made before and after, since the size of the new one is known only when it exists.
      evictDownTo(budget / 2, 0);
      const made = make();
      kept.set(key, made);
      evictDownTo(budget, 1);
      return made;
    },
    [Symbol.dispose]: () => evictDownTo(-1, 0),
  };
}
