import type { Definition } from '../results.ts';

/** Definitions of the leak measures, by id. */
export const leakageDefinitions: Readonly<Record<string, Definition>> = {
  'copied-structures': {
    title: 'Copied belief structures',
    text: 'Share of people, or of twins, whose answers to all beliefs are those of a pilot-train respondent, over respondents with all beliefs. Two people often answer alike, so the share of the evaluation humans is what to expect without copying; the excess is simulated minus human. The interval resamples respondents (whole clusters), with the pilot as it is.',
    citation:
      'Defined here; compare Carlini et al. (2021), Extracting Training Data from Large Language Models, USENIX Security',
  },
  'membership-inference': {
    title: 'Membership inference',
    text: 'Somebody who knows the answers of a person asks whether the person was in pilot-train: the smaller the mean −ln p of the answers under the adapted model, or the more smaller than under the base model, the more likely. Area under the ROC curve with DeLong’s interval, pilot-train against evaluation humans; 0.5: these two attacks cannot tell. Stronger attacks exist, so 0.5 is no proof of safety.',
    citation:
      'Yeom, Giacomelli, Fredrikson & Jha (2018), IEEE CSF; Carlini et al. (2022), IEEE S&P; DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44:837-845',
  },
  'membership-rate': {
    title: 'Recognised at 1 % false positives',
    text: 'Share of the pilot-train respondents who are recognised when at most 1 % of the others are taken for them (with fewer than 100 others: none). Interval: the wider of a bootstrap over both groups and of the exact binomial interval at the threshold.',
    citation:
      'Carlini et al. (2022), Membership Inference Attacks From First Principles, IEEE S&P; Clopper & Pearson (1934), Biometrika 26:404-413',
  },
  'canary-exposure': {
    title: 'Exposure of planted answers',
    text: 'Made-up respondents with random answers are planted in the training. Exposure = log2 of the number of possible patterns minus log2 of the rank of the planted one by its loss under the adapted model; bits that an attacker is spared in guessing. Without memorisation the ranks are uniform and the mean exposure is 1.44 bits, less with few patterns; p is the chance of at least this mean then, or an upper bound of it.',
    citation: 'Carlini, Liu, Erlingsson, Kos & Song (2019), The Secret Sharer, USENIX Security',
  },
};
