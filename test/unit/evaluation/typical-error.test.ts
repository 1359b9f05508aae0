import { describe, expect, it } from 'vitest';
import type { Ratio } from '../../../shared/evaluation/row-sums.ts';
import { errorEstimate, typicalError, unitError } from '../../../shared/evaluation/typical-error.ts';
import { createRandom, type Random } from '../../../shared/statistics/random.ts';
import { found } from '../../support/small-study.ts';

/** Errors of one true size that are seen with sampling noise, with bootstrap draws around what was seen. */
function noisyErrors(random: Random, count: number, size: number, noise: number): Ratio[] {
  return Array.from({ length: count }, () => {
    const value = size + noise * random.normal();
    return { value, draws: Float64Array.from({ length: 200 }, () => value + noise * random.normal()) };
  });
}

describe('the typical size of errors', () => {
  it('is free from the sampling noise of each error', () => {
    const none = typicalError(noisyErrors(createRandom(1), 400, 0, 0.3), 'rms').value;
    const some = typicalError(noisyErrors(createRandom(2), 400, 0.4, 0.3), 'rms').value;
    // Four standard deviations of a mean of 400 squares.
    expect(none).toBeLessThan(Math.sqrt((4 * 0.3 ** 2 * Math.SQRT2) / 20));
    expect(some).toBeCloseTo(0.4, 1);
  });

  it('is rarely put inside a margin that it lies on', () => {
    const runs = 400;
    const margin = 0.2;
    for (const [count, noise] of [
      [4, 0.1],
      [12, 0.08],
    ] as const) {
      let inside = 0;
      let outside = 0;
      for (let run = 0; run < runs; run++) {
        const errors = noisyErrors(createRandom('margin', count, run), count, margin, noise);
        const { low, high } = errorEstimate(errors, 'rms', 100, 0.95);
        if (found(high) < margin) inside++;
        if (found(low) > margin) outside++;
      }
      // Two and a half in a hundred are allowed on each side.
      expect(inside / runs).toBeLessThan(0.025 + 4 * Math.sqrt((0.025 * 0.975) / runs));
      expect(outside / runs).toBeLessThan(0.025 + 4 * Math.sqrt((0.025 * 0.975) / runs));
    }
  });

  it('has an interval that reaches 0 where errors are only noise', () => {
    for (let run = 0; run < 50; run++) {
      const { low } = errorEstimate(noisyErrors(createRandom('noise', run), 6, 0, 0.1), 'rms', 100, 0.95);
      expect(low).toBe(0);
    }
  });

  it('is the mean of errors that are free from noise already', () => {
    const draws = Float64Array.from({ length: 100 }, (_, b) => b / 100);
    const { value } = errorEstimate(
      [
        { value: 0.1, draws },
        { value: 0.5, draws },
      ],
      'mean',
      50,
      0.95,
    );
    expect(value).toBeCloseTo(0.3, 12);
  });

  it('keeps the sign of a unit with one part and has none without parts', () => {
    const [part] = noisyErrors(createRandom(3), 1, -0.5, 0.01);
    const unit = { id: 'u', label: 'u', n: 30 };
    expect(found(unitError({ ...unit, parts: [found(part)] }, 'rms', 0.95).value)).toBeLessThan(-0.4);
    expect(errorEstimate([], 'rms', 30, 0.95)).toMatchObject({ value: null, reason: 'not-estimable' });
  });
});
