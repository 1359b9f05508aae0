import { PilotlightError } from '../../../shared/errors.ts';
import { trainingOutOfMemory } from '../../../shared/messages/model-messages.ts';
import { tensorFormat, type Ggml, type Pointer } from './ggml-library.ts';

export type Shape = readonly [number, number, number, number];

/**
 * Handle of a native tensor. Shapes are followed here, so that no C struct has to be read. Fastest-varying dimension
 * first.
 */
export interface Tensor {
  readonly pointer: Pointer;
  readonly shape: Shape;
  readonly format: number;
}

/** Rotary position embedding of a model (Su et al. 2021). Mode 0 rotates neighbouring pairs, mode 2 halves (NeoX). */
export interface RopeSettings {
  readonly dimensions: number;
  readonly mode: number;
  readonly originalContext: number;
  readonly base: number;
  readonly scale: number;
}

/** Where tensor and graph descriptions live; the numbers in them live in `TensorMemory` or in a graph's allocator. */
export class TensorBuilder implements Disposable {
  readonly ggml: Ggml;
  readonly context: Pointer;

  /** @param capacity tensors at most @param graphSize nodes at most of the graphs made here, in total */
  constructor(ggml: Ggml, capacity: number, graphSize = 0) {
    this.ggml = ggml;
    const graphBytes = graphSize === 0 ? 0 : ggml.graphOverhead(graphSize, false);
    const context = ggml.init({
      mem_size: ggml.tensorOverhead() * (capacity + 8) + graphBytes + 4096,
      mem_buffer: null,
      no_alloc: true,
    });
    if (context === null) throw new PilotlightError('trainer-failed', trainingOutOfMemory());
    this.context = context;
  }

  [Symbol.dispose](): void {
    this.ggml.free(this.context);
  }

  tensor(format: number, a: number, b = 1, c = 1, d = 1): Tensor {
    return { pointer: this.ggml.newTensor(this.context, format, a, b, c, d), shape: [a, b, c, d], format };
  }

  /** The same numbers under another shape; the tensor must be contiguous. */
  reshape(t: Tensor, a: number, b = 1, c = 1, d = 1): Tensor {
    return { pointer: this.ggml.reshape(this.context, t.pointer, a, b, c, d), shape: [a, b, c, d], format: t.format };
  }

  /** A contiguous part of a contiguous 32-bit tensor. @param offset in elements */
  part(t: Tensor, shape: Shape, offset: number): Tensor {
    const [a, b, c, d] = shape;
    const strides = [4 * a, 4 * a * b, 4 * a * b * c] as const;
    const pointer = this.ggml.view(this.context, t.pointer, a, b, c, d, ...strides, 4 * offset);
    return { pointer, shape, format: t.format };
  }

  /** Some columns of a contiguous matrix; a start and a count of whole blocks where it is quantised. */
  columns(t: Tensor, start: number, count: number): Tensor {
    return this.#slice(t, count, t.shape[1], this.ggml.rowSize(t.format, start));
  }

  /** Some rows of a contiguous matrix. */
  rows(t: Tensor, start: number, count: number): Tensor {
    return this.#slice(t, t.shape[0], count, start * this.ggml.rowSize(t.format, t.shape[0]));
  }

