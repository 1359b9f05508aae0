import { baselineContext, seedCount } from '../baselines/baseline-context.ts';
import { countBaselines, fitBaselines } from '../baselines/fit-baselines.ts';
import { logitOfFolds } from '../cross-fitting.ts';
import type { CrossFittedTwins, RectificationTwins, SimulatedSource } from '../evaluation-input.ts';
import { logitTwins } from '../rectification-sides.ts';
import type { ExportedInput, UsefulParts } from './useful-parts.ts';

/** Twins that the evaluation makes itself from the pilot; no phase keeps them, so that an export makes them again. */
export interface FittedTwins {
  /** Of the evaluation humans. */
  readonly baselines: readonly SimulatedSource[];
  /** Of the rectification humans, by the regularised logit. */
  readonly rectification: readonly RectificationTwins[];
  /** Of both sides of cross-fitting, by the regularised logit. */
  readonly crossFit: readonly CrossFittedTwins[];
}

/** The same twins as in the evaluation of this input: the same fits and the same seeds. */
export function fittedTwins(input: ExportedInput, { rectification, crossFit }: UsefulParts): FittedTwins {
  const whole = { ...input, rule: null };
  return {
    baselines: finished(fitBaselines(whole)),
    rectification: rectification === null ? [] : finished(logitTwins(whole, rectification)),
    crossFit: crossFit === null ? [] : finished(logitOfFolds(whole, crossFit)),
  };
}

/** How many rows these are for each person, without fitting anything. */
export function countFittedTwins(
  input: ExportedInput,
  { crossFit }: UsefulParts,
): { readonly evaluation: number; readonly rectification: number; readonly crossFit: number } {
  const whole = { ...input, rule: null };
  const seeds = seedCount(whole);
  return {
    evaluation: (countBaselines(whole) + (crossFit?.folds ?? 0)) * seeds,
    rectification: baselineContext(whole) === null ? 0 : seeds,
    crossFit: seeds,
  };
}

function finished<Result>(work: Generator<unknown, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
