import type { Phase, PhaseName } from '../../shared/contract/phases.ts';

/** A step of the workspace that leads to an evaluation. */
export interface NextStep {
  readonly to: '/data' | '/split' | '/adapt' | '/simulate' | '/evaluate';
  readonly label: string;
  /** Why the step is not done, in words; empty where nothing is known. */
  readonly reasons: readonly string[];
}

const steps: readonly (readonly [PhaseName, NextStep['to'], string])[] = [
  ['import', '/data', 'Data'],
  ['split', '/split', 'Split'],
  ['adapt', '/adapt', 'Adapt'],
  ['simulate-base', '/simulate', 'Simulate'],
  ['simulate-adapted', '/simulate', 'Simulate'],
  ['evaluate', '/evaluate', 'Evaluate'],
];

/** The first step before a phase that is not done; null where all are. */
export function openStepBefore(name: 'evaluate' | 'report', phases: readonly Phase[]): NextStep | null {
  const end = steps.findIndex(([own]) => own === name);
  const before = end < 0 ? steps : steps.slice(0, end);
  for (const [own, to, label] of before) {
    const phase = phases.find((one) => one.name === own);
    if (phase?.state !== 'done') return { to, label, reasons: phase?.reasons ?? [] };
  }
  return null;
}

/** The step that keeps a model from being adapted or asked. */
export function stepBeforeModel(
  hasStudy: boolean,
  phases: readonly Phase[],
): { readonly to: '/data' | '/split' | '/models'; readonly label: string } {
  if (!hasStudy || phases.find(({ name }) => name === 'import')?.state === 'ready')
    return { to: '/data', label: 'Data' };
  const isSplit = phases.find(({ name }) => name === 'split')?.state === 'done';
  return isSplit ? { to: '/models', label: 'Models' } : { to: '/split', label: 'Split' };
}
