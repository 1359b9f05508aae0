import { describe, expect, it } from 'vitest';
import { seedsFrom } from '../../../shared/domain/seeds-from.ts';

describe('seeds of the sets of simulated respondents', () => {
  it('keep those there are, so that sets drawn before stay the same', () => {
    expect(seedsFrom([7, 2, 9], 2)).toEqual([7, 2]);
    expect(seedsFrom([7, 2], 4)).toEqual([7, 2, 1, 3]);
  });
});
