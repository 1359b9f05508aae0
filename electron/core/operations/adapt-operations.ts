import { z } from 'zod';
import type { adaptContract } from '../../../shared/contract/adapt.ts';
import { lossPointSchema } from '../../../shared/contract/adapt.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { runWithoutAdapter } from '../../../shared/messages/core-messages.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { listAdapters } from '../database/repositories/adapters.ts';
import { listJobs } from '../database/repositories/jobs.ts';
import { listLossPoints } from '../database/repositories/loss-points.ts';
import type { Session } from '../session.ts';
import { useAdapter } from './adapters.ts';
import { listAdaptRuns, summariseAdapter } from './adapt-runs.ts';
import { adaptParts } from './phase-parts.ts';
import { requireSound } from './require-sound.ts';
import { startPhase } from './start-phase.ts';
import { findStudyState, readStudyState, required } from './study-state.ts';

export function adaptOperations(session: Session): Handlers<typeof adaptContract> {
  return {
    'adapt.start'() {
      const { db } = session.current().project;
      const state = readStudyState(db);
      requireSound(state.study);
      const parts = required(adaptParts(db, state, session.dependencies.versions), 'a split and a base model');
      const { adaptation } = state.study;
      return { jobId: startPhase(session, 'adapt', { parts, settings: adaptation }, adaptation.seed) };
    },
    'adapt.losses'() {
      const { db } = session.current().project;
      const latest = listJobs(db).findLast((job) => job.kind === 'adapt');
      return latest === undefined ? [] : z.array(lossPointSchema).parse(listLossPoints(db, latest.id));
    },
    'adapt.current'() {
      const adapter = findStudyState(session.current().project.db)?.adapter ?? null;
      return adapter === null ? null : summariseAdapter(adapter);
    },
    'adapt.runs': () => listAdaptRuns(session.current().project.db),
    'adapt.use'({ jobId }) {
      const { db } = session.current().project;
      const adapter = listAdapters(db).findLast((one) => one.jobId === jobId);
      if (adapter === undefined) throw new PilotlightError('not-found', runWithoutAdapter(), { job: jobId });
      useAdapter(session, adapter.id);
      return summariseAdapter(adapter);
    },
  };
}
