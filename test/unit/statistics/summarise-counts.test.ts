import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summariseCounts } from '../../../shared/statistics/summarise-counts.ts';

/** The same sample as distinct values with counts. */
function counted(sample: readonly number[]): { value: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const value of sample) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => a.value - b.value);
}

describe('a summary of numbers', () => {
  it('has the quantiles that R gives', () => {
    // quantile(c(1, 2, 2, 3, 7, 11), c(.25, .5, .75)); sd(...)
    expect(summariseCounts(counted([1, 2, 2, 3, 7, 11]), 5)).toMatchObject({
      n: 6,
      minimum: 1,
      lowerQuartile: 2,
      median: 2.5,
      upperQuartile: 6,
      maximum: 11,
      mean: 26 / 6,
      sd: expect.closeTo(3.881_58, 5),
    });
  });

  it('counts every value in one interval of the histogram, whatever the values', () => {
    const sample = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sample, (values) => {
        const summary = summariseCounts(counted(values), 7);
        if (summary === undefined) return false;
        const inBins = summary.histogram.reduce((sum, { count }) => sum + count, 0);
        const sorted = values.toSorted((a, b) => a - b);
        const middle = sorted[(sorted.length - 1) / 2];
        return inBins === values.length && (middle === undefined || summary.median === middle);
      }),
    );
  });

  it('of one value has no spread, and of none is none', () => {
    expect(summariseCounts(counted([4]), 10)).toMatchObject({ sd: null, histogram: [{ from: 4, to: 4, count: 1 }] });
    expect(summariseCounts([], 10)).toBeUndefined();
  });
});
