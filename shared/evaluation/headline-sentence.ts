import type { Estimate } from './estimate.ts';
import { formatEstimate } from './format-number.ts';
import type { EvaluationResults, HeadlineSentence, SourceSummary } from './results.ts';

export type Results = Omit<EvaluationResults, 'headline'>;
export type Finding = HeadlineSentence['finding'];

/**
 * Agreement by equivalence: supported where the whole interval of the difference lies inside the margin, contradicted where
 * it excludes 0 otherwise, open elsewhere. An interval that holds 0 because it is wide says nothing.
 */
export function agreementWithin({ low, high }: Estimate, margin: number): Finding {
  if (low === null || high === null) return 'open';
  if (low >= -margin && high <= margin) return 'supports';
  return low > 0 || high < 0 ? 'contradicts' : 'open';
}

export function nameOf(results: Pick<Results, 'sources'>, id: string): string {
  return results.sources.find((source) => source.id === id)?.label ?? id;
}

export function sentence(
  subject: SourceSummary,
  id: string,
  about: HeadlineSentence['about'],
  finding: Finding,
  text: string,
): HeadlineSentence {
  return { id: `${id}:${subject.id}`, about, finding, text };
}

export function written(estimate: Estimate | undefined): string {
  return estimate === undefined ? 'not known' : formatEstimate(estimate);
}
