import { totalmem } from 'node:os';
import type { Backend } from './backend.ts';
import type { ModelDescription } from './model-description.ts';
import { createRecentCache } from './recent-cache.ts';
import { buildSequenceGraph, shapeOf, type GraphPurpose, type SequenceGraph } from './sequence-graph.ts';
import { attentionMask, layOut, type SequenceLayout } from './sequence-layout.ts';
import { readTensor, writeTensor, type Tensor } from './tensor-builder.ts';
import type { TrainableModel } from './trainable-model.ts';
import type { PackedSequence, SequenceResult, TrainerOptions } from './training-types.ts';

/** Runs sequences through graphs, which it keeps for sequences of the same shape. */
export interface SequenceRunner extends Disposable {
  logits(sequence: PackedSequence): Float32Array[];
  score(sequence: PackedSequence, purpose: 'evaluate' | 'accumulate'): SequenceResult;
}

/** How numbers are computed. */
export interface Arithmetic {
  /** Whether training multiplies in bfloat16. */
  readonly mixed: boolean;
  /** Whether the loss must be smooth, see `Pass`. */
  readonly smooth: boolean;
}

export function createSequenceRunner(
  backend: Backend,
  model: TrainableModel,
  options: Pick<TrainerOptions, 'recompute' | 'keptMemory'>,
  { mixed, smooth }: Arithmetic,
): SequenceRunner {
  const { description } = model;
  const { vocabulary } = description;
  const graphs = createRecentCache<SequenceGraph>(options.keptMemory ?? totalmem() / 8);
  const costs = { vocabulary, balancedWidth: balancedWidth(description) };
  const run = (sequence: PackedSequence, purpose: GraphPurpose): { graph: SequenceGraph; layout: SequenceLayout } => {
    const layout = layOut(sequence, costs);
    const shape = shapeOf(layout);
    const trains = purpose === 'accumulate';
    const settings = { purpose, recompute: trains && options.recompute === true, mixed: trains && mixed, smooth };
    const key = [purpose, ...Object.values(shape)].join(' ');
    const graph = graphs.get(key, () => buildSequenceGraph(backend, model, shape, settings));
    writeInputs(backend, graph, sequence, layout, description);
    graph.run();
    return { graph, layout };
  };
  return {
    logits(sequence) {
      const { graph, layout } = run(sequence, 'logits');
      const all = readTensor(backend.ggml, graph.described);
      return Array.from(layout.places, (place) => all.slice(place * vocabulary, (place + 1) * vocabulary));
    },
    score(sequence, purpose) {
      const { graph, layout } = run(sequence, purpose);
      return summarise(readTensor(backend.ggml, graph.described), sequence, layout);
    },
    [Symbol.dispose]: () => graphs[Symbol.dispose](),
  };
}

/**
 * Row width at which attention costs as much per token as the matrices of a usual layer, which hold 12 · embedding²
 * numbers. Attention multiplies at about a third of their rate, since its inner dimension is only a head.
 */
function balancedWidth({ heads, headSize, embedding }: ModelDescription): number {
  return (4 * embedding * embedding) / (2 * heads * headSize);
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
  if (inputs.mask !== undefined) write(inputs.mask, attentionMask(sequence, layout));
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

function summarise(
  distinct: Float32Array,
  { targets }: PackedSequence,
  { targetSlots }: SequenceLayout,
): SequenceResult {
  const probabilities = Float64Array.from(targets, (_, index) => distinct[targetSlots[index] ?? 0] ?? 0);
  let loss = 0;
  targets.forEach(({ weight }, index) => {
    // Weight 0 asks for the probability only; the smallest float keeps an underflow finite.
    if (weight > 0) loss -= weight * Math.log(Math.max(probabilities[index] ?? 0, 1e-45));
  });
  return { loss, probabilities };
}
