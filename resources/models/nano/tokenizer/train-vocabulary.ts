import { splitPieces, toByteText } from './byte-text.ts';
import type { Vocabulary } from './tokenizer.ts';
import { vocabularyOf } from './tokenizer.ts';

const blank = toByteText(' ');
const digits = [...'0123456789'];
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/**
 * Merges that every vocabulary starts with: answer letters after a blank, and whole numbers of one and two digits
 * with and without a blank before them. No other merge involves a digit, so 190 is always read as 19, 0.
 */
const fixedMerges: Vocabulary['merges'] = [
  ...letters.map((letter) => [blank, letter] as const),
  ...digits.map((digit) => [blank, digit] as const),
  ...digits.flatMap((first) => digits.map((second) => [blank + first, second] as const)),
  ...digits.flatMap((first) => digits.map((second) => [first, second] as const)),
];

interface Word {
  parts: string[];
  readonly count: number;
}

/**
 * Byte-pair encoding (Sennrich et al. 2016) of the texts up to `size` tokens: the most frequent adjacent pair is merged
 * next, ties go to the pair that sorts first.
 */
export function trainVocabulary(texts: Iterable<string>, size: number): Vocabulary {
  const words = countPieces(texts);
  const merges = [...fixedMerges];
  for (const merge of letterMerges()) for (const word of words) mergeIn(word, merge[0], merge[1]);
  const start = vocabularyOf(merges).tokens.length;
  for (let count = start; count < size; count++) {
    const pair = mostFrequentPair(words);
    if (pair === undefined) break;
    merges.push(pair);
    for (const word of words) mergeIn(word, pair[0], pair[1]);
  }
  return vocabularyOf(merges);
}

function letterMerges(): Vocabulary['merges'] {
  return fixedMerges.slice(0, letters.length);
}

function countPieces(texts: Iterable<string>): Word[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const piece of splitPieces(text)) {
      if (!/\p{N}/u.test(piece)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  return [...counts].map(([piece, count]) => ({ parts: [...toByteText(piece)], count }));
}

function mostFrequentPair(words: readonly Word[]): readonly [string, string] | undefined {
  const counts = new Map<string, number>();
  for (const { parts, count } of words) {
    for (let index = 0; index + 1 < parts.length; index++) {
      const key = `${parts[index]} ${parts[index + 1]}`;
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  let best: string | undefined;
  let bestCount = 1;
  for (const [key, count] of counts) {
    if (count > bestCount || (count === bestCount && best !== undefined && key < best))
      [best, bestCount] = [key, count];
  }
  const [left, right] = best?.split(' ') ?? [];
  return left === undefined || right === undefined ? undefined : [left, right];
}

function mergeIn(word: Word, left: string, right: string): void {
  const { parts } = word;
  for (let index = 0; index + 1 < parts.length; index++) {
    if (parts[index] === left && parts[index + 1] === right) parts.splice(index, 2, left + right);
  }
}
