import { describe, expect, it } from 'vitest';
import { estimate, medianEstimate, undefinedEstimate } from '../../../shared/evaluation/estimate.ts';

const draws = Float64Array.from({ length: 101 }, (_, i) => i);
/** So many respondents that the interval is the percentile interval. */
const many = 1e12;
const common = { n: many, level: 0.5, reason: 'no-answers' } as const;

describe('an estimate', () => {
  it('has the percentile interval when the draws lie around the value', () => {
    expect(estimate({ ...common, value: 50, draws })).toEqual({
      value: 50,
      low: expect.closeTo(25, 6),
      high: expect.closeTo(75, 6),
      level: 0.5,
      n: many,
      reason: null,
    });
  });

  it('shifts the interval by the median bias of the draws', () => {
    expect(estimate({ ...common, value: 30, draws })).toMatchObject({
      value: 30,
      low: expect.closeTo(5, 6),
      high: expect.closeTo(55, 6),
    });
  });

  it('of ten people has sides that are longer by t/z of 9 degrees of freedom and √(10/9)', () => {
    // qt(0.75, 9) / qnorm(0.75) * sqrt(10 / 9) in R.
    const longer = 1.0982141;
    expect(estimate({ ...common, n: 10, value: 50, draws })).toMatchObject({
      low: expect.closeTo(50 - 25 * longer, 4),
      high: expect.closeTo(50 + 25 * longer, 4),
    });
  });

  it('stays within the range of the statistic', () => {
    expect(estimate({ ...common, value: 30, draws, bounds: [10, 50] })).toMatchObject({ low: 10, high: 50 });
  });

  it('is null with its reason when it is undefined', () => {
    expect(estimate({ ...common, value: Number.NaN, draws })).toEqual(undefinedEstimate('no-answers', many, 0.5));
    expect(estimate({ ...common, value: Number.POSITIVE_INFINITY, draws }).value).toBeNull();
  });

  it('has no interval below five respondents, without draws, or when a tenth of the draws is undefined', () => {
    expect(estimate({ ...common, n: 4, value: 50, draws })).toMatchObject({ low: null, reason: 'too-few-respondents' });
    expect(estimate({ ...common, value: 50, draws: null })).toMatchObject({
      value: 50,
      low: null,
      reason: 'not-resampled',
    });
    const holed = draws.map((draw) => (draw < 12 ? Number.NaN : draw));
    expect(estimate({ ...common, value: 50, draws: holed })).toMatchObject({
      low: null,
      reason: 'too-few-respondents',
    });
  });

  it('of a distribution is its median with the central range', () => {
    expect(medianEstimate(draws, 50, 0.5)).toMatchObject({ value: 50, low: 25, high: 75 });
    expect(medianEstimate(new Float64Array(0), 50, 0.5)).toMatchObject({ value: null, reason: 'too-few-respondents' });
  });
});
