import type { Backend } from './backend.ts';
import { createGraph, type Graph } from './graph.ts';
import { tensorFormat } from './ggml-library.ts';
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

/** A graph for sequences of one shape. */
export interface SequenceGraph extends Graph {
  readonly purpose: GraphPurpose;
  readonly inputs: TransformerInputs & LossInputs;
  /** Probability of each distinct target, or undefined for `logits`. */
  readonly probabilities: Tensor | undefined;
  /** [vocabulary, outputs] for `logits`. */
  readonly logits: Tensor | undefined;
}

interface LossInputs {
  readonly targetCells: Tensor;
  readonly targetShares: Tensor;
  readonly outputWeights: Tensor;
}

export interface SequenceGraphOptions {
  readonly purpose: GraphPurpose;
  /** Whether activations are computed again in the backward pass. */
  readonly recompute: boolean;
  readonly mixed: boolean;
}

export function shapeOf(layout: SequenceLayout): GraphShape {
  const { width, rows, outputCount, targetCells, outputs } = layout;
  return { width, rows, outputCount, allOutputs: outputs === undefined, targetCount: targetCells.length };
}

/** @throws PilotlightError `trainer-failed` when there is not enough memory */
export function buildSequenceGraph(
  backend: Backend,
  model: TrainableModel,
  shape: GraphShape,
  options: SequenceGraphOptions,
): SequenceGraph {
  const capacity = model.description.layers * 320 + 256;
  const builder = new TensorBuilder(backend.ggml, 2 * capacity, capacity);
  const inputs = createInputs(builder, model, shape);
  let outcome: { probabilities: Tensor | undefined; logits: Tensor | undefined } | undefined;
  const graph = createGraph(backend, builder, capacity, (expand) => {
    const collect = (parameter: Parameter, gradient: Tensor): void =>
      expand(builder.addInplace(parameter.gradient, gradient));
    const { mixed } = options;
    const { normEpsilon: epsilon } = model.description;
    const base = { builder, onCpu: backend.isCpu, mixed, epsilon, collect, turned: new Map<Tensor, Tensor>() };
    outcome = describeSequence(base, model, inputs, options, expand);
  });
  return { ...graph, purpose: options.purpose, inputs, probabilities: outcome?.probabilities, logits: outcome?.logits };
}

type PassBase = Omit<Pass, 'tape'>;
type Inputs = TransformerInputs & LossInputs;

function describeSequence(
  base: PassBase,
  model: TrainableModel,
  inputs: Inputs,
  { purpose, recompute }: SequenceGraphOptions,
  expand: (tensor: Tensor) => void,
): { probabilities: Tensor | undefined; logits: Tensor | undefined } {
  const { builder } = base;
  const { layers, vocabulary } = model.description;
  const tape = purpose === 'accumulate' ? createTape(builder) : undefined;
  const keeping: Pass = { ...base, tape: recompute ? undefined : tape };
  const outer: Pass = { ...base, tape };
  const layerInputs: Tensor[] = [];
  let x = embedTokens(outer, model, inputs);
  for (let layer = 0; layer < layers; layer++) {
    if (layer === model.lowestTrained && layer > 0) tape?.freeze(x);
    layerInputs.push(x);
    x = transformerLayer(layer < model.lowestTrained ? { ...base, tape: undefined } : keeping, model, layer, x, inputs);
  }
  if (tape !== undefined && recompute) recordLayers(base, model, inputs, tape, { layerInputs, x }, expand);
  const last = norm(outer, x, model.weight('output_norm.weight'));
  const output = model.linear('output.weight');
  const logits = linear({ ...base, tape: undefined }, output, last);
  if (purpose === 'logits') {
    builder.ggml.setOutput(logits.pointer);
    expand(logits);
    return { probabilities: undefined, logits };
  }
  const all = builder.softMax(logits, undefined, 1);
  const flat = builder.reshape(all, 1, vocabulary * all.shape[1]);
  const probabilities = builder.getRows(flat, inputs.targetCells);
  builder.ggml.setOutput(probabilities.pointer);
  expand(probabilities);
  if (tape === undefined) return { probabilities, logits: undefined };

  // d loss / d logits = (softmax − shares of the targets) · weight of the row; the weight is applied behind the product.
  const cells = builder.setRows(flat, builder.sub(probabilities, inputs.targetShares), inputs.targetCells);
  const difference = builder.reshape(cells, vocabulary, all.shape[1]);
  const { parameter } = output.weight;
  if (parameter !== undefined) {
    base.collect(parameter, outerProduct(outer, builder.mul(last, inputs.outputWeights), difference));
  }
  if (output.transposed === undefined) throw new RangeError('The output layer has no transposed weights.');
  tape.accumulate(last, builder.mul(builder.mulMat(output.transposed, difference), inputs.outputWeights));
  tape.unwind();
  return { probabilities, logits: undefined };
}

/** Records a backward pass that computes each layer's activations again from the layer's input. */
function recordLayers(
  base: PassBase,
  model: TrainableModel,
  inputs: Inputs,
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

function createInputs(builder: TensorBuilder, model: TrainableModel, shape: GraphShape): Inputs {
  const { width, rows, outputCount, targetCount } = shape;
  const { embedding, sliding } = model.description;
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
    mask: input(f32, width, width, 1, rows),
    slidingMask: sliding === undefined ? undefined : input(f32, width, width, 1, rows),
    outputs,
    targetCells: input(i32, targetCount),
    targetShares: input(f32, 1, targetCount),
    outputWeights: input(f32, 1, outputCount),
  };
}
