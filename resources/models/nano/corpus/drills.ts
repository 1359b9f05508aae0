import { renderPrompt } from '../../../../shared/domain/prompt.ts';
import type { Random } from '../random.ts';
import { commonWords } from './common-words.ts';
import type { CorpusSample } from './interview.ts';
import type { ItemDraft } from './items.ts';
import { certain, makeItem } from './items.ts';
import { distinctNames, inventPhrase } from './names.ts';
import { placementScales } from './scales.ts';

type Drill = Pick<ItemDraft, 'text' | 'options' | 'probabilities' | 'nominal'>;

/** "Question: river?" with the options "cloud" and "river". */
function namesItsAnswer(random: Random, hardness: number): Drill {
  const make = random.chance(hardness) ? inventPhrase : (source: Random): string => source.pick(commonWords);
  const options = distinctNames(random, random.between(2, 3 + Math.round(3 * hardness * random.next())), make);
  const right = random.int(options.length);
  const form = random.chance(hardness)
    ? random.pick(['Which one is {}?', 'Choose {}.', 'Where is {}?', 'The answer is {}.'])
    : '{}?';
  return {
    text: form.replaceAll('{}', options[right] ?? ''),
    options,
    probabilities: certain(options.length, right),
    nominal: true,
  };
}

/** The larger or smaller of some numbers. */
function largestNumber(random: Random): Drill {
  const numbers = new Set<number>();
  const count = random.between(2, 4);
  while (numbers.size < count) numbers.add(random.int(100));
  const options = [...numbers];
  const larger = random.chance(0.5);
  const right = options.indexOf(larger ? Math.max(...options) : Math.min(...options));
  return {
    text: larger ? random.pick(['Which is more?', 'The largest?']) : random.pick(['Which is less?', 'The smallest?']),
    options: options.map(String),
    probabilities: certain(count, right),
    nominal: true,
  };
}

/** The bracket that a number lies in. */
function bracketOfNumber(random: Random): Drill {
  const cuts = [...new Set(Array.from({ length: random.between(1, 4) }, () => random.between(5, 90)))].sort(
    (a, b) => a - b,
  );
  const value = random.int(100);
  const options = [...cuts, 100].map((cut, index) => {
    const low = cuts[index - 1];
    if (low === undefined) return random.pick([`under ${cut}`, `up to ${cut - 1}`]);
    return cut === 100 ? `${low} or more` : random.pick([`${low} to ${cut - 1}`, `${low}-${cut - 1}`]);
  });
  const right = [...cuts, 100].findIndex((cut) => value < cut);
  return { text: `${value}?`, options, probabilities: certain(options.length, right), nominal: false };
}

/** Whether a number is above or below another one. */
function aboveOrBelow(random: Random): Drill {
  const value = random.int(100);
  const mark = random.pick([random.int(100), Math.max(0, Math.min(99, value + random.between(-9, 9)))]);
  const above = value > mark || (value === mark && value > 0);
  const text = value === mark ? `Is ${value} above ${above ? mark - 1 : mark + 1}?` : `Is ${value} above ${mark}?`;
  return {
    text,
    options: random.pick([
      ['No', 'Yes'],
      ['no', 'yes'],
    ]),
    probabilities: certain(2, above ? 1 : 0),
    nominal: true,
  };
}

/** Which of two points of a placement scale lies further to one end. */
function furtherOnScale(random: Random): Drill {
  const { poles, options } = random.pick(placementScales);
  const points = random.sample([...options.keys()], 2);
  const right = random.chance(0.5);
  const best = right ? Math.max(...points) : Math.min(...points);
  return {
    text: random.pick(['Which is more {}?', 'Which stands further to {}?']).replaceAll('{}', poles[right ? 1 : 0]),
    options: points.map((point) => options[point] ?? ''),
    probabilities: certain(2, points.indexOf(best)),
    nominal: true,
  };
}

function drawDrill(random: Random, hardness: number): Drill {
  if (!random.chance(0.5 * hardness)) return namesItsAnswer(random, hardness);
  return random.pick([largestNumber, bracketOfNumber, aboveOrBelow, furtherOnScale])(random);
}

/**
 * Bare questions without a person: the shortest texts in which a model can find out that an answer is the letter in
 * front of the right words, and which numbers and scale points are more than others.
 * @param hardness 0: two or three single words that the question names; 1: up to six phrases, half of the questions compare
 */
export function drawDrills(random: Random, count: number, hardness: number): CorpusSample[] {
  return Array.from({ length: count }, () => {
    const item = makeItem(random, { kind: 'look-up', ...drawDrill(random, hardness) });
    const prompt = renderPrompt({
      codebook: { variables: [] },
      settings: { instruction: '', answers: 'letters', persona: false },
      respondent: {},
      item: item.variable,
      earlier: [],
      optionOrder: item.order,
    });
    const probabilities = item.order.map((index) => item.probabilities[index] ?? 0);
    return { kind: 'look-up', source: 'none', prompt, probabilities, answer: probabilities.indexOf(1), hints: [] };
  });
}
