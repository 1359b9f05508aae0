/** Answer scales in ascending order of what they measure, each in several wordings. */
export const agreementScales: readonly (readonly string[])[] = [
  ['Disagree', 'Agree'],
  ['Disagree', 'Neither agree nor disagree', 'Agree'],
  ['Strongly disagree', 'Disagree', 'Agree', 'Strongly agree'],
  ['Strongly disagree', 'Disagree', 'Neither agree nor disagree', 'Agree', 'Strongly agree'],
  ['disagree strongly', 'disagree somewhat', 'neutral', 'agree somewhat', 'agree strongly'],
  ['Completely disagree', 'Mostly disagree', 'Slightly disagree', 'Slightly agree', 'Mostly agree', 'Completely agree'],
  ['Strongly disagree', 'Disagree', 'Somewhat disagree', 'Neutral', 'Somewhat agree', 'Agree', 'Strongly agree'],
];

export const supportScales: readonly (readonly string[])[] = [
  ['Oppose', 'Support'],
  ['against', 'neither', 'in favour'],
  ['Strongly oppose', 'Oppose', 'Support', 'Strongly support'],
  ['Strongly oppose', 'Somewhat oppose', 'Neither', 'Somewhat support', 'Strongly support'],
  ['strongly against', 'somewhat against', 'undecided', 'somewhat in favour', 'strongly in favour'],
];

export const frequencyScales: readonly (readonly string[])[] = [
  ['Never', 'Sometimes', 'Often'],
  ['Never', 'Rarely', 'Sometimes', 'Often', 'Always'],
  ['Never', 'Less than once a month', 'Once a month', 'Once a week', 'Several times a week', 'Daily'],
  ['not at all', 'a few times a year', 'monthly', 'weekly', 'every day'],
  ['never', 'hardly ever', 'some of the time', 'most of the time', 'all of the time'],
];

export const likelihoodScales: readonly (readonly string[])[] = [
  ['Unlikely', 'Likely'],
  ['Very unlikely', 'Unlikely', 'Likely', 'Very likely'],
  ['Very unlikely', 'Somewhat unlikely', 'Neither', 'Somewhat likely', 'Very likely'],
  ['definitely not', 'probably not', 'maybe', 'probably', 'definitely'],
  ['Extremely unlikely', 'Unlikely', 'Slightly unlikely', 'Undecided', 'Slightly likely', 'Likely', 'Extremely likely'],
];

export const satisfactionScales: readonly (readonly string[])[] = [
  ['Dissatisfied', 'Neither', 'Satisfied'],
  ['Very dissatisfied', 'Dissatisfied', 'Satisfied', 'Very satisfied'],
  ['Very dissatisfied', 'Somewhat dissatisfied', 'Neither', 'Somewhat satisfied', 'Very satisfied'],
  ['very unhappy', 'unhappy', 'neither happy nor unhappy', 'happy', 'very happy'],
  ['Very bad', 'Bad', 'Fair', 'Good', 'Very good', 'Excellent'],
];

export const amountScales: readonly (readonly string[])[] = [
  ['None', 'Some', 'A lot'],
  ['Not at all', 'A little', 'Quite a bit', 'Very much'],
  ['none at all', 'not very much', 'a fair amount', 'a great deal'],
  ['Not at all', 'Slightly', 'Moderately', 'Very', 'Extremely'],
  ['very low', 'low', 'medium', 'high', 'very high'],
];

export const importanceScales: readonly (readonly string[])[] = [
  ['Not important', 'Somewhat important', 'Very important'],
  ['Not at all important', 'Slightly important', 'Moderately important', 'Very important', 'Extremely important'],
  ['unimportant', 'neither', 'important'],
  ['no importance', 'little importance', 'some importance', 'great importance'],
];

export const yesNoScales: readonly (readonly string[])[] = [
  ['No', 'Yes'],
  ['no', 'yes'],
  ['No', 'Not sure', 'Yes'],
  ['Definitely no', 'Probably no', 'Probably yes', 'Definitely yes'],
];

/** Left-to-right placements; the right end is the higher one. `{0}` and `{1}` are the poles. */
const placementForms: readonly (readonly string[])[] = [
  ['{0}', 'moderate', '{1}'],
  ['very {0}', '{0}', 'moderate', '{1}', 'very {1}'],
  ['strongly {0}', 'somewhat {0}', 'in the middle', 'somewhat {1}', 'strongly {1}'],
  ['strongly {0}', '{0}', 'slightly {0}', 'moderate', 'slightly {1}', '{1}', 'strongly {1}'],
  ['very {0}', 'mostly {0}', 'leaning {0}', 'centre', 'leaning {1}', 'mostly {1}', 'very {1}'],
  ['far {0}', '{0}', 'rather {0}', 'neither', 'rather {1}', '{1}', 'far {1}'],
  ['very {0}', 'quite {0}', 'quite {1}', 'very {1}'],
];
const placementPoles: readonly (readonly [string, string])[] = [
  ['liberal', 'conservative'],
  ['liberal', 'conservative'],
  ['left', 'right'],
  ['progressive', 'conservative'],
  ['left-wing', 'right-wing'],
  ['modern', 'traditional'],
  ['open', 'closed'],
  ['radical', 'cautious'],
];

export interface Placement {
  readonly poles: readonly [string, string];
  readonly options: readonly string[];
}

/** Every placement scale: a pair of poles in one of the forms. */
export const placementScales: readonly Placement[] = placementPoles.flatMap((poles) =>
  placementForms.map((form) => ({
    poles,
    options: form.map((text) => text.replaceAll('{0}', poles[0]).replaceAll('{1}', poles[1])),
  })),
);

/** Identification with one of two parties; `{0}` is the party more to the left. */
export const partyForms: readonly (readonly string[])[] = [
  ['strong {0}', 'weak {0}', 'leaning {0}', 'independent', 'leaning {1}', 'weak {1}', 'strong {1}'],
  ['firm {0}', 'moderate {0}', 'undecided', 'moderate {1}', 'firm {1}'],
  ['{0}', 'no party', '{1}'],
  ['strongly {0}', 'somewhat {0}', 'between the parties', 'somewhat {1}', 'strongly {1}'],
  ['{0} member', '{0} supporter', 'close to {0}', 'neither party', 'close to {1}', '{1} supporter', '{1} member'],
];

/** Lowest point named, the rest numbered, such as `0 = worst` to `10 = best`. */
export function numberedScale(points: number, first: number, low: string, high: string): string[] {
  return Array.from({ length: points }, (_, index) => {
    if (index === 0) return `${first} ${low}`;
    return index === points - 1 ? `${first + index} ${high}` : String(first + index);
  });
}
