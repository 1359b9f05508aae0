import { describe, expect, it } from 'vitest';
import { insertCompletion } from '../../../../renderer/ui/insert-completion.ts';

describe('an accepted completion', () => {
  it('replaces what was typed of it and leaves the cursor behind', () => {
    expect(insertCompletion('vote ~ PID + inc', { start: 13, end: 16 }, 'income')).toEqual({
      text: 'vote ~ PID + income',
      cursor: 19,
    });
  });

  it('leaves the cursor inside the parentheses of a function', () => {
    expect(insertCompletion('ab < 2', { start: 0, end: 2 }, 'abs()')).toEqual({ text: 'abs() < 2', cursor: 4 });
  });
});
