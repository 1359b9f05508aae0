import { describe, expect, it } from 'vitest';
import { roundUpShare } from '../../../../renderer/ui/round-up-share.ts';

describe('the end of a common scale of shares', () => {
  it('is the next tenth above all of them', () => {
    expect(roundUpShare([0.12, null, 0.34])).toBe(0.4);
    expect(roundUpShare([0.3])).toBe(0.3);
  });

  it('is between a tenth and all', () => {
    expect(roundUpShare([])).toBe(0.1);
    expect(roundUpShare([null, 0])).toBe(0.1);
    expect(roundUpShare([0.99, 1])).toBe(1);
  });
});
