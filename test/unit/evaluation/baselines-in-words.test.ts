import { describe, expect, it } from 'vitest';
import { promptedId, uniformId } from '../../../shared/evaluation/baseline-ids.ts';
import { baselinesInWords } from '../../../shared/evaluation/baselines-in-words.ts';

const baseline = (id: string) => ({ id, kind: 'baseline' as const, label: id, seeds: 1, regime: 'exact' as const });

describe('the baselines of a comparison in words', () => {
  it('count as fitted only those that are', () => {
    const fitted = baseline('baseline-pilot-marginal');
    expect(baselinesInWords([], 30)).toBeNull();
    expect(baselinesInWords([fitted], 30)).toBe('1 baseline fitted on 30 pilot respondents');
    expect(baselinesInWords([fitted, baseline(uniformId), baseline(promptedId)], 30)).toBe(
      '3 baselines, 1 of them fitted on 30 pilot respondents',
    );
    expect(baselinesInWords([baseline(uniformId)], 30)).toBe('1 baseline');
  });
});
