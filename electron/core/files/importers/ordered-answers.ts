/** Answers that surveys use in a fixed order. */
const scalesInWords: readonly (readonly string[])[] = [
  [
    'strongly disagree',
    'disagree',
    'somewhat disagree',
    'slightly disagree',
    'neither agree nor disagree',
    'neutral',
    'undecided',
    'slightly agree',
    'somewhat agree',
    'agree',
    'strongly agree',
  ],
  [
    'never',
    'almost never',
    'rarely',
    'seldom',
    'occasionally',
    'sometimes',
    'about half the time',
    'often',
    'frequently',
    'most of the time',
    'usually',
    'almost always',
    'always',
  ],
  [
    'not at all',
    'a little',
    'slightly',
    'somewhat',
    'moderately',
    'a moderate amount',
    'quite a bit',
    'a lot',
    'very much',
    'a great deal',
    'extremely',
  ],
  [
    'very unlikely',
    'unlikely',
    'somewhat unlikely',
    'neither likely nor unlikely',
    'somewhat likely',
    'likely',
    'very likely',
  ],
  [
    'very dissatisfied',
    'dissatisfied',
    'somewhat dissatisfied',
    'neither satisfied nor dissatisfied',
    'somewhat satisfied',
    'satisfied',
    'very satisfied',
  ],
  ['very poor', 'poor', 'fair', 'average', 'good', 'very good', 'excellent'],
  ['very bad', 'bad', 'neither good nor bad', 'good', 'very good'],
  [
    'not important',
    'not at all important',
    'slightly important',
    'somewhat important',
    'moderately important',
    'important',
    'very important',
    'extremely important',
  ],
  ['very low', 'low', 'medium', 'middle', 'moderate', 'high', 'very high'],
  ['none', 'primary', 'secondary', 'tertiary', 'university'],
];

/** The values in the order of the scale that they belong to; undefined when there is no such scale. Case does not matter. */
export function inScaleOrder(values: readonly string[]): string[] | undefined {
  const known = new Map(values.map((value) => [value.toLowerCase(), value]));
  if (known.size !== values.length || values.length < 3) return undefined;
  const scale = scalesInWords.find((words) => [...known.keys()].every((value) => words.includes(value)));
  return scale?.flatMap((word) => known.get(word) ?? []);
}
