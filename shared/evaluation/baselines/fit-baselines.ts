import type { EvaluationInput, SimulatedSource } from '../evaluation-input.ts';
import { baselineContext } from './baseline-context.ts';
import { pilotConditionMarginal } from './pilot-condition-marginal.ts';
import { pilotMarginal } from './pilot-marginal.ts';
import { pilotRows } from './pilot-rows.ts';
import { regularisedLogit } from './regularised-logit.ts';
import { uniformBaseline } from './uniform.ts';

/**
 * Every baseline that the input allows, fitted on the pilot rows: pilot marginal, per condition, resampled rows,
 * regularised logit; and uniform. They go through the same evaluation as the models. Yields the number of fitted items.
 */
export function* fitBaselines(input: EvaluationInput): Generator<number, SimulatedSource[]> {
  const context = baselineContext(input);
  if (context === null) return [uniformBaseline(input)];
  const condition = pilotConditionMarginal(context);
  const marginal = pilotMarginal(context);
  const rows = pilotRows(context, marginal);
  return [
    marginal,
    ...(condition === null ? [] : [condition]),
    ...(rows === null ? [] : [rows]),
    yield* regularisedLogit(context),
    uniformBaseline(input),
  ];
}

/** How many they are, without the logit's fits. */
export function countBaselines(input: EvaluationInput): number {
  const context = baselineContext(input);
  if (context === null) return 1;
  const condition = pilotConditionMarginal(context) === null ? 0 : 1;
  const rows = pilotRows(context, pilotMarginal(context)) === null ? 0 : 1;
  return 3 + condition + rows;
}
