import { variablesWithRole } from '../../domain/codebook.ts';
import {
  type RegularisedMultinomialLogit,
  regularisedMultinomialLogit,
} from '../../statistics/regularised-multinomial-logit.ts';
import type { Frame } from '../../statistics/types.ts';
import type { EvaluationItem, SimulatedSource } from '../evaluation-input.ts';
import { answerColumns, sharedColumns } from '../regression-frame.ts';
import { type BaselineContext, baselineRandom, drawOption, nothingOutside } from './baseline-context.ts';

export const logitId = 'baseline-regularised-logit';

/** Prefix that keeps the response apart from the same item as a predictor. */
const responseName = 'response of ';

/**
 * Ridge-penalised multinomial logit per item on persona and treatment, the penalty chosen by cross-validation in the pilot;
 * for actions also on the beliefs, drawn for the twin from the belief models as a language model's own beliefs are.
 * Yields after each fitted item. Items that no pilot row answers keep equal probabilities (by the fit's smoothing).
 */
export function* regularisedLogit(context: BaselineContext): Generator<number, SimulatedSource> {
  const { input, pilot, weights } = context;
  const people = variablesWithRole(input.codebook, 'persona', 'treatment').flatMap(({ name }) =>
    input.frame[name] === undefined || pilot.frame[name] === undefined ? [] : [name],
  );
  const beliefs = input.items.filter((item) => item.variable.role === 'belief').map((item) => item.variable.name);
  const pilotFrame = framesOf(context, pilot.frame, pilot.answers);
  const models: RegularisedMultinomialLogit[] = [];
  for (const [i, item] of input.items.entries()) {
    const { name, options, role } = item.variable;
    models.push(
      regularisedMultinomialLogit(
        {
          response: responseName + name,
          predictors: role === 'action' ? [...people, ...beliefs] : people,
          factors: { ...pilotFrame.factors, [responseName + name]: options.map((option) => option.value) },
          weights: [...weights],
          seed: input.settings.seed,
        },
        pilotFrame.frame,
      ),
    );
    yield i;
  }
  return simulate(context, models);
}

function framesOf(context: BaselineContext, frame: Frame, answers: readonly Int16Array[]) {
  const { input } = context;
  const shared = sharedColumns(input.codebook, frame);
  const items = answerColumns(input.items, answers);
  const responses = input.items.map((item, i) => [
    responseName + item.variable.name,
    Array.from(answers[i] ?? [], (answer) => item.variable.options[answer]?.value ?? null),
  ]);
  return {
    factors: { ...shared.factors, ...items.factors },
    frame: { ...shared.frame, ...items.frame, ...Object.fromEntries(responses) },
  };
}

/** Draws the beliefs of every seed, then the action given them; an action's probabilities are the mean over seeds. */
function simulate(context: BaselineContext, models: readonly RegularisedMultinomialLogit[]): SimulatedSource {
  const { input, seeds } = context;
  const { n, items } = input;
  const shared = sharedColumns(input.codebook, input.frame).frame;
  const exact = items.map((item, i) =>
    item.variable.role === 'belief' ? (models[i]?.predictMatrix(oneColumnAtLeast(shared, n)) ?? null) : null,
  );
  const means = items.map((item, i) => (exact[i] === null ? new Float64Array(n * item.variable.options.length) : null));
  const draws = Array.from({ length: seeds }, (_, seed) => {
    const random = baselineRandom(input, logitId, seed);
    const drawn: Int16Array[] = [];
    items.forEach((item, i) => {
      const given =
        exact[i] ?? models[i]?.predictMatrix({ ...shared, ...beliefColumns(items, drawn) }) ?? new Float64Array(0);
      const options = item.variable.options.length;
      drawn.push(Int16Array.from({ length: n }, (__, r) => drawOption(given, r * options, options, random)));
      if (exact[i] === null) means[i]?.forEach((value, k, all) => (all[k] = value + (given[k] ?? 0) / seeds));
    });
    return drawn;
  });
  return {
    id: logitId,
    kind: 'baseline',
    label: 'Regularised logit',
    probabilities: items.map((_, i) => exact[i] ?? means[i] ?? null),
    draws,
    outside: nothingOutside(input),
  };
}

function beliefColumns(items: readonly EvaluationItem[], drawn: readonly Int16Array[]): Frame {
  return answerColumns(items.slice(0, drawn.length), drawn).frame;
}

/** A frame says its number of rows by its columns; without any, one is added. */
function oneColumnAtLeast(frame: Frame, n: number): Frame {
  return Object.keys(frame).length > 0 ? frame : { '': Array.from({ length: n }, () => null) };
}
