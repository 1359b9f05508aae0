import { definitions } from '../../../shared/evaluation/definitions.ts';
import { experimentDefinitions } from '../../../shared/evaluation/experiments/experiment-definitions.ts';
import type { Definition } from '../../../shared/evaluation/results.ts';

/** What the numbers of an experiment are, by the id of its chart. */
export function definitionsOfExperiment(chart: string): Definition[] {
  const own = [
    ['-differences', 'cell-difference'],
    ['learning-curve', 'learning-curve'],
    ['leave-', 'leave-one-out'],
    ['-worst', 'cell-subgroups'],
    ['-subgroupgap', 'cell-subgroups'],
    ['-uniqueratio', 'cell-structures'],
    ['-structuredistance', 'cell-structures'],
  ].flatMap(([part = '', id = '']) => (chart.includes(part) ? [id] : []));
  const measures = ['jensen-shannon', 'exact-ceiling', 'negative-log-likelihood', 'bootstrap'];
  return [
    ...['experiments', ...own].flatMap((id) => experimentDefinitions[id] ?? []),
    ...measures.flatMap((id) => definitions[id] ?? []),
  ];
}
