import { expect, it } from 'vitest';
import { missingStep } from '../../../../../renderer/views/evaluate/missing-step.ts';
import type { Phase } from '../../../../../shared/contract/phases.ts';
import { noExperiments } from '../../../../../renderer/views/evaluate/experiment-settings.ts';
import { aStudy } from '../../../../support/a-study.ts';

function phases(split: Phase['state'], adapt: Phase['state']): Phase[] {
  const rest = { reasons: [], finishedAt: null, resumableJobId: null, failure: null };
  return [
    { name: 'split', state: split, ...rest },
    { name: 'adapt', state: adapt, ...rest },
  ];
}

it('cells need a split and a model, and the adapter only where they take that of the study', () => {
  const curve = { ...aStudy(), experiments: { ...noExperiments, learningCurve: { sizes: [5], seeds: [1] } } };
  const repeated = {
    ...aStudy(),
    experiments: { ...noExperiments, robustness: { repeats: 1, shuffled: false, wordings: [] } },
  };
  expect(missingStep(curve, phases('ready', 'empty'), true)?.to).toBe('/split');
  expect(missingStep(curve, phases('done', 'ready'), false)?.to).toBe('/models');
  expect(missingStep(curve, phases('done', 'ready'), true)).toBeNull();
  expect(missingStep(repeated, phases('done', 'ready'), true)?.to).toBe('/adapt');
  expect(missingStep(repeated, phases('done', 'stale'), true)).toBeNull();
});
