import type { ContrastDraws } from './effects.ts';
import type { Prepared } from './prepare.ts';
import type { CrossFitBlock, RectificationBlock } from './rectification-results.ts';
import type { EvaluationResults } from './results.ts';
import { verdictByError } from './verdict-by-error.ts';
import type { Criterion } from './verdict-criteria.ts';
import { verdictOnInference } from './verdict-inference.ts';
import { type VerdictsBlock, purposes } from './verdict-results.ts';
import { verdictOnSigns } from './verdict-sign.ts';

/** Every purpose for every model: adapted ones first, then untuned ones for comparison. */
export function verdicts(
  prepared: Prepared,
  results: Pick<EvaluationResults, 'settings' | 'sample' | 'sources' | 'regressions' | 'coherence'>,
  evidence: {
    readonly criteria: readonly Criterion[];
    readonly contrasts: readonly ContrastDraws[];
    readonly rectification: RectificationBlock | CrossFitBlock | undefined;
  },
): VerdictsBlock {
  const order = ['adapted', 'base'];
  const subjects = results.sources
    .map((summary, source) => ({ summary, source }))
    .filter(({ summary }) => order.includes(summary.kind))
    .sort((a, b) => order.indexOf(a.summary.kind) - order.indexOf(b.summary.kind));
  return {
    definitions: purposes.map((purpose) => `verdict-${purpose}`),
    verdicts: subjects.flatMap(({ summary, source }) => {
      const own = [
        ...evidence.criteria.map((criterion) => verdictByError(prepared, criterion, source)),
        verdictOnSigns(prepared, evidence.contrasts, source),
        verdictOnInference(results, evidence.rectification, summary),
      ];
      return purposes.flatMap((purpose) => own.filter((verdict) => verdict.purpose === purpose));
    }),
  };
}
