import { expect, it } from 'vitest';
import { jobName } from '../../../../renderer/app/job-name.ts';

it('a simulation is named with the model that it asks', () => {
  expect(jobName({ kind: 'simulate', by: 'base' })).toBe('Simulation, base model');
  expect(jobName({ kind: 'simulate', by: 'adapted' })).toBe('Simulation, adapted model');
  expect(jobName({ kind: 'adapt', by: null })).toBe('Adaptation');
});
