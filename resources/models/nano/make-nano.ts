import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTrainer } from '../../../electron/core/trainer/trainer.ts';
import type { Trainer } from '../../../electron/core/trainer/training-types.ts';
import { defaultInstruction, plainPrompt } from '../../../shared/domain/prompt.ts';
import { commonWords } from './corpus/common-words.ts';
import type { CorpusSample } from './corpus/interview.ts';
import { drawInterview } from './corpus/interview.ts';
import { drawPortrait } from './corpus/portraits.ts';
import { initialWeights } from './model/initial-weights.ts';
import { writeModel } from './model/model-file.ts';
import { nanoShape } from './model/model-shape.ts';
import { tokenMeanings } from './model/token-meanings.ts';
import { nanoParts } from './nano-plan.ts';
import { createRandom } from './random.ts';
import { createEncoder } from './tokenizer/tokenizer.ts';
import type { Vocabulary } from './tokenizer/tokenizer.ts';
import { trainVocabulary } from './tokenizer/train-vocabulary.ts';
import type { PackingOptions } from './training/pack-interviews.ts';
import { scoreReading } from './training/reading-score.ts';
import type { TrainingPlan } from './training/schedule.ts';
import { learningRateAt } from './training/schedule.ts';
import type { StepReport } from './training/train-model.ts';
import { trainStep } from './training/train-model.ts';

/** Streams of the seed that are not interviews of the training. */
const vocabularyStream = 0;
const weightStream = 1;
const meaningStream = 0x20000000;

interface Flags {
  readonly threads: number;
  readonly minutes: number;
  readonly out: string;
}

