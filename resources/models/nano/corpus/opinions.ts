import type { Random } from '../random.ts';
import type { Item } from './items.ts';
import { leaningProbabilities, makeItem, softmax } from './items.ts';
import { inventName, inventPerson, inventValues } from './names.ts';
import type { Fact } from './person.ts';
import {
  amountScales,
  frequencyScales,
  likelihoodScales,
  numberedScale,
  placementScales,
  satisfactionScales,
  yesNoScales,
} from './scales.ts';
import type { Topic, TopicFamily } from './topics.ts';
import { topicFamilies } from './topics.ts';
import type { Loadings, TraitKnowledge } from './traits.ts';
import { predict, traits } from './traits.ts';

/** How strongly opinions follow a trait that they load on, and how much the level of items varies. */
const topicStrength = 1.1;
const topicLevelVariance = 0.58;

function strengthened(loadings: Loadings, times: number): Loadings {
  return Object.fromEntries(traits.map((trait) => [trait, times * topicStrength * (loadings[trait] ?? 0)]));
}

function numbered(random: Random): string[] {
  const first = random.chance(0.5) ? 0 : 1;
  const points = random.pick([5, 7, 10, 11]);
  const [low, high] = random.pick([
    ['not at all', 'completely'],
    ['lowest', 'highest'],
    ['never', 'always'],
    ['worst', 'best'],
    ['(no)', '(yes)'],
  ] as const);
  return numberedScale(points, first, low, high);
}

/**
 * A question of a topic family; the answer leans weakly on the person's traits, mostly on chance.
 * @param times how many times more strongly than in interviews it leans
 */
export function topicOpinion(
  random: Random,
  knowledge: TraitKnowledge,
  { family, topic }: { readonly family: TopicFamily; readonly topic: Topic } = drawTopic(random),
  times = 1,
): Item {
  const options = random.chance(0.1) ? numbered(random) : random.pick(family.scales);
  const leaning = {
    loadings: strengthened(topic.loadings, times),
    levelVariance: topicLevelVariance / times ** 2,
  };
  return makeItem(random, {
    kind: 'opinion',
    text: random.pick(family.questions).replaceAll('{}', topic.text),
    label: random.pick(family.labels).replaceAll('{}', topic.text),
    options,
    probabilities: leaningProbabilities(knowledge, leaning, options.length),
    nominal: false,
    leaning,
  });
}

function drawTopic(random: Random): { family: TopicFamily; topic: Topic } {
  const family = random.pick(topicFamilies);
  return { family, topic: random.pick(family.topics) };
}

/** One of a few topics: the one that most is known about. */
function drawTelling(random: Random, knowledge: TraitKnowledge): { family: TopicFamily; topic: Topic } {
  const telling = ({ topic }: { topic: Topic }): number => Math.abs(predict(knowledge, topic.loadings).mean);
  return Array.from({ length: 5 }, () => drawTopic(random)).reduce((best, one) =>
    telling(one) > telling(best) ? one : best,
  );
}

const objectForms = [
  ['How satisfied are you with {}?', 'Satisfaction with {}', satisfactionScales],
  ['How much do you like {}?', 'Likes {}', amountScales],
  ['How likely are you to choose {} again?', 'Would choose {}', likelihoodScales],
  ['Do you approve of {}?', 'Approves of {}', yesNoScales],
  ['How often do you think of {}?', 'Thinks of {}', frequencyScales],
  ['How do you rate {}?', 'Rating of {}', satisfactionScales],
] as const;

/** Asks about one invented thing or person, with a different question each time: the answers of a person agree. */
export function objectQuestions(random: Random): ((knowledge: TraitKnowledge) => Item)[] {
  const name = random.chance(0.5) ? inventPerson(random) : inventName(random);
  return random.shuffle(objectForms).map(([question, label, scales]) => (knowledge) => {
    const options = random.pick<readonly string[]>(scales);
    const leaning = { loadings: { object: 1.6 }, levelVariance: 0.09 };
    return makeItem(random, {
      kind: 'opinion',
      text: question.replaceAll('{}', name),
      label: label.replaceAll('{}', name),
      options,
      probabilities: leaningProbabilities(knowledge, leaning, options.length),
      nominal: false,
      leaning,
    });
  });
}

