import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { controlledRounding } from '../../../shared/domain/controlled-rounding.ts';
import { createRandom } from '../../../shared/statistics/random.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Row totals, and column totals with the same sum. */
const totals = fc
  .tuple(fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }), fc.array(fc.nat(20), { minLength: 1, maxLength: 6 }))
  .map(([rows, weights]) => {
    const all = sum(rows);
    const cuts = weights.map((_, index) =>
      Math.round((all * sum(weights.slice(0, index + 1))) / Math.max(1, sum(weights))),
    );
    cuts[cuts.length - 1] = all;
    return { rows, columns: cuts.map((cut, index) => cut - (cuts[index - 1] ?? 0)) };
  });

describe('controlled rounding', () => {
  test('keeps both totals and stays within one of every proportional value', () => {
    fc.assert(
      fc.property(totals, fc.integer(), ({ rows, columns }, seed) => {
        const table = controlledRounding(rows, columns, createRandom(seed));
        expect(table.map(sum)).toEqual(rows);
        expect(columns.map((_, column) => sum(table.map((row) => row[column] ?? Number.NaN)))).toEqual(columns);
        const all = sum(rows);
        table.forEach((row, r) =>
          row.forEach((cell, c) => {
            const exact = all === 0 ? 0 : ((rows[r] ?? 0) * (columns[c] ?? 0)) / all;
            expect(Math.abs(cell - exact)).toBeLessThan(1);
            expect(cell).toBeGreaterThanOrEqual(0);
          }),
        );
      }),
    );
  });

  test('has the proportional values on average', () => {
    const rows = [3, 5, 9];
    const columns = [2, 4, 11];
    const random = createRandom(1);
    const draws = 4000;
    const total = rows.map(() => columns.map(() => 0));
    for (let draw = 0; draw < draws; draw++) {
      controlledRounding(rows, columns, random).forEach((row, r) =>
        row.forEach((cell, c) => {
          const counts = total[r];
          if (counts !== undefined) counts[c] = (counts[c] ?? 0) + cell;
        }),
      );
    }
    // A cell moves by one at most, so its mean has a standard error of at most 0.5 / sqrt(4000) = 0.008.
    total.forEach((row, r) =>
      row.forEach((cell, c) =>
        expect(Math.abs(cell / draws - ((rows[r] ?? 0) * (columns[c] ?? 0)) / 17)).toBeLessThan(0.04),
      ),
    );
  });
});
