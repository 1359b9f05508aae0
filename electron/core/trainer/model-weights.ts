import { readTensorBytes, type GgufFile } from '../files/gguf/read-gguf.ts';
import { allocateTensors, type Backend, type TensorMemory } from './backend.ts';
import { createGraph } from './graph.ts';
import { tensorFormat } from './ggml-library.ts';
import { TensorBuilder, writeTensor, type Tensor } from './tensor-builder.ts';
import type { TransposedFormat } from './training-types.ts';

/** Tensors that live as long as the trainer. */
export interface ResidentTensors extends Disposable {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly byteLength: number;
}

/** Loads the named tensors of a model as they are stored. */
export function loadWeights(backend: Backend, file: GgufFile, names: readonly string[]): ResidentTensors {
  const builder = new TensorBuilder(backend.ggml, names.length);
  const tensors = new Map<string, Tensor>();
  for (const name of names) {
    const stored = file.tensors.get(name);
    if (stored === undefined) throw new RangeError(`There is no tensor ${name}.`);
    const [a = 1, b = 1, c = 1, d = 1] = stored.shape;
    tensors.set(name, builder.tensor(stored.type, a, b, c, d));
  }
  const memory = names.length === 0 ? undefined : allocateTensors(backend, builder.context);
  for (const [name, tensor] of tensors) writeTensor(backend.ggml, tensor, readTensorBytes(file, name));
  return resident(builder, memory, tensors);
}

export interface MatrixSize {
  readonly rowLength: number;
  readonly rows: number;
}

/** Uninitialised matrices by name. Where rows are not whole blocks of Q8_0, bfloat16 takes its place. */
export function reserveMatrices(
  backend: Backend,
  format: TransposedFormat,
  sizes: ReadonlyMap<string, MatrixSize>,
): ResidentTensors {
  const builder = new TensorBuilder(backend.ggml, sizes.size);
  const tensors = new Map<string, Tensor>();
  for (const [name, { rowLength, rows }] of sizes) {
    const fitting = format === 'q8_0' && rowLength % 32 !== 0 ? 'bf16' : format;
    tensors.set(name, builder.tensor(tensorFormat[fitting], rowLength, rows));
  }
  const memory = sizes.size === 0 ? undefined : allocateTensors(backend, builder.context);
  return resident(builder, memory, tensors);
}

export interface MatrixCopy {
  readonly source: Tensor;
  readonly target: Tensor;
  readonly transposed: boolean;
}

/** Converts and transposes matrices on the backend, one after the other, so that the working memory of one suffices. */
export function copyMatrices(backend: Backend, copies: readonly MatrixCopy[]): void {
  for (const { source, target, transposed } of copies) {
    const builder = new TensorBuilder(backend.ggml, 8, 8);
    using graph = createGraph(backend, builder, 8, (expand) =>
      expand(describeCopy(builder, source, target, transposed)),
    );
    graph.run();
  }
}

export function describeCopy(builder: TensorBuilder, source: Tensor, target: Tensor, transposed: boolean): Tensor {
  if (!transposed) return builder.copy(source, target);
  const plain = source.format === tensorFormat.f32 ? source : builder.cast(source, tensorFormat.f32);
  const turned = builder.transpose(plain);
  // Quantising reads whole rows.
  return builder.copy(target.format === tensorFormat.q8_0 ? builder.cont(turned) : turned, target);
}

function resident(
  builder: TensorBuilder,
  memory: TensorMemory | undefined,
  tensors: ReadonlyMap<string, Tensor>,
): ResidentTensors {
  return {
    tensors,
    byteLength: memory?.byteLength ?? 0,
    [Symbol.dispose]() {
      memory?.[Symbol.dispose]();
      builder[Symbol.dispose]();
    },
  };
}
