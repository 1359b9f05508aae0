import type { PackedSequence, SequenceResult } from '../../../../electron/core/trainer/training-types.ts';
import type { CorpusSample } from '../corpus/interview.ts';
import { drawInterview } from '../corpus/interview.ts';
import { createRandom } from '../random.ts';
import type { PackingOptions } from './pack-interviews.ts';
import { fitInterview, packInterviews } from './pack-interviews.ts';

/** How well one group of held-out samples is answered. */
export interface GroupScore {
  readonly samples: number;
  /** Share of samples whose most probable letter is a most probable answer. */
  readonly accuracy: number;
  /** Mean of 1 / number of options. */
  readonly chance: number;
  /** Mean cross-entropy against the true distribution of the answers, in nats. */
  readonly crossEntropy: number;
  /** Mean entropy of the true distribution: the least cross-entropy there can be. */
  readonly floor: number;
  /** Mean and least probability of all offered letters together. */
  readonly meanMass: number;
  readonly leastMass: number;
}

/** Streams from here on are never used for training. */
const heldOutStream = 0x40000000;

interface Answered {
  readonly group: string;
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
}

/** Scores on interviews that are not in training, by kind of item and where its answer comes from. */
export function scoreReading(
  evaluate: (sequence: PackedSequence) => SequenceResult,
  options: PackingOptions,
  seed: number,
  interviews: number,
): Map<string, GroupScore> {
  const groups = new Map<string, Answered[]>();
  for (let index = 0; index < interviews; index++) {
    const drawn = drawInterview(createRandom(seed, heldOutStream + index), 12, 1);
    for (const answered of answerInterview(evaluate, options, drawn)) {
      groups.set(answered.group, [...(groups.get(answered.group) ?? []), answered]);
    }
  }
  return new Map([...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, all]) => [name, summarise(all)]));
}

function answerInterview(
  evaluate: (sequence: PackedSequence) => SequenceResult,
  options: PackingOptions,
  drawn: readonly CorpusSample[],
): Answered[] {
  const fitted = fitInterview(drawn, options);
  if (fitted.samples.length === 0) return [];
  // Every offered letter is asked for; only the probabilities matter here.
  const asked = fitted.samples.map((sample) => ({ ...sample, probabilities: sample.probabilities.map(() => 1) }));
  const { sequence } = packInterviews([{ ...fitted, samples: asked }], { ...options, textWeight: 0, optionWeight: 0 });
  const { probabilities } = evaluate(sequence);
  let next = 0;
  return fitted.samples.map((sample) => {
    const predicted = sample.probabilities.map(() => probabilities[next++] ?? 0);
    return { group: `${sample.kind} ${sample.source}`, truth: sample.probabilities, predicted };
  });
}

function summarise(all: readonly Answered[]): GroupScore {
  const mean = (value: (answered: Answered) => number): number =>
    all.reduce((sum, one) => sum + value(one), 0) / all.length;
  const mass = (one: Answered): number => one.predicted.reduce((sum, p) => sum + p, 0);
  return {
    samples: all.length,
    accuracy: mean((one) =>
      one.truth[one.predicted.indexOf(Math.max(...one.predicted))] === Math.max(...one.truth) ? 1 : 0,
    ),
    chance: mean((one) => 1 / one.truth.length),
    crossEntropy: mean((one) => crossEntropy(one.truth, one.predicted)),
    floor: mean((one) => crossEntropy(one.truth, one.truth)),
    meanMass: mean(mass),
    leastMass: Math.min(...all.map(mass)),
  };
}

function crossEntropy(truth: readonly number[], predicted: readonly number[]): number {
  return truth.reduce((sum, p, index) => sum - (p > 0 ? p * Math.log(Math.max(predicted[index] ?? 0, 1e-12)) : 0), 0);
}
