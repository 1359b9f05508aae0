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

/** How far answers that lean on a person's traits do so, over held-out samples. */
export interface LeaningScore {
  readonly samples: number;
  /** Standard deviation of the expected place on the scale (0 to 1) that the generator gives. */
  readonly spread: number;
  /** Slope of the model's expected place on the generator's: 1 if it leans as far, 0 if it does not lean. */
  readonly slope: number;
  /** Correlation of both. */
  readonly correlation: number;
}

/** Streams from here on are never used for training. */
const heldOutStream = 0x40000000;

interface Answered {
  readonly group: string;
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
  readonly places?: readonly number[];
}

/** Scores on interviews that are not in training, by kind of item and where its answer comes from. */
export function scoreReading(
  evaluate: (sequence: PackedSequence) => SequenceResult,
  options: PackingOptions,
  seed: number,
  interviews: number,
): { readonly groups: Map<string, GroupScore>; readonly leaning: LeaningScore } {
  const groups = new Map<string, Answered[]>();
  for (let index = 0; index < interviews; index++) {
    const drawn = drawInterview(createRandom(seed, heldOutStream + index), 12, 1);
    for (const answered of answerInterview(evaluate, options, drawn)) {
      groups.set(answered.group, [...(groups.get(answered.group) ?? []), answered]);
    }
  }
  const leaning = [...groups.values()]
    .flat()
    .flatMap(({ places, truth, predicted }) => (places === undefined ? [] : [{ places, truth, predicted }]));
  return {
    groups: new Map([...groups].sort(([a], [b]) => a.localeCompare(b)).map(([name, all]) => [name, summarise(all)])),
    leaning: scoreLeaning(leaning),
  };
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
  const { sequence } = packInterviews([{ ...fitted, samples: asked }], {
    ...options,
    textWeight: 0,
    optionWeight: 0,
    hintWeight: 0,
  });
  const { probabilities } = evaluate(sequence);
  let next = 0;
  return fitted.samples.map((sample) => {
    const predicted = sample.probabilities.map(() => probabilities[next++] ?? 0);
    return {
      group: `${sample.kind} ${sample.source}`,
      truth: sample.probabilities,
      predicted,
      ...(sample.places === undefined ? {} : { places: sample.places }),
    };
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

/** Leaning of predicted answers, from the places of the options, the generator's probabilities and the model's. */
export function scoreLeaning(
  answered: readonly {
    readonly places: readonly number[];
    readonly truth: readonly number[];
    readonly predicted: readonly number[];
  }[],
): LeaningScore {
  const points = answered.map(
    ({ places, truth, predicted }) => [placeOf(places, truth), placeOf(places, predicted)] as const,
  );
  const mean = (of: (point: readonly [number, number]) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(([truth]) => truth), mean(([, model]) => model)];
  const xx = mean(([truth]) => (truth - x) ** 2);
  const xy = mean(([truth, model]) => (truth - x) * (model - y));
  const yy = mean(([, model]) => (model - y) ** 2);
  return { samples: points.length, spread: Math.sqrt(xx), slope: xy / xx, correlation: xy / Math.sqrt(xx * yy) };
}

/** Expected place of an answer on its scale. */
function placeOf(places: readonly number[], probabilities: readonly number[]): number {
  const total = probabilities.reduce((sum, p) => sum + p, 0);
  return probabilities.reduce((sum, p, index) => sum + p * (places[index] ?? 0), 0) / total;
}
