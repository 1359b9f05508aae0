import { PilotlightError } from '../../../shared/errors.ts';
import { trainerLibraryUnusable } from '../../../shared/messages.ts';
import { readGguf } from '../files/gguf/read-gguf.ts';
import { blockElements } from '../files/gguf/gguf-format.ts';
import { encodeAdapter } from './adapter-file.ts';
import { openBackend, type Backend } from './backend.ts';
import { decodeCheckpoint, encodeCheckpoint, fingerprintTraining } from './checkpoint.ts';
import { findLibraryFolder, openGgml } from './ggml-library.ts';
import { describeModel, type ModelDescription } from './model-description.ts';
import { createOptimizer } from './optimizer.ts';
import { accessParameters } from './parameters.ts';
import { createRecentCache } from './recent-cache.ts';
import { buildSequenceGraph, shapeOf, type GraphPurpose, type SequenceGraph } from './sequence-graph.ts';
import { attentionMask, layOut, type SequenceLayout } from './sequence-layout.ts';
import { readTensor, writeTensor, type Tensor } from './tensor-builder.ts';
import { loadTrainableModel } from './trainable-model.ts';
import { trainedWeights } from './trained-weights.ts';
import type { PackedSequence, SequenceResult, Trainer, TrainerOptions, TransposedFormat } from './training-types.ts';

/** Graphs kept for reuse; each has working memory of its own. */
const keptGraphs = 6;

/**
 * Loads a model and prepares its training.
 * @throws PilotlightError `file-…` and `model-…` for a file that cannot be used, `model-unsupported` for an architecture that is not
 * covered, `trainer-failed` when the native library does not start or memory is short
 */
export function createTrainer(options: TrainerOptions): Trainer {
  const file = readGguf(options.modelPath);
  const description = describeModel(file);
  const folder = options.libraryFolder ?? findLibraryFolder();
  using cleanup = new DisposableStack();
  const backend = cleanup.use(openRequiredBackend(folder, options.threads));
  const { ggml } = backend;
  const transposed = chooseFormat(options, backend, file.tensors.get('blk.0.ffn_up.weight')?.type);
  const model = cleanup.use(loadTrainableModel(backend, file, description, options.mode, transposed));
  const optimizer = cleanup.use(createOptimizer(backend, model.store));
  const graphs = cleanup.use(createRecentCache<SequenceGraph>(keptGraphs));
  const costs = { vocabulary: description.vocabulary, balancedWidth: balancedWidth(description, model.weightBytes) };
  const mixed = options.mode.kind === 'full' && transposed === 'bf16';

  const run = (sequence: PackedSequence, purpose: GraphPurpose): { graph: SequenceGraph; layout: SequenceLayout } => {
    const layout = layOut(sequence, costs);
    const shape = shapeOf(layout);
    const recompute = purpose === 'accumulate' && options.recompute === true;
    const graph = graphs.get(`${purpose} ${Object.values(shape).join(' ')}`, () =>
      buildSequenceGraph(backend, model, shape, { purpose, recompute, mixed: mixed && purpose === 'accumulate' }),
    );
    writeInputs(backend, graph, sequence, layout, description);
    graph.run();
    return { graph, layout };
  };
  const score = (sequence: PackedSequence, purpose: 'evaluate' | 'accumulate'): SequenceResult => {
    const { graph, layout } = run(sequence, purpose);
    return readResult(backend, graph, sequence, layout);
  };
  const parameters = accessParameters(backend, model.store).map((parameter) => ({
    ...parameter,
    write: (values: Float32Array) => {
      parameter.write(values);
      model.refresh();
    },
  }));
  const fingerprint = fingerprintTraining(file, options.mode);
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
      weightBytes: model.weightBytes,
      stateBytes: model.store.byteLength,
    },
    parameters,
    logits(tokens) {
      const { graph, layout } = run(plainSequence(Int32Array.from(tokens)), 'logits');
      if (graph.logits === undefined) throw new RangeError('The graph has no logits.');
      const all = readTensor(ggml, graph.logits);
      const n = description.vocabulary;
      return Array.from(layout.places, (place) => all.slice(place * n, (place + 1) * n));
    },
    evaluate: (sequence) => score(sequence, 'evaluate'),
    accumulate: (sequence) => score(sequence, 'accumulate'),
    step(stepOptions) {
      const result = optimizer.step(stepOptions);
      model.refresh();
      return result;
    },
    checkpoint: () => encodeCheckpoint(ggml, model.store, optimizer.steps, fingerprint),
    restore(bytes) {
      optimizer.steps = decodeCheckpoint(ggml, model.store, bytes, fingerprint);
      model.store.clearGradient();
      model.refresh();
    },
    adapter: (metadata) => encodeAdapter(parameters, description.architecture, options.mode, metadata),
    weights: () => trainedWeights(model.store, parameters, options.mode),
    [Symbol.dispose]: () => owned.dispose(),
  };
}

