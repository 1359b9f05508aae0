import { resolve } from 'node:path';
import type { reportContract } from '../../../shared/contract/report.ts';
import { inReadingOrder } from '../../../shared/contract/report.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { findJob } from '../database/repositories/jobs.ts';
import { findPhase } from '../database/repositories/phases.ts';
import { buildReportDocument } from '../jobs/report-document.ts';
import { reportOutputSchema } from '../jobs/report-files.ts';
import type { Session } from '../session.ts';
import { experimentsHash } from './experiment-parts.ts';
import { reportParts } from './phase-parts.ts';
import { startPhase } from './start-phase.ts';
import { findStudyState, readStudyState, required } from './study-state.ts';

export function reportOperations(session: Session): Handlers<typeof reportContract> {
  return {
    'report.current'() {
      const { db } = session.current().project;
      const jobId = findPhase(db, 'report')?.outputId ?? '';
      const output = reportOutputSchema.safeParse(findJob(db, jobId)?.output);
      return output.success ? { folder: output.data.folder, files: output.data.files.map(({ name }) => name) } : null;
    },
    'report.document'() {
      const { db } = session.current().project;
      const state = findStudyState(db);
      if (state === null || !state.phases.has('evaluate')) return null;
      return buildReportDocument(db, state, session.dependencies.versions);
    },
    async 'report.preview'({ sections }, { signal }) {
      // Drawing the charts takes a second however few the respondents are.
      return session.current().reader.read(signal, (client) => client.call('report.preview', { sections }));
    },
    'report.start'({ folder, sections }) {
      const target = resolve(folder);
      const { db } = session.current().project;
      const state = readStudyState(db);
      const chosen = sections === null ? null : inReadingOrder(sections);
      const parts = required(
        reportParts(state, target, chosen, experimentsHash(db, state, session.dependencies.versions)),
        'an evaluation',
      );
      return { jobId: startPhase(session, 'report', { parts, folder: target, sections: chosen }, null) };
    },
  };
}
