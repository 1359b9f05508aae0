import type { Definition } from './results.ts';

/** What every number of the results means, by the ids that the blocks refer to. */
export const definitions: Readonly<Record<string, Definition>> = {
  bootstrap: {
    title: 'Interval',
    text: 'Percentile bootstrap over respondents (whole clusters, with the draws of their twins under all seeds: a seed draws for every twin by itself, so resampling seeds besides would count their noise twice), shifted so that the median of the draws is the estimate, since resampling adds its own noise to distances, and longer on both sides by t/z·√(n/(n − 1)), since draws vary as in a population of the n people; the same draws for all sources, so that differences are paired. Above 5 000 respondents they are divided into 500 random blocks (of whole clusters) and a draw takes 500 blocks with replacement, which gives sums over everybody and over subgroups the variance that drawing respondents would give; structures are counted in 300 of the draws, and classifiers and predictions of actions are fitted to a random 2 000; estimates rest on everybody.',
    citation:
      'Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 13-14; Hesterberg (2015), Am. Stat. 69:371-386 (expanded percentile interval); Wolter (2007), Introduction to Variance Estimation, ch. 2; Kott (2001), J. Official Statistics 17:521-526',
  },
  'negative-log-likelihood': {
    title: 'Negative log likelihood',
    text: 'Mean of −ln of the probability that the source gave to the answer of the human, over all answered items, in nats; lower is better, and a probability below 0.000001 counts as that.',
    citation:
      'Good (1952), J. R. Stat. Soc. B 14:107-114; used for simulated respondents by Binz et al. (2025), Nature 644:1002-1009',
  },
  brier: {
    title: 'Brier score',
    text: 'Mean over answers of the squared differences between the probabilities and the answer given, summed over options, in [0, 2]; lower is better.',
    citation: 'Brier (1950), Mon. Weather Rev. 78:1-3',
  },
  'invalid-mass': {
    title: 'Invalid mass',
    text: 'Probability that the source puts on text that is none of the options, averaged over all twins; the probabilities of the options are those given that one of them is chosen.',
    citation: 'Defined here',
  },
  'jensen-shannon': {
    title: 'Jensen-Shannon distance',
    text: 'Square root of the mean Kullback-Leibler divergence of human and simulated shares from their average, base 2, in [0, 1]; twins of humans who answered only. Over several items: the root of the mean square, which is the root of the divergence averaged over items.',
    citation: 'Lin (1991), IEEE Trans. Inf. Theory 37:145-151; Endres & Schindelin (2003), ibid. 49:1858-1860',
  },
  wasserstein: {
    title: 'Wasserstein-1 distance',
    text: 'Area between the cumulative human and simulated shares along the scores of the options; divided by the range of the scores it lies in [0, 1].',
    citation: 'Vallender (1974), Theory Probab. Appl. 18:784-786',
  },
  alignment: {
    title: 'OpinionQA alignment',
    text: '1 − Wasserstein-1 distance / range of the scores, which is 1 − W/(K − 1) for K options one apart: 1, equal shares; 0, everybody at opposite ends. Ordered items only.',
    citation: 'Santurkar et al. (2023), ICML',
  },
  'kullback-leibler': {
    title: 'Kullback-Leibler divergence',
    text: 'Σ p log2(p/q) of human shares p and simulated shares q, in bits: what is lost when the simulated shares stand for the human ones. Half an answer is added to every option of both sides, as if n humans had answered on each, since the divergence is infinite where a source never gives an answer that people give; it grows with n in such items.',
    citation:
      'Kullback & Leibler (1951), Ann. Math. Stat. 22:79-86; smoothing after Perks (1947), J. Inst. Actuaries 73:285-334',
  },
  'kolmogorov-smirnov': {
    title: 'Kolmogorov-Smirnov statistic',
    text: 'Largest difference between the cumulative human and simulated shares along the scores of the options, in [0, 1]; ordered and numeric items. It has no p-value here: answers are discrete and weighted, and the human-human distance says what chance would show.',
    citation: 'Kolmogorov (1933), G. Ist. Ital. Attuari 4:83-91; Smirnov (1939), Bull. Moscow Univ. 2(2):3-14',
  },
  'total-variation': {
    title: 'Total variation',
    text: 'Half the sum of the absolute differences between human and simulated shares: the share of answers that would have to change.',
    citation: 'Levin & Peres (2017), Markov Chains and Mixing Times, prop. 4.2',
  },
  'noise-ceiling': {
    title: 'Human-human noise ceiling',
    text: 'Median distance between two bootstrap samples of the humans of the same n: as close as a second survey would come; sources that answer by draws are held against it.',
    citation: 'Definition after Nili et al. (2014), PLoS Comput. Biol. 10:e1003553, by bootstrap pairs',
  },
  'exact-ceiling': {
    title: 'Ceiling for exact probabilities',
    text: 'Median distance between a bootstrap sample of the humans and all humans: as close as exact probabilities of the population would come to a survey of this n; sources whose probabilities are used without draws are held against it.',
    citation: 'As the human-human noise ceiling, with sampling noise on one side only',
  },
  debiased: {
    title: 'Distance without sampling noise',
    text: 'Signed root of D² − B, where D is the distance and B what sampling adds to its square: the mean of the squared distances of the bootstrap samples − D², times n/(n − 1), since resampling adds it once more. Noise adds up in squares; subtracting a human-human distance from D would bring a true distance the nearer to 0 the smaller the group. Groups of different size, and sources with and without draws, can so be compared. 0 or less: what is there is no more than chance would show. Kullback-Leibler divergences: without squares and root. Belief structures: B is the squared distance between two halves of the humans, since resampling repeats structures. Over several items: of the root mean square. Interval: squared draws vary too much near 0, since they start from D² with its noise; D² counts as B/k times a noncentral chi-square variable with k degrees of freedom and noncentrality kδ²/B, k such that its variance at D² is that of the squared draws, and the limits are those of the noncentrality, going on below 0 with the central distribution. Differences between sources: of the squares without noise, divided by the sum of the two distances, which is the difference of the distances where sampling adds the same to both.',
    citation:
      'Bootstrap estimate of bias, Efron & Tibshirani (1993), ch. 10, of a squared distance; for information measures Miller (1955), Note on the Bias of Information Estimates; limits of a noncentrality: Steiger & Fouladi (1997); k: Satterthwaite (1946), Biometrics Bulletin 2:110-114',
  },
  'subgroup-gap': {
    title: 'Gap between subgroups (demographic parity of the error)',
    text: 'Distance without sampling noise of the group that is fitted worst − that of the group fitted best: 0 where the error has the same size in all groups, its demographic parity. Its interval is the gap ± the share of the bootstrap draws that the interval is stated for of the range of the errors of the groups (largest − smallest of draw − estimate), at least 0: the largest of several noisy numbers lies too high, and by the triangle inequality the gap errs by no more than that range.',
    citation:
      'Interval after Tukey (1953), The Problem of Multiple Comparisons (studentised range), by the bootstrap; parity of errors: Agarwal, Dudík & Wu (2019), Fair Regression, ICML',
  },
  skill: {
    title: 'Skill',
    text: '1 − squared distance without sampling noise / that of the reference (Kullback-Leibler divergences without squares): 1 where nothing but sampling noise is left, 0 as far from the humans as the reference, negative when farther; undefined where nothing but noise is left of the distance of the reference, without an interval where that of the reference reaches 0. The interval is recovered from those of the two squares and the correlation of their draws.',
    citation:
      'Murphy (1988), Mon. Weather Rev. 116:2417-2424; interval: Zou & Donner (2008), Stat. Med. 27:1693-1702 (MOVER)',
  },
  'joint-divergence': {
    title: 'Joint divergence',
    text: 'Jensen-Shannon distance between the distributions of whole belief structures, from draws; ceiling, distance without sampling noise and skill compare one random half of the humans with the twins of the other half, against the other half of the humans. The interval of the distance without noise knows how much it would vary if twins answered as humans do from exchanging the answers of a person and of the twins at random (up to 5,000 respondents; above, from the bootstrap); the variance grows in proportion to the square.',
    citation:
      'Lin (1991), as above; split-half after Nili et al. (2014); exchanging: Lehmann & Romano (2005), Testing Statistical Hypotheses, ch. 15.2; score interval: Wilson (1927)',
  },
  structures: {
    title: 'Belief structures',
    text: 'Distinct combinations of answers to all beliefs: their number U, U/n, their expected number in a random subsample as small as the smallest side (rarefaction), the effective number exp(entropy), and the share of the most frequent one; respondents with all beliefs answered, simulated values are means over seeds. Intervals of numbers of structures are normal ones with the variance that new samples of people and new draws would show (Good-Toulmin estimate; with clusters the jackknife over clusters), since a bootstrap sample repeats people and holds no structure that the sample lacks.',
    citation:
      'Hurlbert (1971), Ecology 52:577-586; Hill (1973), Ecology 54:427-432; Good & Toulmin (1956), Biometrika 43:45-63; Efron & Thisted (1976), Biometrika 63:435-447',
  },
  coverage: {
    title: 'Coverage and precision',
    text: 'Share of the human structures that some twin has, and share of the simulated structures that some human has; at half the sample, the share of the structures of one random half of the humans that the other half (or its twins) has.',
    citation:
      'After Naeem et al. (2020), ICML (coverage), and Sajjadi et al. (2018), NeurIPS (precision), who compare neighbourhoods and clusters of points; here structures are equal or not',
  },
  'structures-by-group': {
    title: 'Belief structures by subgroup and arm',
    text: 'The same measures within every group of a subgroup variable and every arm of a treatment. The distance is that of the joint divergence: one random half of the humans of the group from the twins of the other half, held against the distance of the two halves of the humans, so that groups of different size are compared at their own n. Intervals of these measures rest on 200 bootstrap draws, on 100 above 5 000 respondents; their bounds are known to some 5 % and 7 % of the width of the interval. Numbers and shares of different structures have normal intervals, as in the whole sample.',
    citation: 'As the joint divergence, belief structures, and coverage and precision',
  },
  'variance-within': {
    title: 'Variance within groups',
    text: 'Mean squared deviation of the option scores from the mean of the own group, simulated divided by human (draws, mean over seeds); for the entropy ratio, the entropy of the answers within groups.',
    citation: 'Fisher (1925), Statistical Methods for Research Workers; Shannon (1948)',
  },
  'variance-between': {
    title: 'Share of variance between groups (ε²)',
    text: 'Sum of squares between groups, less what chance alone puts there ((k − 1) times the mean square within the k groups; with weights their design-based analogue; with clusters W·Var of the group means less W·Var of the mean, by residuals within groups added up by cluster, not defined where a group has people of a single cluster), divided by the total, for humans and simulated (draws, mean over seeds). η², without the correction, is above 0 where groups do not differ. The ratio (a negative simulated share counting as 0) says above 1 that groups are drawn as more different than they are; it is not defined where the interval of the human share reaches 0, since a ratio to a share that may be nothing means nothing.',
    citation:
      'Kelley (1935), PNAS 21:554-559; Okada (2013), Behaviormetrika 40:129-147; Binder (1983), Int. Stat. Rev. 51:279-292',
  },
  'belief-action-gap': {
    title: 'Belief-action gap',
    text: 'Share of respondents whose action is not the one that the rule expects from their beliefs, among those for whom the rule expects one; ties and undefined rows are counted apart, seeds are pooled, and a gap below that of the humans is a failure too. By subgroup and arm the same among their respondents.',
    citation: 'Rule of the researcher; gap as reported in secondary notes on arXiv 2511.21218',
  },
  'gap-ceiling': {
    title: 'Human-human difference of the gap',
    text: 'Gap of one bootstrap sample of the humans minus that of another, independent one of the same n: median, and the range that holds the stated share of the pairs. Around the human gap it is where the gap of a second human sample would lie.',
    citation: 'As the human-human noise ceiling',
  },
  'regression-recovery': {
    title: 'Regression recovery',
    text: 'Coefficients are sorted by sign and significance on both sides; TP: same significant sign, FP: significant in the simulation only, FN: among the humans only, TN: on neither side, flipped: opposite significant signs, an error of precision and of recall; intercepts are left out and a coefficient that the simulation cannot estimate counts as not significant.',
    citation:
      'van Rijsbergen (1979), Information Retrieval, ch. 7; sign recovery as reported in secondary notes on arXiv 2511.21218',
  },
  pooling: {
    title: 'Pooling over seeds',
    text: 'Mean of the coefficients of the seeds with variance ū + B/m (ū mean squared standard error, B variance between the m seeds) and (m − 1)(1 + mū/B)² degrees of freedom.',
    citation: 'Reiter (2003), Survey Methodology 29:181-188 (partially synthetic data)',
  },
  'coefficient-agreement': {
    title: 'Agreement of coefficients',
    text: 'z = difference / √(se² + se²) per coefficient; over coefficients, in human standard errors: slope through the origin (below 1: attenuated), Pearson correlation, root mean square difference, share with |z| significant, share with the other sign.',
    citation:
      'Clogg, Petkova & Haritou (1995), Am. J. Sociol. 100:1261-1293; Bisbee et al. (2024), Political Analysis 32:401-416',
  },
  'coefficient-equivalence': {
    title: 'Equivalence of coefficients',
    text: 'Two one-sided tests of the difference of a simulated and a human coefficient against a margin: 0.2 standard deviations of the outcome (of the logistic distribution behind a logit, so 0.36 in log odds; a factor of 1.25 in the rates of a Poisson model) when an indicator goes from 0 to 1 or any other column rises by two of its standard deviations. Both tests of a coefficient, of equality and of equivalence, are adjusted over the slopes of the regression. "Equivalent": shown to be smaller than the margin; "different": shown not to be 0; "open": neither, for want of people. The sides are taken as independent. Overlap: mean share of the two intervals that lies in the other one.',
    citation:
      'Schuirmann (1987), J. Pharmacokinet. Biopharm. 15:657-680; Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57:289-300; Hasselblad & Hedges (1995), Psychol. Bull. 117:167-178; Gelman (2008), Stat. Med. 27:2865-2873; Karr et al. (2006), Am. Stat. 60:224-232; margins are conventions',
  },
  'score-bootstrap': {
    title: 'Intervals of rates and of the agreement of coefficients',
    text: 'Bootstrap in which the coefficients move by the influence of the resampled respondents instead of being refitted, and the standard errors stay.',
    citation: 'Kline & Santos (2012), J. Econometric Methods 1:23-41',
  },
  'recovery-ceiling': {
    title: 'Human-human recovery of coefficients',
    text: 'The same rates, and the slope through the origin, for two independent bootstrap samples of the humans of the same n, the second held against the first: median over pairs, and the range that holds the stated share of them. Coefficients move by the influence of the resampled respondents and standard errors stay. The sample stands for its population, whose effects are on average a little weaker, so a second survey would do slightly worse.',
    citation: 'As the human-human noise ceiling; Kline & Santos (2012), as above',
  },
};
