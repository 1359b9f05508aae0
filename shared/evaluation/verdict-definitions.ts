import type { Definition } from './results.ts';
import { purposes } from './verdict-results.ts';
import { verdictRules } from './verdict-rules.ts';

/** What the numbers of the optional blocks mean, by the ids that the blocks refer to. */
export const optionalDefinitions: Readonly<Record<string, Definition>> = {
  'treatment-effect': {
    title: 'Treatment effect',
    text: 'Mean of the scores of an item (share of an option on nominal items) in an arm minus that in the first arm of the treatment, over all other treatments; simulated from probabilities where there are any; their intervals then hold which people were sampled, and nothing of what another wording, prompt or training would change. The p-value of a human effect comes from its bootstrap standard error and is adjusted over all effects.',
    citation:
      'Imbens & Rubin (2015), Causal Inference, ch. 6; Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57:289-300',
  },
  'average-effect': {
    title: 'Average treatment effect by a regression',
    text: 'Everybody in the fit is predicted once in the arm and once in the reference arm, all other variables as they are, and the differences are averaged with the weights of the fit: in units of the response (least squares, counts), as a difference of probabilities (logit; every option of a multinomial logit), and for an ordered logit as a difference of the expected number and of the probability of every option. Standard errors by the delta method from the covariance of the regression, with its reference distribution; they hold for the average over these people. z takes the human and the simulated effect as independent. Other treatments of the study are covariates like all else.',
    citation:
      'Robins (1986), Math. Model. 7:1393-1512 (g-computation); Lane & Nelder (1982), Biometrics 38:613-621; Williams (2012), Stata J. 12:308-331 (margins); Oehlert (1992), Am. Stat. 46:27-29',
  },
  'chance-gap': {
    title: 'Gap by chance',
    text: 'Belief-action gap that would be left if the actions of a side were dealt out anew among its rows, so that they have nothing to do with beliefs: 1 − Σ P(expected)·P(chosen). Its difference from the gap is how much more often than by chance the rule is followed; Cohen’s κ is that difference divided by the gap by chance. Where that of the humans is not shown to lie above 0, the rule says nothing. A statement speaks for a source only if half of that of the humans is shown to be kept, and against it if less is.',
    citation: 'Cohen (1960), Educ. Psychol. Meas. 20:37-46',
  },
  'effect-difference': {
    title: 'Difference of effects',
    text: 'Simulated minus human effect, divided by the standard deviation of the human answers to the item over everybody.',
    citation: 'Cohen (1988), Statistical Power Analysis, ch. 2',
  },
  reliability: {
    title: 'Reliability curve',
    text: 'Probabilities that the source gave to all options of all answered items, in up to ten bins of nearly equal size, against the share of these options that the humans chose; on the diagonal, a source means what it says.',
    citation:
      'Murphy & Winkler (1977), Appl. Stat. 26:41-47; bins of equal size after Nixon et al. (2019), CVPR Workshops',
  },
  'calibration-error': {
    title: 'Expected calibration error',
    text: 'Mean over bins, by their size, of the absolute difference between observed share and mean probability.',
    citation: 'Naeini, Cooper & Hauskrecht (2015), AAAI',
  },
  'calibration-ceiling': {
    title: 'Calibration error of a calibrated source',
    text: 'The error that the sampling of the humans alone would show: median over bootstrap draws of the same mean of the deviations of each draw from the sample.',
    citation: 'Defined here, after the consistency resampling of Bröcker & Smith (2007), Weather Forecast. 22:651-661',
  },
  'ranked-probability-score': {
    title: 'Ranked probability score',
    text: 'Mean over answers to ordered items of the squared differences between the cumulative probabilities and the answer given, divided by the number of options minus 1; in [0, 1], lower is better, and a miss by one option costs less than a miss by three.',
    citation: 'Epstein (1969), J. Appl. Meteorol. 8:985-987; Murphy (1971), ibid. 10:155-156',
  },
  'two-sample-classifier': {
    title: 'Two-sample classifier',
    text: 'Area under the ROC curve of a ridge logit that is asked to tell a human from a twin it has not seen: from persona, arm, each answer, and products of answers with each other, with arms and with subgroups. Five folds, a human and the twin always in the same one; draws of the first seed. 0.5: indistinguishable to this classifier, not to every one.',
    citation: 'Friedman (2003), PHYSTAT; Lopez-Paz & Oquab (2017), ICLR',
  },
  'auc-interval': {
    title: 'Interval of the area under the curve',
    text: 'Bootstrap over humans with their twins (whole clusters) of the held-out scores with the classifiers as they are, made wider by √2: where there is nothing to tell, training on the rows that are tested in another fold doubles the variance; with a clear signal the interval is too wide.',
    citation:
      'Bates, Hastie & Tibshirani (2024), J. Am. Stat. Assoc. 119:1434-1445, on intervals from cross-validation; factor from the variance of a degenerate U-statistic',
  },
  'rectified-estimate': {
    title: 'Rectified estimate',
    text: 'Estimate from the rectification humans plus λ times the difference between what the twins of the evaluation humans and the twins of the rectification humans give; unbiased whatever the simulation is worth, if both parts are random samples of one population and no model has seen either. Means, shares and differences of means; least squares and logit through their losses, on simulated rows where predictors are simulated too. Intervals by Student’s t with the degrees of freedom of Welch and Satterthwaite, so that a weight of 0 gives the usual interval of a mean or difference; coefficients allow any variance per row (HC1). With weights, weighted means and losses; with clusters, variances of what people add, summed by cluster, times G/(G − 1) and with G − 1 degrees of freedom for G clusters (a cluster with people of both parts counts with one sum), from at least 10 clusters in each part. Twins count where their human answered.',
    citation:
      'Angelopoulos, Bates, Fannjiang, Jordan & Zrnic (2023), Science 382:669-674; Angelopoulos, Duchi & Zrnic (2023), PPI++, arXiv 2311.01453; Binder (1983), Int. Stat. Rev. 51:279-292',
  },
  'cross-fitting': {
    title: 'Cross-fitted rectification',
    text: 'Rectified estimates from the humans who also tuned the model. Pilot-train is divided into folds, by respondent or cluster and stratified like the split; an adapter is trained without each fold and simulates the twins of those left out, so that no human of a fold trained the adapter that the fold rectifies. The twins of the evaluation humans are averaged over the adapters of all folds; λ is tuned as without folds. The variance is that of the prediction-powered estimate with the left-out twins; that adapters differ between folds counts in full, though for large pilots it cancels. Adapters stop at the lowest loss on pilot-validation, whose humans rectify nothing. The regularised logit is fitted in the same folds.',
    citation:
      'Zrnic & Candès (2024), Cross-prediction-powered inference, PNAS 121:e2322083121; Angelopoulos, Duchi & Zrnic (2023), PPI++, arXiv 2311.01453',
  },
  lambda: {
    title: 'λ',
    text: 'Weight of the simulated answers, tuned for the least variance of each estimate and cut to [0, 1]; 0 where they say nothing about the humans, and then the rectified estimate is the human-only one.',
    citation: 'Angelopoulos, Duchi & Zrnic (2023), section 6',
  },
  'effective-sample-size': {
    title: 'Effective sample size and worth',
    text: 'Number of human answers that alone would give the rectified precision, n times the squared ratio of standard errors; worth is what it exceeds n by. For coefficients both standard errors are taken at the human-only estimate. For a mean about n/(1 − ρ²N/(N + n)), ρ the correlation between human and simulated answers. With weights or clusters humans are counted as they were sampled here, and N is the number of twins of rectification humans that would tell as much as all the others do: n·Var(mean of their twins)/Var(mean of the others).',
    citation:
      'Angelopoulos, Duchi & Zrnic (2023), section 6; as control variates: Cochran (1977), Sampling Techniques, ch. 7',
  },
  'squared-correlation': {
    title: 'Squared correlation of humans and twins',
    text: 'ρ², the share of the variance of a human contribution to an estimate that the contribution of the twin explains, from the ratio of interval widths: (1 − ratio²)·(N + n)/N, with n rectification humans and N twins of others (with weights or clusters, as many as these are worth), cut to [0, 1]; median over estimates of a kind.',
    citation:
      'Angelopoulos, Duchi & Zrnic (2023), section 6; Cochran (1977), Sampling Techniques, section 12.6 (double sampling)',
  },
  allocation: {
    title: 'Humans for tuning and for rectification',
    text: 'Human answers that alone would be as precise, n/(1 − ρ²·N/(N + n)), for three ways to spend the humans of tuning and rectification: all asked without a model, all rectifying the untuned model, or as in this study. Simulated rows for a share s of what unlimited rows would bring: n·s/((1 − s)(1 − ρ²)). Humans that tell ρ from 0 with 80 % power: ((z₁ + z₂)/artanh ρ)² + 3. The ways between those that were measured are not judged without a learning curve. Tuning is counted in full; a model that serves other questions too costs each of them less.',
    citation:
      'Angelopoulos, Duchi & Zrnic (2023), section 6; Cohen (1988), Statistical Power Analysis, section 3.3; the comparison is defined here',
  },
  'rectification-check': {
    title: 'Check against the evaluation humans',
    text: "The same estimate from the evaluation humans' own answers, which no rectified estimate uses; z = difference / √(se² + se²), the two taken as independent, which makes it slightly too small since the twins share the evaluation humans' personas.",
    citation: 'Clogg, Petkova & Haritou (1995), Am. J. Sociol. 100:1261-1293',
  },
  'rectification-gain': {
    title: 'Median gain',
    text: 'Median over targets (intercepts left out) of the ratio of interval widths, rectified/human-only, and of the worth in humans. The interval resamples the humans of both parts (whole clusters) with λ tuned anew; the estimators of a draw move by their influence to first order.',
    citation: 'Kline & Santos (2012), J. Econometric Methods 1:23-41, for the influence',
  },
  ...Object.fromEntries(
    purposes.map((purpose): [string, Definition] => [
      `verdict-${purpose}`,
      {
        title: `Verdict: ${purpose.replaceAll('-', ' ')}`,
        text: verdictRules[purpose],
        citation: verdictCitation(purpose),
      },
    ]),
  ),
};

function verdictCitation(purpose: (typeof purposes)[number]): string {
  if (purpose === 'coefficient-inference') return 'Defined here; Angelopoulos, Duchi & Zrnic (2023)';
  if (purpose === 'effect-sign')
    return 'Defined here; errors of sign after Gelman & Carlin (2014), Perspect. Psychol. Sci. 9:641-651';
  if (purpose === 'questionnaire-pretest')
    return 'Defined here; mean of a folded normal distribution: Leone, Nelson & Nottingham (1961), Technometrics 3:543-550; margin after Lakens (2017), Soc. Psychol. Personal. Sci. 8:355-362';
  return 'Defined here, by intervals and equivalence margins after Schuirmann (1987), J. Pharmacokinet. Biopharm. 15:657-680, and Lakens (2017), Soc. Psychol. Personal. Sci. 8:355-362';
}