function openRequiredBackend(folder: string, threads: number): Backend {
  const backend = openBackend(openGgml(folder), folder, 'cpu', threads);
  if (backend === undefined) throw new PilotlightError('trainer-failed', trainerLibraryUnusable('no processor device'));
  return backend;
}

/**
 * bfloat16 where the processor multiplies it natively, which is fastest and accurate; elsewhere the format whose products are fast
 * for weights as they are stored: Q8_0 for quantised models, otherwise 32-bit.
 */
function chooseFormat(options: TrainerOptions, backend: Backend, storedType: number | undefined): TransposedFormat {
  if (options.transposed !== 'auto') return options.transposed;
  if (backend.features.has('AVX512_BF16') || backend.features.has('BF16')) return 'bf16';
  const isQuantised = (blockElements(storedType ?? 0) ?? 1) > 1;
  return isQuantised && options.mode.kind === 'lora' ? 'q8_0' : 'f32';
}

/**
 * Row width at which attention costs as much per token as all matrices. Products with a short inner dimension, the size of a head,
 * run at about half the rate, hence the factor.
 */
function balancedWidth({ layers, heads, headSize, embedding }: ModelDescription, weightBytes: number): number {
  const perTokenAndKey = 2 * 2 * heads * headSize * layers;
  return Math.max(64, Math.min(weightBytes / 4, 12 * layers * embedding * embedding) / perTokenAndKey);
}

function plainSequence(tokens: Int32Array): PackedSequence {
  const targets = Array.from(tokens, (token, index) => ({ index, token, weight: 0 }));
  const branches = new Int32Array(tokens.length);
  return { tokens, positions: tokens.map((_, index) => index), branches, parents: Int32Array.of(-1), targets };
}

/** Working memory is reused within a run, so every input that the graph reads is written before every run. */
function writeInputs(
  backend: Backend,
  { inputs, purpose }: SequenceGraph,
  sequence: PackedSequence,
  layout: SequenceLayout,
  description: ModelDescription,
): void {
  const write = (tensor: Tensor, values: Float32Array | Int32Array): void => writeTensor(backend.ggml, tensor, values);
  write(inputs.tokens, layout.tokens);
  write(inputs.positions, layout.positions);
  write(inputs.mask, attentionMask(sequence, layout));
  if (inputs.slidingMask !== undefined) {
    write(inputs.slidingMask, attentionMask(sequence, layout, description.sliding?.width));
  }
  if (inputs.outputs !== undefined && layout.outputs !== undefined) write(inputs.outputs.places, layout.outputs);
  if (purpose === 'logits') return;
  write(inputs.targetCells, layout.targetCells);
  if (purpose === 'evaluate') return;
  write(inputs.targetShares, layout.targetShares);
  write(inputs.outputWeights, layout.outputWeights);
  if (inputs.outputs === undefined || layout.outputs === undefined) return;
  const inverse = new Int32Array(layout.tokens.length).fill(layout.outputCount);
  layout.outputs.forEach((place, row) => {
    if ((layout.outputWeights[row] ?? 0) > 0) inverse[place] = row;
  });
  write(inputs.outputs.inverse, inverse);
  write(inputs.outputs.zero, new Float32Array(description.embedding));
}

function readResult(
  backend: Backend,
  graph: SequenceGraph,
  { targets }: PackedSequence,
  { targetSlots }: SequenceLayout,
): SequenceResult {
  if (graph.probabilities === undefined) throw new RangeError('The graph has no probabilities.');
  const distinct = readTensor(backend.ggml, graph.probabilities);
  const probabilities = Float64Array.from(targets, (_, index) => distinct[targetSlots[index] ?? 0] ?? 0);
  let loss = 0;
  targets.forEach(({ weight }, index) => {
    // Weight 0 asks for the probability only; the smallest float keeps an underflow finite.
    if (weight > 0) loss -= weight * Math.log(Math.max(probabilities[index] ?? 0, 1e-45));
  });
  return { loss, probabilities };
}
