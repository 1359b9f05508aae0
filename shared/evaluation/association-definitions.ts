import type { Definition } from './results.ts';

/** What the associations of actions with beliefs mean, by the ids that the block refers to. */
export const associationDefinitions: Readonly<Record<string, Definition>> = {
  'action-slope': {
    title: 'Slope of an action on a belief',
    text: 'Least-squares coefficient of the action on all beliefs at once: change of the action, as a share of its scale, from the lowest to the highest answer of the belief with the other beliefs held fixed; for a binary action, or an option of a nominal one, the average marginal effect on its probability by the linear probability model. Nominal beliefs enter as indicators against their first option; respondents with all beliefs and the action, seeds averaged. In a draw the slopes move by the influence of the resampled people.',
    citation:
      'Angrist & Pischke (2009), Mostly Harmless Econometrics, sections 3.1 and 3.4.2; Kline & Santos (2012), J. Econometric Methods 1:23-41, for the draws',
  },
  'action-area': {
    title: 'Area under the curve of the action from the beliefs',
    text: 'Chance that a ridge logit on all beliefs, fitted to the other folds, gives a respondent who took the action a higher probability than one who did not: 0.5, beliefs say nothing of the action; 1, they say all. Five folds, the penalty chosen inside the training folds, each side by itself and seeds averaged; with more than two options the mean over options against the rest by their shares. The interval resamples respondents with the logits as they are and takes at most 400 draws. A twin that is easier to predict than the human is a failure too.',
    citation:
      'Hanley & McNeil (1982), Radiology 143:29-36; Provost & Domingos (2003), Machine Learning 52:199-215, for several options; Friedman, Hastie & Tibshirani (2010), J. Stat. Softw. 33(1)',
  },
  'polychoric-correlation': {
    title: 'Polychoric correlation',
    text: 'Correlation of two normal variables behind two ordered answers (tetrachoric for two options each), by two-step maximum likelihood, in [−1, 1]; seeds averaged. In a draw it moves to first order with the resampled shares of the table; there is no interval at −1 and 1.',
    citation: 'Olsson (1979), Psychometrika 44:443-460',
  },
  'cramers-v': {
    title: "Cramér's V",
    text: 'Square root of χ²/(n·(min(r, c) − 1)) of the table of belief and action where one of them is nominal, in [0, 1]; seeds averaged. It lies above 0 by chance, on both sides by the same n.',
    citation: 'Cramér (1946), Mathematical Methods of Statistics, ch. 21',
  },
  'joint-beyond-marginals': {
    title: 'Joint distance beyond the marginals',
    text: 'Jensen-Shannon distance of the joint shares of belief and action minus the distance that the products of their marginals have: what differs in how the two go together. The human number is the median between two bootstrap samples of the humans of the same n with the range that holds the level of them, and the difference is what a source shows beyond it; draws of the twins, seeds averaged.',
    citation: 'Lin (1991), IEEE Trans. Inf. Theory 37:145-151; the difference is defined here',
  },
};
