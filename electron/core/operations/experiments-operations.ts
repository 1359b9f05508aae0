import type { experimentsContract } from '../../../shared/contract/experiments.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { experimentsNotAsked } from '../../../shared/messages/evaluation-messages.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { Session } from '../session.ts';
import { experimentResults, planFingerprint, plannedCells } from './experiment-parts.ts';
import { requireSound } from './require-sound.ts';
import { startPhase } from './start-phase.ts';
import { findStudyState, readStudyState, required } from './study-state.ts';

export function experimentsOperations(session: Session): Handlers<typeof experimentsContract> {
  return {
    'experiments.start'() {
      const { db } = session.current().project;
      const state = readStudyState(db);
      requireSound(state.study);
      const planned = plannedCells(db, state, session.dependencies.versions);
      if (planned.length === 0) throw new PilotlightError('usage', experimentsNotAsked());
      required(state.split, 'a split');
      required(state.model, 'a base model');
      for (const { fingerprint } of planned) required(fingerprint, 'an adapter');
      return {
        jobId: startPhase(session, 'experiments', { plan: planFingerprint(planned) }, state.study.evaluation.seed),
      };
    },
    'experiments.list'() {
      const { db } = session.current().project;
      const state = findStudyState(db);
      const planned = state === null ? [] : plannedCells(db, state, session.dependencies.versions);
      return planned.map(({ cell: { experiment, id, label, group }, done, outdated }) => ({
        experiment,
        id,
        label,
        ...(group === undefined ? {} : { group }),
        done,
        outdated,
      }));
    },
    'experiments.results'() {
      const { db } = session.current().project;
      const state = findStudyState(db);
      return state === null ? null : experimentResults(db, state, session.dependencies.versions);
    },
  };
}
