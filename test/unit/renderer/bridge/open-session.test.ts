import { describe, expect, it } from 'vitest';
import { tokenOf } from '../../../../renderer/bridge/open-session.ts';

describe('the token of an address', () => {
  it('is read from the fragment, with or without a slash before it', () => {
    expect(tokenOf('#token=abc-_1')).toBe('abc-_1');
    expect(tokenOf('#/token=abc')).toBe('abc');
  });

  it('is none where the fragment names a step or is empty', () => {
    expect(['', '#', '#/data', '#/codebook?variable=age', '#token='].map(tokenOf)).toEqual(Array(5).fill(null));
  });
});
