import { describe, expect, it } from 'vitest';
import { createRecentCache } from '../../../electron/core/trainer/recent-cache.ts';

function fixture(budget: number) {
  const disposed: string[] = [];
  const cache = createRecentCache<{ name: string; workBytes: number } & Disposable>(budget);
  const get = (name: string, workBytes = 40): string =>
    cache.get(name, () => ({ name, workBytes, [Symbol.dispose]: () => disposed.push(name) })).name;
  return { cache, get, disposed };
}

describe('the cache of recent objects', () => {
  it('keeps what fits and makes nothing twice', () => {
    const { get, disposed } = fixture(100);
    get('a');
    get('b');
    expect(get('a', 9999)).toBe('a');
    expect(disposed).toEqual([]);
  });

  it('disposes of what was used longest ago when room is short', () => {
    const { get, disposed } = fixture(100);
    get('a');
    get('b');
    get('a');
    get('c');
    expect(disposed).toEqual(['b']);
  });

  it('keeps one object even when it alone is too large, but nothing beside it', () => {
    const { get, disposed } = fixture(100);
    get('a');
    get('large', 500);
    expect(disposed).toEqual(['a']);
    get('b');
    expect(disposed).toEqual(['a', 'large']);
  });

  it('disposes of everything at the end', () => {
    const { cache, get, disposed } = fixture(100);
    get('a');
    get('b');
    cache[Symbol.dispose]();
    expect(disposed).toEqual(['a', 'b']);
  });
});
