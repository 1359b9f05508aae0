import * as messages from '../messages/evaluation-messages.ts';
import type { Frame } from '../statistics/types.ts';
import { baselineContext } from './baselines/baseline-context.ts';
import { regularisedLogit } from './baselines/regularised-logit.ts';
import type { EvaluationInput, PilotRows, RectificationRows, RectificationTwins } from './evaluation-input.ts';
import type { Prepared } from './prepare.ts';
import type { RectificationBlock } from './rectification-results.ts';
import { type RectificationSurvey, surveyOf } from './rectification-survey.ts';

/** One source with its twins of both sets of humans. */
export interface RectifyingSource {
  readonly id: string;
  /** Twins of the rectification humans. */
  readonly labelled: RectificationTwins;
  /** Twins of the evaluation humans. */
  readonly unlabelled: RectificationTwins;
}

export interface RectificationSides {
  readonly rows: PilotRows;
  readonly sources: readonly RectifyingSource[];
  /** Null where everybody counts alike and nobody shares a cluster. */
  readonly survey: RectificationSurvey | null;
}

/**
 * The models with twins of the rectification humans, and the regularised logit as the predictor that costs nothing:
 * fitted on the same pilot, it predicts the rectification humans too.
 */
export function* rectificationSides(prepared: Prepared, rows: RectificationRows): Generator<void, RectificationSides> {
  const own = [...rows.sources, ...(yield* logitTwins(prepared.input, rows))];
  return {
    rows,
    survey: surveyOf(prepared, rows),
    sources: own.flatMap((labelled) => {
      const unlabelled = prepared.sources.find(({ id }) => id === labelled.id)?.source;
      return unlabelled === undefined ? [] : [{ id: labelled.id, labelled, unlabelled }];
    }),
  };
}

/** Twins of the rectification humans by the regularised logit that is fitted on the pilot; none without a pilot. */
export function* logitTwins(input: EvaluationInput, rows: RectificationRows): Generator<void, RectificationTwins[]> {
  const items = input.items.map(({ variable }, i) => ({
    variable,
    human: rows.answers[i] ?? new Int16Array(rows.n).fill(-1),
  }));
  const context = baselineContext({ ...input, n: rows.n, frame: rows.frame, items });
  if (context === null) return [];
  const fits = regularisedLogit(context);
  for (;;) {
    const step = fits.next();
    if (step.done === true) return [step.value];
    yield;
  }
}

/** Why nothing can be rectified, or null. */
export function rectificationFailure(rows: RectificationRows): NonNullable<RectificationBlock['failure']> | null {
  if (rows.n < 2) return { code: 'no-respondents', text: messages.rectificationWithoutRespondents() };
  if (rows.sources.length === 0) return { code: 'no-twins', text: messages.rectificationWithoutTwins() };
  return null;
}

/** Columns of the rectification humans and then of the evaluation humans. */
export function stackFrames(first: Frame, second: Frame, sizes: readonly [number, number]): Frame {
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  const missing = (n: number) => Array.from<null>({ length: n }).fill(null);
  return Object.fromEntries(
    [...names].map((name) => [name, [...(first[name] ?? missing(sizes[0])), ...(second[name] ?? missing(sizes[1]))]]),
  );
}
