import type { OrdinalAttribute } from './attribute-types.ts';

const education: readonly (readonly string[])[] = [
  ['no school', 'primary school', 'secondary school', 'college', 'university'],
  ['low', 'middle', 'high'],
  ['less than high school', 'high school', 'some college', 'college degree', 'graduate degree'],
  [
    'primary education',
    'lower secondary',
    'upper secondary',
    'vocational training',
    "bachelor's degree",
    "master's degree",
    'doctorate',
  ],
  ['no degree', 'school certificate', 'apprenticeship', 'technical college', 'university degree'],
  ['up to 8 grades', '9 to 11 grades', '12 grades', 'more than 12 grades', 'junior college', 'BA level', 'advanced'],
];

/** Lowest value first in every coding. */
export const ordinalAttributes: readonly OrdinalAttribute[] = [
  {
    kind: 'ordinal',
    labels: ['Education', 'Highest education', 'Level of education', 'Schooling'],
    loadings: { engaged: 0.45, right: -0.2, modern: 0.3, religious: -0.2, trusting: 0.2 },
    scales: education,
  },
  {
    kind: 'ordinal',
    labels: ['Income group', 'Household income', 'Income'],
    loadings: { wealthy: 0.8, content: 0.3 },
    scales: [
      ['low', 'medium', 'high'],
      ['lowest fifth', 'second fifth', 'middle fifth', 'fourth fifth', 'highest fifth'],
      ['under 10,000', '10,000 to 19,999', '20,000 to 39,999', '40,000 to 59,999', '60,000 or more'],
      ['well below average', 'below average', 'average', 'above average', 'well above average'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Social class', 'Class'],
    loadings: { wealthy: 0.6, right: 0.2 },
    scales: [
      ['lower class', 'working class', 'middle class', 'upper class'],
      ['working class', 'lower middle class', 'upper middle class', 'upper class'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Health', 'State of health', 'Own health'],
    loadings: { content: 0.5, modern: 0.2 },
    scales: [
      ['poor', 'fair', 'good', 'excellent'],
      ['very bad', 'bad', 'fair', 'good', 'very good'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Interest in politics', 'Political interest'],
    loadings: { engaged: 0.8 },
    scales: [
      ['not at all interested', 'hardly interested', 'quite interested', 'very interested'],
      ['none', 'little', 'some', 'much'],
      ['low', 'medium', 'high'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Attends services', 'Religious attendance', 'Goes to services'],
    loadings: { religious: 0.8, right: 0.3 },
    scales: [
      ['never', 'a few times a year', 'monthly', 'weekly'],
      ['never', 'rarely', 'sometimes', 'often'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Religiosity', 'Religious'],
    loadings: { religious: 0.8, right: 0.3 },
    scales: [
      ['not religious', 'somewhat religious', 'religious', 'very religious'],
      ['not at all', 'a little', 'very'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Trust in others', 'Social trust', 'General trust'],
    loadings: { trusting: 0.8 },
    scales: [
      ['none', 'little', 'some', 'much'],
      ['very low', 'low', 'medium', 'high', 'very high'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Place of residence', 'Type of area', 'Lives in'],
    loadings: { modern: 0.3, right: -0.3 },
    scales: [
      ['countryside', 'village', 'small town', 'large town', 'city'],
      ['rural', 'suburban', 'urban'],
      ['a farm', 'a village', 'a town', 'a suburb', 'a big city'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Internet use', 'Uses the internet', 'Online'],
    loadings: { modern: 0.8 },
    scales: [
      ['never', 'monthly', 'weekly', 'daily'],
      ['rarely', 'sometimes', 'often', 'all the time'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['News use', 'Follows the news', 'Reads newspapers'],
    loadings: { engaged: 0.6 },
    scales: [
      ['never', 'monthly', 'weekly', 'daily'],
      ['hardly ever', 'sometimes', 'often'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Willingness to take risks', 'Risk taking'],
    loadings: { cautious: -0.7 },
    scales: [
      ['very low', 'low', 'medium', 'high', 'very high'],
      ['avoids risks', 'takes some risks', 'takes risks'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Concern about privacy', 'Privacy concern', 'Worry about data'],
    loadings: { cautious: 0.8 },
    scales: [
      ['none', 'low', 'moderate', 'high'],
      ['not worried', 'somewhat worried', 'worried', 'very worried'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Life satisfaction', 'Satisfaction with life'],
    loadings: { content: 0.8 },
    scales: [
      ['very dissatisfied', 'dissatisfied', 'satisfied', 'very satisfied'],
      ['low', 'medium', 'high'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Age group', 'Age bracket'],
    loadings: { right: 0.3, religious: 0.3, modern: -0.5 },
    scales: [
      ['18-29', '30-44', '45-59', '60-74', '75 and over'],
      ['young', 'middle-aged', 'old'],
      ['under 25', '25 to 39', '40 to 54', '55 to 69', '70 or over'],
      ['teens', 'twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies'],
    ],
  },
  {
    kind: 'ordinal',
    labels: ['Size of firm', 'Company size'],
    loadings: {},
    scales: [
      ['small', 'medium', 'large'],
      ['1 to 9', '10 to 49', '50 to 249', '250 or more'],
    ],
  },
];
