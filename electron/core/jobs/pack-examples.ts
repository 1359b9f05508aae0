import { buildTokenTree } from '../../../shared/domain/token-tree.ts';
import type { PackedSequence, Target } from '../trainer/training-types.ts';

/** A prompt with the answer a human gave, as tokens. */
export interface Example {
  readonly prompt: readonly number[];
  readonly answer: readonly number[];
}

/** Examples of one respondent in the form the trainer takes. */
export interface TrainingSequence {
  readonly packed: PackedSequence;
  /** Number of human answers in it; the loss is a mean over answers. */
  readonly answers: number;
}

/** Longest packed sequence, in tokens; attention costs its square. */
const longestSequence = 640;

/**
 * Packs the examples of one respondent into as few sequences as fit, each a tree in which the shared persona is held once.
 * Only answer tokens are targets, each with weight 1: the loss is the sum of the answers' negative log likelihoods.
 */
export function packExamples(examples: readonly Example[]): TrainingSequence[] {
  const groups: Example[][] = [];
  for (const example of examples) {
    const last = groups.at(-1);
    if (last !== undefined && treeSize([...last, example]) <= longestSequence) last.push(example);
    else groups.push([example]);
  }
  return groups.map((group) => ({ packed: packGroup(group), answers: group.length }));
}

function treeSize(examples: readonly Example[]): number {
  return buildTokenTree(examples.map(inputTokens)).uniqueTokens;
}

/** All tokens but the last, which is only predicted. */
function inputTokens(example: Example): number[] {
  return [...example.prompt, ...example.answer].slice(0, -1);
}

function packGroup(examples: readonly Example[]): PackedSequence {
  const tree = buildTokenTree(examples.map(inputTokens));
  const offsets: number[] = [];
  let total = 0;
  for (const branch of tree.branches) {
    offsets.push(total);
    total += branch.tokens.length;
  }
  const tokens = new Int32Array(total);
  const positions = new Int32Array(total);
  const branches = new Int32Array(total);
  tree.branches.forEach((branch, id) => {
    branch.tokens.forEach((token, index) => {
      const at = (offsets[id] ?? 0) + index;
      tokens[at] = token;
      positions[at] = branch.start + index;
      branches[at] = id;
    });
  });
  const parents = Int32Array.from(tree.branches, (branch) => branch.parent);
  const targets = examples.flatMap((example, index): Target[] => {
    const path = pathToEnd(tree.branches, offsets, tree.ends[index]?.branch ?? -1, tree.ends[index]?.offset ?? -1);
    return example.answer.map((token, offset) => ({
      index: path[example.prompt.length - 1 + offset] ?? -1,
      token,
      weight: 1,
    }));
  });
  return { tokens, positions, branches, parents, targets };
}

/** Places in the packed sequence of the tokens from the root to one end. */
function pathToEnd(
  branches: readonly { parent: number; tokens: readonly number[] }[],
  offsets: readonly number[],
  branch: number,
  offset: number,
): number[] {
  const path: number[] = [];
  let current = branch;
  let length = offset + 1;
  while (current >= 0) {
    const start = offsets[current] ?? 0;
    for (let index = length - 1; index >= 0; index--) path.push(start + index);
    current = branches[current]?.parent ?? -1;
    length = current < 0 ? 0 : (branches[current]?.tokens.length ?? 0);
  }
  return path.reverse();
}