const choices: readonly (readonly [string, readonly string[]])[] = [
  [
    'Which problem is the most important one?',
    [
      'jobs',
      'crime',
      'prices',
      'health',
      'schools',
      'housing',
      'the environment',
      'immigration',
      'war',
      'taxes',
      'corruption',
    ],
  ],
  ['Which would you give up first?', ['coffee', 'meat', 'television', 'the car', 'the phone', 'holidays', 'sweets']],
  ['Where would you rather live?', ['by the sea', 'in the mountains', 'in a city', 'in a village', 'abroad']],
  [
    'What do you do first in the morning?',
    ['drink coffee', 'read the news', 'wash', 'eat', 'check the phone', 'go for a walk'],
  ],
  ['Who decides in your home?', ['I do', 'my partner', 'we both', 'the children', 'nobody']],
  [
    'Which source do you trust most?',
    ['television', 'radio', 'newspapers', 'friends', 'experts', 'the internet', 'no one'],
  ],
  ['What would you do with a gift of money?', ['save it', 'spend it', 'give it away', 'pay debts', 'invest it']],
];

/** A choice among unordered things; nothing is known about it in advance. */
function nominalOpinion(random: Random): Item {
  const [text, things] = random.pick(choices);
  const invented = random.chance(0.4);
  const count = random.between(2, invented ? 11 : things.length);
  const options = invented ? inventValues(random, count) : random.sample(things, count);
  return makeItem(random, {
    kind: 'opinion',
    text: invented ? random.pick(['Which one do you prefer?', 'Which would you choose?', 'Which is best?']) : text,
    options,
    probabilities: options.map(() => 1 / options.length),
    nominal: true,
  });
}

function ownPlacement(random: Random, knowledge: TraitKnowledge): Item {
  const { poles, options } = random.pick(placementScales);
  const leaning = { loadings: { right: 1.3 }, levelVariance: 0.04 };
  return makeItem(random, {
    kind: 'opinion',
    text: random
      .pick([
        'Where would you place yourself?',
        'How {0} or {1} are you?',
        'Which describes you best?',
        'In politics, how would you call yourself?',
      ])
      .replaceAll('{0}', poles[0])
      .replaceAll('{1}', poles[1]),
    label: random.pick(['Own position', 'Own views', 'Oneself']),
    options,
    probabilities: leaningProbabilities(knowledge, leaning, options.length),
    nominal: false,
    leaning,
  });
}

/** Which of the persona's two parties would be voted for, given where the person stands between them. */
export function partyVote(random: Random, fact: Fact): Item | undefined {
  if (fact.parties === undefined) return undefined;
  const lean = (2 * (Number(fact.value) - 1)) / (fact.variable.options.length - 1) - 1;
  const [left, right] = fact.parties;
  const form = random.pick(['{}', '{}', 'the {} party', 'the {} candidate', '@ ({})']);
  const options = [left, right].map((party) =>
    form.replaceAll('{}', party).replaceAll('@', () => inventPerson(random)),
  );
  return makeItem(random, {
    kind: 'opinion',
    text: random.pick([
      'Who would you vote for?',
      'Which party will get your vote?',
      'Whom do you prefer?',
      'Your vote?',
    ]),
    label: 'Vote',
    options,
    probabilities: softmax([-2.2 * lean, 2.2 * lean]),
    nominal: true,
  });
}

/** One opinion item of any sort. */
export function drawOpinion(random: Random, knowledge: TraitKnowledge, times = 1): Item {
  const which = random.next();
  if (which < 0.12) return nominalOpinion(random);
  return which < 0.2
    ? ownPlacement(random, knowledge)
    : topicOpinion(random, knowledge, random.chance(0.6) ? drawTelling(random, knowledge) : drawTopic(random), times);
}

/** An opinion on one of the topics on which something is known about the person; scales are short, to save tokens. */
export function tellingOpinion(random: Random, knowledge: TraitKnowledge, times: number): Item {
  const { family, topic } = drawTelling(random, knowledge);
  const scales = Array.from({ length: 3 }, () => random.pick(family.scales)).sort((a, b) => a.length - b.length);
  return topicOpinion(random, knowledge, { family: { ...family, scales: scales.slice(0, 1) }, topic }, times);
}
