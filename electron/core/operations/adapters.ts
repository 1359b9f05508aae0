import { z } from 'zod';
import type { Adapter } from '../../../shared/contract/models.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { adapterOfExperiment, adapterOfOtherModel } from '../../../shared/messages/model-messages.ts';
import type { ReadDb } from '../database/read-write-db.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import type { AdapterRecord } from '../database/repositories/adapters.ts';
import { listAdapters, readAdapter } from '../database/repositories/adapters.ts';
import { listJobs, readJob } from '../database/repositories/jobs.ts';
import { readModel } from '../database/repositories/models.ts';
import { listSimulations } from '../database/repositories/simulations.ts';
import { finishPhase } from '../jobs/finish-phase.ts';
import { phaseInputSchema } from '../jobs/phase-input.ts';
import type { Session } from '../session.ts';
import { trainedSchema } from './adapt-runs.ts';
import { elsewhereParts } from './phase-parts.ts';
import { saveProjectStudy } from './save-study.ts';
import { findStudyState, modelMetadataSchema, readStudyState } from './study-state.ts';

const elsewhereSchema = z.looseObject({ fileName: z.string(), rank: z.int() });
const cellSchema = z.looseObject({ experiment: z.string(), cell: z.string() });

/** Every adapter of the project, the earliest first, with what it was made for and where it is used. */
export function describeAdapters(db: ReadDb): Adapter[] {
  const trainings = listJobs(db).filter(({ kind }) => kind === 'adapt');
  const simulations = listSimulations(db);
  const current = findStudyState(db)?.adapter?.id;
  return listAdapters(db).map((adapter) => {
    const { id, modelId, jobId, sha256, byteLength, metadata, createdAt } = adapter;
    const trained = trainedSchema.safeParse(metadata).data;
    const training = trainings.findIndex((job) => job.id === jobId);
    return {
      id,
      ...nameOf(adapter, training),
      modelId,
      modelName: modelMetadataSchema.parse(readModel(db, modelId).metadata).name,
      jobId,
      sha256,
      sizeBytes: byteLength,
      rank: trained?.settings.rank ?? elsewhereSchema.safeParse(metadata).data?.rank ?? null,
      bestEpoch: trained?.bestEpoch ?? null,
      createdAt,
      isCurrent: id === current,
      simulations: simulations.filter(({ adapterId }) => adapterId === id).length,
    };
  });
}

function nameOf({ jobId, metadata }: AdapterRecord, training: number): Pick<Adapter, 'name' | 'origin'> {
  if (jobId === null) return { name: adapterFileName(metadata), origin: 'elsewhere' };
  const cell = cellSchema.safeParse(metadata).data;
  if (cell !== undefined) return { name: `${cell.experiment}, ${cell.cell}`, origin: 'experiment' };
  return { name: `Adaptation ${training + 1}`, origin: 'training' };
}

/** The name of the file that an adapter made elsewhere was copied from. */
export function adapterFileName(metadata: unknown): string {
  return elsewhereSchema.safeParse(metadata).data?.fileName ?? 'adapter';
}

/**
 * Makes an adapter the one that simulations use. That of a training brings its settings into the study, so that the study
 * says how it was made.
 *
 * @throws PilotlightError `not-found`; `usage` for the adapter of an experiment, and for one made elsewhere of another model
 */
export function useAdapter(session: Session, id: string): void {
  const { db } = session.current().project;
  const adapter = readAdapter(db, id);
  const state = readStudyState(db);
  if (adapter.jobId === null) {
    if (state.model?.id !== adapter.modelId) {
      const { name } = modelMetadataSchema.parse(readModel(db, adapter.modelId).metadata);
      throw new PilotlightError('usage', adapterOfOtherModel(name));
    }
    const parts = elsewhereParts(state.model, adapter);
    writeTransaction(db, ['phases', 'audit'], (write) => finishPhase(write, session, 'adapt', parts, id));
    return;
  }
  if (cellSchema.safeParse(adapter.metadata).success) throw new PilotlightError('usage', adapterOfExperiment());
  const { parts } = phaseInputSchema.parse(readJob(db, adapter.jobId).input);
  const { settings } = trainedSchema.parse(adapter.metadata);
  saveProjectStudy(session, { ...state.study, adaptation: settings });
  writeTransaction(db, ['phases', 'audit'], (write) => finishPhase(write, session, 'adapt', parts, id));
}
