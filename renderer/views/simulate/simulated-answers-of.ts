import type { SimulatedAnswers } from '../../../shared/charts/simulated-answers.ts';
import type { Distributions } from '../../../shared/contract/simulate.ts';
import { variablesWithRole } from '../../../shared/domain/codebook.ts';
import type { Study } from '../../../shared/domain/study.ts';

/** What the two models have answered, as it is drawn; null before the first answer. */
export function simulatedAnswersOf(
  study: Study,
  base: Distributions | null,
  adapted: Distributions | null,
): SimulatedAnswers | null {
  const both = [base, adapted].filter((one) => one !== null && one.done > 0);
  const [first] = both;
  if (first === null || first === undefined) return null;
  const isPlain = variablesWithRole(study.codebook, 'weight', 'cluster').length === 0;
  return {
    items: first.items.map(({ item, label, options, human }) => ({
      label,
      options,
      human,
      simulated: both.flatMap((one) => {
        const shares = one?.items.find((other) => other.item === item)?.simulated.shares ?? null;
        return one === null || shares === null ? [] : [{ source: one.by, shares }];
      }),
    })),
    twins: both.flatMap((one) => (one === null ? [] : [{ source: one.by, n: one.done }])),
    level: isPlain ? study.evaluation.level : null,
    smallestCell: first.smallestCell,
  };
}
