import { describe, expect, it } from 'vitest';
import { estimate, medianEstimate, undefinedEstimate } from '../../../shared/evaluation/estimate.ts';

const draws = Float64Array.from({ length: 101 }, (_, i) => i);
const common = { n: 50, level: 0.5, reason: 'no-answers' } as const;

describe('an estimate', () => {
  it('has the percentile interval when the draws lie around the value', () => {
    expect(estimate({ ...common, value: 50, draws })).toEqual({
      value: 50,
      low: 25,
      high: 75,
      level: 0.5,
      n: 50,
      reason: null,
    });
  });

  it('shifts the interval by the median bias of the draws', () => {
    expect(estimate({ ...common, value: 30, draws })).toMatchObject({ value: 30, low: 5, high: 55 });
  });

  it('stays within the range of the statistic', () => {
    expect(estimate({ ...common, value: 30, draws, bounds: [10, 50] })).toMatchObject({ low: 10, high: 50 });
  });

  it('is null with its reason when it is undefined', () => {
    expect(estimate({ ...common, value: Number.NaN, draws })).toEqual(undefinedEstimate('no-answers', 50, 0.5));
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
