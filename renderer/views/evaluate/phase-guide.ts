import type { Phase, PhaseName } from '../../../shared/contract/phases.ts';
import type { StepLinkProps } from '../../ui/step-link.tsx';

type StepPath = StepLinkProps['to'];

const steps: readonly (readonly [PhaseName, StepPath, string])[] = [
  ['import', '/data', 'Go to Data'],
  ['split', '/split', 'Go to Split'],
  ['adapt', '/adapt', 'Go to Adapt'],
  ['simulate-base', '/simulate', 'Go to Simulate'],
  ['simulate-adapted', '/simulate', 'Go to Simulate'],
];

export interface NextStep {
  readonly to: StepPath;
  readonly label: string;
}

/** The first step on the way to an evaluation that is not done. */
export function nextStep(phases: readonly Phase[]): NextStep {
  const state = new Map(phases.map((phase) => [phase.name, phase.state]));
  const open = steps.find(([name]) => state.get(name) !== 'done');
  return open === undefined ? { to: '/simulate', label: 'Go to Simulate' } : { to: open[1], label: open[2] };
}
