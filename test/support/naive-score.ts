import type { Scored, TokenizedPrompt } from '../../electron/core/engine/engine.ts';

interface LogitSource {
  /** Logits after each token of a sequence. */
  logits(tokens: readonly number[]): Promise<readonly ArrayLike<number>[]>;
}

/** Scores each prompt with each answer alone, from the logits over the whole vocabulary. */
export async function naiveScore(source: LogitSource, { prompt, answers }: TokenizedPrompt): Promise<Scored> {
  const logProbabilities: number[] = [];
  for (const answer of answers) {
    const logits = await source.logits([...prompt, ...answer]);
    const terms = answer.map((token, step) => logSoftmaxAt(logits[prompt.length - 1 + step] ?? [], token));
    logProbabilities.push(terms.reduce((sum, term) => sum + term, 0));
  }
  const weights = logProbabilities.map(Math.exp);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { logProbabilities, probabilities: weights.map((weight) => weight / total), outside: 1 - total };
}

function logSoftmaxAt(logits: ArrayLike<number>, token: number): number {
  const values = Array.from(logits);
  const largest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const total = values.reduce((sum, value) => sum + Math.exp(value - largest), 0);
  return (values[token] ?? NaN) - largest - Math.log(total);
}
