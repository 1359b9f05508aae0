import { byteCharacters, splitPieces, toByteText } from './byte-text.ts';

/** A byte-level BPE vocabulary: token texts in byte characters by id, and merges in order of rank. */
export interface Vocabulary {
  readonly tokens: readonly string[];
  readonly merges: readonly (readonly [left: string, right: string])[];
}

/** Marks the end of a text; also stands in for a start token. Its id is the first one. */
export const endToken = '<|endoftext|>';
export const endTokenId = 0;

/** The vocabulary of the merges: end token, the 256 bytes, then one token per merge. */
export function vocabularyOf(merges: Vocabulary['merges']): Vocabulary {
  return { tokens: [endToken, ...byteCharacters, ...merges.map(([left, right]) => left + right)], merges };
}

/** Text to token ids; pieces are cached, so one encoder serves a whole corpus. */
export function createEncoder(vocabulary: Vocabulary): (text: string) => number[] {
  const ids = new Map(vocabulary.tokens.map((token, id) => [token, id]));
  const ranks = new Map(vocabulary.merges.map(([left, right], rank) => [`${left} ${right}`, rank]));
  const cache = new Map<string, readonly number[]>();
  const encodePiece = (piece: string): readonly number[] => {
    const known = cache.get(piece);
    if (known !== undefined) return known;
    const parts = applyMerges([...toByteText(piece)], ranks);
    const encoded = parts.map((part) => ids.get(part) ?? 0);
    cache.set(piece, encoded);
    return encoded;
  };
  return (text) => splitPieces(text).flatMap(encodePiece);
}

/** Merges the adjacent pair of lowest rank, leftmost first, until none is left. */
function applyMerges(parts: readonly string[], ranks: ReadonlyMap<string, number>): readonly string[] {
  let current = parts;
  for (;;) {
    let best = -1;
    let bestRank = Number.POSITIVE_INFINITY;
    for (let index = 0; index + 1 < current.length; index++) {
      const rank = ranks.get(`${current[index]} ${current[index + 1]}`);
      if (rank !== undefined && rank < bestRank) [best, bestRank] = [index, rank];
    }
    if (best < 0) return current;
    current = [...current.slice(0, best), `${current[best]}${current[best + 1]}`, ...current.slice(best + 2)];
  }
}
