/** Fixed sentences of the HTML report. What depends on the data is written by the charts and by the evaluation. */

export const partTitles = {
  verdicts: 'Verdicts',
  findings: 'Findings',
  reading: 'How to read this report',
  summary: 'Summary',
  sample: 'Sample',
  likelihood: 'Likelihood',
  calibration: 'Calibration',
  divergence: 'Distance between human and simulated answers',
  subgroups: 'Subgroups',
  heterogeneity: 'Variety of the answers',
  distinguishability: 'Telling humans and twins apart',
  coherence: 'Actions and beliefs',
  effects: 'Treatment effects',
  regressions: 'Regressions on simulated answers',
  rectification: 'Rectified estimates',
  training: 'Adaptation',
  invalid: 'Invalid answers',
  limits: 'What this report cannot tell',
  definitions: 'Definitions',
  provenance: 'Provenance',
} as const;

export const partIntroductions = {
  verdicts:
    'What the simulated answers of this study can be used for, and what not. Each verdict follows from intervals by a rule that was fixed before the data were seen; the rules unfold below.',
  findings: 'Each statement is computed from the numbers below; the last column leads to them.',
  likelihood:
    'How much probability each source gave to what the people of the evaluation part really answered. No source was fitted on them.',
  calibration:
    'Whether probabilities mean what they say: of the options that were given 30 %, people should choose three in ten.',
  divergence:
    'How far the shares of the options are from those of the humans, over all respondents. Two human samples of the same people differ too: that distance is the noise ceiling, and no source can be expected to come closer.',
  subgroups:
    'Whether the simulated answers are as close to the humans in every subgroup. The human-human distance at the subgroup’s own size is taken out, since small groups look farther away by chance alone.',
  heterogeneity:
    'Whether the twins differ from each other as much as people do: how many different combinations of beliefs they hold, how far answers spread within a question, and how much of that lies between groups.',
  distinguishability:
    'A classifier is asked to tell people from their twins. What it cannot tell apart, another one still may.',
  coherence:
    'Whether the simulated actions follow from the simulated beliefs as often, and as seldom, as those of people: by the rule of the researcher where there is one, and by how actions and beliefs go together.',
  effects:
    'What each treatment changes in the answers of people, and what it changes in those of their twins: as a difference in means, and by the regressions of the study that have the treatment among their predictors.',
  regressions:
    'The regressions of the original study, fitted on the humans and on their twins alike. Coefficients on simulated answers do not replace coefficients on human answers; the tables show how often they would have led to another conclusion.',
  rectification:
    'Estimates from the rectification humans, corrected with the twins (prediction-powered inference). They are unbiased whatever the simulation is worth, if both parts are random samples of one population and no model has seen either; the twins only decide how short the intervals are.',
  training: 'Adaptation changes a small number of added parameters; the base model itself stays as it is.',
  invalid:
    'Probability that a model gave to text that is none of the options. The probabilities of the options are those given that one of them is chosen.',
  definitions: 'Every number of this report, with its source.',
  provenance: 'With these hashes, seeds and versions the results can be computed again and compared.',
} as const;

export const limits: readonly string[] = [
  'Intervals cover the choice of respondents and the seeds of the draws. They do not cover other populations, other wordings of the questions, other models, or another adaptation of the same model.',
  'Closeness on these questions says nothing about questions that were not asked of the human sample.',
  'That a difference is not told apart from 0 does not show that there is none: it may be smaller than this sample can show.',
  'Equal shares do not mean that the same people give the same answers, and equal averages over items can hide opposite differences.',
  'A base model may have read about the study, its questions or its findings while it was trained; this cannot be seen from its answers.',
  'The belief-action rule is the researcher’s. A deviation from it is not an error of a person or of a twin.',
  'Few significant coefficients give wide intervals: F1 and the false-positive rate of a handful of coefficients are coarse.',
  'Simulated answers are computed from descriptions of people. They are not answers of anybody.',
];

export const noFindings = 'There is no model to make a statement about; the numbers below are those of the baselines.';
export const findingWords = { supports: 'in favour', contradicts: 'against', open: 'open' } as const;
export const aboutWords = {
  verdicts: 'Verdicts',
  likelihood: 'Likelihood',
  divergence: 'Distance',
  subgroups: 'Subgroups',
  heterogeneity: 'Variety',
  coherence: 'Actions and beliefs',
  regressions: 'Regressions',
} as const;

export function fewerThan(smallest: number): string {
  return `fewer than ${smallest}`;
}

export function smallCellNote(smallest: number): string {
  return `Counts of people below ${smallest} are not shown, and where one count would give another away, neither is shown.`;
}

export function groupsLeftOut(groups: number, label: string, smallest: number): string {
  return groups === 1
    ? `One group of ${label} with ${fewerThan(smallest)} people is left out.`
    : `${groups} groups of ${label} are left out: those with ${fewerThan(smallest)} people, and what would reveal their size.`;
}
