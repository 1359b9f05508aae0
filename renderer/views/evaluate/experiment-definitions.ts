import { definitions } from '../../../shared/evaluation/definitions.ts';
import { experimentDefinitions } from '../../../shared/evaluation/experiments/experiment-definitions.ts';
import type { Definition } from '../../../shared/evaluation/results.ts';

/** What the numbers of an experiment are, by the id of its chart. */
export function definitionsOfExperiment(chart: string): Definition[] {
  const own = chart.includes('learning-curve') ? ['learning-curve'] : chart.includes('leave-') ? ['leave-one-out'] : [];
  const measures = ['jensen-shannon', 'exact-ceiling', 'negative-log-likelihood', 'bootstrap'];
  return [
    ...['experiments', ...own].flatMap((id) => experimentDefinitions[id] ?? []),
    ...measures.flatMap((id) => definitions[id] ?? []),
  ];
}
