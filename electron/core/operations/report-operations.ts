import { resolve } from 'node:path';
import type { reportContract } from '../../../shared/contract/report.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { findJob } from '../database/repositories/jobs.ts';
import { findPhase } from '../database/repositories/phases.ts';
import { reportOutputSchema } from '../jobs/report-files.ts';
import type { Session } from '../session.ts';
import { reportParts } from './phase-parts.ts';
import { startPhase } from './start-phase.ts';
import { readStudyState, required } from './study-state.ts';

export function reportOperations(session: Session): Handlers<typeof reportContract> {
  return {
    'report.current'() {
      const { db } = session.current().project;
      const jobId = findPhase(db, 'report')?.outputId ?? '';
      const output = reportOutputSchema.safeParse(findJob(db, jobId)?.output);
      return output.success ? { folder: output.data.folder, files: output.data.files.map(({ name }) => name) } : null;
    },
    'report.start'({ folder }) {
      const target = resolve(folder);
      const state = readStudyState(session.current().project.db);
      const parts = required(reportParts(state, target), 'an evaluation');
      return { jobId: startPhase(session, 'report', { parts, folder: target }, null) };
    },
  };
}
