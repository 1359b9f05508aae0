import { parseArgs } from 'node:util';
import { createTrainer } from '../../electron/core/trainer/trainer.ts';
import type {
  PackedSequence,
  Target,
  TrainingMode,
  TransposedFormat,
} from '../../electron/core/trainer/training-types.ts';
import { someTokens } from '../support/packed-sequences.ts';
import { benchModelPath } from './make-bench-model.ts';

export interface TrainBenchOptions {
  readonly modelPath: string;
  readonly threads: number;
  readonly mode: TrainingMode;
  readonly transposed: TransposedFormat | 'auto';
  /** Tokens of the sequence: half a persona, then ten items that branch from it, each with one answer to predict. */
  readonly tokens: number;
  readonly repetitions: number;
}

/**
 * Measures training (forward, backward and a step) against the forward pass alone on the same packed sequence: medians
 * of the repetitions, in tokens a second.
 */
export async function benchTrain(options: TrainBenchOptions): Promise<object> {
  const { modelPath, threads, mode, transposed, tokens, repetitions } = options;
  const loading = performance.now();
  using trainer = createTrainer({ modelPath, threads, mode, transposed });
  const loadMilliseconds = performance.now() - loading;
  const sequence = respondent(tokens, trainer.info.vocabulary);
  trainer.evaluate(sequence);
  trainer.accumulate(sequence);
  const forward: number[] = [];
  const training: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    forward.push(milliseconds(() => trainer.evaluate(sequence)));
    training.push(
      milliseconds(() => {
        trainer.accumulate(sequence);
        trainer.step({ learningRate: 1e-5, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 });
      }),
    );
  }
  const forwardRate = (1000 * tokens) / median(forward);
  const trainingRate = (1000 * tokens) / median(training);
  return {
    bench: 'train',
    model: modelPath,
    mode,
    tokens,
    repetitions,
    ...trainer.info,
    loadMilliseconds: Math.round(loadMilliseconds),
    forwardTokensPerSecond: round(forwardRate),
    trainingTokensPerSecond: round(trainingRate),
    ratio: round(trainingRate / forwardRate),
    residentMegabytes: Math.round(process.memoryUsage.rss() / 1e6),
  };
}

function respondent(count: number, vocabulary: number): PackedSequence {
  const items = 10;
  const itemLength = Math.floor(count / 2 / items);
  const prefix = count - items * itemLength;
  const branches = Int32Array.from({ length: count }, (_, index) =>
    index < prefix ? 0 : 1 + Math.floor((index - prefix) / itemLength),
  );
  const positions = Int32Array.from({ length: count }, (_, index) =>
    index < prefix ? index : prefix + ((index - prefix) % itemLength),
  );
  const targets: Target[] = Array.from({ length: items }, (_, item) => ({
    index: prefix + (item + 1) * itemLength - 1,
    token: item,
    weight: 1 / items,
  }));
  const parents = Int32Array.from({ length: items + 1 }, (_, branch) => (branch === 0 ? -1 : 0));
  return { tokens: Int32Array.from(someTokens(count, vocabulary, 1)), positions, branches, parents, targets };
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: benchModelPath },
      threads: { type: 'string', default: '2' },
      tokens: { type: 'string', default: '512' },
      repetitions: { type: 'string', default: '3' },
      rank: { type: 'string', default: '8' },
      layers: { type: 'string' },
      full: { type: 'boolean', default: false },
      f32: { type: 'boolean', default: false },
      q8: { type: 'boolean', default: false },
    },
  });
  const rank = Number(values.rank);
  const layers = values.layers === undefined ? {} : { layers: Number(values.layers) };
  const result = await benchTrain({
    modelPath: values.model,
    threads: Number(values.threads),
    mode: values.full ? { kind: 'full' } : { kind: 'lora', rank, alpha: 2 * rank, seed: 1, ...layers },
    transposed: values.f32 ? 'f32' : values.q8 ? 'q8_0' : 'auto',
    tokens: Number(values.tokens),
    repetitions: Number(values.repetitions),
  });
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
}
