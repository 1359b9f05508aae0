import { attention } from './attention.ts';
import { isSlidingLayer } from './model-description.ts';
import {
  add,
  embed,
  gather,
  geglu,
  linear,
  norm,
  reshape,
  rotate,
  swiglu,
  type Gathering,
  type Pass,
} from './operations.ts';
import type { Tensor } from './tensor-builder.ts';
import type { TrainableModel } from './trainable-model.ts';

/** Inputs of a forward pass. */
export interface TransformerInputs {
  readonly tokens: Tensor;
  readonly positions: Tensor;
  /**
   * Masks of layers that see everything and of layers that see only the nearest tokens; undefined where there are
   * none.
   */
  readonly mask: Tensor | undefined;
  readonly slidingMask: Tensor | undefined;
  readonly outputs: Gathering | undefined;
  readonly width: number;
  readonly rows: number;
}

/** Vectors of the tokens before the first layer: [embedding, tokens]. */
export function embedTokens(pass: Pass, model: TrainableModel, inputs: TransformerInputs): Tensor {
  const { gate, embedding } = model.description;
  const scale = gate === 'geglu' ? Math.sqrt(embedding) : 1;
  return embed(pass, model.weight('token_embd.weight'), inputs.tokens, scale);
}

/**
 * One layer: attention and feed-forward, each behind a norm and added to its input. The last layer keeps only output
 * tokens.
 */
export function transformerLayer(
  pass: Pass,
  model: TrainableModel,
  layer: number,
  x: Tensor,
  inputs: TransformerInputs,
): Tensor {
  const part = (name: string): string => `blk.${layer}.${name}.weight`;
  const isLast = layer === model.description.layers - 1;
  const outputs = isLast ? inputs.outputs : undefined;
  const attended = linear(pass, model.linear(part('attn_output')), selfAttention(pass, model, layer, x, inputs));
  const kept = gather(pass, attended, outputs);
  const residual = add(pass, postNorm(pass, model, part('post_attention_norm'), kept), gather(pass, x, outputs));
  const normalised = norm(pass, residual, model.weight(part('ffn_norm')));
  const gate = linear(pass, model.linear(part('ffn_gate')), normalised);
  const up = linear(pass, model.linear(part('ffn_up')), normalised);
  const gated = model.description.gate === 'geglu' ? geglu(pass, gate, up) : swiglu(pass, gate, up);
  const down = linear(pass, model.linear(part('ffn_down')), gated);
  return add(pass, postNorm(pass, model, part('post_ffw_norm'), down), residual);
}

function postNorm(pass: Pass, model: TrainableModel, name: string, x: Tensor): Tensor {
  const weight = model.optionalWeight(name);
  return weight === undefined ? x : norm(pass, x, weight);
}

function selfAttention(pass: Pass, model: TrainableModel, layer: number, x: Tensor, inputs: TransformerInputs): Tensor {
  const { heads, keyHeads, headSize, rope, sliding, attentionScale } = model.description;
  const isSliding = isSlidingLayer(model.description, layer);
  const settings = isSliding && sliding !== undefined ? sliding.rope : rope;
  const factors = model.optionalWeight('rope_freqs.weight')?.value;
  const { width, rows, positions } = inputs;
  const part = (name: string): string => `blk.${layer}.${name}.weight`;
  const normalised = norm(pass, x, model.weight(part('attn_norm')));
  const project = (name: string, n: number): Tensor =>
    reshape(pass, linear(pass, model.linear(part(name)), normalised), headSize, n, width * rows);
  const prepare = (name: string, normName: string, n: number): Tensor =>
    rotate(pass, postNorm(pass, model, part(normName), project(name, n)), positions, factors, settings);
  const q = prepare('attn_q', 'attn_q_norm', heads);
  const k = prepare('attn_k', 'attn_k_norm', keyHeads);
  const v = project('attn_v', keyHeads);
  const mask = isSliding ? inputs.slidingMask : inputs.mask;
  if (mask === undefined) throw new RangeError(`Layer ${layer} has no mask.`);
  return attention(pass, q, k, v, mask, { headSize, heads, keyHeads, width, rows, scale: attentionScale });
}
