import type { EvaluationResults } from './results.ts';
import { promptedId, uniformId } from './baseline-ids.ts';
import { formatCount } from './format-number.ts';

/**
 * The baselines of a comparison: "4 baselines, 3 of them fitted on 240 pilot respondents"; null without any. Equal
 * probabilities and a model with rows in its prompt are fitted on nobody.
 */
export function baselinesInWords(sources: EvaluationResults['sources'], pilot: number): string | null {
  const baselines = sources.filter(({ kind }) => kind === 'baseline');
  if (baselines.length === 0) return null;
  const fitted = baselines.filter(({ id }) => id !== uniformId && id !== promptedId).length;
  const all = `${formatCount(baselines.length)} ${baselines.length === 1 ? 'baseline' : 'baselines'}`;
  if (fitted === 0) return all;
  const of = `fitted on ${formatCount(pilot)} pilot respondents`;
  return fitted === baselines.length ? `${all} ${of}` : `${all}, ${formatCount(fitted)} of them ${of}`;
}
