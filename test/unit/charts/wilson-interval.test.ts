import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../shared/charts/wilson-interval.ts';

describe('the Wilson interval', () => {
  // R 4.2.2: prop.test(x, n, correct = FALSE)$conf.int
  it.each([
    [15, 50, 0.95, 0.19103554, 0.4375035],
    [0, 20, 0.95, 0, 0.16112516],
    [400, 400, 0.95, 0.99048771, 1],
    [3, 12, 0.9, 0.10465257, 0.48733803],
  ])('of %d in %d at level %d agrees with R', (count, n, level, low, high) => {
    const interval = wilsonInterval(count / n, n, level);
    expect(interval.low).toBeCloseTo(low, 8);
    expect(interval.high).toBeCloseTo(high, 8);
  });
});
