import { formatPercent } from './format-number.ts';
import {
  effectMargin,
  leastCoefficients,
  leastInGroup,
  leastKept,
  outsideShare,
  recoveryMargin,
  shareMargin,
  structureMargin,
} from './verdict-rules.ts';

const percent = (share: number): string => formatPercent(share, 0);

/** When a statement of the headline speaks for a model, and when against it; otherwise it is open. By what it is about. */
export const findingRules: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: 'Baselines',
    text: 'Better means by the interval of the difference. In favour: better than every baseline in every comparison. Against: a baseline is better in one at least.',
  },
  {
    title: 'Likelihood and distance',
    text: 'Against another source, in favour where the interval of the difference lies on the better side of 0, against where it lies on the other. The distance from the humans by itself: the same of the interval of the skill.',
  },
  {
    title: 'Subgroups',
    text: `In favour: the interval of the gap is not above 0, and the means of all groups of at least ${leastInGroup} humans lie within ${effectMargin} standard deviations by their intervals. Against: the interval of the gap lies above 0, or one group lies outside.`,
  },
  {
    title: 'Variety',
    text: `In favour: the whole interval of the difference in number lies within ${percent(structureMargin)} of the human number. Against: it does not, and excludes 0.`,
  },
  {
    title: 'Actions and beliefs',
    text: `In favour: the whole interval of the difference between the gaps lies within ${shareMargin}, and the model is shown to keep ${percent(leastKept)} of what the humans have over actions dealt out at random. Against: the interval is not within and excludes 0, or the model is shown to keep less. Always open where the humans are not shown to follow the rule more often than at random.`,
  },
  {
    title: 'Regressions',
    text: `In favour: at least ${leastCoefficients} human coefficients are significant, the whole interval of F1 reaches ${recoveryMargin}, no coefficient is shown to differ, and ${percent(1 - outsideShare)} are shown to be equivalent. Against: a significant sign is flipped, or more than ${percent(outsideShare)} are shown to differ.`,
  },
];
