import type { ItemColumn } from './prepare.ts';

/** A number that an answer stands for: its score on ordered items, or whether it is a given option on nominal ones. */
export interface AnswerScore {
  readonly item: number;
  readonly name: string;
  readonly label: string;
  /** Option value on nominal items, otherwise null. */
  readonly option: string | null;
  /** Number per option. */
  readonly values: Float64Array;
}

/** One score per ordered, numeric or binary item and one per option of each nominal item, in the order of the items. */
export function answerScores(items: readonly ItemColumn[]): AnswerScore[] {
  return items.flatMap(({ variable, scores, options }, item): AnswerScore[] => {
    const { name, label } = variable;
    if (scores !== null) return [{ item, name, label, option: null, values: scores }];
    return variable.options.map((option, k) => ({
      item,
      name,
      label: `${label} = ${option.label}`,
      option: option.value,
      values: Float64Array.from({ length: options }, (_, other) => (other === k ? 1 : 0)),
    }));
  });
}

/** The human answers as numbers, NaN where missing. */
export function humanScores({ values }: AnswerScore, answers: Int16Array): Float64Array {
  return Float64Array.from(answers, (answer) => (answer < 0 ? Number.NaN : (values[answer] ?? Number.NaN)));
}

/** Expected numbers of the twins by their probabilities, NaN where the human answer is missing. */
export function expectedScores(
  { values }: AnswerScore,
  probabilities: Float64Array,
  answers: Int16Array,
): Float64Array {
  const options = values.length;
  return Float64Array.from(answers, (answer, row) => {
    if (answer < 0) return Number.NaN;
    let sum = 0;
    for (let k = 0; k < options; k++) sum += (probabilities[row * options + k] ?? 0) * (values[k] ?? 0);
    return sum;
  });
}

/** The answers that the twins drew as numbers, NaN where one of the two answers is missing. */
export function drawnScores(score: AnswerScore, draws: Int16Array, answers: Int16Array): Float64Array {
  return humanScores(
    score,
    draws.map((draw, row) => ((answers[row] ?? -1) < 0 ? -1 : draw)),
  );
}

/** Best prediction of the humans' numbers: expected where there are probabilities, otherwise the mean over seeds. */
export function twinScores(
  score: AnswerScore,
  twins: {
    readonly probabilities: readonly (Float64Array | null)[];
    readonly draws: readonly (readonly Int16Array[])[];
  },
  answers: Int16Array,
): Float64Array {
  const probabilities = twins.probabilities[score.item] ?? null;
  if (probabilities !== null) return expectedScores(score, probabilities, answers);
  const seeds = twins.draws.flatMap((columns) => {
    const column = columns[score.item];
    return column === undefined ? [] : [drawnScores(score, column, answers)];
  });
  return Float64Array.from(answers, (_, row) => {
    const known = seeds.map((seed) => seed[row] ?? Number.NaN).filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}
