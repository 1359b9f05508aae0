import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageHeight, paginate } from '../../../shared/charts/lane-pages.ts';

describe('things on pages', () => {
  it('stay on one page when they fit', () => {
    expect(paginate(['a', 'b'], [400, 460])).toEqual([['a', 'b']]);
  });

  it('fill several pages evenly', () => {
    expect(paginate(['a', 'b', 'c', 'd'], [300, 300, 300, 300])).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('have a page each when they are higher than one', () => {
    expect(paginate(['a', 'b'], [2000, 2000])).toEqual([['a'], ['b']]);
  });

  it('are none without things', () => {
    expect(paginate([], [])).toEqual([]);
  });

  it('all occur, in order, on pages that they do not overfill', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: pageHeight })), (heights) => {
        const pages = paginate(heights, heights);
        expect(pages.flat()).toEqual(heights);
        for (const page of pages) {
          expect(page.length).toBeGreaterThan(0);
          expect(page.reduce((sum, height) => sum + height, 0)).toBeLessThanOrEqual(pageHeight);
        }
      }),
    );
  });
});
