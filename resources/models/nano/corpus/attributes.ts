import type { Attribute, NominalAttribute, NumericAttribute } from './attribute-types.ts';
import { ordinalAttributes } from './ordinal-attributes.ts';

const numeric: readonly NumericAttribute[] = [
  {
    kind: 'number',
    labels: ['Age', 'Age', 'Age in years', 'Own age'],
    loadings: { right: 0.3, religious: 0.3, modern: -0.5 },
    ranges: [
      [18, 90],
      [18, 70],
      [16, 95],
    ],
    units: ['years', 'years', '', 'years old'],
  },
  {
    kind: 'number',
    labels: ['Years of school', 'Years of education'],
    loadings: { engaged: 0.45, right: -0.2, modern: 0.3 },
    ranges: [
      [6, 20],
      [0, 22],
    ],
    units: ['years', ''],
  },
  {
    kind: 'number',
    labels: ['Children', 'Number of children'],
    loadings: { religious: 0.3 },
    ranges: [[0, 6]],
    units: ['', 'children'],
  },
  {
    kind: 'number',
    labels: ['Household size', 'People in household'],
    loadings: {},
    ranges: [[1, 8]],
    units: ['', 'people'],
  },
  {
    kind: 'number',
    labels: ['Working hours', 'Hours of work a week'],
    loadings: {},
    ranges: [
      [5, 60],
      [0, 80],
    ],
    units: ['hours', 'hours a week', ''],
  },
  {
    kind: 'number',
    labels: ['Way to work', 'Distance to work'],
    loadings: {},
    ranges: [[0, 60]],
    units: ['km', 'miles', 'minutes'],
  },
  {
    kind: 'number',
    labels: ['Income code', 'Household income', 'Family income', 'Income class'],
    loadings: { wealthy: 0.8, content: 0.3 },
    ranges: [
      [1, 24],
      [1, 12],
      [1, 10],
      [1, 16],
    ],
    units: [''],
  },
  {
    kind: 'number',
    labels: ['Monthly income', 'Earnings'],
    loadings: { wealthy: 0.8, content: 0.3 },
    ranges: [[5, 99]],
    units: ['hundred', 'thousand', 'units'],
  },
  {
    kind: 'number',
    labels: ['News days', 'Days with news', 'Days online a week'],
    loadings: { engaged: 0.5 },
    ranges: [[0, 7]],
    units: ['days', '', 'days a week'],
  },
  {
    kind: 'number',
    labels: ['Population of the place', 'Town size', 'People in the town'],
    loadings: { right: -0.3, modern: 0.2 },
    ranges: [
      [0, 900],
      [1, 400],
      [0, 99],
    ],
    units: ['thousand', ''],
  },
  {
    kind: 'number',
    labels: ['Life satisfaction', 'Happiness'],
    loadings: { content: 0.8 },
    ranges: [
      [0, 10],
      [1, 7],
      [1, 10],
    ],
    units: ['', 'of 10', 'points'],
  },
  {
    kind: 'number',
    labels: ['Trust score', 'Trust'],
    loadings: { trusting: 0.8 },
    ranges: [
      [0, 10],
      [0, 100],
      [1, 5],
    ],
    units: ['', 'points'],
  },
  {
    kind: 'number',
    labels: ['Left-right position', 'Position left to right'],
    loadings: { right: 0.85 },
    ranges: [
      [0, 10],
      [1, 10],
      [1, 7],
    ],
    units: [''],
  },
  {
    kind: 'number',
    labels: ['Test score', 'Knowledge score', 'Points in the test'],
    loadings: { engaged: 0.5 },
    ranges: [
      [0, 20],
      [0, 100],
      [0, 40],
    ],
    units: ['points', ''],
  },
];

