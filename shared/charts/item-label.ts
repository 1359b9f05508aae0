import type { EvaluationResults } from '../evaluation/results.ts';

/** The label of an item, or its name where there is none. */
export function itemLabel(results: Pick<EvaluationResults, 'sample'>, name: string): string {
  return results.sample.items.find((item) => item.name === name)?.label ?? name;
}
