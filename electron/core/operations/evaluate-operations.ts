import type { evaluateContract } from '../../../shared/contract/evaluate.ts';
import { withExperiments } from '../../../shared/evaluation/experiments/with-experiments.ts';
import { evaluationResultsSchema } from '../../../shared/evaluation/results.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { findEvaluation } from '../database/repositories/evaluations.ts';
import { findPhase } from '../database/repositories/phases.ts';
import type { Session } from '../session.ts';
import { experimentResults } from './experiment-parts.ts';
import { evaluateParts } from './phase-parts.ts';
import { requireSound } from './require-sound.ts';
import { startPhase } from './start-phase.ts';
import { readStudyState, required } from './study-state.ts';

export function evaluateOperations(session: Session): Handlers<typeof evaluateContract> {
  return {
    'evaluate.start'() {
      const { db } = session.current().project;
      const state = readStudyState(db);
      requireSound(state.study);
      const parts = required(evaluateParts(db, state), 'simulated answers of the base and the adapted model');
      return { jobId: startPhase(session, 'evaluate', { parts }, state.study.evaluation.seed) };
    },
    'evaluate.results'() {
      const { db } = session.current().project;
      const record = findEvaluation(db, findPhase(db, 'evaluate')?.outputId ?? '');
      if (record === undefined) return null;
      const state = readStudyState(db);
      const block = experimentResults(db, state, session.dependencies.versions);
      return withExperiments(evaluationResultsSchema.parse(record.results), block);
    },
  };
}
