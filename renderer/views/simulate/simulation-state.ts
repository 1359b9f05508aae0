import type { Phase, PhaseName } from '../../../shared/contract/phases.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import type { ModelState, NextStep } from '../../bridge/phase-guide.ts';
import { openStepBeforeModelWork } from '../../bridge/phase-guide.ts';

type SimulationPhase = 'simulate-base' | 'simulate-adapted' | 'simulate-prompted' | 'cross-fit';

const names: Readonly<Record<SimulationPhase, string>> = {
  'simulate-base': 'The simulation with the base model',
  'simulate-adapted': 'The simulation with the adapted model',
  'simulate-prompted': 'The simulation with pilot rows in the prompt',
  'cross-fit': 'Cross-fitting',
};

/** The phases of this step: one per model, and those that only some studies ask for. */
export function simulationPhases(phases: readonly Phase[]): Phase[] {
  return phases.filter(({ name }) => name in names);
}

/** Whether there is nothing of a simulation, neither answers nor a reason why there are none, and it cannot begin. */
export function hasNotBegun({ state, resumableJobId, failure }: Phase): boolean {
  return state === 'empty' && resumableJobId === null && failure === null;
}

/**
 * The simulation that the primary button is about: the first that can go on, begin or be repeated. Null while one is running and
 * where nothing is to be done.
 */
export function nextSimulation(phases: readonly Phase[]): PhaseName | null {
  const own = simulationPhases(phases);
  if (own.some(({ state }) => state === 'running')) return null;
  return own.find(({ state, resumableJobId }) => resumableJobId !== null || asking.includes(state))?.name ?? null;
}

/** What has to be done first before the next simulation; null where none is to be done, one is running, or it can be started. */
export function stepBeforeNext(phases: readonly Phase[], model: ModelState): NextStep | null {
  const own = simulationPhases(phases);
  if (own.some(({ state }) => state === 'running')) return null;
  const name = nextSimulation(phases) ?? own.find(({ state }) => state !== 'done')?.name;
  return isSimulation(name) ? openStepBeforeModelWork(name, phases, model) : null;
}

function isSimulation(name: PhaseName | undefined): name is SimulationPhase {
  return name !== undefined && name in names;
}

const asking: readonly Phase['state'][] = ['ready', 'stale', 'failed'];

/** How far the simulations are, as a heading. What failed is told before what could go on, since going on would fail again. */
export function simulationTitle(phases: readonly Phase[]): string {
  const own = simulationPhases(phases);
  const running = own.find(({ state }) => state === 'running');
  if (running !== undefined)
    return running.name === 'cross-fit' ? 'The folds are trained and simulated' : 'The twins are answering';
  const [failed] = own.filter(({ failure }) => failure !== null);
  if (failed !== undefined) return `${isSimulation(failed.name) ? names[failed.name] : 'The simulation'} failed`;
  const done = own.filter(({ state }) => state === 'done').length;
  if (own.length > 0 && done === own.length)
    return done === 2 ? 'The twins of both models have answered' : 'All simulations are done';
  if (own.some(({ resumableJobId }) => resumableJobId !== null))
    return 'The simulation is interrupted and can be resumed';
  if (own.some(({ state }) => state === 'stale')) return 'The simulated answers are stale';
  if (done === 0) return 'No simulated answers yet';
  return own.length === 2
    ? 'The twins of one of two models have answered'
    : `${done} of ${own.length} simulations are done`;
}

/** Why the latest work of a phase failed, with its code; null where it did not. */
export function failureOf(phase: Phase | undefined): PilotlightError | null {
  const failure = phase?.failure ?? null;
  return failure === null ? null : new PilotlightError(failure.code, failure.message, {});
}
