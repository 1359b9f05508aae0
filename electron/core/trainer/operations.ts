import { tensorFormat } from './ggml-library.ts';
import type { Parameter } from './parameters.ts';
import type { Tape } from './tape.ts';
import type { RopeSettings, Tensor, TensorBuilder } from './tensor-builder.ts';
import type { Linear, Weight } from './trainable-model.ts';

/** What the operations of one pass share. Without a tape no backward pass is recorded. */
export interface Pass {
  readonly builder: TensorBuilder;
  readonly tape: Tape | undefined;
  /** Whether the backend is the CPU, where outer products need no transposed copies. */
  readonly onCpu: boolean;
  /** Multiply training matrices in bfloat16. */
  readonly mixed: boolean;
  readonly epsilon: number;
  /**
   * Whether functions that ggml looks up in tables of half precision are computed in full, so that the loss is
   * smooth.
   */
  readonly smooth: boolean;
  /** Adds to the gradient of a parameter. */
  readonly collect: (parameter: Parameter, gradient: Tensor) => void;
  /** Transposed copies made in this graph, which several products share. */
  readonly turned: Map<Tensor, Tensor>;
}

/** Wx + b, plus the low-rank update B(Ax) · scale where there is one. */
export function linear(pass: Pass, layer: Linear, x: Tensor): Tensor {
  const { builder, tape } = pass;
  const { lowRank, bias } = layer;
  let y = builder.mulMat(pass.mixed ? layer.forward : layer.weight.value, x);
  let narrow: Tensor | undefined;
  if (lowRank !== undefined) {
    narrow = builder.scale(builder.mulMat(lowRank.down.value, x), lowRank.scale);
    y = builder.add(y, builder.mulMat(builder.contTranspose(lowRank.up.value), narrow));
  }
  if (bias !== undefined) y = builder.add(y, bias.value);
  const { parameter } = layer.weight;
  tape?.record(y, (dy) => {
    if (bias?.parameter !== undefined) pass.collect(bias.parameter, builder.repeatBack(dy, bias.value));
    if (parameter !== undefined) pass.collect(parameter, outerProduct(pass, x, dy));
    let dNarrow: Tensor | undefined;
    if (lowRank !== undefined && narrow !== undefined) {
      dNarrow = builder.scale(builder.mulMat(lowRank.up.value, dy), lowRank.scale);
      pass.collect(lowRank.down, outerProduct(pass, x, dNarrow));
      pass.collect(lowRank.up, outerProduct(pass, dy, narrow));
    }
    if (!tape.wants(x) || layer.transposed === undefined) return;
    const dx = builder.mulMat(layer.transposed, dy);
    if (lowRank === undefined || dNarrow === undefined) return tape.accumulate(x, dx);
    tape.accumulate(x, builder.add(dx, builder.mulMat(builder.contTranspose(lowRank.down.value), dNarrow)));
  });
  return y;
}

/** abᵀ summed over columns: the gradient of a matrix. */
export function outerProduct(pass: Pass, a: Tensor, b: Tensor): Tensor {
  const { builder } = pass;
  const wide = Math.min(a.shape[0], b.shape[0]) > 64;
  if (pass.mixed && wide) return builder.mulMat(turn(pass, a, tensorFormat.bf16), turn(pass, b, tensorFormat.bf16));
  if (pass.onCpu) return builder.outProd(a, b);
  return builder.mulMat(turn(pass, a, tensorFormat.f32), turn(pass, b, tensorFormat.f32));
}

function turn(pass: Pass, tensor: Tensor, format: number): Tensor {
  const { builder, turned } = pass;
  const made = turned.get(tensor);
  if (made?.format === format) return made;
  const view = builder.transpose(tensor);
  const result = format === tensorFormat.f32 ? builder.cont(view) : builder.cast(view, format);
  turned.set(tensor, result);
  return result;
}

/** x / √(mean x² + ε) · w over the first dimension (Zhang & Sennrich 2019). */
export function norm(pass: Pass, x: Tensor, weight: Weight): Tensor {
  const { builder, tape, epsilon } = pass;
  const normalised = builder.rmsNorm(x, epsilon);
  const y = builder.mul(normalised, weight.value);
  if (tape !== undefined && weight.parameter === undefined && !tape.wants(x)) tape.freeze(y);
  tape?.record(y, (dy) => {
    if (weight.parameter !== undefined) {
      pass.collect(weight.parameter, builder.repeatBack(builder.mul(dy, normalised), weight.value));
    }
    if (tape.wants(x)) tape.accumulate(x, builder.rmsNormBack(builder.mul(dy, weight.value), x, epsilon));
  });
  return y;
}

