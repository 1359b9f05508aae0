import type { Phase, PhaseName } from '../../shared/contract/phases.ts';
import { phaseNeedsModel } from '../../shared/messages/core-messages.ts';

/** A step of the workspace that leads to another one. */
export interface NextStep {
  readonly to: '/data' | '/split' | '/models' | '/adapt' | '/simulate' | '/evaluate';
  readonly label: string;
  /** Why the step is not done, in words; empty where nothing is known. */
  readonly reasons: readonly string[];
}

/** Whether there is a base model, and its file is where it was. */
export type ModelState = 'ready' | 'missing' | 'none';

export function modelState(
  models: readonly { readonly isCurrent: boolean; readonly isMissing: boolean }[],
): ModelState {
  const current = models.find(({ isCurrent }) => isCurrent);
  if (current === undefined) return 'none';
  return current.isMissing ? 'missing' : 'ready';
}

type Place = readonly [PhaseName, NextStep['to'], string];
const data: Place = ['import', '/data', 'Data'];
const split: Place = ['split', '/split', 'Split'];
const adapt: Place = ['adapt', '/adapt', 'Adapt'];
const simulations: readonly Place[] = (
  ['simulate-base', 'simulate-adapted', 'simulate-prompted', 'cross-fit'] as const
).map((name) => [name, '/simulate', 'Simulate'] as const);
const toResults = [data, split, adapt, ...simulations];

/** What each phase rests on, in the order of the rail. */
const before: Readonly<Record<PhaseName, readonly Place[]>> = {
  import: [],
  split: [data],
  adapt: [data, split],
  'simulate-base': [data, split],
  'simulate-adapted': [data, split, adapt],
  'simulate-prompted': [data, split],
  'cross-fit': [data, split],
  evaluate: toResults,
  report: [...toResults, ['evaluate', '/evaluate', 'Evaluate']],
};

/** Phases that only some studies have. */
const optional: readonly PhaseName[] = ['simulate-prompted', 'cross-fit'];

/** The first step before a phase that is not done; null where all are. */
export function openStepBefore(name: PhaseName, phases: readonly Phase[]): NextStep | null {
  for (const [own, to, label] of before[name]) {
    const phase = phases.find((one) => one.name === own);
    if (phase === undefined && phases.length > 0 && optional.includes(own)) continue;
    if (phase?.state !== 'done') return { to, label, reasons: phase?.reasons ?? [] };
  }
  return null;
}

/** The same for a phase that computes with the base model, which has to be there before the model is adapted. */
export function openStepBeforeModelWork(
  name: 'adapt' | 'simulate-base' | 'simulate-adapted' | 'simulate-prompted' | 'cross-fit',
  phases: readonly Phase[],
  model: ModelState,
): NextStep | null {
  const open = openStepBefore(name, phases);
  if (model === 'ready' || (open !== null && open.to !== '/adapt')) return open;
  return { to: '/models', label: 'Models', reasons: [phaseNeedsModel(model === 'missing')] };
}
