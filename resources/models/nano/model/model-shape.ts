/** Sizes of a llama-architecture model. */
export interface ModelShape {
  readonly vocabulary: number;
  /** Width of the residual stream, a multiple of the head width. */
  readonly embedding: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly feedForward: number;
  readonly contextLength: number;
  readonly ropeBase: number;
  readonly normEpsilon: number;
}

export const nanoShape: ModelShape = {
  vocabulary: 2560,
  embedding: 128,
  layers: 6,
  heads: 4,
  keyValueHeads: 2,
  feedForward: 384,
  contextLength: 2048,
  // A high base turns most pairs of a head slowly, so that heads can match words over hundreds of tokens.
  ropeBase: 100_000,
  normEpsilon: 1e-5,
};

export interface TensorShape {
  readonly name: string;
  /** Fastest-varying dimension first, as in the file. */
  readonly shape: readonly number[];
}

/** All weights in the order of the file. */
export function tensorsOf(shape: ModelShape): TensorShape[] {
  const { embedding, feedForward } = shape;
  const keyValue = (embedding / shape.heads) * shape.keyValueHeads;
  const blocks = Array.from({ length: shape.layers }, (_, layer) =>
    [
      { name: 'attn_norm', shape: [embedding] },
      { name: 'attn_q', shape: [embedding, embedding] },
      { name: 'attn_k', shape: [embedding, keyValue] },
      { name: 'attn_v', shape: [embedding, keyValue] },
      { name: 'attn_output', shape: [embedding, embedding] },
      { name: 'ffn_norm', shape: [embedding] },
      { name: 'ffn_gate', shape: [embedding, feedForward] },
      { name: 'ffn_up', shape: [embedding, feedForward] },
      { name: 'ffn_down', shape: [feedForward, embedding] },
    ].map((tensor) => ({ name: `blk.${layer}.${tensor.name}.weight`, shape: tensor.shape })),
  );
  return [
    { name: 'token_embd.weight', shape: [embedding, shape.vocabulary] },
    ...blocks.flat(),
    { name: 'output_norm.weight', shape: [embedding] },
    // Not tied to the embeddings: learning which tokens are never answers would push all embeddings the same way.
    { name: 'output.weight', shape: [embedding, shape.vocabulary] },
  ];
}
