import { z } from 'zod';
import type { LossPoint } from '../../../shared/contract/adapt.ts';
import { makeCanaries } from '../../../shared/domain/canaries.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { UsedPart } from '../../../shared/domain/split.ts';
import { refuseOverlap } from '../../../shared/domain/split.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { insertAdapter } from '../database/repositories/adapters.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { deleteCheckpoint, readCheckpointBytes, saveCheckpoint } from '../database/repositories/checkpoints.ts';
import { listJobs } from '../database/repositories/jobs.ts';
import { deleteLossPointsAfter, saveLossPoints } from '../database/repositories/loss-points.ts';
import { readRowsInParts } from '../database/repositories/splits.ts';
import { adaptParts, fingerprintOf } from '../operations/phase-parts.ts';
import { readStudyState, required } from '../operations/study-state.ts';
import type { StudyState } from '../operations/study-state.ts';
import { finishPhase } from './finish-phase.ts';
import type { JobContext } from './job-context.ts';
import { defineJob } from './job-context.ts';
import { phaseInputSchema } from './phase-input.ts';
import { requireModelFile } from './require-model.ts';
import { requireUnchanged } from './require-unchanged.ts';
import type { Respondent } from './simulate-respondents.ts';
import { packTrainingState, unpackTrainingState } from './training-state.ts';
import type { TrainingState } from './training-state.ts';
import type { TrainingKeeping } from './tune-model.ts';
import { prepareTraining, runTraining } from './tune-model.ts';

/** A checkpoint is written when this much time has passed, in milliseconds, and after every epoch. */
const checkpointInterval = 15_000;
export const adaptOutputSchema = z.object({
  adapterId: z.string(),
  bestEpoch: z.int(),
  epochs: z.int(),
  stoppedEarly: z.boolean(),
  trainableParameters: z.number(),
  /** Human answers in pilot-train. */
  examples: z.int(),
  selfChecks: z.object({ forwardDifference: z.number(), gradientError: z.number() }),
});

/** Fine-tunes a LoRA adapter on pilot-train, early-stopped on pilot-validation. */
export const adaptJob = defineJob({
  kind: 'adapt',
  input: phaseInputSchema,
  async run({ parts }, context) {
    const state = readStudyState(context.db);
    requireUnchanged(parts, adaptParts(context.db, state, context.dependencies.versions));
    const model = required(state.model, 'a base model');
    const people = pilotRespondents(context, state, 'pilot-train');
    const prepared = await prepareTraining(context, {
      codebook: state.study.codebook,
      prompt: state.study.prompt,
      modelPath: await requireModelFile(model, context.signal),
      train: [...people, ...plantedIn(people, state)],
      validation: pilotRespondents(context, state, 'pilot-validation'),
    });
    const saved = readCheckpointBytes(context.db, context.jobId);
    const resumed = saved === undefined ? null : unpackTrainingState(saved);
    const { adaptation } = state.study;
    const keeping = keepingInProject(context, resumed, fingerprintOf(parts));
    const { trained, info, selfChecks } = await runTraining(context, prepared, adaptation, keeping);
    const adapterId = context.dependencies.createId();
    const output = {
      adapterId,
      bestEpoch: trained.bestEpoch,
      epochs: trained.epochs,
      stoppedEarly: trained.stoppedEarly,
      trainableParameters: info.trainableParameters,
      examples: prepared.train.flat().reduce((sum, sequence) => sum + sequence.answers, 0),
      selfChecks,
    };
    const createdAt = context.dependencies.clock().toISOString();
    writeTransaction(context.db, ['adapters', 'phases', 'checkpoints'], (write) => {
      const metadata = { ...output, settings: adaptation };
      insertAdapter(write, {
        id: adapterId,
        modelId: model.id,
        jobId: context.jobId,
        metadata,
        createdAt,
        bytes: trained.adapter,
      });
      // Also those of trainings that were given up: checkpoints hold as much of the pilot as adapters do.
      for (const job of listJobs(write)) if (job.kind === 'adapt') deleteCheckpoint(write, job.id);
      finishPhase(write, context, 'adapt', parts, adapterId);
    });
    return output;
  },
});

function pilotRespondents(context: JobContext, state: StudyState, part: UsedPart): ReturnType<typeof readAnswers> {
  const split = required(state.split, 'a split');
  const dataset = required(state.dataset, 'imported data');
  const rows = readRowsInParts(context.db, split.id, [part]);
  refuseOverlap(
    { name: part, rows },
    { name: 'evaluation', rows: readRowsInParts(context.db, split.id, ['evaluation']) },
  );
  const names = variablesWithRole(state.study.codebook, 'persona', 'treatment', 'belief', 'action').map(
    ({ name }) => name,
  );
  return readAnswers(context.db, dataset.id, names, rows);
}

/** Made-up respondents that are trained on like the others, so that it can be measured what the adapter memorises. */
function plantedIn(people: readonly Respondent[], { study }: StudyState): Respondent[] {
  const { canaries = 0, seed } = study.adaptation;
  const answers = people.map((person) => person.answers);
  return makeCanaries(study.codebook, answers, canaries, seed);
}

/** Points of the loss curve and checkpoints go into the project, so that the training can go on where it stopped. */
function keepingInProject(context: JobContext, resumed: TrainingState | null, fingerprint: string): TrainingKeeping {
  const { dependencies, db, jobId } = context;
  const time = (): number => dependencies.clock().getTime();
  let savedAt = time();
  return {
    fingerprint,
    resumed,
    onStart: () =>
      writeTransaction(db, ['loss-points'], (write) => deleteLossPointsAfter(write, jobId, resumed?.step ?? -1)),
    onPoint: (point, answers) => savePoint(context, point, answers),
    checkpointDue: () => time() - savedAt >= checkpointInterval,
    saveState: (training) => {
      const savedNow = dependencies.clock().toISOString();
      const bytes = packTrainingState(training);
      writeTransaction(db, ['checkpoints'], (write) =>
        saveCheckpoint(write, { jobId, step: training.step, bytes, savedAt: savedNow }),
      );
      savedAt = time();
    },
  };
}

function savePoint(context: JobContext, point: LossPoint, answers: number): void {
  const at = context.dependencies.clock().toISOString();
  writeTransaction(context.db, ['loss-points'], (write) =>
    saveLossPoints(write, context.jobId, [{ ...point, tokens: answers, at }]),
  );
}
