import { allocateTensors, type Backend, type TensorMemory } from './backend.ts';
import { tensorFormat } from './ggml-library.ts';
import { elements, readTensor, TensorBuilder, writeTensor, type Shape, type Tensor } from './tensor-builder.ts';
import type { ParameterAccess } from './training-types.ts';

/** A trainable tensor: a part of one of the two flat groups. */
export interface Parameter {
  readonly name: string;
  readonly value: Tensor;
  /** Sum of the gradients since the last step. */
  readonly gradient: Tensor;
  readonly used: number;
}

export interface ParameterRequest {
  readonly name: string;
  readonly shape: Shape;
  /** Numbers that are trained; the others stay 0. */
  readonly used: number;
  /** Whether weight decay applies: not to norms and biases. */
  readonly decays: boolean;
}

/** Parameters that share the settings of the optimiser, one behind the other in flat tensors of whole rows. */
export interface ParameterGroup {
  readonly decays: boolean;
  readonly value: Tensor;
  readonly gradient: Tensor;
  readonly moment1: Tensor;
  readonly moment2: Tensor;
}

export interface ParameterStore extends Disposable {
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly groups: readonly ParameterGroup[];
  readonly byteLength: number;
  clearGradient(): void;
}

/** Row length of the flat tensors: the optimiser shares rows among its threads. */
export const groupRowLength = 256;

/** Starts of parameters are multiples of this many numbers, for backends that need aligned views. */
const alignment = 64;

/** Makes room for parameters, gradient and both moments of AdamW, all zero. */
export function createParameterStore(backend: Backend, requests: readonly ParameterRequest[]): ParameterStore {
  const { ggml } = backend;
  const values = new TensorBuilder(ggml, requests.length + 8);
  const gradients = new TensorBuilder(ggml, requests.length + 8);
  const parameters = new Map<string, Parameter>();
  const groups: ParameterGroup[] = [];
  for (const decays of [true, false]) {
    const members = requests.filter((request) => request.decays === decays);
    if (members.length > 0) groups.push(createGroup(values, gradients, decays, members, parameters));
  }
  const memories: TensorMemory[] = [];
  for (const builder of [values, gradients]) {
    const memory = allocateTensors(backend, builder.context);
    memory.clear();
    memories.push(memory);
  }
  return {
    // In the order of the requests, not of the groups.
    parameters: new Map(requests.map(({ name }) => [name, requireParameter(parameters, name)])),
    groups,
    byteLength: memories.reduce((sum, memory) => sum + memory.byteLength, 0),
    clearGradient: () => memories[1]?.clear(),
    [Symbol.dispose]() {
      for (const owned of [...memories, values, gradients]) owned[Symbol.dispose]();
    },
  };
}

/** Reading and writing of parameters by name. @param changed called after each write */
export function accessParameters(backend: Backend, store: ParameterStore, changed: () => void): ParameterAccess[] {
  return [...store.parameters.values()].map(({ name, value, gradient, used }) => ({
    name,
    length: elements(value),
    size: value.shape[0],
    used,
    read: () => readTensor(backend.ggml, value),
    write: (values) => {
      writeTensor(backend.ggml, value, values);
      changed();
    },
    gradient: () => readTensor(backend.ggml, gradient),
  }));
}

function createGroup(
  values: TensorBuilder,
  gradients: TensorBuilder,
  decays: boolean,
  members: readonly ParameterRequest[],
  parameters: Map<string, Parameter>,
): ParameterGroup {
  const starts: number[] = [];
  let length = 0;
  for (const { shape } of members) {
    starts.push(length);
    length += Math.ceil((shape[0] * shape[1] * shape[2] * shape[3]) / alignment) * alignment;
  }
  const rows = Math.ceil(length / groupRowLength);
  const value = values.tensor(tensorFormat.f32, groupRowLength, rows);
  values.ggml.setParam(value.pointer);
  const gradient = gradients.tensor(tensorFormat.f32, groupRowLength, rows);
  members.forEach(({ name, shape, used }, index) => {
    const start = starts[index] ?? 0;
    const views = { value: values.part(value, shape, start), gradient: gradients.part(gradient, shape, start) };
    parameters.set(name, { name, used, ...views });
  });
  const moment1 = values.tensor(tensorFormat.f32, groupRowLength, rows);
  const moment2 = values.tensor(tensorFormat.f32, groupRowLength, rows);
  return { decays, value, gradient, moment1, moment2 };
}

function requireParameter(parameters: ReadonlyMap<string, Parameter>, name: string): Parameter {
  const parameter = parameters.get(name);
  if (parameter === undefined) throw new RangeError(`There is no parameter ${name}.`);
  return parameter;
}
