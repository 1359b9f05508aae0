import { z } from 'zod';
import type { LossPoint } from '../../../shared/contract/adapt.ts';
import { makeCanaries } from '../../../shared/domain/canaries.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { Part } from '../../../shared/domain/split.ts';
import { refuseOverlap } from '../../../shared/domain/split.ts';
import type { AdaptationSettings } from '../../../shared/domain/study.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { nothingToLearn, selfCheckFailed } from '../../../shared/messages.ts';
import { writeTransaction } from '../database/read-write-db.ts';
import { insertAdapter } from '../database/repositories/adapters.ts';
import { readAnswers } from '../database/repositories/cells.ts';
import { deleteCheckpoint, readCheckpointBytes, saveCheckpoint } from '../database/repositories/checkpoints.ts';
import { listJobs } from '../database/repositories/jobs.ts';
import { deleteLossPointsAfter, saveLossPoints } from '../database/repositories/loss-points.ts';
import { readRowsInParts } from '../database/repositories/splits.ts';
import { engineContract } from '../engine/engine-contract.ts';
import { engineSettings } from '../engine-settings.ts';
import { startHost } from '../host-process.ts';
import { adaptParts, fingerprintOf } from '../operations/phase-parts.ts';
import { readStudyState, required } from '../operations/study-state.ts';
import type { StudyState } from '../operations/study-state.ts';
import { trainerContract } from '../trainer/trainer-contract.ts';
import { finishPhase } from './finish-phase.ts';
import { forwardTolerance, relativeDifference } from './forward-check.ts';
import type { JobContext } from './job-context.ts';
import { defineJob } from './job-context.ts';
import type { Example, TrainingSequence } from './pack-examples.ts';
import { packExamples } from './pack-examples.ts';
import { phaseInputSchema } from './phase-input.ts';
import { requireModelFile } from './require-model.ts';
import { requireUnchanged } from './require-unchanged.ts';
import type { TrainedAdapter, TrainingOptions } from './train-adapter.ts';
import { trainAdapter } from './train-adapter.ts';
import { trainingPrompts } from './training-examples.ts';
import type { Respondent } from './simulate-respondents.ts';
import { packTrainingState, unpackTrainingState } from './training-state.ts';
import type { TrainingState } from './training-state.ts';

/** A checkpoint is written when this much time has passed, in milliseconds, and after every epoch. */
const checkpointInterval = 15_000;
/** Largest relative difference of a gradient from finite differences. */
const gradientTolerance = 5e-2;

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
    const prepared = await prepare(context, state, await requireModelFile(model, context.signal));
    const saved = readCheckpointBytes(context.db, context.jobId);
    const resumed = saved === undefined ? null : unpackTrainingState(saved);
    const { trained, info, selfChecks } = await runTraining(context, state, prepared, resumed, parts);
    const { adaptation } = state.study;
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

interface Prepared {
  readonly modelPath: string;
  readonly train: TrainingSequence[][];
  readonly validation: TrainingSequence[][];
  /** Tokens of one prompt and llama.cpp's logits after each of them, for the forward check. */
  readonly reference: { readonly tokens: number[]; readonly logits: Float32Array[] };
}

/** Turns the pilot into tokens in the engine, which then leaves, so that it does not compete with the training. */
async function prepare(context: JobContext, state: StudyState, modelPath: string): Promise<Prepared> {
  const { dependencies, signal } = context;
  context.report({ phase: 'Preparing the training examples', done: 0, total: 2, unit: 'parts' });
  await using engine = startHost(dependencies.spawnHost, 'engine', engineContract, signal);
  await engine.client.call('engine.open', engineSettings(dependencies, modelPath, null), { signal });
  const tokenize = async (part: Part): Promise<Example[][]> => {
    const people = pilotRespondents(context, state, part);
    const answered = [...people, ...(part === 'pilot-train' ? plantedIn(people, state) : [])].map((respondent) =>
      trainingPrompts(state.study.codebook, state.study.prompt, respondent),
    );
    const prompts = answered
      .flat()
      .map(({ prompt: { system, user, answers } }) => ({ system, user, answers: [...answers] }));
    const tokens = await engine.client.call('engine.tokenize', { prompts }, { signal });
    let next = 0;
    return answered.map((examples) =>
      examples.flatMap(({ answer }) => {
        const found = tokens[next++];
        return found === undefined ? [] : [{ prompt: found.prompt, answer: found.answers[answer] ?? [] }];
      }),
    );
  };
  const learned = await tokenize('pilot-train');
  context.report({ phase: 'Preparing the training examples', done: 1, total: 2, unit: 'parts' });
  const validation = await tokenize('pilot-validation');
  const first = learned.flat()[0];
  if (first === undefined) throw new PilotlightError('data-invalid', nothingToLearn('pilot-train'));
  if (validation.flat().length === 0) throw new PilotlightError('data-invalid', nothingToLearn('pilot-validation'));
  const tokens = first.prompt.slice(0, 64);
  const logits = await engine.client.call('engine.logits', { tokens }, { signal });
  context.report({ phase: 'Preparing the training examples', done: 2, total: 2, unit: 'parts' });
  return {
    modelPath,
    train: learned.map(packExamples),
    validation: validation.map(packExamples),
    reference: { tokens, logits },
  };
}

