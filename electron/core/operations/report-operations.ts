import { resolve } from 'node:path';
import type { reportContract } from '../../../shared/contract/report.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import type { Session } from '../session.ts';
import { reportParts } from './phase-parts.ts';
import { startPhase } from './start-phase.ts';
import { readStudyState, required } from './study-state.ts';

export function reportOperations(session: Session): Handlers<typeof reportContract> {
  return {
    'report.start'({ folder }) {
      const target = resolve(folder);
      const state = readStudyState(session.current().project.db);
      const parts = required(reportParts(state, target), 'an evaluation');
      return { jobId: startPhase(session, 'report', { parts, folder: target }, null) };
    },
  };
}
