import type { Loadings } from './traits.ts';
import {
  agreementScales,
  amountScales,
  frequencyScales,
  importanceScales,
  likelihoodScales,
  satisfactionScales,
  supportScales,
  yesNoScales,
} from './scales.ts';

/** Things people are asked about, with the direction in which each trait moves the answer. */
export interface Topic {
  readonly text: string;
  readonly loadings: Loadings;
}

/** A way of asking about topics: question forms (`{}` is the topic), short labels for earlier answers, answer scales. */
export interface TopicFamily {
  readonly topics: readonly Topic[];
  readonly questions: readonly string[];
  readonly labels: readonly string[];
  readonly scales: readonly (readonly string[])[];
}

const on = (loadings: Loadings, ...texts: string[]): Topic[] => texts.map((text) => ({ text, loadings }));

const policies: readonly Topic[] = [
  ...on(
    { right: 0.8 },
    'lower taxes',
    'stricter border controls',
    'more police on the streets',
    'a larger army',
    'longer prison sentences',
    'less regulation of firms',
    'private schools',
    'cuts in public spending',
    'a smaller government',
    'military spending',
  ),
  ...on(
    { right: -0.8 },
    'public health insurance',
    'rent control',
    'higher taxes on large incomes',
    'gun control',
    'a minimum wage',
    'stronger unions',
    'more aid for the poor',
    'free child care',
    'open borders',
    'public housing',
    'a welfare state',
  ),
  ...on(
    { right: -0.5, modern: 0.3 },
    'wind power',
    'a carbon tax',
    'nature reserves',
    'bicycle lanes',
    'less meat in canteens',
    'a speed limit',
    'solar panels on schools',
  ),
  ...on(
    { religious: 0.7, right: 0.3 },
    'prayer in schools',
    'shops closed on Sundays',
    'religious schools',
    'a ban on gambling',
  ),
  ...on(
    { modern: 0.6 },
    'computers in schools',
    'voting online',
    'robots in hospitals',
    'home office',
    'self-driving buses',
    'genetic research',
  ),
  ...on(
    { cautious: 0.6 },
    'stronger data protection',
    'a ban on face recognition',
    'safety checks for food',
    'warning labels on products',
    'an insurance for everyone',
  ),
  ...on({ wealthy: -0.5 }, 'cheaper public transport', 'higher pensions', 'free school meals', 'lower energy prices'),
];
const statements: readonly Topic[] = [
  ...on(
    { trusting: 0.7 },
    'Most people can be trusted.',
    'Politicians keep their word.',
    'Courts treat everyone alike.',
    'Strangers are usually helpful.',
  ),
  ...on(
    { trusting: -0.7 },
    'You cannot be too careful with people.',
    'Officials do not care about people like me.',
    'Most firms cheat.',
  ),
  ...on(
    { content: 0.7 },
    'My life is close to my ideal.',
    'I look forward to each day.',
    'Things go well in this country.',
  ),
  ...on(
    { engaged: 0.7 },
    'Voting is a duty.',
    'I like to talk about politics.',
    'Citizens should take part in local meetings.',
  ),
  ...on({ religious: 0.8 }, 'Faith gives life a meaning.', 'Children should learn to pray.'),
  ...on(
    { right: 0.8 },
    'Everyone is responsible for themselves.',
    'Taxes are too high.',
    'Old customs should be kept.',
    'Competition brings out the best.',
  ),
  ...on(
    { right: -0.8 },
    'Wealth should be shared more equally.',
    'The government should create jobs.',
    'Immigrants enrich the country.',
  ),
  ...on(
    { cautious: 0.7 },
    'I think twice before I give my data away.',
    'New things carry dangers.',
    'It is better to be safe than sorry.',
  ),
  ...on(
    { modern: 0.7 },
    'Technology makes life better.',
    'I like to try new devices.',
    'Science will solve most problems.',
  ),
];
const institutions: readonly Topic[] = [
  ...on(
    { trusting: 0.7 },
    'the courts',
    'the police',
    'parliament',
    'the press',
    'banks',
    'strangers',
    'neighbours',
    'the mayor',
    'hospitals',
    'the post office',
  ),
  ...on({ trusting: 0.4, engaged: 0.3, modern: 0.3 }, 'scientists', 'universities', 'experts', 'statistics'),
  ...on({ trusting: 0.4, religious: 0.6 }, 'the church', 'priests', 'religious leaders'),
  ...on({ trusting: 0.4, right: 0.4 }, 'the army', 'large firms', 'business leaders'),
  ...on({ trusting: 0.4, right: -0.4 }, 'trade unions', 'aid organisations', 'environmental groups'),
];
const habits: readonly Topic[] = [
  ...on(
    { engaged: 0.7 },
    'talk about politics',
    'read the news',
    'write to a newspaper',
    'go to a public meeting',
    'sign a petition',
    'watch a political debate',
    'do voluntary work',
  ),
  ...on(
    { modern: 0.7 },
    'shop online',
    'make video calls',
    'use a computer',
    'play games on the phone',
    'listen to podcasts',
    'pay by phone',
    'post pictures online',
  ),
  ...on({ religious: 0.8 }, 'pray', 'go to a service', 'read religious books', 'give to a church'),
  ...on(
    { cautious: 0.6 },
    'change your passwords',
    'check the lock at night',
    'read the small print',
    'delete old messages',
    'refuse to give your name',
  ),
  ...on({ content: 0.5 }, 'laugh with friends', 'sleep well', 'go out for fun', 'feel rested'),
  ...on({ wealthy: 0.6 }, 'eat in a restaurant', 'travel abroad', 'go to the theatre', 'save money'),
  ...on(
    {},
    'cook at home',
    'go for a walk',
    'take the bus',
    'visit a museum',
    'ride a bicycle',
    'buy fresh fruit',
    'drink coffee',
    'help a neighbour',
  ),
];
const goods: readonly Topic[] = [
  ...on(
    { content: 0.7 },
    'your life',
    'your job',
    'your health',
    'your family life',
    'your free time',
    'the area you live in',
  ),
  ...on({ content: 0.4, wealthy: 0.5 }, 'your income', 'your home', 'your savings'),
  ...on(
    { content: 0.3, trusting: 0.5 },
    'the government',
    'public transport',
    'the schools in your town',
    'health care',
    'democracy',
    'the local council',
  ),
];
const values: readonly Topic[] = [
  ...on({ right: 0.5, religious: 0.3 }, 'tradition', 'order', 'national pride', 'discipline', 'family values'),
  ...on({ right: -0.6 }, 'equality', 'solidarity', 'the environment', 'the rights of minorities'),
  ...on({ religious: 0.8 }, 'religion', 'faith', 'prayer'),
  ...on({ cautious: 0.7 }, 'safety', 'privacy', 'a secure job', 'control over your data', 'insurance'),
  ...on({ engaged: 0.6 }, 'politics', 'elections', 'news from abroad', 'education'),
  ...on({ modern: 0.6 }, 'new technology', 'fast internet', 'change', 'adventure'),
  ...on({}, 'friends', 'sport', 'good food', 'music', 'quiet', 'nature', 'money', 'success at work'),
];
const disclosures: readonly Topic[] = [
  ...on(
    { cautious: -0.7 },
    'your income',
    'your home address',
    'your phone number',
    'your health problems',
    'your political views',
    'your age',
    'your mistakes',
    'your religion',
    'your bank',
    'your medical history',
    'your worries',
    'your vote',
    'your debts',
    'your search history',
    'private photos',
  ),
];

