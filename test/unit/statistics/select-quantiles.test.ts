import { describe, expect, it } from 'vitest';
import { quantileOfSorted } from '../../../shared/statistics/quantile.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import { selectQuantiles } from '../../../shared/statistics/select-quantiles.ts';

const probabilities = [0.025, 0.5, 0.975, 0, 1, 0.33];

function bySorting(values: Float64Array): number[] {
  const sorted = values.slice().sort();
  return probabilities.map((probability) => quantileOfSorted(sorted, probability));
}

describe('quantiles by selection', () => {
  const random = createRandom(1, 'select');
  const lists: Readonly<Record<string, Float64Array>> = {
    'random values': Float64Array.from({ length: 2000 }, () => random.normal()),
    'many ties': Float64Array.from({ length: 999 }, () => random.integer(3)),
    'equal values': new Float64Array(500).fill(0.25),
    'ascending values': Float64Array.from({ length: 300 }, (_, i) => i),
    'descending values': Float64Array.from({ length: 301 }, (_, i) => -i),
    'an organ pipe': Float64Array.from({ length: 400 }, (_, i) => Math.min(i, 400 - i)),
    'two values': Float64Array.from([3, 1]),
    'one value': Float64Array.from([7]),
  };

  for (const [name, values] of Object.entries(lists)) {
    it(`are those of the sorted list: ${name}`, () => {
      const expected = bySorting(values);
      expect(selectQuantiles(values.slice(), probabilities)).toEqual(expected);
    });
  }

  it('do not exist for nothing, nor beyond 0 and 1', () => {
    expect(selectQuantiles(new Float64Array(0), [0.5])).toEqual([Number.NaN]);
    expect(() => selectQuantiles(Float64Array.from([1]), [1.5])).toThrow(/probability/);
  });
});
