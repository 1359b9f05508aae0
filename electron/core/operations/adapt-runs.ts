import { z } from 'zod';
import type { AdaptRun, AdapterSummary } from '../../../shared/contract/adapt.ts';
import { lossPointSchema } from '../../../shared/contract/adapt.ts';
import { progressSchema } from '../../../shared/contract/jobs.ts';
import { adaptationSettingsSchema } from '../../../shared/domain/study.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import type { AdapterRecord } from '../database/repositories/adapters.ts';
import { listAdapters } from '../database/repositories/adapters.ts';
import { findCheckpoint } from '../database/repositories/checkpoints.ts';
import type { JobRecord } from '../database/repositories/jobs.ts';
import { listJobs } from '../database/repositories/jobs.ts';
import { listLossPoints } from '../database/repositories/loss-points.ts';
import { findStudyState } from './study-state.ts';

/** What is known of an adapter that was trained here. */
export const trainedSchema = z.looseObject({ bestEpoch: z.int(), settings: adaptationSettingsSchema });
const outputSchema = z.object({ stoppedEarly: z.boolean(), trainableParameters: z.number(), examples: z.int() });
const inputSchema = z.looseObject({ settings: adaptationSettingsSchema });

export function summariseAdapter({ id, sha256, byteLength, metadata, createdAt }: AdapterRecord): AdapterSummary {
  return {
    id,
    sha256,
    sizeBytes: byteLength,
    bestEpoch: trainedSchema.safeParse(metadata).data?.bestEpoch ?? null,
    createdAt,
  };
}

/** Every training of the project, latest first. */
export function listAdaptRuns(db: ReadDb): AdaptRun[] {
  const adapters = listAdapters(db);
  const current = findStudyState(db)?.adapter?.id ?? null;
  const runs = listJobs(db).filter(({ kind }) => kind === 'adapt');
  return runs.toReversed().map((job) => {
    const adapter = adapters.findLast(({ jobId }) => jobId === job.id) ?? null;
    return describeRun(db, job, adapter, adapter !== null && adapter.id === current);
  });
}

function describeRun(db: ReadDb, job: JobRecord, adapter: AdapterRecord | null, isCurrent: boolean): AdaptRun {
  const asked = inputSchema.safeParse(job.input).data?.settings;
  const used = adapter === null ? undefined : trainedSchema.safeParse(adapter.metadata).data?.settings;
  const endedEarly = job.state === 'interrupted' || job.state === 'cancelled' || job.state === 'failed';
  return {
    jobId: job.id,
    state: job.state,
    createdAt: job.createdAt,
    endedAt: job.endedAt,
    errorMessage: job.error?.message ?? null,
    settings: used ?? asked ?? null,
    losses: z.array(lossPointSchema).parse(listLossPoints(db, job.id)),
    progress: progressSchema.safeParse(job.progress).data ?? null,
    checkpointStep: endedEarly ? (findCheckpoint(db, job.id)?.step ?? null) : null,
    adapter: adapter === null ? null : summariseAdapter(adapter),
    trained: outputSchema.safeParse(adapter?.metadata).data ?? null,
    isCurrent,
  };
}
