import type { Backend } from './backend.ts';
import { createGraph, type Graph } from './graph.ts';
import { tensorFormat } from './ggml-library.ts';
import { isSlidingLayer } from './model-description.ts';
import { linear, norm, outerProduct, type Gathering, type Pass } from './operations.ts';
import type { Parameter } from './parameters.ts';
import type { SequenceLayout } from './sequence-layout.ts';
import { createTape, type Tape } from './tape.ts';
import { TensorBuilder, type Tensor } from './tensor-builder.ts';
import type { TrainableModel } from './trainable-model.ts';
import { embedTokens, transformerLayer, type TransformerInputs } from './transformer.ts';

/** What a graph computes: probabilities of targets, those and the gradient, or all logits. */
export type GraphPurpose = 'evaluate' | 'accumulate' | 'logits';

export interface GraphShape {
  readonly width: number;
  readonly rows: number;
  readonly outputCount: number;
  /** Whether every token is an output. */
  readonly allOutputs: boolean;
  readonly targetCount: number;
}

/** A graph for sequences of one shape. It describes the probability of each distinct target, or all logits. */
export interface SequenceGraph extends Graph<Tensor> {
  readonly purpose: GraphPurpose;
  readonly inputs: SequenceInputs;
}

export interface SequenceInputs extends TransformerInputs {
  readonly targetCells: Tensor;
  readonly targetShares: Tensor;
  readonly outputWeights: Tensor;
}

export interface SequenceGraphOptions {
  readonly purpose: GraphPurpose;
  /** Whether activations are computed again in the backward pass. */
  readonly recompute: boolean;
  readonly mixed: boolean;
  /** See `Pass`. */
  readonly smooth: boolean;
}

export function shapeOf(layout: SequenceLayout): GraphShape {
  const { width, rows, outputCount, targetCells, outputs } = layout;
  return { width, rows, outputCount, allOutputs: outputs === undefined, targetCount: targetCells.length };
}

/** @throws PilotlightError `trainer-failed` when memory is short or the backend lacks an operation */
export function buildSequenceGraph(
  backend: Backend,
  model: TrainableModel,
  shape: GraphShape,
  options: SequenceGraphOptions,
): SequenceGraph {
  const capacity = model.description.layers * 320 + 256;
  const builder = new TensorBuilder(backend.ggml, 2 * capacity, capacity);
  const inputs = createInputs(builder, model, shape);
  const { purpose, recompute, mixed, smooth } = options;
  const graph = createGraph(backend, builder, capacity, (expand) => {
    const collect = (parameter: Parameter, gradient: Tensor): void =>
      expand(builder.addInplace(parameter.gradient, gradient));
    const epsilon = model.description.normEpsilon;
    const turned = new Map<Tensor, Tensor>();
    const base = { builder, onCpu: backend.isCpu, mixed, smooth, epsilon, collect, turned };
    const tape = purpose === 'accumulate' ? createTape(builder) : undefined;
    const { last, logits } = describeForward(base, model, inputs, tape, recompute, expand);
    const result = purpose === 'logits' ? logits : describeLoss(base, model, inputs, tape, last, logits, expand);
    builder.ggml.setOutput(result.pointer);
    expand(result);
    tape?.unwind();
    return result;
  });
  return { ...graph, purpose, inputs };
}

type PassBase = Omit<Pass, 'tape'>;

/** Everything up to the logits of the output tokens: [vocabulary, outputs]. */
function describeForward(
  base: PassBase,
  model: TrainableModel,
  inputs: SequenceInputs,
  tape: Tape | undefined,
  recompute: boolean,
  expand: (tensor: Tensor) => void,
): { last: Tensor; logits: Tensor } {
  const outer: Pass = { ...base, tape };
  const untaped: Pass = { ...base, tape: undefined };
  const layerInputs: Tensor[] = [];
  let x = embedTokens(outer, model, inputs);
  for (let layer = 0; layer < model.description.layers; layer++) {
    if (layer === model.lowestTrained && layer > 0) tape?.freeze(x);
    layerInputs.push(x);
    x = transformerLayer(recompute || layer < model.lowestTrained ? untaped : outer, model, layer, x, inputs);
  }
  if (tape !== undefined && recompute) recordLayers(base, model, inputs, tape, { layerInputs, x }, expand);
  const last = norm(outer, x, model.weight('output_norm.weight'));
  return { last, logits: linear(untaped, model.linear('output.weight'), last) };
}

