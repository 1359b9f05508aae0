import { PilotlightError } from '../../../shared/errors.ts';
import { trainingOutOfMemory } from '../../../shared/messages.ts';
import type { Backend } from './backend.ts';
import type { Pointer } from './ggml-library.ts';
import type { Tensor, TensorBuilder } from './tensor-builder.ts';

/** A computation with its own working memory. Inputs lose their contents in each run: write all of them before the next. */
export interface Graph extends Disposable {
  readonly pointer: Pointer;
  readonly nodes: number;
  readonly workBytes: number;
  run(): void;
}

/**
 * Makes a graph of everything that `expand` was given, in that order, and takes over the builder.
 * @throws PilotlightError `trainer-failed` when there is not enough memory
 */
export function createGraph(
  backend: Backend,
  builder: TensorBuilder,
  capacity: number,
  describe: (expand: (tensor: Tensor) => void) => void,
): Graph {
  const { ggml } = backend;
  using cleanup = new DisposableStack();
  cleanup.use(builder);
  const pointer = ggml.newGraph(builder.context, capacity, false);
  describe((tensor) => ggml.buildForwardExpand(pointer, tensor.pointer));
  const allocator = ggml.newGraphAllocator(ggml.defaultBufferType(backend.pointer));
  cleanup.defer(() => ggml.freeGraphAllocator(allocator));
  if (!ggml.allocateGraph(allocator, pointer)) throw new PilotlightError('trainer-failed', trainingOutOfMemory());
  const owned = cleanup.move();
  return {
    pointer,
    nodes: ggml.graphNodeCount(pointer),
    workBytes: ggml.allocatorSize(allocator, 0),
    run: () => backend.compute(pointer),
    [Symbol.dispose]: () => owned.dispose(),
  };
}
