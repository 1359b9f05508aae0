import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHeight, rowHeight, rowsInSight, tallest } from '../../../../renderer/ui/rows-in-sight.ts';

const viewport = 490;

describe('the rows in sight', () => {
  it('stand at their own places while all fit', () => {
    const { first, top } = rowsInSight(1000, viewport, 944);
    expect(top).toBeCloseTo(first * rowHeight);
    expect(first).toBe(Math.floor(1000 / rowHeight));
  });

  it('reach from the first row to the last of ten million', () => {
    const rows = 10_000_000;
    expect(contentHeight(rows)).toBe(tallest);
    expect(rowsInSight(0, viewport, rows).first).toBe(0);
    const end = rowsInSight(contentHeight(rows) - viewport, viewport, rows);
    expect(end.first + end.count).toBe(rows);
  });

  it('fill the viewport and never lie outside the data', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, share) => {
          const scrollTop = share * Math.max(0, contentHeight(rows) - viewport);
          const { first, count, top } = rowsInSight(scrollTop, viewport, rows);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(first + count).toBeLessThanOrEqual(rows);
          expect(top).toBeLessThanOrEqual(scrollTop + 1e-6);
          const filled = top + count * rowHeight;
          expect(filled).toBeGreaterThanOrEqual(Math.min(scrollTop + viewport, contentHeight(rows)) - 1e-3);
        },
      ),
    );
  });

  it('are none where there is nothing', () => {
    expect(rowsInSight(0, viewport, 0)).toEqual({ first: 0, count: 0, top: 0 });
  });
});
