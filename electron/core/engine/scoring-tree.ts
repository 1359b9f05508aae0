import { buildTokenTree, type TokenTree } from '../../../shared/domain/token-tree.ts';
import type { Scored, TokenizedPrompt } from './engine.ts';

/** A place in the tree after which the probabilities of some next tokens are wanted. */
export interface Readout {
  readonly branch: number;
  readonly offset: number;
  /** The next tokens asked for, ascending and distinct. */
  readonly nextTokens: readonly number[];
}

/** What the model said at a readout: natural logarithms of the probabilities of the tokens asked for. */
export type ReadoutValues = ReadonlyMap<number, number>;

/** All sequences of one call as a tree, and where in it the answers' probabilities are read. */
export interface ScoringTree {
  readonly tree: TokenTree;
  readonly readouts: readonly Readout[];
  /** For each request, answer and token of the answer: the readout that holds the token's probability. */
  readonly cells: readonly (readonly (readonly Cell[])[])[];
}

interface Cell {
  readonly readout: number;
  readonly token: number;
}

/**
 * The tree of prompts and answers. The last token of an answer is never evaluated: its probability is read one token
 * before. Equal prompts are one branch.
 */
export function buildScoringTree(requests: readonly TokenizedPrompt[]): ScoringTree {
  const sequences: (readonly number[])[] = [];
  const sequenceOf = requests.map(({ prompt, answers }) =>
    answers.map((answer) => sequences.push(answer.length < 2 ? prompt : [...prompt, ...answer.slice(0, -1)]) - 1),
  );
  const tree = buildTokenTree(sequences);
  const ids = new Map<string, number>();
  const wanted: { branch: number; offset: number; tokens: Set<number> }[] = [];
  const readoutFor = (sequence: number, position: number, token: number): number => {
    const place = locate(tree, sequence, position);
    const key = `${place.branch}:${place.offset}`;
    const id = ids.get(key) ?? wanted.push({ ...place, tokens: new Set() }) - 1;
    ids.set(key, id);
    wanted[id]?.tokens.add(token);
    return id;
  };
  const cells = requests.map(({ prompt, answers }, request) =>
    answers.map((answer, index) =>
      answer.map((token, step): Cell => {
        const sequence = sequenceOf[request]?.[index] ?? -1;
        return { readout: readoutFor(sequence, prompt.length - 1 + step, token), token };
      }),
    ),
  );
  const readouts = wanted.map(({ branch, offset, tokens }) => ({
    branch,
    offset,
    nextTokens: [...tokens].sort((a, b) => a - b),
  }));
  return { tree, readouts, cells };
}

function locate(tree: TokenTree, sequence: number, position: number): { branch: number; offset: number } {
  let branch = tree.ends[sequence]?.branch ?? -1;
  let start = tree.branches[branch]?.start ?? 0;
  while (start > position) {
    branch = tree.branches[branch]?.parent ?? -1;
    start = tree.branches[branch]?.start ?? 0;
  }
  return { branch, offset: position - start };
}

/** Joins what was read along each answer into its probability (chain rule) and normalises over the answers. */
export function scoresOf(scoring: ScoringTree, values: readonly ReadoutValues[]): Scored[] {
  return scoring.cells.map((answers) => {
    const logProbabilities = answers.map((cells) =>
      cells.reduce((sum, { readout, token }) => sum + (values[readout]?.get(token) ?? NaN), 0),
    );
    const largest = Math.max(...logProbabilities);
    const weights = logProbabilities.map((value) => Math.exp(value - largest));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const inside = logProbabilities.reduce((sum, value) => sum + Math.exp(value), 0);
    return {
      logProbabilities,
      probabilities: weights.map((weight) => weight / total),
      // Rounding can carry the sum a little above 1.
      outside: Math.max(0, 1 - inside),
    };
  });
}
