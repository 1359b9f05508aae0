import type { UndefinedReason } from './estimate-schema.ts';

const sentences: Record<UndefinedReason, string> = {
  'no-answers': 'not defined: no answers',
  'too-few-respondents': 'not shown: too few respondents',
  'too-few-clusters': 'not shown: too few clusters',
  'no-variation': 'not defined: all answers are equal',
  'no-probabilities': 'not defined: this source has no probabilities',
  'not-ordered': 'not defined: the options have no order',
  'not-grouped': 'not defined: one group only',
  'reference-at-ceiling': 'not defined: the reference is as close as humans are to each other',
  'no-reference': 'not defined: there is no reference',
  'human-is-zero': 'not defined: the human value is zero',
  'human-not-above-zero': 'not defined: the human value is not shown to be above zero',
  'not-estimable': 'not estimable',
  'no-significant-coefficients': 'not defined: no significant coefficients',
  'no-insignificant-coefficients': 'not defined: no coefficients without significance',
  'not-resampled': 'not resampled',
};

/** Why a number is missing, for a table cell. */
export function reasonInWords(reason: UndefinedReason | null): string {
  return reason === null ? 'not defined' : sentences[reason];
}
