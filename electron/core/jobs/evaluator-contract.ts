import { z } from 'zod';
import { query, stream } from '../../../shared/rpc/define.ts';
import type { EvaluationInput, EvaluationPhase } from '../../../shared/evaluation/evaluation-input.ts';
import { drawnResultsSchema } from '../../../shared/evaluation/experiments/experiment-results.ts';
import { evaluationResultsSchema } from '../../../shared/evaluation/results.ts';
import type { Rule } from '../../../shared/domain/rule.ts';

/** An evaluation as it crosses to the evaluator process: the rule as text, since functions do not travel. */
export interface EvaluationRequest {
  readonly input: Omit<EvaluationInput, 'rule'>;
  readonly rule: Rule | null;
}

/** What the core asks of the evaluator process. The core made the request itself, so its arrays are not walked again. */
export const evaluatorContract = {
  'evaluator.run': stream(
    z.custom<EvaluationRequest>((value) => typeof value === 'object' && value !== null),
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('progress'),
        phase: z.custom<EvaluationPhase>((value) => typeof value === 'string'),
        done: z.number(),
        total: z.number(),
      }),
      z.object({ type: z.literal('results'), results: evaluationResultsSchema }),
    ]),
  ),
  /** The few measures of one cell of an experiment. */
  'evaluator.compact': query(
    z.custom<EvaluationRequest>((value) => typeof value === 'object' && value !== null),
    drawnResultsSchema,
  ),
};
