import { expect, it } from 'vitest';
import type { EvaluationProgress } from '../../../shared/evaluation/evaluation-input.ts';
import { evaluationSteps } from '../../../shared/evaluation/evaluate.ts';
import { knownStudy, modal } from '../../support/known-process.ts';

it('gives its host a turn between sources before the first draw, between the seeds of a fit and between what it sums up', () => {
  const input = knownStudy({ n: 60, adapted: modal, bootstrap: 20 });
  const steps = evaluationSteps(input);
  const progress: EvaluationProgress[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      const { sources } = step.value;
      const seeds = sources.reduce((sum, source) => sum + source.seeds, 0);
      const count = (phase: string, fits: (one: EvaluationProgress) => boolean): number =>
        progress.filter((one) => one.phase === phase && fits(one)).length;
      expect(count('resampling', ({ done }) => done === 0)).toBeGreaterThan(3 * sources.length);
      expect(count('fits', () => true)).toBeGreaterThan(seeds * input.regressions.length);
      const lastClassifier = progress.findLastIndex(({ phase }) => phase === 'classifiers');
      expect(progress.length - lastClassifier).toBeGreaterThan(5);
      return;
    }
    progress.push(step.value);
  }
});
