/** Keeps the most recently used objects of a kind, up to a limit, and disposes of the others. */
export interface RecentCache<T extends Disposable> extends Disposable {
  /** The object of this key, made now if it is not kept. */
  get(key: string, make: () => T): T;
}

export function createRecentCache<T extends Disposable>(limit: number): RecentCache<T> {
  // A Map lists its keys in the order of insertion, so the first one is the one used longest ago.
  const kept = new Map<string, T>();
  return {
    get(key, make) {
      const found = kept.get(key);
      if (found !== undefined) {
        kept.delete(key);
        kept.set(key, found);
        return found;
      }
      for (const [oldest, value] of kept) {
        if (kept.size < limit) break;
        kept.delete(oldest);
        value[Symbol.dispose]();
      }
      const made = make();
      kept.set(key, made);
      return made;
    },
    [Symbol.dispose]() {
      for (const value of kept.values()) value[Symbol.dispose]();
      kept.clear();
    },
  };
}
