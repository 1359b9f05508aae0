import { describe, expect, it } from 'vitest';
import {
  failureOf,
  nextSimulation,
  simulationTitle,
  stepBeforeNext,
} from '../../../../renderer/views/simulate/simulation-state.ts';
import type { Phase, PhaseName } from '../../../../shared/contract/phases.ts';

function phase(name: PhaseName, state: Phase['state'], rest: Partial<Phase> = {}): Phase {
  return { name, state, reasons: [], finishedAt: null, resumableJobId: null, failure: null, ...rest };
}

const failed = {
  resumableJobId: 'a job',
  failure: { code: 'file-not-found', message: 'The model file is gone.' },
} as const;

describe('the heading of the simulations', () => {
  it('tells a failure before that the work could go on', () => {
    const phases = [phase('simulate-base', 'failed', failed), phase('simulate-adapted', 'empty')];
    expect(simulationTitle(phases)).toBe('The simulation with the base model failed');
    const repeated = [phase('simulate-base', 'done'), phase('simulate-adapted', 'done', failed)];
    expect(simulationTitle(repeated)).toBe('The simulation with the adapted model failed');
  });

  it('knows pilot rows in the prompt and folds too', () => {
    const two = [phase('simulate-base', 'done'), phase('simulate-adapted', 'done')];
    expect(simulationTitle(two)).toBe('The twins of both models have answered');
    expect(simulationTitle([...two, phase('cross-fit', 'running')])).toBe('The folds are trained and simulated');
    expect(simulationTitle([...two, phase('cross-fit', 'ready')])).toBe('2 of 3 simulations are done');
    expect(simulationTitle([...two, phase('simulate-prompted', 'failed', failed)])).toBe(
      'The simulation with pilot rows in the prompt failed',
    );
  });

  it('says what was interrupted, what is stale, and what is not there yet', () => {
    const begun = phase('simulate-base', 'ready', { resumableJobId: 'a job' });
    expect(simulationTitle([begun])).toBe('The simulation is interrupted and can be resumed');
    expect(simulationTitle([phase('simulate-base', 'stale')])).toBe('The simulated answers are stale');
    expect(simulationTitle([phase('simulate-base', 'ready')])).toBe('No simulated answers yet');
  });
});

it('a failure of a phase keeps its code', () => {
  expect(failureOf(phase('simulate-base', 'failed', failed))).toMatchObject({
    code: 'file-not-found',
    message: 'The model file is gone.',
  });
  expect(failureOf(phase('simulate-base', 'ready'))).toBeNull();
});

describe('what the primary button of the simulations leads to', () => {
  const before = [phase('import', 'done'), phase('split', 'done'), phase('adapt', 'done')];

  it('is the first simulation that can be done, one at a time', () => {
    const both = [...before, phase('simulate-base', 'ready'), phase('simulate-adapted', 'ready')];
    expect(nextSimulation(both)).toBe('simulate-base');
    expect(stepBeforeNext(both, 'ready')).toBeNull();
    expect(
      nextSimulation([...before, phase('simulate-base', 'running'), phase('simulate-adapted', 'ready')]),
    ).toBeNull();
    expect(nextSimulation([...before, phase('simulate-base', 'done'), phase('simulate-adapted', 'done')])).toBeNull();
  });

  it('is the step before it that is not done, instead of repeating what would be stale again', () => {
    const stale = [phase('simulate-base', 'stale'), phase('simulate-adapted', 'stale')];
    expect(stepBeforeNext([phase('import', 'done'), phase('split', 'stale'), ...stale], 'ready')?.to).toBe('/split');
    const waits = [phase('simulate-base', 'done'), phase('simulate-adapted', 'empty')];
    const untrained = [phase('import', 'done'), phase('split', 'done'), phase('adapt', 'ready'), ...waits];
    expect(stepBeforeNext(untrained, 'ready')?.to).toBe('/adapt');
  });

  it('is the models where the file of the base model is gone, unless everything is done', () => {
    const failing = [...before, phase('simulate-base', 'failed', failed), phase('simulate-adapted', 'ready')];
    expect(stepBeforeNext(failing, 'missing')?.to).toBe('/models');
    const done = [...before, phase('simulate-base', 'done'), phase('simulate-adapted', 'done')];
    expect(stepBeforeNext(done, 'missing')).toBeNull();
  });
});
