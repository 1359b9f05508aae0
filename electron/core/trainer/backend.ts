import { PilotlightError } from '../../../shared/errors.ts';
import {
  trainerLibraryUnusable,
  trainingComputeFailed,
  trainingOutOfMemory,
} from '../../../shared/messages/model-messages.ts';
import { deviceType, type Ggml, type Pointer } from './ggml-library.ts';

/** A compute device: processor or graphics processor. */
export interface Backend extends Disposable {
  readonly ggml: Ggml;
  readonly pointer: Pointer;
  readonly name: string;
  readonly isCpu: boolean;
  /** Instruction sets the backend uses, such as `AVX512_BF16`; empty where a backend does not tell. */
  readonly features: ReadonlySet<string>;
  compute(graph: Pointer): void;
  /** The same device once more, with a lifetime of its own. */
  reopen(): Backend;
}

/**
 * Opens a device of the given kind, or returns undefined when the libraries of the folder have none.
 * @throws PilotlightError `trainer-failed` when a device exists but does not start
 */
export function openBackend(ggml: Ggml, folder: string, kind: 'cpu' | 'gpu', threads: number): Backend | undefined {
  // The registry belongs to the process: another user of the same libraries may have filled it.
  if (ggml.deviceCount() === 0) ggml.loadBackends(folder);
  const device = kind === 'cpu' ? ggml.deviceByType(deviceType.cpu) : findGpu(ggml);
  return device === null ? undefined : startDevice(ggml, device, kind, threads);
}

function startDevice(ggml: Ggml, device: Pointer, kind: 'cpu' | 'gpu', threads: number): Backend {
  const pointer = ggml.deviceInit(device, null);
  if (pointer === null) throw new PilotlightError('trainer-failed', trainerLibraryUnusable(`no ${kind} device starts`));
  const registry = ggml.deviceRegistry(device);
  const setThreads = ggml.procedureAddress(registry, 'ggml_backend_set_n_threads');
  if (setThreads !== null) ggml.callSetThreads(setThreads, pointer, threads);
  const getFeatures = ggml.procedureAddress(registry, 'ggml_backend_get_features');
  return {
    ggml,
    pointer,
    name: ggml.backendName(pointer),
    isCpu: kind === 'cpu',
    features: new Set(getFeatures === null ? [] : ggml.callGetFeatures(getFeatures, registry)),
    compute(graph) {
      const status = ggml.compute(pointer, graph);
      if (status !== 0) throw new PilotlightError('trainer-failed', trainingComputeFailed(), { status });
    },
    reopen: () => startDevice(ggml, device, kind, threads),
    [Symbol.dispose]: () => ggml.backendFree(pointer),
  };
}

function findGpu(ggml: Ggml): Pointer | null {
  return ggml.deviceByType(deviceType.gpu) ?? ggml.deviceByType(deviceType.integratedGpu);
}

/** Operations of a graph that the backend cannot compute. */
export function countUnsupported(backend: Backend, graph: Pointer): number {
  const { ggml } = backend;
  let count = 0;
  for (let index = 0; index < ggml.graphNodeCount(graph); index++) {
    if (!ggml.supportsOperation(backend.pointer, ggml.graphNode(graph, index))) count++;
  }
  return count;
}

/** Memory for all tensors of a context that have none yet. */
export interface TensorMemory extends Disposable {
  readonly byteLength: number;
  clear(): void;
}

/** @throws PilotlightError `trainer-failed` when there is not enough memory */
export function allocateTensors(backend: Backend, context: Pointer): TensorMemory {
  const { ggml } = backend;
  const buffer = ggml.allocateContext(context, backend.pointer);
  if (buffer === null) throw new PilotlightError('trainer-failed', trainingOutOfMemory());
  return {
    byteLength: ggml.bufferSize(buffer),
    clear: () => ggml.bufferClear(buffer, 0),
    [Symbol.dispose]: () => ggml.bufferFree(buffer),
  };
}
