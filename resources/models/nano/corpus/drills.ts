import { renderPrompt } from '../../../../shared/domain/prompt.ts';
import type { Random } from '../random.ts';
import { commonWords } from './common-words.ts';
import type { CorpusSample } from './interview.ts';
import { certain, makeItem } from './items.ts';
import { distinctNames, inventPhrase } from './names.ts';

/**
 * Bare questions that name their answer, such as "Question: river?" with the options "cloud" and "river": the shortest
 * texts in which a model can find out that an answer is the letter in front of the right words.
 * @param hardness 0: two or three single words; 1: up to six phrases
 */
export function drawDrills(random: Random, count: number, hardness: number): CorpusSample[] {
  return Array.from({ length: count }, () => {
    const make = random.chance(hardness) ? inventPhrase : (source: Random): string => source.pick(commonWords);
    const options = distinctNames(random, random.between(2, 3 + Math.round(3 * hardness * random.next())), make);
    const right = random.int(options.length);
    const form = random.chance(hardness)
      ? random.pick(['Which one is {}?', 'Choose {}.', 'Where is {}?', 'The answer is {}.'])
      : '{}?';
    const item = makeItem(random, {
      kind: 'look-up',
      text: form.replaceAll('{}', options[right] ?? ''),
      options,
      probabilities: certain(options.length, right),
      nominal: true,
    });
    const prompt = renderPrompt({
      codebook: { variables: [] },
      settings: { instruction: '', answers: 'letters', persona: false },
      respondent: {},
      item: item.variable,
      earlier: [],
      optionOrder: item.order,
    });
    const probabilities = item.order.map((index) => item.probabilities[index] ?? 0);
    return { kind: 'look-up', source: 'none', prompt, probabilities, answer: probabilities.indexOf(1) };
  });
}
