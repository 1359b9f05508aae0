import type { Random } from '../random.ts';
import type { Item } from './items.ts';
import { makeItem, orderedProbabilities, softmax } from './items.ts';
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
import { topicFamilies } from './topics.ts';
import type { TraitProfile } from './traits.ts';
import { loadOn } from './traits.ts';

/** Spread of the cut points of opinion scales, in units of the latent answer. */
const cutSpread = 2.2;

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

/** A question of a topic family; the answer leans weakly on the person's traits, mostly on chance. */
function topicOpinion(random: Random, profile: TraitProfile): Item {
  const family = random.pick(topicFamilies);
  const topic = random.pick(family.topics);
  const options = random.chance(0.1) ? numbered(random) : random.pick(family.scales);
  // The item's own level differs from survey to survey and cannot be foreseen.
  const latent = 0.7 * random.normal() + 1.1 * loadOn(profile, topic.loadings) + 0.3 * random.normal();
  return makeItem(random, {
    kind: 'opinion',
    text: random.pick(family.questions).replaceAll('{}', topic.text),
    label: random.pick(family.labels).replaceAll('{}', topic.text),
    options,
    probabilities: orderedProbabilities(latent, options.length, cutSpread),
    nominal: false,
  });
}

const objectForms = [
  ['How satisfied are you with {}?', 'Satisfaction with {}', satisfactionScales],
  ['How much do you like {}?', 'Likes {}', amountScales],
  ['How likely are you to choose {} again?', 'Would choose {}', likelihoodScales],
  ['Do you approve of {}?', 'Approves of {}', yesNoScales],
  ['How often do you think of {}?', 'Thinks of {}', frequencyScales],
  ['How do you rate {}?', 'Rating of {}', satisfactionScales],
] as const;

/** Questions on one invented thing or person: the answers of a person agree with one another. */
export function objectOpinions(random: Random, count: number): Item[] {
  const name = random.chance(0.5) ? inventPerson(random) : inventName(random);
  const attitude = 1.6 * random.normal();
  return random.sample(objectForms, count).map(([question, label, scales]) => {
    const options = random.pick<readonly string[]>(scales);
    return makeItem(random, {
      kind: 'opinion',
      text: question.replaceAll('{}', name),
      label: label.replaceAll('{}', name),
      options,
      probabilities: orderedProbabilities(attitude + 0.3 * random.normal(), options.length, cutSpread),
      nominal: false,
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
    probabilities: softmax(options.map(() => 0.8 * random.normal())),
    nominal: true,
  });
}

function ownPlacement(random: Random, profile: TraitProfile): Item {
  const { poles, options } = random.pick(placementScales);
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
    probabilities: orderedProbabilities(0.2 * random.normal() + 1.3 * profile.right, options.length, cutSpread),
    nominal: false,
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
export function drawOpinion(random: Random, profile: TraitProfile): Item {
  const which = random.next();
  if (which < 0.12) return nominalOpinion(random);
  return which < 0.2 ? ownPlacement(random, profile) : topicOpinion(random, profile);
}
