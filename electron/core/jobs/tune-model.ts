import type { LossPoint } from '../../../shared/contract/adapt.ts';
import type { Codebook } from '../../../shared/domain/codebook.ts';
import type { PromptSettings } from '../../../shared/domain/prompt.ts';
import type { AdaptationSettings } from '../../../shared/domain/study.ts';
import { PilotlightError } from '../../../shared/errors.ts';
import { nothingToLearn, selfCheckFailed } from '../../../shared/messages/core-messages.ts';
import { engineContract } from '../engine/engine-contract.ts';
import { engineSettings } from '../engine-settings.ts';
import { startHost } from '../host-process.ts';
import { trainerContract } from '../trainer/trainer-contract.ts';
import { forwardTolerance, relativeDifference } from './forward-check.ts';
import type { JobContext } from './job-context.ts';
import type { Example, TrainingSequence } from './pack-examples.ts';
import { packExamples } from './pack-examples.ts';
import type { Respondent } from './simulate-respondents.ts';
import type { TrainedAdapter, TrainingOptions } from './train-adapter.ts';
import { trainAdapter } from './train-adapter.ts';
import { trainingPrompts } from './training-examples.ts';
import type { TrainingState } from './training-state.ts';

/** Largest relative difference of a gradient from finite differences. */
const gradientTolerance = 5e-2;

/** Who teaches what to which model. */
export interface Tuning {
  readonly codebook: Codebook;
  readonly prompt: PromptSettings;
  readonly modelPath: string;
  readonly train: readonly Respondent[];
  readonly validation: readonly Respondent[];
}

/** What a training keeps while it runs; without the optional parts it keeps nothing and begins anew after an end. */
export interface TrainingKeeping {
  /** Hash of everything that the training rests on. */
  readonly fingerprint: string;
  readonly resumed: TrainingState | null;
  /** Checks of the trainer on the same model. */
  readonly selfChecks?: TrainingState['selfChecks'];
  readonly onStart?: () => void;
  readonly onPoint?: (point: LossPoint, answers: number) => void;
  readonly checkpointDue?: () => boolean;
  readonly saveState?: (state: TrainingState) => void;
}

export interface PreparedTraining {
  readonly modelPath: string;
  readonly train: TrainingSequence[][];
  readonly validation: TrainingSequence[][];
  /** Tokens of one prompt and llama.cpp's logits after each of them, for the forward check. */
  readonly reference: { readonly tokens: number[]; readonly logits: Float32Array[] };
}

/**
 * Turns the pilot into tokens in the engine, which then leaves, so that it does not compete with the training. Throws
 * `data-invalid` where nobody answered anything.
 */
export async function prepareTraining(context: JobContext, tuning: Tuning): Promise<PreparedTraining> {
  const { dependencies, signal } = context;
  const { codebook, prompt: settings, modelPath } = tuning;
  context.report({ phase: 'Preparing the training examples', done: 0, total: 2, unit: 'parts' });
  await using engine = startHost(dependencies.spawnHost, 'engine', engineContract, signal);
  await engine.client.call('engine.open', engineSettings(dependencies, modelPath, null), { signal });
  const tokenize = async (people: readonly Respondent[]): Promise<Example[][]> => {
    const answered = people.map((respondent) => trainingPrompts(codebook, settings, respondent));
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
  const learned = await tokenize(tuning.train);
  context.report({ phase: 'Preparing the training examples', done: 1, total: 2, unit: 'parts' });
  const validation = await tokenize(tuning.validation);
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

/**
 * Trains an adapter over what was prepared, on from a saved state where there is one. The trainer is checked against
 * llama.cpp and finite differences first, unless checks of the same model are handed in.
 */
export async function runTraining(
  context: JobContext,
  prepared: PreparedTraining,
  settings: AdaptationSettings,
  keeping: TrainingKeeping,
): Promise<{
  trained: TrainedAdapter;
  info: { trainableParameters: number };
  selfChecks: TrainingState['selfChecks'];
}> {
  const { dependencies, signal } = context;
  const { resumed } = keeping;
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
  const selfChecks = resumed?.selfChecks ?? keeping.selfChecks ?? (await checkTrainer(context, prepared, host.client));
  keeping.onStart?.();
  const trained = await trainAdapter({
    trainer: host.client,
    settings,
    train: prepared.train,
    validation: prepared.validation,
    state: resumed,
    selfChecks,
    provenance: {
      'pilotlight.training': keeping.fingerprint,
      'pilotlight.rank': settings.rank,
      'pilotlight.seed': settings.seed,
    },
    signal,
    onPoint: (point, answers) => keeping.onPoint?.(point, answers),
    onStep: reportSteps(context, resumed?.step ?? 0, totalSteps(prepared, settings)),
    checkpointDue: () => keeping.checkpointDue?.() ?? false,
    saveState: (training) => keeping.saveState?.(training),
  });
  return { trained, info, selfChecks };
}

function totalSteps({ train }: PreparedTraining, { batch, epochs }: AdaptationSettings): number {
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

/** Compares the training graph with llama.cpp and its gradient with finite differences, on the user's own model. */
async function checkTrainer(
  context: JobContext,
  { reference, train }: PreparedTraining,
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
