import { setImmediate } from 'node:timers/promises';
import { evaluatorContract } from '../core/jobs/evaluator-contract.ts';
import type { EvaluationRequest } from '../core/jobs/evaluator-contract.ts';
import { ruleInWords } from '../../shared/domain/rule-in-words.ts';
import { compileRule } from '../../shared/domain/rule.ts';
import { throwIfAborted } from '../../shared/errors.ts';
import { compactSteps } from '../../shared/evaluation/experiments/compact-evaluation.ts';
import { evaluationSteps } from '../../shared/evaluation/evaluate.ts';
import type { EvaluationRule } from '../../shared/evaluation/evaluation-input.ts';
import { serve } from '../../shared/rpc/serve.ts';
import { hostPort } from './ports/from-parent.ts';

/** The researcher's rule, or null without one. */
function toEvaluationRule({ input, rule }: EvaluationRequest): EvaluationRule | null {
  if (rule === null) return null;
  return { text: ruleInWords(rule, input.codebook), compiled: compileRule(rule, input.codebook) };
}

serve(
  evaluatorContract,
  {
    async *'evaluator.run'(request, { signal }) {
      const steps = evaluationSteps({ ...request.input, rule: toEvaluationRule(request) });
      for (;;) {
        throwIfAborted(signal);
        const step = steps.next();
        if (step.done === true) {
          yield { type: 'results', results: step.value };
          return;
        }
        yield { type: 'progress', ...step.value };
        // Between two steps a cancellation can arrive.
        await setImmediate();
      }
    },
    async 'evaluator.compact'(request, { signal }) {
      const steps = compactSteps({ ...request.input, rule: toEvaluationRule(request) });
      for (;;) {
        throwIfAborted(signal);
        const step = steps.next();
        if (step.done === true) return step.value;
        await setImmediate();
      }
    },
  },
  hostPort(),
);
