import { readTensorBytes, type GgufFile } from '../files/gguf/read-gguf.ts';
import { allocateTensors, type Backend, type TensorMemory } from './backend.ts';
import { tensorFormat } from './ggml-library.ts';
import { copyMatrices } from './matrix-copies.ts';
import { TensorBuilder, writeTensor, type Tensor } from './tensor-builder.ts';

/** Tensors that live as long as the trainer. */
export interface ResidentTensors extends Disposable {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly byteLength: number;
}

export interface TensorRequest {
  readonly name: string;
  readonly shape: readonly number[];
  readonly format: number;
}

/** Uninitialised tensors. @throws PilotlightError `trainer-failed` when there is not enough memory */
export function reserveTensors(backend: Backend, requests: readonly TensorRequest[]): ResidentTensors {
  using cleanup = new DisposableStack();
  const builder = cleanup.use(new TensorBuilder(backend.ggml, requests.length));
  const tensors = new Map<string, Tensor>();
  for (const { name, shape, format } of requests) {
    const [a = 1, b = 1, c = 1, d = 1] = shape;
    tensors.set(name, builder.tensor(format, a, b, c, d));
  }
  const memory: TensorMemory | undefined =
    requests.length === 0 ? undefined : cleanup.use(allocateTensors(backend, builder.context));
  const owned = cleanup.move();
  return { tensors, byteLength: memory?.byteLength ?? 0, [Symbol.dispose]: () => owned.dispose() };
}

/** Loads the named tensors of a model: as they are stored, or widened to 32 bits. */
export function loadWeights(
  backend: Backend,
  file: GgufFile,
  names: readonly string[],
  format: 'stored' | 'f32' = 'stored',
): ResidentTensors {
  const requests = names.map((name) => {
    const { shape = [], type = tensorFormat.f32 } = file.tensors.get(name) ?? {};
    return { name, shape, format: format === 'f32' ? tensorFormat.f32 : type };
  });
  using cleanup = new DisposableStack();
  const loaded = cleanup.use(reserveTensors(backend, requests));
  for (const [name, tensor] of loaded.tensors) loadInto(backend, file, name, tensor);
  cleanup.move();
  return loaded;
}

/** Fills a tensor from the model, converted where it has another format than the stored one. */
export function loadInto(backend: Backend, file: GgufFile, name: string, target: Tensor): void {
  const { shape = [], type = target.format } = file.tensors.get(name) ?? {};
  if (type === target.format) return writeTensor(backend.ggml, target, readTensorBytes(file, name));
  using stored = reserveTensors(backend, [{ name, shape, format: type }]);
  for (const source of stored.tensors.values()) {
    writeTensor(backend.ggml, source, readTensorBytes(file, name));
    copyMatrices(backend, [{ source, target, transposed: false }]);
  }
}
