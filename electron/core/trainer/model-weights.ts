import { readTensorBytes, type GgufFile } from '../files/gguf/read-gguf.ts';
import { allocateTensors, type Backend, type TensorMemory } from './backend.ts';
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

/** Loads the named tensors of a model as they are stored. */
export function loadWeights(backend: Backend, file: GgufFile, names: readonly string[]): ResidentTensors {
  const requests = names.map((name) => {
    const { shape = [], type = 0 } = file.tensors.get(name) ?? {};
    return { name, shape, format: type };
  });
  const loaded = reserveTensors(backend, requests);
  for (const [name, tensor] of loaded.tensors) writeTensor(backend.ggml, tensor, readTensorBytes(file, name));
  return loaded;
}
