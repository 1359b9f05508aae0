import type { Pass } from './operations.ts';
import type { Tensor } from './tensor-builder.ts';

export interface AttentionShape {
  readonly headSize: number;
  readonly heads: number;
  readonly keyHeads: number;
  /** Tokens per row and number of rows; tokens see only tokens of their own row. */
  readonly width: number;
  readonly rows: number;
  /** Factor of the products of queries and keys. */
  readonly scale: number;
}

/**
 * Grouped-query attention (Ainslie et al. 2023). The queries that share a head of keys lie one behind the other, so
 * that each product runs once per head of keys and gradients of keys and values sum over the group by themselves.
 * @param q [head size, heads, tokens] @param k [head size, key heads, tokens] @param v like k
 * @param mask [width, width, 1, rows]
 * @returns [head size · heads, tokens]
 */
export function attention(pass: Pass, q: Tensor, k: Tensor, v: Tensor, mask: Tensor, shape: AttentionShape): Tensor {
  const { builder, tape } = pass;
  const { headSize, heads, keyHeads, width, rows, scale } = shape;
  const tokens = width * rows;
  const grouped = (width * heads) / keyHeads;
  const byToken = (t: Tensor, n: number): Tensor => builder.reshape(t, headSize, n, width, rows);
  const byHead = (t: Tensor, n: number): Tensor => builder.permute(byToken(t, n), 0, 2, 1, 3);
  const group = (t: Tensor, inner: number): Tensor => builder.reshape(t, inner, grouped, keyHeads, rows);
  const perHead = (t: Tensor, inner: number): Tensor => builder.reshape(t, inner, width, heads, rows);
  /** [head size, keys, tokens] → [width, head size, keys, rows], contiguous */
  const turned = (t: Tensor): Tensor => builder.cont(builder.permute(byToken(t, keyHeads), 1, 2, 0, 3));
  /** [head size, width · group, key heads, rows] → [head size, heads, tokens] */
  const ungroup = (t: Tensor): Tensor =>
    builder.reshape(builder.cont(builder.permute(perHead(t, headSize), 0, 2, 1, 3)), headSize, heads, tokens);

  const queries = group(builder.cont(byHead(q, heads)), headSize);
  const scores = builder.mulMat(byHead(k, keyHeads), queries);
  const weights = builder.softMax(perHead(scores, width), mask, scale);
  const mixed = builder.mulMat(turned(v), group(weights, width));
  const y = builder.reshape(ungroup(mixed), headSize * heads, tokens);

  tape?.record(y, (dy) => {
    const dMixed = group(builder.cont(byHead(dy, heads)), headSize);
    // The first operand must not be a view: ggml would then write the result over the second one, which it reads later.
    const dWeights = builder.mulMat(byHead(v, keyHeads), dMixed);
    const dScores = builder.softMaxBack(dWeights, group(weights, width), scale);
    tape.accumulate(q, ungroup(builder.mulMat(turned(k), dScores)));
    tape.accumulate(k, sumOverQueries(pass, dScores, queries, shape));
    tape.accumulate(v, sumOverQueries(pass, group(weights, width), dMixed, shape));
  });
  return y;
}

/**
 * Σ over queries of weights [width, queries] times vectors [head size, queries], per head of keys.
 * @returns [head size, key heads, tokens]
 */
function sumOverQueries(pass: Pass, weights: Tensor, vectors: Tensor, shape: AttentionShape): Tensor {
  const { builder } = pass;
  const { headSize, keyHeads, width, rows } = shape;
  const sums = pass.onCpu
    ? builder.permute(builder.outProd(weights, vectors), 2, 0, 1, 3)
    : builder.permute(builder.mulMat(builder.contTranspose(vectors), builder.contTranspose(weights)), 0, 2, 1, 3);
  return builder.reshape(builder.cont(sums), headSize, keyHeads, width * rows);
}
