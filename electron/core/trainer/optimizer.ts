import { PilotlightError } from '../../../shared/errors.ts';
import { trainingDiverged } from '../../../shared/messages/model-messages.ts';
import { allocateTensors, type Backend } from './backend.ts';
import { createGraph, type Graph } from './graph.ts';
import { tensorFormat } from './ggml-library.ts';
import { groupRowLength, type ParameterGroup, type ParameterStore } from './parameters.ts';
import { readTensor, TensorBuilder, writeTensor, type Tensor } from './tensor-builder.ts';
import type { StepOptions, StepResult } from './training-types.ts';

/** AdamW over all parameters of a store. */
export interface Optimizer extends Disposable {
  /** Steps taken; part of the state, since both moments are corrected by it. */
  steps: number;
  /** @throws PilotlightError `trainer-failed` when the gradient is not finite; the parameters are unchanged then */
  step(options: StepOptions): StepResult;
}

export function createOptimizer(backend: Backend, store: ParameterStore): Optimizer {
  const { ggml } = backend;
  const settingsBuilder = new TensorBuilder(ggml, 8);
  const settings = store.groups.map(() => settingsBuilder.tensor(tensorFormat.f32, 7));
  const factor = settingsBuilder.tensor(tensorFormat.f32, groupRowLength);
  const memory = allocateTensors(backend, settingsBuilder.context);
  const norm = createNormGraph(backend, store.groups);
  const update = createUpdateGraph(backend, store.groups, settings, factor);
  return {
    steps: 0,
    step(options) {
      norm.graph.run();
      const squares = norm.sums.map((sum) => readTensor(ggml, sum)[0] ?? 0);
      const gradientNorm = Math.sqrt(squares.reduce((total, square) => total + square, 0));
      if (!Number.isFinite(gradientNorm)) throw new PilotlightError('trainer-failed', trainingDiverged());
      this.steps++;
      const { clipNorm } = options;
      const scale = clipNorm !== undefined && gradientNorm > clipNorm ? clipNorm / gradientNorm : 1;
      writeTensor(ggml, factor, new Float32Array(groupRowLength).fill(scale));
      store.groups.forEach(({ decays }, index) => {
        const tensor = settings[index];
        if (tensor !== undefined) writeTensor(ggml, tensor, stepSettings(options, decays, this.steps));
      });
      update.run();
      store.clearGradient();
      return { gradientNorm };
    },
    [Symbol.dispose]() {
      for (const owned of [norm.graph, update, memory, settingsBuilder]) owned[Symbol.dispose]();
    },
  };
}

function stepSettings(options: StepOptions, decays: boolean, step: number): Float32Array {
  const { learningRate, beta1, beta2, epsilon, weightDecay } = options;
  const decay = decays ? weightDecay : 0;
  const corrections = [1 / (1 - beta1 ** step), 1 / (1 - beta2 ** step)];
  return Float32Array.from([learningRate, beta1, beta2, epsilon, decay, ...corrections]);
}

/** Sum of squares of each group, in two stages so that single precision suffices for millions of numbers. */
function createNormGraph(backend: Backend, groups: readonly ParameterGroup[]): { graph: Graph; sums: Tensor[] } {
  const builder = new TensorBuilder(backend.ggml, 8 * groups.length, 64);
  const sums: Tensor[] = [];
  const graph = createGraph(backend, builder, 64, (expand) => {
    for (const { gradient } of groups) {
      const rows = builder.sumRows(builder.sqr(gradient));
      const sum = builder.sumRows(builder.reshape(rows, rows.shape[1]));
      backend.ggml.setOutput(sum.pointer);
      sums.push(sum);
      expand(sum);
    }
  });
  return { graph, sums };
}

function createUpdateGraph(
  backend: Backend,
  groups: readonly ParameterGroup[],
  settings: readonly Tensor[],
  factor: Tensor,
): Graph {
  const builder = new TensorBuilder(backend.ggml, 8 * groups.length, 64);
  return createGraph(backend, builder, 64, (expand) => {
    groups.forEach(({ value, gradient, moment1, moment2 }, index) => {
      const tensor = settings[index];
      if (tensor === undefined) return;
      expand(builder.adamW(value, builder.mul(gradient, factor), moment1, moment2, tensor));
    });
  });
}
