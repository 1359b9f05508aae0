import type { Phase } from '../../../shared/contract/phases.ts';
import { planExperiments } from '../../../shared/domain/plan-experiments.ts';
import type { Study } from '../../../shared/domain/study.ts';

/** A step that has to be done before the first cell. */
export interface MissingStep {
  readonly to: '/split' | '/models' | '/adapt';
  readonly label: string;
  /** What it gives, such as `a split`. */
  readonly needed: string;
}

/** What the cells of a study rest on and is not there yet; null where they can begin. A stale adapter is still there. */
export function missingStep(study: Study, phases: readonly Phase[], hasModel: boolean): MissingStep | null {
  const state = (name: Phase['name']): Phase['state'] => phases.find((phase) => phase.name === name)?.state ?? 'empty';
  if (state('split') !== 'done') return { to: '/split', label: 'Split', needed: 'a locked split' };
  if (!hasModel) return { to: '/models', label: 'Models', needed: 'a base model whose file is there' };
  const usesAdapter = planExperiments(study).some(({ tuning }) => tuning === 'study');
  const hasAdapter = state('adapt') === 'done' || state('adapt') === 'stale';
  return usesAdapter && !hasAdapter ? { to: '/adapt', label: 'Adapt', needed: 'the adapter of the study' } : null;
}
