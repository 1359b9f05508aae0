import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTrainer } from '../../../electron/core/trainer/trainer.ts';
import type { Trainer } from '../../../electron/core/trainer/training-types.ts';
import { defaultInstruction, plainPrompt } from '../../../shared/domain/prompt.ts';
import { commonWords } from './corpus/common-words.ts';
import { drawInterview } from './corpus/interview.ts';
import { initialWeights } from './model/initial-weights.ts';
import { writeModel } from './model/model-file.ts';
import { nanoShape } from './model/model-shape.ts';
import { nanoPlan } from './nano-plan.ts';
import { createRandom } from './random.ts';
import { createEncoder } from './tokenizer/tokenizer.ts';
import type { Vocabulary } from './tokenizer/tokenizer.ts';
import { trainVocabulary } from './tokenizer/train-vocabulary.ts';
import type { PackingOptions } from './training/pack-interviews.ts';
import { scoreReading } from './training/reading-score.ts';
import type { TrainingPlan } from './training/schedule.ts';
import { learningRateAt } from './training/schedule.ts';
import { trainStep } from './training/train-model.ts';

/** Streams of the seed that are not interviews of the training. */
const vocabularyStream = 0;
const weightStream = 1;

interface Flags {
  readonly threads: number;
  readonly steps: number;
  readonly minutes: number;
  readonly out: string;
}

function readFlags(): Flags {
  const { values } = parseArgs({
    options: {
      threads: { type: 'string', default: '2' },
      steps: { type: 'string', default: String(nanoPlan.steps) },
      minutes: { type: 'string', default: 'Infinity' },
      out: { type: 'string', default: join(import.meta.dirname, '..', 'pilotlight-nano.gguf') },
    },
  });
  return {
    threads: Number(values.threads),
    steps: Number(values.steps),
    minutes: Number(values.minutes),
    out: values.out,
  };
}

function makeVocabulary(plan: TrainingPlan): Vocabulary {
  const random = createRandom(plan.seed, vocabularyStream);
  const texts = Array.from({ length: 1500 }, () => drawInterview(random, 8, 1)).flatMap((interview) =>
    interview.map((sample) => plainPrompt(sample.prompt)),
  );
  // Common words count a little wherever they are rare, so that unseen questionnaires fall into fewer pieces.
  const words = commonWords.flatMap((word) => Array.from({ length: 60 }, () => ` ${word}`));
  return trainVocabulary([...texts, ...words], nanoShape.vocabulary);
}

interface Paths {
  readonly start: string;
  readonly state: string;
  readonly progress: string;
}

/** Trains until the plan or the time is over and leaves a checkpoint. Returns the number of steps done. */
function train(trainer: Trainer, plan: TrainingPlan, options: PackingOptions, flags: Flags, paths: Paths): number {
  const began = performance.now();
  let step = resume(trainer, plan, paths);
  let tokens = 0;
  let loss = 0;
  let other = 0;
  const report = 50;
  while (step < plan.steps && performance.now() - began < flags.minutes * 60_000) {
    const done = trainStep(trainer, plan, options, step);
    step++;
    tokens += done.tokens;
    loss += done.answerLoss / report;
    other += done.otherLoss / report;
    if (step % report === 0) {
      const seconds = (performance.now() - began) / 1000;
      const rate = learningRateAt(plan, step).toExponential(2);
      console.log(
        `step ${step}/${plan.steps} loss ${loss.toFixed(4)} other ${other.toFixed(4)} norm ${done.gradientNorm.toFixed(2)} rate ${rate} ${(tokens / seconds).toFixed(0)} tokens/s ${seconds.toFixed(0)} s`,
      );
      loss = 0;
      other = 0;
    }
    if (step % 500 === 0) save(trainer, step, plan, paths);
  }
  save(trainer, step, plan, paths);
  return step;
}

function resume(trainer: Trainer, plan: TrainingPlan, paths: Paths): number {
  if (!existsSync(paths.state) || !existsSync(paths.progress)) return 0;
  const progress: unknown = JSON.parse(readFileSync(paths.progress, 'utf8'));
  if (typeof progress !== 'object' || progress === null || !('step' in progress) || !('plan' in progress)) return 0;
  if (JSON.stringify(progress.plan) !== JSON.stringify(plan) || typeof progress.step !== 'number') return 0;
  trainer.restore(readFileSync(paths.state));
  console.log(`resumed at step ${progress.step}`);
  return progress.step;
}

function save(trainer: Trainer, step: number, plan: TrainingPlan, paths: Paths): void {
  writeFileSync(`${paths.state}.new`, trainer.checkpoint());
  rmSync(paths.progress, { force: true });
  renameSync(`${paths.state}.new`, paths.state);
  writeFileSync(paths.progress, JSON.stringify({ step, plan }));
}

function printScores(trainer: Trainer, plan: TrainingPlan, options: PackingOptions): void {
  for (const [name, score] of scoreReading((sequence) => trainer.evaluate(sequence), options, plan.seed, 150)) {
    const { samples, accuracy, chance, crossEntropy, floor, meanMass, leastMass } = score;
    console.log(
      `${name.padEnd(22)} n ${String(samples).padStart(4)} accuracy ${accuracy.toFixed(3)} (chance ${chance.toFixed(3)}) ` +
        `cross-entropy ${crossEntropy.toFixed(3)} (floor ${floor.toFixed(3)}) mass ${meanMass.toFixed(4)} (least ${leastMass.toFixed(4)})`,
    );
  }
}

function main(): void {
  const flags = readFlags();
  const plan: TrainingPlan = { ...nanoPlan, steps: flags.steps };
  mkdirSync(dirname(flags.out), { recursive: true });
  const paths: Paths = {
    start: `${flags.out}.start`,
    state: `${flags.out}.state`,
    progress: `${flags.out}.progress.json`,
  };
  const vocabulary = makeVocabulary(plan);
  const encode = createEncoder(vocabulary);
  const weights = initialWeights(createRandom(plan.seed, weightStream), nanoShape, vocabulary);
  writeModel(paths.start, nanoShape, vocabulary, weights, 'f32');
  const options: PackingOptions = {
    encode,
    width: plan.fullWidth,
    textWeight: plan.textWeight,
    optionWeight: plan.optionWeight,
    textFrom: encode(`${defaultInstruction}\n\n`).length,
  };
  using trainer = createTrainer({
    modelPath: paths.start,
    threads: flags.threads,
    mode: { kind: 'full' },
    transposed: 'bf16',
  });
  const step = train(trainer, plan, options, flags, paths);
  printScores(trainer, plan, options);
  const trained = new Map([...trainer.weights()].map(([name, { values }]) => [name, values]));
  writeModel(flags.out, nanoShape, vocabulary, trained, 'f32');
  console.log(`${flags.out} after ${step} of ${plan.steps} steps`);
  rmSync(paths.start);
  if (step >= plan.steps) for (const path of [paths.state, paths.progress]) rmSync(path);
}

main();
