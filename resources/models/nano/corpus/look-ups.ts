import type { Random } from '../random.ts';
import type { Item } from './items.ts';
import { certain, makeItem } from './items.ts';
import type { Fact } from './person.ts';

const plainQuestions = [
  'What is the {}?',
  '{}?',
  'Which {} applies?',
  'Please state your {}.',
  'What did the person say about {}?',
  'Your {}?',
  'How about {}?',
  'Which answer fits: {}?',
];

/** Capital at the start only where the question form begins with the label. */
function askAbout(random: Random, label: string, forms: readonly string[]): string {
  const form = random.pick(forms);
  const inner =
    /^[A-Z][a-z]/.test(label) && !form.startsWith('{}') ? (label[0] ?? '').toLowerCase() + label.slice(1) : label;
  return form.replaceAll('{}', random.chance(0.5) ? inner : label);
}

function optionLabels(fact: Fact): string[] {
  return fact.variable.options.map((option) => option.label);
}

/** The fact's own values are offered, all of them or some. */
function sameWords(random: Random, fact: Fact, most: number): Item {
  const labels = optionLabels(fact);
  const own = Number(fact.value) - 1;
  const keep = Math.min(most, random.chance(0.7) ? labels.length : random.between(2, labels.length));
  const others = random.sample(
    labels.map((_, index) => index).filter((index) => index !== own),
    keep - 1,
  );
  const shown = [own, ...others].sort((a, b) => a - b).slice(0, 11);
  if (!shown.includes(own)) shown[shown.length - 1] = own;
  const options = shown.map((index) => labels[index] ?? '');
  return makeItem(random, {
    kind: 'look-up',
    text:
      fact.variable.wording.text !== '' && random.chance(0.6)
        ? fact.variable.wording.text
        : askAbout(random, fact.variable.label, plainQuestions),
    label: fact.variable.label,
    options,
    probabilities: certain(options.length, shown.indexOf(own)),
    nominal: fact.variable.scale === 'nominal',
  });
}

/** Is the value the one named? */
function yesOrNo(random: Random, fact: Fact): Item {
  const labels = optionLabels(fact);
  const own = Number(fact.value) - 1;
  const other = random.pick(labels.map((_, index) => index).filter((index) => index !== own));
  const same = random.chance(0.5);
  const text = askAbout(random, fact.variable.label, ['Is the {} "@"?', '{}: is it @?', 'Does "@" fit the {}?']);
  return makeItem(random, {
    kind: 'look-up',
    text: text.replaceAll('@', labels[same ? own : other] ?? ''),
    options: random.pick([
      ['Yes', 'No'],
      ['yes', 'no'],
      ['It is', 'It is not'],
    ]),
    probabilities: certain(2, same ? 0 : 1),
    nominal: true,
  });
}

/** The ordered value is asked for in three rough words or in two halves. */
function roughly(random: Random, fact: Fact): Item {
  const count = fact.variable.options.length;
  const share = (Number(fact.value) - 0.5) / count;
  const words = random.pick([
    ['low', 'middle', 'high'],
    ['lower third', 'middle third', 'upper third'],
    ['lower half', 'upper half'],
    ['lower end', 'upper end'],
  ]);
  const rank = Math.min(words.length - 1, Math.floor(share * words.length));
  // The middle of a scale with an odd number of points belongs to neither half.
  const middle = words.length === 2 && share === 0.5;
  return makeItem(random, {
    kind: 'look-up',
    text: askAbout(random, fact.variable.label, [
      'Where on the scale is the {}?',
      'Roughly, what is the {}?',
      '{}: which part of the scale?',
    ]),
    options: words,
    probabilities: middle ? [0.5, 0.5] : certain(words.length, rank),
    nominal: false,
  });
}

function bracketLabel(style: number, low: number, high: number, last: boolean): string {
  if (style === 0) return last ? `${low} or more` : `${low} to ${high}`;
  if (style === 1) return last ? `${low}+` : `${low}-${high}`;
  if (style === 2) return last ? `over ${low - 1}` : `up to ${high}`;
  return last ? `${low} and over` : `${low} - ${high}`;
}

/** The number is asked for in brackets. */
function inBrackets(random: Random, fact: Fact, value: number, low: number, high: number): Item {
  const brackets = Math.min(random.between(2, 7), high - low + 1);
  const width = Math.ceil((high - low + 1) / brackets);
  const count = Math.ceil((high - low + 1) / width);
  const style = random.int(4);
  const options = Array.from({ length: count }, (_, index) =>
    bracketLabel(style, low + index * width, low + (index + 1) * width - 1, index === count - 1),
  );
  return makeItem(random, {
    kind: 'look-up',
    text: askAbout(random, fact.variable.label, [
      ...plainQuestions,
      'Which bracket holds the {}?',
      'In which range is the {}?',
    ]),
    options,
    probabilities: certain(count, Math.floor((value - low) / width)),
    nominal: false,
  });
}

/** The number itself is offered among others. */
function amongNumbers(random: Random, fact: Fact, value: number, low: number, high: number): Item {
  const numbers = new Set([value]);
  const wanted = Math.min(random.between(2, 8), high - low + 1);
  while (numbers.size < wanted) numbers.add(random.between(low, high));
  const shown = [...numbers].sort((a, b) => a - b);
  return makeItem(random, {
    kind: 'look-up',
    text: askAbout(random, fact.variable.label, plainQuestions),
    options: shown.map((number) => (fact.variable.unit === '' ? String(number) : `${number} ${fact.variable.unit}`)),
    probabilities: certain(shown.length, shown.indexOf(value)),
    nominal: random.chance(0.5),
  });
}

/** Is the number above or below another one? */
function aboveOrBelow(random: Random, fact: Fact, value: number, low: number, high: number): Item {
  const near = random.between(Math.max(low, value - 15), Math.min(high, value + 15));
  const mark = near === value ? (value > low ? value - 1 : value + 1) : near;
  const above = value > mark;
  const [form, options] = random.pick([
    ['Is the {} above @?', ['No', 'Yes']],
    ['Is the {} more than @?', ['no', 'yes']],
    ['{}: below or above @?', ['below', 'above']],
    ['Is the {} less or more than @?', ['less', 'more']],
  ] as const);
  return makeItem(random, {
    kind: 'comparison',
    text: askAbout(random, fact.variable.label, [form]).replaceAll('@', String(mark)),
    options,
    probabilities: certain(2, above ? 1 : 0),
    nominal: random.chance(0.5),
  });
}

/** An item whose answer is stated in the fact. Easy ones offer the fact's own words. */
export function askFact(random: Random, fact: Fact, easy: boolean): Item {
  if (typeof fact.value === 'number') {
    const [low, high] = fact.range ?? [0, 100];
    if (easy) return amongNumbers(random, fact, fact.value, low, high);
    return random.pick([inBrackets, inBrackets, amongNumbers, aboveOrBelow])(random, fact, fact.value, low, high);
  }
  if (easy) return sameWords(random, fact, random.between(2, 4));
  const which = random.next();
  if (fact.variable.scale === 'ordinal' && which < 0.17) return roughly(random, fact);
  return which < 0.32 ? yesOrNo(random, fact) : sameWords(random, fact, 11);
}
