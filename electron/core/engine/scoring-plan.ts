import type { TokenTree } from '../../../shared/domain/token-tree.ts';

/**
 * One piece of a batch: tokens appended to a stream. A stream is one sequence of llama.cpp's context; it holds one path
 * of the tree at a time.
 */
export interface DecodePart {
  readonly stream: number;
  /** Position of the first token in its sequence. */
  readonly start: number;
  readonly tokens: readonly number[];
  /** Offsets in `tokens` after which a readout is due, ascending. */
  readonly outputs: readonly { readonly offset: number; readonly readout: number }[];
}

export type PlanStep =
  | { readonly kind: 'copy'; readonly from: number; readonly to: number }
  /** Forget what the stream holds from this position on. */
  | { readonly kind: 'keep'; readonly stream: number; readonly length: number }
  | { readonly kind: 'decode'; readonly parts: readonly DecodePart[] };

export interface ScoringPlan {
  readonly steps: readonly PlanStep[];
  /** Streams in use: 0 … streams − 1. */
  readonly streams: number;
  /** Positions the longest path needs. */
  readonly longestPath: number;
  readonly decodedTokens: number;
  /** Estimated cost in units of one token in a large batch. */
  readonly cost: number;
}

export interface PlanInput {
  readonly tree: TokenTree;
  readonly readouts: readonly { readonly branch: number; readonly offset: number }[];
  /** Most streams there can be. */
  readonly streams: number;
  /** Most tokens of a batch. */
  readonly batchTokens: number;
  /** False for models whose state cannot go back to an earlier position: then only equal paths are shared. */
  readonly canRewind: boolean;
}

/** A stretch of a path, evaluated without going back: some branches of the tree, one below the other. */
export interface Chain {
  readonly start: number;
  readonly branches: readonly number[];
  readonly length: number;
}

/** Fixed cost of a batch and of copying a stream, in tokens; measured on a 0.5B model at 1 and 2 threads. */
const batchCost = 6;
const copyCost = 2;

/** llama.cpp pads the positions that a batch attends to, and those of a sequence, to a multiple of this. */
export const positionStep = 256;

/** A plan in the making. */
export interface PlanDraft {
  readonly input: PlanInput;
  readonly steps: PlanStep[];
  /** What each stream holds so far. */
  readonly held: (readonly number[])[];
  /** Readouts not yet taken, by branch. */
  readonly pending: Map<number, readonly { readonly offset: number; readonly readout: number }[]>;
  decodedTokens: number;
  longestPath: number;
  cost: number;
}

export function newDraft(input: PlanInput): PlanDraft {
  const pending = new Map<number, { offset: number; readout: number }[]>();
  input.readouts.forEach(({ branch, offset }, readout) => {
    pending.set(branch, [...(pending.get(branch) ?? []), { offset, readout }]);
  });
  for (const list of pending.values()) list.sort((a, b) => a.offset - b.offset);
  return { input, steps: [], held: [], pending, decodedTokens: 0, longestPath: 0, cost: 0 };
}

export function finishDraft(draft: PlanDraft): ScoringPlan {
  const { steps, held, longestPath, decodedTokens, cost } = draft;
  return { steps, streams: held.length, longestPath, decodedTokens, cost };
}

/** Makes a stream hold the whole path, taking what another stream already holds of it by copying. */
export function planPath(draft: PlanDraft, stream: number, path: Chain, tokens: readonly number[]): void {
  const { held, steps, input } = draft;
  const shared = held.map((other) => (input.canRewind ? sharedLength(other, tokens) : 0));
  const own = shared[stream] ?? 0;
  const most = Math.max(own, ...shared);
  const from = shared.indexOf(most);
  const copies = most > own + copyCost;
  if (copies) {
    steps.push({ kind: 'copy', from, to: stream });
    held[stream] = held[from] ?? [];
    draft.cost += copyCost;
  }
  const start = copies ? most : own;
  planKeep(draft, stream, start);
  planAlone(draft, stream, path, start);
}

/** The next chain of some adjacent streams, all equally long, in one batch. */
export function planTogether(draft: PlanDraft, chains: readonly { stream: number; chain: Chain }[]): void {
  for (const { stream, chain } of chains) planKeep(draft, stream, chain.start);
  const [first] = chains;
  if (chains.length === 1 && first !== undefined) planAlone(draft, first.stream, first.chain, first.chain.start);
  else
    planBatch(
      draft,
      chains.map(({ stream, chain }) => ({ stream, chain, from: chain.start, to: endOf(chain) })),
    );
}

/** Evaluates a chain from a position on in one stream, in as few batches of about equal size as possible. */
function planAlone(draft: PlanDraft, stream: number, chain: Chain, from: number): void {
  const length = endOf(chain) - from;
  const batches = Math.ceil(length / draft.input.batchTokens);
  for (let batch = 0; batch < batches; batch++) {
    const cut = (index: number): number => from + Math.floor((length * index) / batches);
    planBatch(draft, [{ stream, chain, from: cut(batch), to: cut(batch + 1) }]);
  }
}

function planKeep({ held, steps }: PlanDraft, stream: number, length: number): void {
  const tokens = held[stream] ?? [];
  if (tokens.length > length) steps.push({ kind: 'keep', stream, length });
  held[stream] = tokens.slice(0, length);
}

interface Piece {
  readonly stream: number;
  readonly chain: Chain;
  readonly from: number;
  readonly to: number;
}

function planBatch(draft: PlanDraft, pieces: readonly Piece[]): void {
  const { held, input } = draft;
  const parts = pieces.map((piece): DecodePart => {
    const { stream, chain, from, to } = piece;
    const tokens = chain.branches.flatMap((id) => {
      const { start, tokens } = input.tree.branches[id] ?? { start: 0, tokens: [] };
      return tokens.slice(Math.max(0, from - start), Math.max(0, to - start));
    });
    held[stream] = [...(held[stream] ?? []), ...tokens];
    draft.longestPath = Math.max(draft.longestPath, to);
    return { stream, start: from, tokens, outputs: takeReadouts(draft, piece) };
  });
  const tokens = parts.reduce((sum, part) => sum + part.tokens.length, 0);
  draft.steps.push({ kind: 'decode', parts });
  draft.decodedTokens += tokens;
  draft.cost += tokens + batchCost;
}

/** Readouts inside the piece that no earlier batch took. */
function takeReadouts({ input, pending }: PlanDraft, { chain, from, to }: Piece): DecodePart['outputs'] {
  return chain.branches.flatMap((id) => {
    const readouts = pending.get(id) ?? [];
    if (readouts.length === 0) return [];
    const shift = (input.tree.branches[id]?.start ?? 0) - from;
    const placed = readouts.map(({ offset, readout }) => ({ offset: offset + shift, readout }));
    const isInside = ({ offset }: { offset: number }): boolean => offset >= 0 && offset < to - from;
    pending.set(
      id,
      readouts.filter((_, index) => !isInside(placed[index] ?? { offset: -1 })),
    );
    return placed.filter(isInside);
  });
}

function endOf(chain: Chain): number {
  return chain.start + chain.length;
}

function sharedLength(a: readonly number[], b: readonly number[]): number {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && a[length] === b[length]) length++;
  return length;
}
