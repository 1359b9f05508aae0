import type { Random } from '../random.ts';
import type { Item } from './items.ts';
import { certain, makeItem, leaningProbabilities } from './items.ts';
import { inventName } from './names.ts';
import { likelihoodScales, yesNoScales } from './scales.ts';
import type { TraitKnowledge } from './traits.ts';

/** What one arm of an experiment was told, with the items that hang on it. */
export interface Situation {
  readonly text: string;
  readonly ask: (random: Random, knowledge: TraitKnowledge) => Item;
}

/** One element of a situation: alternatives with their effect on willingness. */
interface Element {
  readonly question: string;
  readonly alternatives: readonly (readonly [sentence: string, answer: string, effect: number])[];
}

const elements: readonly Element[] = [
  {
    question: 'Who is asking?',
    alternatives: [
      ['A doctor asks you some questions.', 'a doctor', 0.7],
      ['A shop asks you some questions.', 'a shop', -0.4],
      ['A student asks you some questions.', 'a student', 0.2],
      ['The tax office asks you some questions.', 'the tax office', -0.5],
      ['A friend asks you some questions.', 'a friend', 0.6],
      ['A bank asks you some questions.', 'a bank', -0.2],
    ],
  },
  {
    question: 'What happens to the answers?',
    alternatives: [
      ['Your answers stay anonymous.', 'they stay anonymous', 0.7],
      ['Your answers are stored with your name.', 'stored with the name', -0.7],
      ['Your answers are deleted after a week.', 'deleted after a week', 0.3],
      ['Your answers are sold to others.', 'sold to others', -0.9],
      ['Your answers are shown to your employer.', 'shown to the employer', -0.8],
    ],
  },
  {
    question: 'What is the reward?',
    alternatives: [
      ['You get no reward.', 'none', -0.2],
      ['You get 5 coins.', '5 coins', 0.2],
      ['You get 20 coins.', '20 coins', 0.5],
      ['You get a gift card.', 'a gift card', 0.3],
    ],
  },
  {
    question: 'Where does it take place?',
    alternatives: [
      ['You are at home.', 'at home', 0.2],
      ['You are at work.', 'at work', -0.1],
      ['You are on a train.', 'on a train', -0.2],
      ['You are in a waiting room.', 'in a waiting room', 0],
    ],
  },
  {
    question: 'How much time is there?',
    alternatives: [
      ['You have plenty of time.', 'plenty', 0.2],
      ['You are in a hurry.', 'little', -0.3],
      ['You have 10 minutes.', '10 minutes', 0],
    ],
  },
  {
    question: 'What did others do?',
    alternatives: [
      ['Most others took part.', 'most took part', 0.4],
      ['Few others took part.', 'few took part', -0.4],
      ['Half of the others took part.', 'half took part', 0],
    ],
  },
  {
    question: 'What were you shown?',
    alternatives: [
      ['You were shown a text on crime.', 'a text on crime', -0.1],
      ['You were shown a text on health.', 'a text on health', 0.1],
      ['You were shown nothing.', 'nothing', 0],
      ['You were shown a picture of a garden.', 'a garden', 0.1],
    ],
  },
];

const willingness = [
  'Would you take part?',
  'Do you answer the questions?',
  'How likely are you to take part?',
  'Would you tell them the truth?',
  'Do you agree to this?',
];

/** A situation of one to four elements, in random order, sometimes with an invented arm. */
export function drawSituation(random: Random): Situation {
  const chosen = random.sample(elements, random.between(1, 4)).map((element) => {
    const index = random.int(element.alternatives.length);
    return { element, index, alternative: element.alternatives[index] ?? ['', '', 0] };
  });
  const arm = inventName(random);
  const armText = random.chance(0.3) ? [`You are in the ${arm} group.`] : [];
  const effect = chosen.reduce((sum, { alternative }) => sum + alternative[2], 0);
  return {
    text: [...armText, ...chosen.map(({ alternative }) => alternative[0])].join(' '),
    ask(own, knowledge) {
      if (own.chance(0.5)) return askWillingness(own, effect, knowledge);
      const { element, index } = own.pick(chosen);
      const others = own.sample(
        element.alternatives.map((_, other) => other).filter((other) => other !== index),
        own.between(1, element.alternatives.length - 1),
      );
      const shown = own.shuffle([index, ...others]);
      return makeItem(own, {
        kind: 'look-up',
        text: element.question,
        options: shown.map((position) => element.alternatives[position]?.[1] ?? ''),
        probabilities: certain(shown.length, shown.indexOf(index)),
        nominal: true,
      });
    },
  };
}

function askWillingness(random: Random, effect: number, knowledge: TraitKnowledge): Item {
  const leaning = { loadings: { cautious: -0.8 }, levelVariance: 0.25 };
  const options = random.pick([...yesNoScales, ...likelihoodScales]);
  return makeItem(random, {
    kind: 'opinion',
    text: random.pick(willingness),
    label: 'Takes part',
    options,
    probabilities: leaningProbabilities(knowledge, leaning, options.length, effect),
    nominal: false,
    leaning,
  });
}
