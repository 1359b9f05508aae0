import { describe, expect, it } from 'vitest';
import { withRest, withoutRest } from '../../../../renderer/views/split/split-parts.ts';
import type { SplitSettings } from '../../../../shared/domain/split.ts';

const settings: SplitSettings = {
  seed: 1,
  unit: 'respondent',
  stratify: [],
  pilot: 'proportional',
  parts: { 'pilot-train': 60, evaluation: 'rest' },
};
const counts = { 'pilot-train': 60, 'pilot-validation': 0, rectification: 0, evaluation: 140, reserve: 0 };

describe('the part that takes the rest', () => {
  it('is one at a time: the former one keeps the number that it has', () => {
    expect(withRest(settings, 'rectification', counts).parts).toEqual({
      'pilot-train': 60,
      evaluation: 140,
      rectification: 'rest',
    });
  });

  it('keeps its number when it stops taking the rest', () => {
    expect(withoutRest(settings, 'evaluation', counts).parts.evaluation).toBe(140);
  });
});