function readFlags(): Flags {
  const { values } = parseArgs({
    options: {
      threads: { type: 'string', default: '2' },
      minutes: { type: 'string', default: 'Infinity' },
      out: { type: 'string', default: join(import.meta.dirname, '..', 'pilotlight-nano.gguf') },
    },
  });
  return {
    threads: Number(values.threads),
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

/** Texts from which the first meanings of tokens are taken. */
function drawMeaningful(plan: TrainingPlan): CorpusSample[] {
  return Array.from({ length: 1500 }, (_, index) =>
    drawPortrait(createRandom(plan.seed, meaningStream + index), 8, 1, 1),
  ).flat();
}

interface Paths {
  readonly start: string;
  readonly state: string;
  readonly progress: string;
}

interface Progress {
  readonly part: number;
  readonly step: number;
}

/** Trains until the parts or the time are over and leaves a checkpoint. Returns whether everything is done. */
function train(trainer: Trainer, options: PackingOptions, flags: Flags, paths: Paths): boolean {
  const began = performance.now();
  const from = resume(trainer, paths);
  for (const [part, { plan, steps }] of nanoParts.entries()) {
    if (part < from.part) continue;
    let sum = noSum;
    for (let step = part === from.part ? from.step : 0; step < steps;) {
      if (performance.now() - began > flags.minutes * 60_000) {
        save(trainer, { part, step }, paths);
        return false;
      }
      const done = trainStep(trainer, plan, options, step);
      step++;
      sum = addReport(sum, done);
      if (step % reportEvery === 0) {
        printReport(sum, `part ${part + 1} step ${step}/${steps} rate ${learningRateAt(plan, step).toExponential(2)}`);
        sum = noSum;
      }
      if (step % saveEvery === 0 || step === steps) save(trainer, { part, step }, paths);
      if (step % scoreEvery === 0) printScores(trainer, options);
    }
  }
  return true;
}

const reportEvery = 50;
const saveEvery = 500;
const scoreEvery = 1500;

/** Sums of the reports of some steps. */
type ReportSum = Pick<StepReport, 'tokens' | 'answerLoss' | 'otherLoss' | 'leaning'> & { readonly began: number };

const noSum: ReportSum = { tokens: 0, answerLoss: 0, otherLoss: 0, leaning: 0, began: 0 };

function addReport(sum: ReportSum, done: StepReport): ReportSum {
  return {
    tokens: sum.tokens + done.tokens,
    answerLoss: sum.answerLoss + done.answerLoss / reportEvery,
    otherLoss: sum.otherLoss + done.otherLoss / reportEvery,
    leaning: sum.leaning + done.leaning / reportEvery,
    began: sum.began === 0 ? performance.now() : sum.began,
  };
}

function printReport(sum: ReportSum, where: string): void {
  const rate = (1000 * sum.tokens) / (performance.now() - sum.began);
  console.log(
    `${where} loss ${sum.answerLoss.toFixed(4)} other ${sum.otherLoss.toFixed(4)} leaning ${sum.leaning.toFixed(3)} ${rate.toFixed(0)} tokens/s`,
  );
}

/** Where the last run of the same plans stopped. */
function resume(trainer: Trainer, paths: Paths): Progress {
  const start = { part: 0, step: 0 };
  if (!existsSync(paths.state) || !existsSync(paths.progress)) return start;
  const progress: unknown = JSON.parse(readFileSync(paths.progress, 'utf8'));
  if (typeof progress !== 'object' || progress === null || !('step' in progress) || !('part' in progress)) return start;
  if (!('parts' in progress) || JSON.stringify(progress.parts) !== JSON.stringify(nanoParts)) return start;
  if (typeof progress.step !== 'number' || typeof progress.part !== 'number') return start;
  trainer.restore(readFileSync(paths.state));
  console.log(`resumed in part ${progress.part + 1} at step ${progress.step}`);
  return { part: progress.part, step: progress.step };
}

function save(trainer: Trainer, progress: Progress, paths: Paths): void {
  writeFileSync(`${paths.state}.new`, trainer.checkpoint());
  rmSync(paths.progress, { force: true });
  renameSync(`${paths.state}.new`, paths.state);
  writeFileSync(paths.progress, JSON.stringify({ ...progress, parts: nanoParts }));
}

function printScores(trainer: Trainer, options: PackingOptions): void {
  const { groups, leaning } = scoreReading(
    (sequence) => trainer.evaluate(sequence),
    options,
    nanoParts[0].plan.seed,
    150,
  );
  console.log(
    `leaning                n ${String(leaning.samples).padStart(4)} spread ${leaning.spread.toFixed(4)} slope ${leaning.slope.toFixed(3)} correlation ${leaning.correlation.toFixed(3)}`,
  );
  for (const [name, score] of groups) {
    const { samples, accuracy, chance, crossEntropy, floor, meanMass, leastMass } = score;
    console.log(
      `${name.padEnd(22)} n ${String(samples).padStart(4)} accuracy ${accuracy.toFixed(3)} (chance ${chance.toFixed(3)}) ` +
        `cross-entropy ${crossEntropy.toFixed(3)} (floor ${floor.toFixed(3)}) mass ${meanMass.toFixed(4)} (least ${leastMass.toFixed(4)})`,
    );
  }
}

function main(): void {
  const flags = readFlags();
  const { plan } = nanoParts[0];
  mkdirSync(dirname(flags.out), { recursive: true });
  const paths: Paths = {
    start: `${flags.out}.start`,
    state: `${flags.out}.state`,
    progress: `${flags.out}.progress.json`,
  };
  const vocabulary = makeVocabulary(plan);
  const encode = createEncoder(vocabulary);
  const meanings = tokenMeanings(drawMeaningful(plan), encode, nanoShape.vocabulary);
  const weights = initialWeights(createRandom(plan.seed, weightStream), nanoShape, vocabulary, meanings);
  writeModel(paths.start, nanoShape, vocabulary, weights, 'f32');
  const options: PackingOptions = {
    encode,
    width: plan.fullWidth,
    textWeight: plan.textWeight,
    optionWeight: plan.optionWeight,
    hintWeight: 0,
    textFrom: encode(`${defaultInstruction}\n\n`).length,
  };
  using trainer = createTrainer({
    modelPath: paths.start,
    threads: flags.threads,
    mode: { kind: 'full' },
    transposed: 'bf16',
  });
  const finished = train(trainer, options, flags, paths);
  printScores(trainer, options);
  const trained = new Map([...trainer.weights()].map(([name, { values }]) => [name, values]));
  writeModel(flags.out, nanoShape, vocabulary, trained, 'f32');
  console.log(finished ? `${flags.out} is done` : `${flags.out} is not done: the same command goes on`);
  rmSync(paths.start);
  if (finished) for (const path of [paths.state, paths.progress]) rmSync(path);
}

main();
