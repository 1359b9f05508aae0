import type { Backend } from './backend.ts';
import { createGraph, type Graph } from './graph.ts';
import { tensorFormat } from './ggml-library.ts';
import { TensorBuilder, type Tensor } from './tensor-builder.ts';

/** A conversion of one matrix into another that is already allocated. */
export interface MatrixCopy {
  readonly source: Tensor;
  readonly target: Tensor;
  readonly transposed: boolean;
}

/** Columns converted at a time: whole blocks of every number format, and little working memory. */
const columnsAtOnce = 256;

/**
 * Converts matrices one after the other, a strip at a time, so that even a large vocabulary needs little working
 * memory.
 */
export function copyMatrices(backend: Backend, copies: readonly MatrixCopy[]): void {
  for (const { source, target, transposed } of copies) {
    const columns = source.shape[0];
    const strip = transposed && backend.isCpu ? columnsAtOnce : columns;
    for (let start = 0; start < columns; start += strip) {
      const count = Math.min(strip, columns - start);
      const builder = new TensorBuilder(backend.ggml, 16, 16);
      using graph = createGraph(backend, builder, 16, (expand) => {
        if (count === columns) expand(describeCopy(builder, source, target, transposed));
        else
          expand(
            describeCopy(builder, builder.columns(source, start, count), builder.rows(target, start, count), true),
          );
      });
      graph.run();
    }
  }
}

/** A graph that repeats copies of 32-bit matrices whenever these have changed. */
export function createCopyGraph(backend: Backend, copies: readonly MatrixCopy[]): Graph {
  const capacity = 4 * copies.length + 8;
  const builder = new TensorBuilder(backend.ggml, capacity, capacity);
  return createGraph(backend, builder, capacity, (expand) => {
    for (const { source, target, transposed } of copies) expand(describeCopy(builder, source, target, transposed));
  });
}

function describeCopy(builder: TensorBuilder, source: Tensor, target: Tensor, transposed: boolean): Tensor {
  if (!transposed) return builder.copy(source, target);
  const plain = source.format === tensorFormat.f32 ? source : builder.cast(source, tensorFormat.f32);
  const turned = builder.transpose(plain);
  // Quantising reads whole rows.
  return builder.copy(target.format === tensorFormat.q8_0 ? builder.cont(turned) : turned, target);
}
