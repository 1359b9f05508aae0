import type { Phase, PhaseName } from '../../shared/contract/phases.ts';
import { formatCount } from '../../shared/evaluation/format-number.ts';
import { formerResultStands, modelFileMissing } from '../../shared/messages/screen-messages.ts';
import type { ModelState } from '../bridge/phase-guide.ts';
import type { StepId } from './steps.ts';

/** What the rail knows of the project; null where there is none yet. */
export interface RailFacts {
  readonly phases: readonly Phase[];
  readonly respondents: number | null;
  /** Variables of the codebook and faults that keep the study from running. */
  readonly codebook: { readonly variables: number; readonly faults: number } | null;
  readonly models: number;
  readonly model: ModelState;
  readonly runs: number;
  /** Whether experiments, which are no phase, are under way. */
  readonly experimentsRun: boolean;
}

export interface StepState {
  readonly state: Phase['state'];
  /** State and count in words. */
  readonly words: string;
  /** Why it waits, failed or is stale. */
  readonly reasons: readonly string[];
}

const phasesOfStep: Partial<Record<StepId, readonly PhaseName[]>> = {
  data: ['import'],
  split: ['split'],
  adapt: ['adapt'],
  simulate: ['simulate-base', 'simulate-adapted', 'simulate-prompted', 'cross-fit'],
  evaluate: ['evaluate'],
  report: ['report'],
};

/** Steps that can do nothing without the file of the base model. */
const modelSteps: readonly StepId[] = ['adapt', 'simulate'];

/** Of several phases the state that asks most for attention. */
const urgency: readonly Phase['state'][] = ['running', 'failed', 'stale', 'ready', 'empty', 'done'];

/** The states of the rail's steps in words. */
export function railState(step: StepId, facts: RailFacts): StepState {
  if (step === 'codebook') return codebookState(facts);
  if (step === 'models') {
    const count = `${formatCount(facts.models)} ${facts.models === 1 ? 'model' : 'models'}`;
    if (facts.model === 'missing')
      return { state: 'failed', words: `file missing, ${count}`, reasons: [modelFileMissing()] };
    return facts.model === 'ready'
      ? { state: 'done', words: `chosen, ${count}`, reasons: [] }
      : { state: 'ready', words: facts.models === 0 ? 'none yet' : `none chosen, ${count}`, reasons: [] };
  }
  const wanted = phasesOfStep[step] ?? [];
  const phases = facts.phases.filter(({ name }) => wanted.includes(name));
  const shown = phases.map(asShown);
  const asked = urgency.find((candidate) => shown.some((phase) => phase.state === candidate)) ?? 'empty';
  const state = step === 'evaluate' && facts.experimentsRun ? 'running' : asked;
  const reasons = [...new Set(shown.flatMap((phase) => (phase.state === state ? phase.reasons : [])))];
  const count = countOf(step, state, facts, phases);
  return { state, words: count === null ? state : `${state}, ${count}`, reasons };
}

/** A phase whose latest work failed is shown as failed, also where what was finished before still stands. */
function asShown(phase: Phase): Pick<Phase, 'state' | 'reasons'> {
  const { state, failure } = phase;
  if (failure === null || state === 'running' || state === 'failed') return phase;
  return { state: 'failed', reasons: [failure.message, formerResultStands()] };
}

function codebookState({ codebook }: RailFacts): StepState {
  if (codebook === null) return { state: 'empty', words: 'empty', reasons: [] };
  const { variables, faults } = codebook;
  if (faults > 0) {
    const words = `${formatCount(faults)} open, ${formatCount(variables)} variables`;
    return { state: 'ready', words, reasons: [] };
  }
  return { state: 'done', words: `done, ${formatCount(variables)} variables`, reasons: [] };
}

function countOf(
  step: StepId,
  state: Phase['state'],
  { respondents, runs, model }: RailFacts,
  phases: readonly Phase[],
): string | null {
  if (step === 'data' && respondents !== null) return `${formatCount(respondents)} rows`;
  if (step === 'split' && state === 'done') return 'locked';
  if (modelSteps.includes(step) && model === 'missing' && state !== 'running' && state !== 'done')
    return 'no model file';
  if (step === 'adapt' && runs > 0) return `${formatCount(runs)} ${runs === 1 ? 'run' : 'runs'}`;
  const done = phases.filter((phase) => phase.state === 'done').length;
  if (step === 'simulate' && done > 0 && done < phases.length) return `${done} of ${phases.length} done`;
  return null;
}