function pilotRespondents(context: JobContext, state: StudyState, part: Part): ReturnType<typeof readAnswers> {
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

async function runTraining(
  context: JobContext,
  state: StudyState,
  prepared: Prepared,
  resumed: TrainingState | null,
  parts: Readonly<Record<string, string>>,
): Promise<{
  trained: TrainedAdapter;
  info: { trainableParameters: number };
  selfChecks: TrainingState['selfChecks'];
}> {
  const { dependencies, signal, db, jobId } = context;
  const settings = state.study.adaptation;
  await using host = startHost(dependencies.spawnHost, 'trainer', trainerContract, signal);
  const info = await host.client.call(
    'trainer.open',
    {
      modelPath: prepared.modelPath,
      threads: dependencies.threads,
      rank: settings.rank,
      alpha: settings.alpha,
      seed: settings.seed,
      checkpoint: resumed?.trainer ?? null,
    },
    { signal },
  );
  const selfChecks = resumed?.selfChecks ?? (await checkTrainer(context, prepared, host.client));
  if (resumed === null) writeTransaction(db, ['loss-points'], (write) => deleteLossPointsAfter(write, jobId, -1));
  else writeTransaction(db, ['loss-points'], (write) => deleteLossPointsAfter(write, jobId, resumed.step));
  const time = (): number => dependencies.clock().getTime();
  let savedAt = time();
  const onStep = reportSteps(context, resumed?.step ?? 0, totalSteps(prepared, settings));
  const trained = await trainAdapter({
    trainer: host.client,
    settings,
    train: prepared.train,
    validation: prepared.validation,
    state: resumed,
    selfChecks,
    provenance: {
      'pilotlight.training': fingerprintOf(parts),
      'pilotlight.rank': settings.rank,
      'pilotlight.seed': settings.seed,
    },
    signal,
    onPoint: (point, answers) => savePoint(context, point, answers),
    onStep,
    checkpointDue: () => time() - savedAt >= checkpointInterval,
    saveState: (training) => {
      const savedNow = dependencies.clock().toISOString();
      const bytes = packTrainingState(training);
      writeTransaction(db, ['checkpoints'], (write) =>
        saveCheckpoint(write, { jobId, step: training.step, bytes, savedAt: savedNow }),
      );
      savedAt = time();
    },
  });
  return { trained, info, selfChecks };
}

function totalSteps({ train }: Prepared, { batch, epochs }: AdaptationSettings): number {
  return Math.ceil(train.length / batch) * epochs;
}

/** Tells how many steps are done, from the first one of this process on, with its tokens and memory. */
function reportSteps({ report }: JobContext, begun: number, steps: number): TrainingOptions['onStep'] {
  const phase = { phase: 'Adapting the model', unit: 'steps' };
  let tokens = 0;
  report({ ...phase, done: begun, total: steps, tokens });
  return (done, total, step) => {
    tokens += step.tokens;
    report({ ...phase, done, total, tokens, memoryBytes: step.memoryBytes });
  };
}

function savePoint(context: JobContext, point: LossPoint, answers: number): void {
  const at = context.dependencies.clock().toISOString();
  writeTransaction(context.db, ['loss-points'], (write) =>
    saveLossPoints(write, context.jobId, [{ ...point, tokens: answers, at }]),
  );
}

/** Compares the training graph with llama.cpp and its gradient with finite differences, on the user's own model. */
async function checkTrainer(
  context: JobContext,
  { reference, train }: Prepared,
  trainer: ReturnType<typeof startHost<typeof trainerContract>>['client'],
): Promise<TrainingState['selfChecks']> {
  const { signal } = context;
  context.report({ phase: 'Checking the trainer on this model', done: 0, total: 2, unit: 'checks' });
  const own = await trainer.call('trainer.logits', { tokens: reference.tokens }, { signal });
  const forwardDifference = relativeDifference(own, reference.logits);
  if (!(forwardDifference <= forwardTolerance)) {
    throw new PilotlightError(
      'trainer-check-failed',
      selfCheckFailed(
        `its logits differ from those of llama.cpp by ${forwardDifference.toExponential(1)} of the largest`,
      ),
      {
        forwardDifference,
      },
    );
  }
  context.report({ phase: 'Checking the trainer on this model', done: 1, total: 2, unit: 'checks' });
  const sequence = train.flat()[0]?.packed;
  if (sequence === undefined) throw new PilotlightError('data-invalid', nothingToLearn('pilot-train'));
  const { worstRelativeError } = await trainer.call('trainer.checkGradient', { sequence, seed: 1 }, { signal });
  if (!(worstRelativeError <= gradientTolerance)) {
    throw new PilotlightError(
      'trainer-check-failed',
      selfCheckFailed(`its gradient differs from finite differences by ${worstRelativeError.toExponential(1)}`),
      {
        worstRelativeError,
      },
    );
  }
  context.report({ phase: 'Checking the trainer on this model', done: 2, total: 2, unit: 'checks' });
  return { forwardDifference, gradientError: worstRelativeError };
}
