import type { PackedSequence, Target } from '../../../../electron/core/trainer/training-types.ts';
import { plainPrompt } from '../../../../shared/domain/prompt.ts';
import type { TokenTree } from '../../../../shared/domain/token-tree.ts';
import { buildTokenTree } from '../../../../shared/domain/token-tree.ts';
import { leanDown, leanUp } from '../corpus/hints.ts';
import type { CorpusSample } from '../corpus/interview.ts';
import { endTokenId } from '../tokenizer/tokenizer.ts';

export interface PackingOptions {
  readonly encode: (text: string) => readonly number[];
  /** Most tokens of one interview; samples that do not fit are left out. */
  readonly width: number;
  /** Weight of predicting each token of the text from the tokens before it; 0 leaves the text out of the loss. */
  readonly textWeight: number;
  /** Weight of saying right behind each option whether it is the answer: its letter if so, else the end token. */
  readonly optionWeight: number;
  /** Weight of each hint. */
  readonly hintWeight: number;
  /** Tokens at the start that are never predicted: the instruction says nothing new. */
  readonly textFrom: number;
}

/** An interview with its tokens; `lengths` are the numbers of tokens of the samples. */
export interface FittedInterview {
  readonly lengths: readonly number[];
  readonly tree: TokenTree;
  readonly samples: readonly CorpusSample[];
}

/** The samples of an interview, from the first, that fit the width together. */
export function fitInterview(samples: readonly CorpusSample[], options: PackingOptions): FittedInterview {
  const sequences = samples.map((sample) => options.encode(plainPrompt(sample.prompt)));
  for (let count = samples.length; count > 0; count--) {
    const tree = buildTokenTree(sequences.slice(0, count));
    if (tree.uniqueTokens <= options.width)
      return { tree, samples: samples.slice(0, count), lengths: sequences.slice(0, count).map(({ length }) => length) };
  }
  return { tree: buildTokenTree([]), samples: [], lengths: [] };
}

export interface PackedInterviews {
  /** Answers come first among the targets, then text and verdicts on options. */
  readonly sequence: PackedSequence;
  readonly answerTargets: number;
}

/** Packs interviews side by side, one root each: answers are weighted 1 a sample, the text as the options say. */
export function packInterviews(interviews: readonly FittedInterview[], options: PackingOptions): PackedInterviews {
  const tokens: number[] = [];
  const positions: number[] = [];
  const branches: number[] = [];
  const parents: number[] = [];
  const answers: Target[] = [];
  const others: Target[] = [];
  for (const { tree, samples, lengths } of interviews) {
    const hinted = new Set<number>();
    const firstBranch = parents.length;
    const starts: number[] = [];
    for (const branch of tree.branches) {
      const start = tokens.length;
      const parentLast =
        branch.parent < 0 ? -1 : (starts[branch.parent] ?? 0) + (tree.branches[branch.parent]?.tokens.length ?? 0) - 1;
      branch.tokens.forEach((token, offset) => {
        const before = offset === 0 ? parentLast : start + offset - 1;
        if (options.textWeight > 0 && before >= 0 && branch.start + offset >= options.textFrom) {
          others.push({ index: before, token, weight: options.textWeight });
        }
        tokens.push(token);
        positions.push(branch.start + offset);
        branches.push(parents.length);
      });
      starts.push(start);
      parents.push(branch.parent < 0 ? -1 : firstBranch + branch.parent);
    }
    samples.forEach((sample, index) => {
      const end = tree.ends[index];
      if (end === undefined) return;
      if (options.optionWeight > 0 && sample.places === undefined) {
        const length = lengths[index] ?? 0;
        others.push(
          ...optionTargets(sample, options, (fromEnd) => placeOf(tree, starts, end.branch, length - 1 - fromEnd)),
        );
      }
      if (options.hintWeight > 0) {
        others.push(...hintTargets(sample, options, hinted, (depth) => placeOf(tree, starts, end.branch, depth)));
      }
      answers.push(...answerTargets(sample, (starts[end.branch] ?? 0) + end.offset, options.encode));
    });
  }
  const sequence: PackedSequence = {
    tokens: Int32Array.from(tokens),
    positions: Int32Array.from(positions),
    branches: Int32Array.from(branches),
    parents: Int32Array.from(parents),
    targets: [...answers, ...others],
  };
  return { sequence, answerTargets: answers.length };
}

function answerTargets(sample: CorpusSample, index: number, encode: PackingOptions['encode']): Target[] {
  return sample.probabilities.flatMap((weight, option) => {
    const [token, ...more] = encode(` ${sample.prompt.answers[option] ?? ''}`);
    if (token === undefined || more.length > 0) throw new RangeError('An answer letter is not one token.');
    return weight > 0 ? [{ index, token, weight }] : [];
  });
}

/** Index in the packed sequence of the token at a depth on the path to a branch. */
function placeOf(tree: TokenTree, starts: readonly number[], end: number, depth: number): number {
  let index = end;
  for (;;) {
    const branch = tree.branches[index];
    if (branch === undefined) throw new RangeError('The path ends before the depth.');
    if (branch.start <= depth) return (starts[index] ?? 0) + depth - branch.start;
    index = branch.parent;
  }
}

/** A verdict at the line break behind each option; `place` maps a distance from the prompt's last token. */
function optionTargets(sample: CorpusSample, options: PackingOptions, place: (fromEnd: number) => number): Target[] {
  const lines = sample.prompt.user
    .trimEnd()
    .split('\n')
    .slice(-1 - sample.probabilities.length, -1);
  let fromEnd = options.encode('Answer:').length;
  const targets: Target[] = [];
  for (let option = lines.length - 1; option >= 0; option--) {
    const index = place(fromEnd);
    const [letter = 0] = options.encode(` ${sample.prompt.answers[option] ?? ''}`);
    const probability = sample.probabilities[option] ?? 0;
    if (probability > 0) targets.push({ index, token: letter, weight: options.optionWeight * probability });
    if (probability < 1) targets.push({ index, token: endTokenId, weight: options.optionWeight * (1 - probability) });
    fromEnd += options.encode(`${lines[option] ?? ''}\n`).length;
  }
  return targets;
}

/** Hints stand for bytes that no text holds, from this one on. */
const firstHintToken = 1 + 0x80;
/** The tokens that stand for leaning to the lower and to the upper end of a scale. */
export const leanTokens = [firstHintToken + leanDown, firstHintToken + leanUp] as const;

/** The hints of a sample that earlier samples of the interview do not have already; `place` maps a depth. */
function hintTargets(
  sample: CorpusSample,
  options: PackingOptions,
  hinted: Set<number>,
  place: (depth: number) => number,
): Target[] {
  const ends: number[] = [];
  for (const line of plainPrompt(sample.prompt).split('\n').slice(0, -1)) {
    ends.push((ends.at(-1) ?? -1) + options.encode(`${line}\n`).length);
  }
  return sample.hints.flatMap(({ line, at, symbols }) => {
    const index = place((ends[line] ?? 0) - (at === 'word' ? 1 : 0));
    if (hinted.has(index) || symbols.length === 0) return [];
    hinted.add(index);
    return symbols.flatMap(([symbol, probability]) =>
      probability > 0 ? [{ index, token: firstHintToken + symbol, weight: options.hintWeight * probability }] : [],
    );
  });
}