export function add(pass: Pass, a: Tensor, b: Tensor): Tensor {
  const { tape } = pass;
  const y = pass.builder.add(a, b);
  tape?.record(y, (dy) => {
    tape.accumulate(a, dy);
    tape.accumulate(b, dy);
  });
  return y;
}

/** silu(gate) · up (Shazeer 2020). */
export function swiglu(pass: Pass, gate: Tensor, up: Tensor): Tensor {
  const { builder, tape } = pass;
  const active = builder.silu(gate);
  const y = builder.mul(active, up);
  tape?.record(y, (dy) => {
    tape.accumulate(gate, builder.siluBack(builder.mul(dy, up), gate));
    tape.accumulate(up, builder.mul(dy, active));
  });
  return y;
}

/** gelu(gate) · up with the tanh approximation of gelu (Hendrycks & Gimpel 2016). */
export function geglu(pass: Pass, gate: Tensor, up: Tensor): Tensor {
  const { builder, tape, smooth } = pass;
  const k = Math.sqrt(2 / Math.PI);
  const cubic = 0.044715;
  /** t = tanh(kx(1 + 0.044715x²)), with which gelu(x) = ½x(1 + t) */
  const tangent = (): Tensor => builder.tanh(builder.mul(gate, builder.scaleBias(builder.sqr(gate), k * cubic, k)));
  const active = smooth
    ? builder.mul(builder.scale(gate, 0.5), builder.scaleBias(tangent(), 1, 1))
    : builder.gelu(gate);
  const y = builder.mul(active, up);
  tape?.record(y, (dy) => {
    const t = tangent();
    // gelu′(x) = ½(1 + t) + ½x(1 − t²) · k(1 + 3 · 0.044715x²)
    const inner = builder.scaleBias(builder.sqr(gate), 3 * cubic * k, k);
    const slope = builder.mul(builder.scaleBias(builder.sqr(t), -1, 1), inner);
    const derivative = builder.add(builder.scaleBias(t, 0.5, 0.5), builder.mul(builder.scale(gate, 0.5), slope));
    tape.accumulate(gate, builder.mul(builder.mul(dy, up), derivative));
    tape.accumulate(up, builder.mul(dy, active));
  });
  return y;
}

/** The same numbers under another shape. */
export function reshape(pass: Pass, x: Tensor, a: number, b: number, c: number): Tensor {
  const { builder, tape } = pass;
  const y = builder.reshape(x, a, b, c);
  tape?.record(y, (dy) => tape.accumulate(x, builder.reshape(dy, ...x.shape)));
  return y;
}

/** Rotary position embedding of [head size, heads, tokens]. */
export function rotate(
  pass: Pass,
  x: Tensor,
  positions: Tensor,
  factors: Tensor | undefined,
  settings: RopeSettings,
): Tensor {
  const { builder, tape } = pass;
  const y = builder.rope(x, positions, factors, settings);
  tape?.record(y, (dy) => tape.accumulate(x, builder.ropeBack(dy, positions, factors, settings)));
  return y;
}

/** Places of the columns to take, and for each column of x its order among them (or one past the last). */
export interface Gathering {
  readonly places: Tensor;
  readonly inverse: Tensor;
  /** One column of zeros. */
  readonly zero: Tensor;
}

/** Takes columns; without indices all of them. */
export function gather(pass: Pass, x: Tensor, indices: Gathering | undefined): Tensor {
  if (indices === undefined) return x;
  const { builder, tape } = pass;
  const y = builder.getRows(x, indices.places);
  tape?.record(y, (dy) => tape.accumulate(x, builder.getRows(builder.concat(dy, indices.zero), indices.inverse)));
  return y;
}

/** Vectors of tokens, from a table [size, vocabulary]. */
export function embed(pass: Pass, table: Weight, tokens: Tensor, scale: number): Tensor {
  const { builder, tape } = pass;
  const rows = builder.getRows(table.value, tokens);
  const y = scale === 1 ? rows : builder.scale(rows, scale);
  const { parameter } = table;
  if (parameter === undefined) tape?.freeze(y);
  else {
    tape?.record(y, (dy) => {
      const scaled = scale === 1 ? dy : builder.scale(dy, scale);
      pass.collect(parameter, builder.getRowsBack(scaled, tokens, parameter.value));
    });
  }
  return y;
}
