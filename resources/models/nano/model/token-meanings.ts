import { plainPrompt } from '../../../../shared/domain/prompt.ts';
import type { CorpusSample } from '../corpus/interview.ts';
import { hintMeaning, meaningSize } from '../corpus/hints.ts';

/**
 * What the lines tell on average in which a token occurs: one vector a token, of length `meaningSize`, with values from -1 to
 * 1; zero for tokens that occur in no line that tells anything.
 */
export function tokenMeanings(
  samples: Iterable<CorpusSample>,
  encode: (text: string) => readonly number[],
  vocabulary: number,
): Float32Array[] {
  const sums = Array.from({ length: vocabulary }, () => new Float32Array(meaningSize));
  const counts = new Float64Array(vocabulary);
  for (const { prompt, hints } of samples) {
    const lines = plainPrompt(prompt).split('\n');
    for (const hint of hints) {
      const meaning = hintMeaning(hint);
      if (meaning === undefined) continue;
      for (const token of new Set(encode(lines[hint.line] ?? ''))) {
        counts[token] = (counts[token] ?? 0) + 1;
        meaning.forEach(([dimension, value]) => {
          const sum = sums[token];
          if (sum !== undefined) sum[dimension] = (sum[dimension] ?? 0) + value;
        });
      }
    }
  }
  return sums.map((sum, token) => sum.map((value) => value / Math.max(1, counts[token] ?? 0)));
}
