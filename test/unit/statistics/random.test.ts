import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashPath } from '../../../shared/statistics/hash-path.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { chiSquareUpperTail } from '../../../shared/statistics/chi-square-distribution.ts';

const take = (n: number, ...path: [number | string, ...(number | string)[]]) => {
  const random = createRandom(...path);
  return Array.from({ length: n }, () => random.next());
};

/** p-value of equal counts in `bins` bins. */
function uniformity(values: readonly number[], bins: number): number {
  const counts = Array.from<number>({ length: bins }).fill(0);
  for (const value of values) {
    const bin = Math.floor(value * bins);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const expected = values.length / bins;
  return chiSquareUpperTail(
    counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0),
    bins - 1,
  );
}

describe('a random stream', () => {
  test('is a function of its seed and path', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.oneof(fc.string(), fc.integer())), (seed, path) => {
        expect(take(5, seed, ...path)).toEqual(take(5, seed, ...path));
      }),
    );
  });

  test('keeps giving the same numbers in every version', () => {
    expect(take(3, 1, 'twin', 7)).toMatchInlineSnapshot(`
      [
        0.2957626284948828,
        0.39799075270458273,
        0.0742988335298449,
      ]
    `);
    expect(createRandom('seed').shuffle(['a', 'b', 'c', 'd', 'e']).join('')).toMatchInlineSnapshot(`"beacd"`);
  });

  test('differs for paths that look alike', () => {
    const paths: [string | number, ...(string | number)[]][] = [
      [1],
      ['1'],
      [1, ''],
      ['', 1],
      ['a', 'bc'],
      ['ab', 'c'],
      ['abc'],
      ['a', 'b', 'c'],
      [1, 23],
      [12, 3],
      ['s1:a;'],
      ['s1', 'a'],
    ];
    expect(new Set(paths.map((path) => hashPath(path).join())).size).toBe(paths.length);
  });

  test('has no two equal states among 100,000 neighbouring paths', () => {
    const states = new Set<string>();
    for (let i = 0; i < 100_000; i += 1) states.add(hashPath([7, 'respondent', i]).join());
    expect(states.size).toBe(100_000);
  });

  test('is uniform along the stream and across neighbouring paths', () => {
    expect(uniformity(take(100_000, 3, 'along'), 100)).toBeGreaterThan(1e-4);
    const across = Array.from({ length: 100_000 }, (_, i) => createRandom(3, 'across', i).next());
    expect(uniformity(across, 100)).toBeGreaterThan(1e-4);
    const pairs = across.map(
      (value, i) => (Math.floor(value * 10) + Math.floor((across[i + 1] ?? 0.5) * 10) / 10 + 0.05) / 10,
    );
    expect(
      uniformity(
        pairs.filter((_, i) => i % 2 === 0),
        100,
      ),
    ).toBeGreaterThan(1e-4);
  });

  test('is uncorrelated between streams of neighbouring paths', () => {
    const a = take(50_000, 5, 'stream', 1);
    const b = take(50_000, 5, 'stream', 2);
    const correlation =
      a.reduce((sum, value, i) => sum + (value - 0.5) * ((b[i] ?? 0.5) - 0.5), 0) / a.length / (1 / 12);
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(a.length));
  });
});

describe('draws', () => {
  test('whole numbers are uniform over their range and refuse an empty one', () => {
    const random = createRandom('dice');
    const rolls = Array.from({ length: 60_000 }, () => random.integer(6));
    expect(
      uniformity(
        rolls.map((roll) => (roll + 0.5) / 6),
        6,
      ),
    ).toBeGreaterThan(1e-4);
    for (const n of [0, -1, 1.5, Number.NaN]) expect(() => random.integer(n)).toThrow('range');
  });

  test('normal deviates have mean 0, variance 1 and no outliers beyond what 200,000 allow', () => {
    const random = createRandom('normal');
    const values = Array.from({ length: 200_000 }, () => random.normal());
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(variance - 1)).toBeLessThan(0.015);
    expect(values.every((value) => Math.abs(value) < 6.5)).toBe(true);
  });

  test('a shuffle keeps the items, leaves the input alone and reaches every order equally often', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const before = [...items];
        const shuffled = createRandom(seed).shuffle(items);
        expect(items).toEqual(before);
        expect([...shuffled].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
      }),
    );
    const orders = ['abc', 'acb', 'bac', 'bca', 'cab', 'cba'];
    const random = createRandom('orders');
    const drawn = Array.from({ length: 60_000 }, () => orders.indexOf(random.shuffle(['a', 'b', 'c']).join('')));
    expect(
      uniformity(
        drawn.map((order) => (order + 0.5) / 6),
        6,
      ),
    ).toBeGreaterThan(1e-4);
    expect(random.shuffle([undefined, undefined])).toEqual([undefined, undefined]);
  });

  test('a weighted index follows its weights and never takes one of weight 0', () => {
    const random = createRandom('weights');
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 40_000; i += 1) {
      const index = random.weightedIndex([0, 1, 0, 3]);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    expect(counts[0]).toBe(0);
    expect(counts[2]).toBe(0);
    expect(Math.abs((counts[3] ?? 0) / 40_000 - 0.75)).toBeLessThan(0.01);
    expect(() => random.weightedIndex([0, 0])).toThrow(expect.objectContaining({ reason: 'zero-total' }));
    expect(() => random.weightedIndex([1, -1])).toThrow(expect.objectContaining({ reason: 'negative-value' }));
  });
});
