import type { Codebook } from '../../../shared/domain/codebook.ts';
import type { PromptSettings } from '../../../shared/domain/prompt.ts';
import type { AdaptationSettings } from '../../../shared/domain/study.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { deleteAdapter, insertAdapter } from '../database/repositories/adapters.ts';
import {
  findExperimentCell,
  listUnfinishedCells,
  saveExperimentCell,
} from '../database/repositories/experiment-cells.ts';
import type { JobContext } from './job-context.ts';
import type { Respondent } from './simulate-respondents.ts';
import type { TrainingState } from './training-state.ts';
import { prepareTraining, runTraining } from './tune-model.ts';

/** What the cells of one run share: the trainer is checked on the model once. */
export interface CellMemory {
  selfChecks: TrainingState['selfChecks'] | null;
}

/** A training beside that of the study: which cell it belongs to, who teaches and how. */
export interface CellTraining {
  /** Hash of everything that the cell is computed from. */
  readonly fingerprint: string;
  /** The one under which an earlier version kept the cell, with its adapter where adapters are kept; null without one. */
  readonly earlier?: string | null;
  readonly experiment: string;
  readonly cell: string;
  readonly codebook: Codebook;
  readonly prompt: PromptSettings;
  readonly settings: AdaptationSettings;
  readonly modelId: string;
  readonly modelPath: string;
  readonly train: readonly Respondent[];
  readonly validation: readonly Respondent[];
}

/** Id of the adapter of a cell: the one that an interrupted run or an earlier version has left, or a new one. */
export async function cellAdapter(context: JobContext, work: CellTraining, memory: CellMemory): Promise<string> {
  const { db, dependencies } = context;
  const { fingerprint, earlier = null, experiment, cell, settings, modelId, ...tuning } = work;
  const left = findExperimentCell(db, fingerprint)?.adapterId ?? null;
  if (left !== null) return left;
  const kept = earlier === null ? null : (findExperimentCell(db, earlier)?.adapterId ?? null);
  if (kept !== null && earlier !== null) {
    const begunAt = dependencies.clock().toISOString();
    writeTransaction(db, ['experiments'], (write) => {
      saveExperimentCell(write, { fingerprint: earlier, experiment, cell, adapterId: null, begunAt });
      saveExperimentCell(write, { fingerprint, experiment, cell, adapterId: kept, begunAt });
    });
    return kept;
  }
  const prepared = await prepareTraining(context, tuning);
  const { trained, selfChecks } = await runTraining(context, prepared, settings, {
    fingerprint,
    resumed: null,
    ...(memory.selfChecks === null ? {} : { selfChecks: memory.selfChecks }),
  });
  memory.selfChecks = selfChecks;
  const id = dependencies.createId();
  const createdAt = dependencies.clock().toISOString();
  const { bestEpoch, epochs, stoppedEarly } = trained;
  const metadata = { experiment, cell, bestEpoch, epochs, stoppedEarly, settings };
  writeTransaction(db, ['experiments', 'adapters'], (write) => {
    insertAdapter(write, { id, modelId, jobId: context.jobId, metadata, createdAt, bytes: trained.adapter });
    saveExperimentCell(write, { fingerprint, experiment, cell, adapterId: id, begunAt: createdAt });
  });
  return id;
}

/** Deletes adapters of cells that were cut off and are no longer asked for, of some experiments. */
export function deleteAbandoned(
  { db }: JobContext,
  wanted: ReadonlySet<string>,
  concerns: (experiment: string) => boolean,
): void {
  const abandoned = listUnfinishedCells(db).filter(
    ({ fingerprint, experiment }) => concerns(experiment) && !wanted.has(fingerprint),
  );
  if (abandoned.length === 0) return;
  writeTransaction(db, ['experiments', 'adapters'], (write) => {
    for (const { adapterId, ...cell } of abandoned) {
      saveExperimentCell(write, { ...cell, adapterId: null });
      deleteAdapter(write, adapterId);
    }
  });
}
