import { PilotlightError } from '../../../shared/errors.ts';
import { trainerLibraryUnusable } from '../../../shared/messages/model-messages.ts';
import { blockElements, tensorType } from '../files/gguf/gguf-format.ts';
import { readGguf, type GgufFile } from '../files/gguf/read-gguf.ts';
import { encodeAdapter } from './adapter-file.ts';
import { openBackend, type Backend } from './backend.ts';
import { decodeCheckpoint, encodeCheckpoint, fingerprintTraining } from './checkpoint.ts';
import { findLibraryFolder, openGgml } from './ggml-library.ts';
import { describeModel, type ModelDescription } from './model-description.ts';
import { shrinkModel } from './miniature.ts';
import { createOptimizer } from './optimizer.ts';
import { accessParameters } from './parameters.ts';
import { createSequenceRunner } from './sequence-runner.ts';
import { loadTrainableModel } from './trainable-model.ts';
import { trainedWeights } from './trained-weights.ts';
import type { PackedSequence, Trainer, TrainerOptions, TrainingMode, TransposedFormat } from './training-types.ts';

/**
 * Loads a model and prepares its training.
 * @throws PilotlightError `file-…` and `model-…` for a file that cannot be used, `model-unsupported` for an
 * architecture that is not covered, `trainer-failed` when the native library does not start or memory is short
 */
export function createTrainer(options: TrainerOptions): Trainer {
  const file = readGguf(options.modelPath);
  const description = describeModel(file);
  const folder = options.libraryFolder ?? findLibraryFolder();
  const ggml = openGgml(folder);
  if (options.device === 'best') {
    const gpu = openBackend(ggml, folder, 'gpu', options.threads);
    const trainer = gpu === undefined ? undefined : tryTrainer(gpu, options, file, description);
    if (trainer !== undefined) return trainer;
  }
  const cpu = openBackend(ggml, folder, 'cpu', options.threads);
  if (cpu === undefined) throw new PilotlightError('trainer-failed', trainerLibraryUnusable('no processor device'));
  return createTrainerOn(cpu, options, file, description);
}

/** A trainer if the device computes a whole step, otherwise undefined: it may lack operations or memory. */
function tryTrainer(
  backend: Backend,
  options: TrainerOptions,
  file: GgufFile,
  description: ModelDescription,
): Trainer | undefined {
  using cleanup = new DisposableStack();
  try {
    const trainer = cleanup.use(createTrainerOn(backend, options, file, description));
    const state = trainer.checkpoint();
    trainer.accumulate(plainSequence(new Int32Array(64), 1));
    trainer.restore(state);
    cleanup.move();
    return trainer;
  } catch (error) {
    if (error instanceof PilotlightError && error.code === 'trainer-failed') return undefined;
    throw error;
  }
}

/** Takes over the backend. @param isMiniature whether everything is computed in 32 bits with a smooth loss */
function createTrainerOn(
  backend: Backend,
  options: TrainerOptions,
  file: GgufFile,
  description: ModelDescription,
  isMiniature = false,
): Trainer {
  using cleanup = new DisposableStack();
  cleanup.use(backend);
  const { ggml } = backend;
  const { mode } = options;
  const transposed = chooseFormat(options, backend, file.tensors.get('blk.0.ffn_up.weight')?.type);
  const model = cleanup.use(
    loadTrainableModel(backend, file, description, mode, transposed, isMiniature ? 'f32' : 'stored'),
  );
  const { store } = model;
  const optimizer = cleanup.use(createOptimizer(backend, store));
  const mixed = mode.kind === 'full' && transposed === 'bf16';
  const runner = cleanup.use(createSequenceRunner(backend, model, options, { mixed, smooth: isMiniature }));
  const parameters = accessParameters(backend, store, () => model.refresh());
  const fingerprint = fingerprintTraining(file, mode);
  const owned = cleanup.move();
  return {
    info: {
      architecture: description.architecture,
      layers: description.layers,
      embedding: description.embedding,
      vocabulary: description.vocabulary,
      trainableParameters: model.trainableParameters,
      backend: backend.name,
      threads: options.threads,
      transposed,
      exact: isMiniature || isExact(file, mode, description),
      weightBytes: model.weightBytes,
      stateBytes: store.byteLength,
    },
    parameters,
    logits: (tokens) => runner.logits(plainSequence(Int32Array.from(tokens), 0)),
    evaluate: (sequence) => runner.score(sequence, 'evaluate'),
    accumulate: (sequence) => runner.score(sequence, 'accumulate'),
    step(stepOptions) {
      const result = optimizer.step(stepOptions);
      model.refresh();
      return result;
    },
    checkpoint: () => encodeCheckpoint(ggml, store, optimizer.steps, fingerprint),
    restore(bytes) {
      optimizer.steps = decodeCheckpoint(ggml, store, bytes, fingerprint);
      store.clearGradient();
      model.refresh();
    },
    miniature() {
      const small = shrinkModel(file, description);
      return createTrainerOn(backend.reopen(), { ...options, transposed }, small.file, small.description, true);
    },
    adapter: (metadata) => encodeAdapter(parameters, description.architecture, mode, metadata),
    weights: () => trainedWeights(store, parameters, mode),
    [Symbol.dispose]: () => owned.dispose(),
  };
}

/**
 * Products with weights of fewer bits round what they are multiplied with as well, and gelu comes from a coarse
 * table.
 */
function isExact(file: GgufFile, mode: TrainingMode, { gate }: ModelDescription): boolean {
  const isPlain = mode.kind === 'full' || [...file.tensors.values()].every(({ type }) => type === tensorType.f32);
  return isPlain && gate !== 'geglu';
}

/**
 * bfloat16 where the processor multiplies it natively, which is fastest and accurate; elsewhere the format whose
 * products are fast for weights as they are stored: Q8_0 for quantised models, otherwise 32-bit.
 */
function chooseFormat(options: TrainerOptions, backend: Backend, storedType: number | undefined): TransposedFormat {
  if (options.transposed !== 'auto') return options.transposed;
  if (backend.features.has('AVX512_BF16') || backend.features.has('BF16')) return 'bf16';
  const isQuantised = (blockElements(storedType ?? 0) ?? 1) > 1;
  return isQuantised && options.mode.kind === 'lora' ? 'q8_0' : 'f32';
}

function plainSequence(tokens: Int32Array, weight: number): PackedSequence {
  const targets = Array.from(tokens, (token, index) => ({ index, token, weight }));
  const branches = new Int32Array(tokens.length);
  return { tokens, positions: tokens.map((_, index) => index), branches, parents: Int32Array.of(-1), targets };
}
