import type { LossPoint } from '../../../shared/contract/adapt.ts';
import type { AdaptationSettings } from '../../../shared/domain/study.ts';
import { throwIfAborted } from '../../../shared/errors.ts';
import type { Client } from '../../../shared/rpc/define.ts';
import { createRandom } from '../../../shared/statistics/random.ts';
import type { trainerContract } from '../trainer/trainer-contract.ts';
import type { TrainingSequence } from './pack-examples.ts';
import type { TrainingState } from './training-state.ts';

export interface TrainingOptions {
  readonly trainer: Client<typeof trainerContract>;
  readonly settings: AdaptationSettings;
  /** Sequences per respondent of pilot-train and pilot-validation. */
  readonly train: readonly (readonly TrainingSequence[])[];
  readonly validation: readonly (readonly TrainingSequence[])[];
  /** Null to begin; otherwise training goes on after it (the trainer has been opened with its state). */
  readonly state: TrainingState | null;
  readonly selfChecks: TrainingState['selfChecks'];
  readonly provenance: Readonly<Record<string, string | number>>;
  readonly signal: AbortSignal;
  readonly onPoint: (point: LossPoint, answers: number) => void;
  /** `tokens`: computed in this step, forward and backward. */
  readonly onStep: (
    step: number,
    steps: number,
    facts: { readonly tokens: number; readonly memoryBytes: number },
  ) => void;
  /** Asked after each step; a true answer makes a checkpoint. */
  readonly checkpointDue: () => boolean;
  readonly saveState: (state: TrainingState) => void;
}

export interface TrainedAdapter {
  readonly adapter: Uint8Array;
  readonly bestEpoch: number;
  readonly bestLoss: number;
  readonly epochs: number;
  readonly stoppedEarly: boolean;
}

type Progress = Omit<TrainingState, 'format' | 'trainer'>;

/**
 * Trains over shuffled epochs and keeps the adapter of the epoch with the lowest pilot-validation loss. The order of the
 * respondents and the learning rate depend on seed and step alone, so a resumed training equals an uninterrupted one.
 */
export async function trainAdapter(options: TrainingOptions): Promise<TrainedAdapter> {
  const { settings, train, signal } = options;
  const stepsPerEpoch = Math.ceil(train.length / settings.batch);
  const steps = stepsPerEpoch * settings.epochs;
  const progress: Progress = options.state ?? {
    step: 0,
    epochsChecked: 0,
    best: null,
    epochsWithoutGain: 0,
    selfChecks: options.selfChecks,
  };
  let state: Progress = progress;
  const save = async (): Promise<void> => {
    const trainer = await options.trainer.call('trainer.checkpoint', {}, { signal });
    options.saveState({ format: 1, ...state, trainer });
  };
  if (options.state === null) {
    await validate(options, 0, 0);
    await save();
  }
  while (state.step < steps && !shouldStop(state, settings)) {
    throwIfAborted(signal);
    const epoch = Math.floor(state.step / stepsPerEpoch);
    const facts = await trainStep(options, { step: state.step, epoch, stepsPerEpoch, steps });
    state = { ...state, step: state.step + 1 };
    options.onStep(state.step, steps, facts);
    if (state.step % stepsPerEpoch === 0) {
      state = await checkEpoch(options, state, epoch + 1);
      await save();
    } else if (options.checkpointDue()) await save();
  }
  const { best, epochsChecked } = state;
  if (best === null) throw new Error('A training without epochs has no adapter.');
  const stoppedEarly = state.step < steps;
  return { adapter: best.adapter, bestEpoch: best.epoch, bestLoss: best.loss, epochs: epochsChecked, stoppedEarly };
}

function shouldStop(state: Progress, settings: AdaptationSettings): boolean {
  return settings.patience > 0 && state.epochsWithoutGain >= settings.patience;
}

interface StepPlace {
  readonly step: number;
  readonly epoch: number;
  readonly stepsPerEpoch: number;
  readonly steps: number;
}

async function trainStep(
  options: TrainingOptions,
  { step, epoch, stepsPerEpoch, steps }: StepPlace,
): Promise<{ tokens: number; memoryBytes: number }> {
  const { settings, train, trainer, signal } = options;
  const order = createRandom(settings.seed, 'epoch', epoch).shuffle(train.map((_, index) => index));
  const start = (step % stepsPerEpoch) * settings.batch;
  const sequences = order.slice(start, start + settings.batch).flatMap((index) => train[index] ?? []);
  const answers = countAnswers(sequences);
  const weighted = sequences.map(({ packed }) => ({
    ...packed,
    targets: packed.targets.map((target) => ({ ...target, weight: target.weight / answers })),
  }));
  const input = {
    sequences: weighted,
    learningRate: learningRateAt(settings, step, steps),
    weightDecay: settings.weightDecay,
    clipNorm: settings.clipNorm,
  };
  const { loss, memoryBytes } = await trainer.call('trainer.step', input, { signal });
  options.onPoint({ step: step + 1, epoch: (step + 1) / stepsPerEpoch, part: 'pilot-train', loss }, answers);
  return { tokens: sequences.reduce((sum, { packed }) => sum + packed.tokens.length, 0), memoryBytes };
}

/** Linear rise over the warm-up steps, then a cosine down to a tenth. `step` counts from 0. */
export function learningRateAt(settings: AdaptationSettings, step: number, steps: number): number {
  const warmup = Math.max(1, Math.round(settings.warmup * steps));
  if (step < warmup) return (settings.learningRate * (step + 1)) / warmup;
  const along = (step - warmup) / Math.max(1, steps - warmup);
  return settings.learningRate * (0.1 + 0.9 * 0.5 * (1 + Math.cos(Math.PI * along)));
}

function countAnswers(sequences: readonly TrainingSequence[]): number {
  return Math.max(
    1,
    sequences.reduce((sum, sequence) => sum + sequence.answers, 0),
  );
}

/** Mean loss per answer on pilot-validation. */
async function validate(options: TrainingOptions, step: number, epoch: number): Promise<number> {
  const sequences = options.validation.flat();
  const input = { sequences: sequences.map(({ packed }) => packed) };
  const results = await options.trainer.call('trainer.evaluate', input, { signal: options.signal });
  const answers = countAnswers(sequences);
  const loss = results.reduce((sum, result) => sum + result.loss, 0) / answers;
  options.onPoint({ step, epoch, part: 'pilot-validation', loss }, answers);
  return loss;
}

async function checkEpoch(options: TrainingOptions, state: Progress, epoch: number): Promise<Progress> {
  const loss = await validate(options, state.step, epoch);
  if (state.best !== null && loss >= state.best.loss) {
    return { ...state, epochsChecked: epoch, epochsWithoutGain: state.epochsWithoutGain + 1 };
  }
  const metadata = { ...options.provenance, 'pilotlight.epoch': epoch, 'pilotlight.validation_loss': loss };
  const adapter = await options.trainer.call('trainer.adapter', { metadata }, { signal: options.signal });
  return { ...state, epochsChecked: epoch, epochsWithoutGain: 0, best: { epoch, loss, adapter } };
}
