import * as messages from '../messages/evaluation-messages.ts';
import { baselineContext } from './baselines/baseline-context.ts';
import { logitId, regularisedLogit } from './baselines/regularised-logit.ts';
import type { CrossFittedRows, CrossFittedTwins, EvaluationInput, SimulatedAnswers } from './evaluation-input.ts';
import type { Prepared } from './prepare.ts';
import type { CrossFitBlock } from './rectification-results.ts';
import { rectificationSteps, rectifyWith } from './rectification.ts';
import { type RectifyingSource, rectificationFailure, stackFrames } from './rectification-sides.ts';
import { dividesClusters, surveyOf } from './rectification-survey.ts';

/**
 * Prediction-powered estimates from the humans who also tuned the model: each is corrected with twins of the adapter that
 * was trained without the fold, and the twins of the evaluation humans are averaged over the adapters of all folds.
 * Zrnic & Candès (2024), PNAS 121:e2322083121, with the tuned λ of PPI++; the variance is that of PPI++ with the
 * left-out predictions, in which adapters that differ between folds count in full, though they cancel for large pilots.
 * Yields the number of parts of the work that are done; `crossFitSteps` says of how many.
 */
export function* crossFit(prepared: Prepared, rows: CrossFittedRows): Generator<number, CrossFitBlock> {
  const labelled = { ...rows, sources: rows.sources.map(({ id, labelled: own }) => ({ id, ...own })) };
  const sizes = foldSizes(rows);
  const folds = sizes.map((rectified) => ({ trained: rows.n - rectified, rectified }));
  const failure = rectificationFailure(labelled) ?? foldFailure(prepared, rows);
  const usable = failure === null ? [...rows.sources, ...(yield* logitOfFolds(prepared.input, rows))] : [];
  const sources = usable.map((twins) => sourceOf(twins, rows.folds));
  const definitions = ['cross-fitting', 'lambda', 'effective-sample-size', 'rectification-check', 'rectification-gain'];
  const block = yield* rectifyWith(
    prepared,
    { rows: labelled, sources, survey: surveyOf(prepared, rows) },
    { definitions, failure },
  );
  return { ...block, folds };
}

/** Folds that divide clusters would let an adapter see people like those whom it is left out of. */
function foldFailure({ input }: Prepared, { frame, foldOf }: CrossFittedRows): CrossFitBlock['failure'] {
  return dividesClusters(input.codebook, frame, foldOf)
    ? { code: 'clusters', text: messages.foldsDivideClusters() }
    : null;
}

/** Fits of the logit in every fold, and what rectifying takes: an upper bound. */
export function crossFitSteps(prepared: Prepared, rows: CrossFittedRows): number {
  return rectificationSteps(prepared, rows) + rows.folds;
}

function foldSizes({ folds, foldOf }: CrossFittedRows): number[] {
  const sizes = Array.from({ length: folds }, () => 0);
  for (const fold of foldOf) sizes[fold] = (sizes[fold] ?? 0) + 1;
  return sizes;
}

/** Twins as rectification takes them, with as many draws on both sides. */
function sourceOf({ id, labelled, unlabelled }: CrossFittedTwins, folds: number): RectifyingSource {
  return {
    id,
    labelled: { id, ...labelled, draws: Array.from({ length: folds }, () => labelled.draws).flat() },
    unlabelled: { id, ...averageTwins(unlabelled) },
  };
}

/** Mean probabilities and all draws of the adapters; null probabilities where one of them only draws. */
export function averageTwins(twins: readonly SimulatedAnswers[]): SimulatedAnswers {
  const [first] = twins;
  return {
    probabilities: (first?.probabilities ?? []).map((_, item) => {
      const columns = twins.map(({ probabilities }) => probabilities[item] ?? null);
      return columns.reduce<Float64Array | null>(
        (sum, column) => {
          if (sum === null || column === null) return null;
          return sum.map((value, cell) => value + (column[cell] ?? 0) / twins.length);
        },
        new Float64Array(columns[0]?.length ?? 0),
      );
    }),
    draws: twins.flatMap(({ draws }) => draws),
  };
}

/** The regularised logit as the predictor that costs nothing, cross-fitted in the same folds. Yields after each fit. */
export function* logitOfFolds(input: EvaluationInput, rows: CrossFittedRows): Generator<number, CrossFittedTwins[]> {
  const byFold: { readonly own: number[]; readonly twins: SimulatedAnswers }[] = [];
  for (let fold = 0; fold < rows.folds; fold++) {
    const all = Array.from({ length: rows.n }, (_, row) => row);
    const own = all.filter((row) => rows.foldOf[row] === fold);
    const others = rowsOf(
      rows,
      all.filter((row) => rows.foldOf[row] !== fold),
    );
    const left = rowsOf(rows, own);
    const context = baselineContext({
      ...input,
      pilot: others,
      n: left.n + input.n,
      frame: stackFrames(left.frame, input.frame, [left.n, input.n]),
      items: input.items.map(({ variable, human }, i) => ({
        variable,
        human: Int16Array.from([...(left.answers[i] ?? []), ...human]),
      })),
    });
    if (context === null) return [];
    const fits = regularisedLogit(context);
    for (;;) {
      const step = fits.next();
      if (step.done === true) {
        byFold.push({ own, twins: step.value });
        break;
      }
      yield fold;
    }
  }
  const options = input.items.map(({ variable }) => variable.options.length);
  return [
    {
      id: logitId,
      labelled: gatherFolds(byFold, options, rows.n),
      unlabelled: byFold.map(({ own, twins }) => slice(twins, options, own.length, own.length + input.n)),
    },
  ];
}

function rowsOf({ frame, answers }: CrossFittedRows, rows: readonly number[]) {
  return {
    n: rows.length,
    frame: Object.fromEntries(
      Object.entries(frame).map(([name, column]) => [name, rows.map((row) => column[row] ?? null)]),
    ),
    answers: answers.map((column) => Int16Array.from(rows, (row) => column[row] ?? -1)),
  };
}

/** Every row with the twins of the model that was fitted without it; those stand first in the twins of their fold. */
export function gatherFolds(
  byFold: readonly { readonly own: readonly number[]; readonly twins: SimulatedAnswers }[],
  options: readonly number[],
  n: number,
): SimulatedAnswers {
  const seeds = byFold[0]?.twins.draws.length ?? 0;
  const probabilities = options.map((count) => new Float64Array(n * count));
  const draws = Array.from({ length: seeds }, () => options.map(() => new Int16Array(n).fill(-1)));
  for (const { own, twins } of byFold) {
    own.forEach((row, place) => {
      options.forEach((count, item) => {
        const shares = twins.probabilities[item]?.subarray(place * count, (place + 1) * count);
        if (shares !== undefined) probabilities[item]?.set(shares, row * count);
        draws.forEach((columns, seed) => {
          const column = columns[item];
          if (column !== undefined) column[row] = twins.draws[seed]?.[item]?.[place] ?? -1;
        });
      });
    });
  }
  return { probabilities, draws };
}

function slice(twins: SimulatedAnswers, options: readonly number[], from: number, to: number): SimulatedAnswers {
  return {
    probabilities: twins.probabilities.map(
      (column, item) => column?.slice(from * (options[item] ?? 0), to * (options[item] ?? 0)) ?? null,
    ),
    draws: twins.draws.map((columns) => columns.map((column) => column.slice(from, to))),
  };
}
