import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../shared/statistics/random.ts';
import { richnessVariance } from '../../../shared/statistics/richness-variance.ts';

/** Observations per category in a sample of n. */
function sampleCounts(shares: readonly number[], n: number, seed: number): number[] {
  const random = createRandom(seed, 'richness');
  const counts = shares.map(() => 0);
  for (let i = 0; i < n; i++) {
    const category = random.weightedIndex(shares);
    counts[category] = (counts[category] ?? 0) + 1;
  }
  return counts;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the variance of the number of categories', () => {
  const populations = {
    'equally rare': Array.from({ length: 400 }, () => 1),
    'of falling frequency': Array.from({ length: 600 }, (_, k) => 1 / (k + 5)),
    'few and common': [5, 4, 3, 2, 1],
  };
  it.each(Object.entries(populations))('is that of repeated samples where they are %s', (_, shares) => {
    const samples = Array.from({ length: 1500 }, (__, seed) => sampleCounts(shares, 250, seed));
    const seen = samples.map((counts) => counts.filter((count) => count > 0).length);
    const observed = mean(seen.map((number) => (number - mean(seen)) ** 2));
    const estimated = mean(samples.map(richnessVariance));
    // The Monte-Carlo error of a variance from 1,500 samples is 3.7 %; the Poisson approximation adds a little.
    expect(estimated).toBeGreaterThan(0.88 * observed - 0.05);
    expect(estimated).toBeLessThan(1.2 * observed + 0.05);
  });

  it('is 0 where every category was seen often, and where nothing was seen', () => {
    expect(richnessVariance([40, 50, 60])).toBe(0);
    expect(richnessVariance([])).toBe(0);
    expect(richnessVariance([0, 0])).toBe(0);
  });

  it('refuses what is no count', () => {
    expect(() => richnessVariance([1.5])).toThrow('whole number');
    expect(() => richnessVariance([-1])).toThrow('negative');
  });
});
