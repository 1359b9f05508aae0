import type { Purpose } from './verdict-results.ts';

/** Share of the answers of an item that would have to change, without sampling noise. */
export const shareMargin = 0.1;
/** Largest ratio of spreads, and 1 divided by it the smallest. */
export const ratioMargin = 1.25;
/** Standard deviations of the human answers: Cohen's small effect. */
export const effectMargin = 0.2;
/** More items, effects or groups than this share outside the margin are a failure whatever the typical error. */
export const outsideShare = 0.2;
/** Share of the human belief structures by which their number may differ, and still be called the same. */
export const structureMargin = 0.1;
/** Humans in a subgroup, below which it is left out of the verdict. */
export const leastInGroup = 30;
/** Humans in an arm, below which its effects are left out. */
export const leastInArm = 10;
/** Largest probability with which guessing directions may recover as many effects. */
export const mostGuessed = 0.05;
/** Share of a human effect that a simulated one must be shown to have, to be one with the same sign. */
export const leastOfEffect = 0.25;
/** Share of what the humans have over chance in following a rule that a source must be shown to keep. */
export const leastKept = 0.5;
/** Significant human coefficients, below which recovered signs speak for no model: one is a toss of a coin. */
export const leastCoefficients = 5;
/** F1 of the signs of coefficients that its interval must reach. */
export const recoveryMargin = 0.8;
/** Rectification humans (for a logit: with the rarer answer) per coefficient. */
export const leastPerCoefficient = 10;
/** A rectified interval must be shown to be at most this share of the human-only one to be called worth the trouble. */
export const gainMargin = 0.95;

/** What the rules of four purposes end with. */
export const verdictGrammar = `"Not supported" when the interval of the typical error lies above the margin, or when more than one unit in five lies outside it by its own interval. Otherwise "baseline is better" when the error is larger than that of a baseline by the interval of the difference: then that baseline is the one to use. "Cannot say" when the interval of the typical error holds the margin. Otherwise "supported" if no unit lies outside and the error is smaller than that of every baseline fitted on the pilot by the interval of the difference, else "supported with limits". Intervals have the level of the report, so that being inside the margin is an equivalence test at half of what the level leaves.`;

/** The rule of every purpose in words. */
export const verdictRules: Readonly<Record<Purpose, string>> = {
  'questionnaire-pretest': `Unit: an item. Error: total variation between simulated and human shares without sampling noise, averaged over items. Noise makes it larger, the more the closer the shares are; so it is the distance that would be expected to be observed as this one was, with the bootstrap standard errors of the differences and their proportions. Margin: ${shareMargin} (one answer in ten). ${verdictGrammar}`,
  'item-variance': `Unit: an item. Error: logarithm of simulated/human variance (entropy on nominal items), as root mean square over items with the sampling noise taken out. Margin: ratios from ${1 / ratioMargin} to ${ratioMargin}. "Supported" also needs the same within the subgroups of the evaluation, for every item and grouping: who ignores subgroups can have the right variance over everybody and too much within them. ${verdictGrammar}`,
  'effect-size': `Unit: an item in a contrast between two arms of at least ${leastInArm} humans each. Error: simulated − human difference in means (of shares on nominal items) in standard deviations of the human answers, as root mean square over units with the sampling noise taken out. Margin: ${effectMargin} standard deviations. "Cannot say", too, unless the error is smaller than that of effects of 0 by the interval of the difference: where the humans hardly show effects, a simulator without any would be as close. ${verdictGrammar}`,
  'effect-sign': `Unit: an effect that the humans show (adjusted for their number by Benjamini-Hochberg), or one that their interval puts within ${effectMargin} standard deviations of 0 while that of the simulation lies outside. Recovered: the simulated interval lies on the same side of 0, and the simulated effect is shown to be more than ${leastOfEffect} of the human one. Failed: the interval lies on the other side, or the effect is shown to be less than that share, or no side is told and the difference from the humans excludes 0, or the effect is invented. "Not supported" when more than one unit in five fails; "cannot say" when fewer than four in five are recovered, or when guessing would recover as many with a probability above ${mostGuessed}, whether a direction is guessed for every effect or one for all effects of an item, an arm, a treatment, or for everything; "supported" when all are recovered and every baseline recovers fewer; otherwise "supported with limits". Intervals of simulated effects from probabilities hold which people were sampled, and nothing of what another wording, prompt or training would change.`,
  'subgroup-estimate': `Unit: a subgroup of at least ${leastInGroup} humans. Error: simulated − human mean (share on nominal items) in the subgroup in standard deviations of the human answers, as root mean square over items with the sampling noise taken out. Margin: ${effectMargin} standard deviations. "Cannot say", too, unless the error is smaller than that of the same answers averaged over the subgroups, by the interval of the difference: where subgroups hardly differ, a simulator that ignores them would be as close. ${verdictGrammar}`,
  'coefficient-inference': `Without rectified estimates: "not supported", whatever the agreement. With them the verdict is about the rectified estimates only. Unit: a coefficient of a regression with at least ${leastPerCoefficient} rectification humans per coefficient (for a logit: with the rarer answer); without any such regression "cannot say". "Not supported" when a rectified coefficient differs significantly from that of the evaluation humans (adjusted by Benjamini-Hochberg), which the method rules out when both parts are samples of one population. "Not supported", too, when the median rectified interval is shown to be wider than ${gainMargin} of the human-only one: then the rectification humans alone do as well. Otherwise "baseline is better" when the intervals with the regularised logit as predictor are shorter by the interval of the difference. "Cannot say" when the interval of the ratio to the human-only one holds ${gainMargin}. Otherwise "supported" when every regression could be judged and the intervals are shorter than with the regularised logit as predictor, by the interval of the difference, else "supported with limits".`,
};