/**
 * Probabilities of the targets and, with a tape, the gradient of the loss at the vectors before the output layer:
 * ∂ loss / ∂ logits = (softmax − shares of the targets) · weight of the row, with the weight applied behind the
 * product.
 */
function describeLoss(
  base: PassBase,
  model: TrainableModel,
  inputs: SequenceInputs,
  tape: Tape | undefined,
  last: Tensor,
  logits: Tensor,
  expand: (tensor: Tensor) => void,
): Tensor {
  const { builder } = base;
  const [vocabulary, outputs] = logits.shape;
  const flat = builder.reshape(builder.softMax(logits, undefined, 1), 1, vocabulary * outputs);
  const probabilities = builder.getRows(flat, inputs.targetCells);
  if (tape === undefined) return probabilities;
  // The cells of the targets are overwritten in place, so their probabilities are taken first.
  expand(probabilities);
  const cells = builder.setRows(flat, builder.sub(probabilities, inputs.targetShares), inputs.targetCells);
  const difference = builder.reshape(cells, vocabulary, outputs);
  const output = model.linear('output.weight');
  const { parameter } = output.weight;
  const pass: Pass = { ...base, tape };
  if (parameter !== undefined) {
    base.collect(parameter, outerProduct(pass, builder.mul(last, inputs.outputWeights), difference));
  }
  if (output.transposed === undefined) throw new RangeError('The output layer has no transposed weights.');
  tape.accumulate(last, builder.mul(builder.mulMat(output.transposed, difference), inputs.outputWeights));
  return probabilities;
}

/** Records a backward pass that computes each layer's activations again from the layer's input. */
function recordLayers(
  base: PassBase,
  model: TrainableModel,
  inputs: SequenceInputs,
  outer: Tape,
  kept: { readonly layerInputs: readonly Tensor[]; readonly x: Tensor },
  expand: (tensor: Tensor) => void,
): void {
  const { layerInputs, x } = kept;
  outer.record(x, (dx) => {
    let gradient = dx;
    for (let layer = model.description.layers - 1; layer >= model.lowestTrained; layer--) {
      const input = layerInputs[layer];
      if (input === undefined) return;
      expand(gradient);
      const tape = createTape(base.builder);
      if (!outer.wants(input)) tape.freeze(input);
      const pass: Pass = { ...base, tape, turned: new Map() };
      const output = transformerLayer(pass, model, layer, input, inputs);
      tape.accumulate(output, gradient);
      tape.unwind();
      const passedOn = tape.gradient(input);
      if (passedOn === undefined) return;
      gradient = passedOn;
      if (layer === 0) outer.accumulate(input, gradient);
    }
  });
}

function createInputs(builder: TensorBuilder, model: TrainableModel, shape: GraphShape): SequenceInputs {
  const { width, rows, outputCount, targetCount } = shape;
  const { embedding, layers } = model.description;
  const isSliding = Array.from({ length: layers }, (_, layer) => isSlidingLayer(model.description, layer));
  const { f32, i32 } = tensorFormat;
  const input = (format: number, a: number, b = 1, c = 1, d = 1): Tensor => {
    const tensor = builder.tensor(format, a, b, c, d);
    builder.ggml.setInput(tensor.pointer);
    return tensor;
  };
  const outputs: Gathering | undefined = shape.allOutputs
    ? undefined
    : { places: input(i32, outputCount), inverse: input(i32, width * rows), zero: input(f32, embedding) };
  return {
    width,
    rows,
    tokens: input(i32, width * rows),
    positions: input(i32, width * rows),
    // An input that no layer reads would have no memory to write to.
    mask: isSliding.includes(false) ? input(f32, width, width, 1, rows) : undefined,
    slidingMask: isSliding.includes(true) ? input(f32, width, width, 1, rows) : undefined,
    outputs,
    targetCells: input(i32, targetCount),
    targetShares: input(f32, 1, targetCount),
    outputWeights: input(f32, 1, outputCount),
  };
}
