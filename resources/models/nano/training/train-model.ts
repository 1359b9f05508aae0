import type { Trainer } from '../../../../electron/core/trainer/training-types.ts';
import { drawDrills } from '../corpus/drills.ts';
import type { CorpusSample } from '../corpus/interview.ts';
import { drawInterview } from '../corpus/interview.ts';
import { drawPortrait } from '../corpus/portraits.ts';
import type { Random } from '../random.ts';
import { createRandom } from '../random.ts';
import type { PackedInterviews, PackingOptions } from './pack-interviews.ts';
import { fitInterview, leanTokens, packInterviews } from './pack-interviews.ts';
import type { TrainingPlan } from './schedule.ts';
import {
  difficultyAt,
  drillChanceAt,
  evenlyAt,
  learningRateAt,
  optionWeightAt,
  portraitChanceAt,
  widthAt,
} from './schedule.ts';

export interface StepReport {
  readonly step: number;
  /** Tokens computed in this step. */
  readonly tokens: number;
  /** Mean loss per answer of this step, in nats; text is not part of it. */
  readonly answerLoss: number;
  /** Mean loss per unit of weight of everything else that is predicted. */
  readonly otherLoss: number;
  readonly gradientNorm: number;
  /** Correlation of the leaning that hints state with the one predicted, or 0 where a step has none. */
  readonly leaning: number;
}

/** Interviews drawn for one item less than they can hold: enough that a row is nearly always full. */
const itemsPerInterview = 14;
const answersPerSequence = 20;
/** Streams 0 … 15 belong to the vocabulary and the initial weights. */
const firstTrainingStream = 16;

/** The packed sequence number `index` of a step; depends on nothing but its arguments. */
export function drawSequence(
  plan: TrainingPlan,
  options: PackingOptions,
  step: number,
  index: number,
): PackedInterviews {
  const random = createRandom(plan.seed, firstTrainingStream + step * plan.sequencesPerStep + index);
  const width = widthAt(plan, step);
  const fitting = {
    ...options,
    width,
    optionWeight: optionWeightAt(plan, step),
    hintWeight: evenlyAt(plan.hintWeight, plan, step),
  };
  const interviews = Array.from({ length: Math.floor(plan.tokensPerSequence / width) }, () =>
    fitInterview(drawText(random, plan, step), fitting),
  );
  return packInterviews(
    interviews.filter(({ samples }) => samples.length > 0),
    fitting,
  );
}

function drawText(random: Random, plan: TrainingPlan, step: number): CorpusSample[] {
  const difficulty = difficultyAt(plan, step);
  const strength = evenlyAt(plan.strength, plan, step);
  if (random.chance(portraitChanceAt(plan, step))) return drawPortrait(random, itemsPerInterview, difficulty, strength);
  const hardness = Math.min(1, (2 * step) / Math.max(1, plan.drillShare * plan.steps));
  return random.chance(drillChanceAt(plan, step))
    ? drawDrills(random, itemsPerInterview, hardness)
    : drawInterview(random, itemsPerInterview, difficulty, strength);
}

/** One optimiser step of the plan. */
export function trainStep(trainer: Trainer, plan: TrainingPlan, options: PackingOptions, step: number): StepReport {
  let tokens = 0;
  const answers = { weight: 0, loss: 0 };
  const others = { weight: 0, loss: 0 };
  const leaning = { truth: 0, both: 0, predicted: 0 };
  for (let index = 0; index < plan.sequencesPerStep; index++) {
    const { sequence, answerTargets } = drawSequence(plan, options, step, index);
    // Dividing by a typical number of answers keeps the gradient near length 1.
    const targets = sequence.targets.map((target) => ({
      ...target,
      weight: target.weight / (answersPerSequence * plan.sequencesPerStep),
    }));
    const { probabilities } = trainer.accumulate({ ...sequence, targets });
    tokens += sequence.tokens.length;
    sequence.targets.forEach((down, position) => {
      const up = sequence.targets[position + 1];
      if (down.token !== leanTokens[0] || up?.token !== leanTokens[1]) return;
      const truth = up.weight / (down.weight + up.weight) - 0.5;
      const [pDown, pUp] = [probabilities[position] ?? 0, probabilities[position + 1] ?? 0];
      const predicted = pUp / Math.max(1e-12, pDown + pUp) - 0.5;
      leaning.truth += truth ** 2;
      leaning.both += truth * predicted;
      leaning.predicted += predicted ** 2;
    });
    sequence.targets.forEach(({ weight }, position) => {
      const surprise = -weight * Math.log(Math.max(probabilities[position] ?? 0, 1e-12));
      const sum = position < answerTargets ? answers : others;
      sum.weight += weight;
      sum.loss += surprise;
    });
  }
  const { gradientNorm } = trainer.step({
    learningRate: learningRateAt(plan, step),
    beta1: 0.9,
    beta2: 0.98,
    epsilon: 1e-8,
    weightDecay: plan.weightDecay,
    clipNorm: plan.clipNorm,
  });
  return {
    step,
    tokens,
    answerLoss: mean(answers),
    otherLoss: mean(others),
    gradientNorm,
    leaning: leaning.both / Math.max(1e-12, Math.sqrt(leaning.truth * leaning.predicted)),
  };
}

function mean(sum: { readonly weight: number; readonly loss: number }): number {
  return sum.weight > 0 ? sum.loss / sum.weight : 0;
}