const nominal: readonly NominalAttribute[] = [
  {
    kind: 'nominal',
    labels: ['Gender', 'Sex'],
    values: [
      ['woman', 'man'],
      ['female', 'male'],
      ['woman', 'man', 'other'],
    ],
  },
  {
    kind: 'nominal',
    labels: ['Region', 'Part of the country', 'Area'],
    values: [
      ['north', 'south', 'east', 'west'],
      ['northern', 'southern', 'eastern', 'western', 'central'],
      ['coast', 'mountains', 'valley', 'islands'],
    ],
  },
  {
    kind: 'nominal',
    labels: ['Marital status', 'Family status'],
    values: [
      ['single', 'married', 'divorced', 'widowed'],
      ['never married', 'married', 'separated', 'divorced', 'widowed', 'living together'],
    ],
  },
  {
    kind: 'nominal',
    labels: ['Employment', 'Work', 'Employment status'],
    values: [
      ['working', 'unemployed', 'student', 'retired', 'at home'],
      ['full time', 'part time', 'not working', 'in training'],
    ],
  },
  {
    kind: 'nominal',
    labels: ['Occupation', 'Job', 'Profession'],
    values: [
      ['farmer', 'teacher', 'nurse', 'driver', 'clerk', 'engineer', 'cook', 'lawyer', 'builder', 'shop assistant'],
      ['manager', 'worker', 'civil servant', 'self-employed', 'craftsman'],
    ],
  },
  {
    kind: 'nominal',
    labels: ['Religion', 'Faith'],
    values: [
      ['Catholic', 'Protestant', 'Muslim', 'Jewish', 'none'],
      ['Christian', 'Hindu', 'Buddhist', 'other', 'no religion'],
    ],
  },
  {
    kind: 'nominal',
    labels: ['Housing', 'Home'],
    values: [
      ['owner', 'tenant', 'with parents'],
      ['house', 'flat', 'shared flat', 'farmhouse'],
    ],
  },
  {
    kind: 'nominal',
    labels: [
      'Union member',
      'Owns a car',
      'Has a garden',
      'Citizen',
      'Has children',
      'Owns a gun',
      'Smokes',
      'Voted before',
      'Born here',
    ],
    values: [
      ['yes', 'no'],
      ['Yes', 'No'],
    ],
  },
  { kind: 'nominal', labels: ['Pet', 'Animal'], values: [['dog', 'cat', 'bird', 'fish', 'none']] },
  {
    kind: 'nominal',
    labels: ['Vehicle', 'Means of transport', 'Travels by'],
    values: [
      ['car', 'bus', 'bicycle', 'train', 'on foot'],
      ['tram', 'car', 'motorbike', 'bike'],
    ],
  },
  {
    kind: 'nominal',
    labels: ['Favourite colour', 'Colour'],
    values: [['red', 'blue', 'green', 'yellow', 'black', 'white', 'brown', 'grey']],
  },
  {
    kind: 'nominal',
    labels: ['Main device', 'Device', 'Phone'],
    values: [
      ['phone', 'tablet', 'laptop', 'computer'],
      ['old phone', 'new phone', 'no phone'],
    ],
  },
  {
    kind: 'nominal',
    labels: ['News source', 'Main source of news'],
    values: [
      ['television', 'radio', 'newspaper', 'internet', 'friends'],
      ['local paper', 'national paper', 'social media', 'podcasts'],
    ],
  },
  {
    kind: 'nominal',
    labels: ['Language', 'Mother tongue'],
    values: [['English', 'Spanish', 'German', 'French', 'Arabic', 'Turkish', 'Polish']],
  },
  { kind: 'nominal', labels: ['Favourite season', 'Season'], values: [['spring', 'summer', 'autumn', 'winter']] },
  {
    kind: 'nominal',
    labels: ['Hobby', 'Free time', 'Main hobby'],
    values: [['reading', 'sports', 'music', 'cooking', 'travel', 'gardening', 'games', 'films']],
  },
  {
    kind: 'nominal',
    labels: ['Group', 'Arm', 'Version', 'Panel'],
    values: [
      ['A', 'B', 'C'],
      ['control', 'treatment'],
      ['first', 'second', 'third', 'fourth'],
      ['1', '2', '3', '4'],
    ],
  },
];

/** Everything that personas may say. */
export const attributePool: readonly Attribute[] = [...ordinalAttributes, ...numeric, ...nominal];
