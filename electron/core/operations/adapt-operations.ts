import { z } from 'zod';
import type { adaptContract } from '../../../shared/contract/adapt.ts';
import { lossPointSchema } from '../../../shared/contract/adapt.ts';
import type { Handlers } from '../../../shared/rpc/define.ts';
import { listJobs } from '../database/repositories/jobs.ts';
import { listLossPoints } from '../database/repositories/loss-points.ts';
import type { Session } from '../session.ts';
import { adaptParts } from './phase-parts.ts';
import { startPhase } from './start-phase.ts';
import { findStudyState, readStudyState, required } from './study-state.ts';

export function adaptOperations(session: Session): Handlers<typeof adaptContract> {
  return {
    'adapt.start'() {
      const { db } = session.current().project;
      const state = readStudyState(db);
      const parts = required(adaptParts(db, state, session.dependencies.versions), 'a split and a base model');
      return { jobId: startPhase(session, 'adapt', { parts }, state.study.adaptation.seed) };
    },
    'adapt.losses'() {
      const { db } = session.current().project;
      const latest = listJobs(db).findLast((job) => job.kind === 'adapt');
      return latest === undefined ? [] : z.array(lossPointSchema).parse(listLossPoints(db, latest.id));
    },
    'adapt.current'() {
      const adapter = findStudyState(session.current().project.db)?.adapter ?? null;
      if (adapter === null) return null;
      const { bestEpoch } = z.object({ bestEpoch: z.int() }).parse(adapter.metadata);
      const { id, sha256, byteLength, createdAt } = adapter;
      return { id, sha256, sizeBytes: byteLength, bestEpoch, createdAt };
    },
  };
}
