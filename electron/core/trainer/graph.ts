import { PilotlightError } from '../../../shared/errors.ts';
import { trainerLibraryUnusable, trainingOutOfMemory } from '../../../shared/messages/model-messages.ts';
import { countUnsupported, type Backend } from './backend.ts';
import type { Pointer } from './ggml-library.ts';
import type { Tensor, TensorBuilder } from './tensor-builder.ts';

/**
 * A computation with its own working memory. Inputs lose their contents in each run: write all of them before the
 * next.
 */
export interface Graph<T = void> extends Disposable {
  /** What its description returned. */
  readonly described: T;
  readonly pointer: Pointer;
  readonly nodes: number;
  readonly workBytes: number;
  run(): void;
}

/**
 * Makes a graph of everything that `expand` was given, in that order, and takes over the builder.
 * @throws PilotlightError `trainer-failed` when memory is short or the backend cannot compute one of the operations
 */
export function createGraph<T>(
  backend: Backend,
  builder: TensorBuilder,
  capacity: number,
  describe: (expand: (tensor: Tensor) => void) => T,
): Graph<T> {
  const { ggml } = backend;
  using cleanup = new DisposableStack();
  cleanup.use(builder);
  const pointer = ggml.newGraph(builder.context, capacity, false);
  const described = describe((tensor) => ggml.buildForwardExpand(pointer, tensor.pointer));
  const unsupported = backend.isCpu ? 0 : countUnsupported(backend, pointer);
  if (unsupported > 0) {
    throw new PilotlightError(
      'trainer-failed',
      trainerLibraryUnusable(`${backend.name} lacks ${unsupported} operations`),
    );
  }
  const allocator = ggml.newGraphAllocator(ggml.defaultBufferType(backend.pointer));
  cleanup.defer(() => ggml.freeGraphAllocator(allocator));
  if (!ggml.allocateGraph(allocator, pointer)) throw new PilotlightError('trainer-failed', trainingOutOfMemory());
  const owned = cleanup.move();
  return {
    described,
    pointer,
    nodes: ggml.graphNodeCount(pointer),
    workBytes: ggml.allocatorSize(allocator, 0),
    run: () => backend.compute(pointer),
    [Symbol.dispose]: () => owned.dispose(),
  };
}
