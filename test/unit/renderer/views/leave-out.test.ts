import { describe, expect, it } from 'vitest';
import { leaveOut } from '../../../../renderer/views/data/leave-out.ts';
import { aStudy } from '../../../support/a-study.ts';

describe('leaving columns out of an import', () => {
  const roleOf = (name: string, decisions: [string, boolean][]): string | undefined =>
    leaveOut(aStudy(), new Map(decisions)).codebook.variables.find((variable) => variable.name === name)?.role;

  it('excludes what was left out and keeps other roles', () => {
    expect(roleOf('age', [['age', true]])).toBe('excluded');
    expect(roleOf('risk', [['age', true]])).toBe('belief');
  });

  it('takes an excluded column into the persona', () => {
    expect(roleOf('note', [['note', false]])).toBe('persona');
    expect(roleOf('risk', [['risk', false]])).toBe('belief');
  });
});
