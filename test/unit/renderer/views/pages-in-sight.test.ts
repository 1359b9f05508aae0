import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageSize, pagesInSight } from '../../../../renderer/views/data/pages-in-sight.ts';

describe('the pages in sight', () => {
  it('are those that hold the rows in sight', () => {
    expect(pagesInSight(0, 30, 1_000_000)).toEqual([0]);
    expect(pagesInSight(190, 220, 1_000_000)).toEqual([0, 200]);
    expect(pagesInSight(999_980, 999_999, 1_000_000)).toEqual([999_800]);
    expect(pagesInSight(0, 0, 0)).toEqual([]);
  });

  it('hold every row in sight and begin within the data', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.nat(400), fc.integer({ min: 1, max: 2_000_000 }), (first, rows, total) => {
        const pages = pagesInSight(Math.min(first, total - 1), Math.min(first, total - 1) + rows, total);
        const last = Math.min(Math.min(first, total - 1) + rows, total - 1);
        for (const row of [Math.min(first, total - 1), last]) {
          expect(pages.some((offset) => offset <= row && row < offset + pageSize)).toBe(true);
        }
        expect(pages.every((offset) => offset < total)).toBe(true);
      }),
    );
  });
});