  #slice(t: Tensor, a: number, b: number, offset: number): Tensor {
    const row = this.ggml.rowSize(t.format, t.shape[0]);
    const pointer = this.ggml.view(this.context, t.pointer, a, b, 1, 1, row, row * b, row * b, offset);
    return { pointer, shape: [a, b, 1, 1], format: t.format };
  }

  /** Moves dimension i of the tensor to place `axes[i]`; the result is a view that is not contiguous. */
  permute(t: Tensor, ...axes: [number, number, number, number]): Tensor {
    const shape: [number, number, number, number] = [1, 1, 1, 1];
    axes.forEach((axis, index) => (shape[axis] = t.shape[index] ?? 1));
    return { pointer: this.ggml.permute(this.context, t.pointer, ...axes), shape, format: t.format };
  }

  transpose(t: Tensor): Tensor {
    return this.permute(t, 1, 0, 2, 3);
  }

  cont(t: Tensor): Tensor {
    return { ...t, pointer: this.ggml.cont(this.context, t.pointer) };
  }

  contTranspose(t: Tensor): Tensor {
    return this.cont(this.transpose(t));
  }

  cast(t: Tensor, format: number): Tensor {
    return { pointer: this.ggml.cast(this.context, t.pointer, format), shape: t.shape, format };
  }

  copy(source: Tensor, target: Tensor): Tensor {
    return { ...target, pointer: this.ggml.copy(this.context, source.pointer, target.pointer) };
  }

  add(a: Tensor, b: Tensor): Tensor {
    return like(a, this.ggml.add(this.context, a.pointer, b.pointer));
  }

  addInplace(a: Tensor, b: Tensor): Tensor {
    return like(a, this.ggml.addInplace(this.context, a.pointer, b.pointer));
  }

  sub(a: Tensor, b: Tensor): Tensor {
    return like(a, this.ggml.sub(this.context, a.pointer, b.pointer));
  }

  /** Element-wise product; the second factor is repeated along dimensions where it is shorter. */
  mul(a: Tensor, b: Tensor): Tensor {
    return like(a, this.ggml.mul(this.context, a.pointer, b.pointer));
  }

  sqr(a: Tensor): Tensor {
    return like(a, this.ggml.sqr(this.context, a.pointer));
  }

  tanh(a: Tensor): Tensor {
    return like(a, this.ggml.tanh(this.context, a.pointer));
  }

  silu(a: Tensor): Tensor {
    return like(a, this.ggml.silu(this.context, a.pointer));
  }

  gelu(a: Tensor): Tensor {
    return like(a, this.ggml.gelu(this.context, a.pointer));
  }

  scale(a: Tensor, factor: number): Tensor {
    return like(a, this.ggml.scale(this.context, a.pointer, factor));
  }

  scaleBias(a: Tensor, factor: number, offset: number): Tensor {
    return like(a, this.ggml.scaleBias(this.context, a.pointer, factor, offset));
  }

  /** Sums over the first dimension. */
  sumRows(a: Tensor): Tensor {
    return { ...like(a, this.ggml.sumRows(this.context, a.pointer)), shape: [1, a.shape[1], a.shape[2], a.shape[3]] };
  }

  /** Sums the repetitions of `shape` in `a`: the gradient of broadcasting. */
  repeatBack(a: Tensor, shape: Tensor): Tensor {
    return like(shape, this.ggml.repeatBack(this.context, a.pointer, shape.pointer));
  }

  siluBack(dy: Tensor, x: Tensor): Tensor {
    return like(x, this.ggml.siluBack(this.context, dy.pointer, x.pointer));
  }

  rmsNorm(a: Tensor, epsilon: number): Tensor {
    return like(a, this.ggml.rmsNorm(this.context, a.pointer, epsilon));
  }

  rmsNormBack(dy: Tensor, x: Tensor, epsilon: number): Tensor {
    return like(x, this.ggml.rmsNormBack(this.context, dy.pointer, x.pointer, epsilon));
  }

  /** aᵀb for matrices [k, m] and [k, n]: [m, n]. Fast on the CPU only when `b` is contiguous. */
  mulMat(a: Tensor, b: Tensor): Tensor {
    if (a.shape[0] !== b.shape[0]) throw new RangeError(`mul_mat of ${a.shape.join('×')} and ${b.shape.join('×')}`);
    const pointer = this.ggml.mulMat(this.context, a.pointer, b.pointer);
    return { pointer, shape: [a.shape[1], b.shape[1], b.shape[2], b.shape[3]], format: tensorFormat.f32 };
  }

  /** abᵀ for matrices [m, k] and [n, k]: [m, n]. */
  outProd(a: Tensor, b: Tensor): Tensor {
    if (a.shape[1] !== b.shape[1]) throw new RangeError(`out_prod of ${a.shape.join('×')} and ${b.shape.join('×')}`);
    const pointer = this.ggml.outProd(this.context, a.pointer, b.pointer);
    return { pointer, shape: [a.shape[0], b.shape[0], b.shape[2], b.shape[3]], format: tensorFormat.f32 };
  }

  getRows(a: Tensor, rows: Tensor): Tensor {
    const pointer = this.ggml.getRows(this.context, a.pointer, rows.pointer);
    return { pointer, shape: [a.shape[0], rows.shape[0], 1, 1], format: tensorFormat.f32 };
  }

  /** Sums the rows of a gradient into the rows they were taken from; all other rows are 0. */
  getRowsBack(gradient: Tensor, rows: Tensor, shape: Tensor): Tensor {
    return like(shape, this.ggml.getRowsBack(this.context, gradient.pointer, rows.pointer, shape.pointer));
  }

  /** Replaces rows of `target`, in place. */
  setRows(target: Tensor, source: Tensor, rows: Tensor): Tensor {
    return like(target, this.ggml.setRows(this.context, target.pointer, source.pointer, rows.pointer));
  }

  /** Appends the columns of `b` to those of `a` (second dimension). */
  concat(a: Tensor, b: Tensor): Tensor {
    const pointer = this.ggml.concat(this.context, a.pointer, b.pointer, 1);
    return { ...like(a, pointer), shape: [a.shape[0], a.shape[1] + b.shape[1], 1, 1] };
  }

  /** softmax(scale · a + mask) over the first dimension. */
  softMax(a: Tensor, mask: Tensor | undefined, scale: number): Tensor {
    return like(a, this.ggml.softMax(this.context, a.pointer, mask?.pointer ?? null, scale, 0));
  }

  softMaxBack(dy: Tensor, y: Tensor, scale: number): Tensor {
    return like(y, this.ggml.softMaxBack(this.context, dy.pointer, y.pointer, scale, 0));
  }

  rope(a: Tensor, positions: Tensor, factors: Tensor | undefined, settings: RopeSettings): Tensor {
    return like(a, this.ggml.rope(...this.#ropeArguments(a, positions, factors, settings)));
  }

  ropeBack(a: Tensor, positions: Tensor, factors: Tensor | undefined, settings: RopeSettings): Tensor {
    return like(a, this.ggml.ropeBack(...this.#ropeArguments(a, positions, factors, settings)));
  }

  /** @param settings learning rate, β₁, β₂, ε, decay, 1/(1−β₁ᵗ), 1/(1−β₂ᵗ) */
  adamW(value: Tensor, gradient: Tensor, moment1: Tensor, moment2: Tensor, settings: Tensor): Tensor {
    const [g, m, v, s] = [gradient.pointer, moment1.pointer, moment2.pointer, settings.pointer];
    return like(value, this.ggml.adamW(this.context, value.pointer, g, m, v, s));
  }

  #ropeArguments(a: Tensor, positions: Tensor, factors: Tensor | undefined, s: RopeSettings): Parameters<Ggml['rope']> {
    // Extension factor 0 switches YaRN off; its remaining arguments are the defaults of llama.cpp.
    const plain = [0, 1, 32, 1] as const;
    const numbers = [s.dimensions, s.mode, s.originalContext, s.base, s.scale, ...plain] as const;
    return [this.context, a.pointer, positions.pointer, factors?.pointer ?? null, ...numbers];
  }
}

function like(shape: Tensor, pointer: Pointer): Tensor {
  return { pointer, shape: shape.shape, format: tensorFormat.f32 };
}

export function writeTensor(ggml: Ggml, tensor: Tensor, values: Float32Array | Int32Array | Uint8Array): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  ggml.tensorSet(tensor.pointer, bytes, 0, bytes.length);
}

/** Reads `length` 32-bit numbers of a contiguous tensor (default: all). */
export function readTensor(ggml: Ggml, tensor: Tensor, length = elements(tensor)): Float32Array {
  const values = new Float32Array(length);
  ggml.tensorGet(tensor.pointer, new Uint8Array(values.buffer), 0, values.byteLength);
  return values;
}

export function elements({ shape }: Tensor): number {
  return shape[0] * shape[1] * shape[2] * shape[3];
}