/** All families; each list of topics goes with forms that suit it. */
export const topicFamilies: readonly TopicFamily[] = [
  {
    topics: policies,
    questions: [
      'Do you support or oppose {}?',
      'What do you think about {}?',
      'Are you for or against {}?',
      'How do you feel about {}?',
    ],
    labels: ['View on {}', 'Support for {}', '{}'],
    scales: supportScales,
  },
  {
    topics: policies,
    questions: ['Should there be {}?', 'Would you vote for {}?', 'Does the country need {}?'],
    labels: ['Wants {}', 'Needs {}'],
    scales: yesNoScales,
  },
  {
    topics: statements,
    questions: ['How much do you agree? {}', '{} Do you agree or disagree?', 'Statement: {}', '{}'],
    labels: ['Statement: {}', '{}', 'Agreement: {}'],
    scales: agreementScales,
  },
  {
    topics: institutions,
    questions: [
      'How much do you trust {}?',
      'How much confidence do you have in {}?',
      'How much trust do you put in {}?',
    ],
    labels: ['Trust in {}', 'Confidence in {}'],
    scales: amountScales,
  },
  {
    topics: institutions,
    questions: ['Do you trust {}?', 'Can one rely on {}?'],
    labels: ['Trusts {}', 'Relies on {}'],
    scales: yesNoScales,
  },
  {
    topics: habits,
    questions: ['How often do you {}?', 'In a normal month, how often do you {}?'],
    labels: ['How often: {}', 'Frequency: {}'],
    scales: frequencyScales,
  },
  {
    topics: habits,
    questions: [
      'How likely are you to {} next month?',
      'Will you {} next week?',
      'Next year, how likely is it that you {}?',
    ],
    labels: ['Likely to {}', 'Will {}'],
    scales: likelihoodScales,
  },
  { topics: habits, questions: ['Do you {}?', 'Did you {} last week?'], labels: ['Did {}', '{}'], scales: yesNoScales },
  {
    topics: goods,
    questions: ['How satisfied are you with {}?', 'All in all, how content are you with {}?', 'How do you rate {}?'],
    labels: ['Satisfaction with {}', 'Rating of {}'],
    scales: satisfactionScales,
  },
  {
    topics: values,
    questions: ['How important is {} to you?', 'How much weight do you give to {}?'],
    labels: ['Importance of {}', 'Weight of {}'],
    scales: importanceScales,
  },
  {
    topics: values,
    questions: ['How much do you care about {}?', 'How much does {} matter to you?'],
    labels: ['Cares about {}', 'How much {} matters'],
    scales: amountScales,
  },
  {
    topics: disclosures,
    questions: ['Would you tell them {}?', 'Would you share {}?', 'Would you give {}?', 'Do you disclose {}?'],
    labels: ['Tells {}', 'Shares {}', 'Discloses {}'],
    scales: yesNoScales,
  },
  {
    topics: disclosures,
    questions: [
      'How likely are you to share {}?',
      'How willing are you to tell {}?',
      'How likely is it that you disclose {}?',
    ],
    labels: ['Willing to share {}', 'Likely to tell {}'],
    scales: likelihoodScales,
  },
  {
    topics: disclosures,
    questions: ['How comfortable are you with sharing {}?', 'How easy is it for you to talk about {}?'],
    labels: ['Comfort with sharing {}', 'Ease with {}'],
    scales: amountScales,
  },
];
