import type { Random } from '../random.ts';
import { commonWords } from './common-words.ts';

const starts = [
  'B',
  'Br',
  'D',
  'F',
  'G',
  'Gr',
  'H',
  'J',
  'K',
  'Kr',
  'L',
  'M',
  'N',
  'P',
  'R',
  'S',
  'St',
  'T',
  'Tr',
  'V',
  'W',
  'Z',
  'Sh',
  'Ch',
];
const vowels = ['a', 'e', 'i', 'o', 'u', 'ia', 'ai', 'ea', 'oo'];
const middles = ['l', 'n', 'r', 's', 't', 'v', 'm', 'd', 'nd', 'll', 'rt', 'k', 'st', 'b', 'g'];
const ends = ['', 'n', 'r', 's', 't', 'ck', 'l', 'm', 'sen', 'ton', 'ley', 'man', 'by', 'er', 'an', 'el', 'ow', 'is'];
const firstNames = [
  'Anna',
  'Ben',
  'Carla',
  'David',
  'Elena',
  'Frank',
  'Greta',
  'Henry',
  'Ida',
  'Jack',
  'Karen',
  'Leo',
  'Maria',
  'Noah',
  'Olga',
  'Paul',
  'Ruth',
  'Sam',
  'Tina',
  'Victor',
  'Wendy',
  'Alice',
  'Omar',
  'Lucia',
  'Peter',
  'Jane',
  'Tom',
  'Sara',
  'Mark',
  'Julia',
  'Amir',
  'Nina',
  'George',
  'Helen',
  'Ivan',
  'Rosa',
  'Daniel',
  'Emma',
  'Hugo',
  'Mina',
  'Bill',
  'Bob',
];
const partyWords = [
  'Green',
  'Labour',
  'Liberal',
  'Conservative',
  'National',
  'Social',
  'Unity',
  'Reform',
  'Civic',
  'Progress',
  'Farmers',
  'Freedom',
  'Centre',
  'Workers',
  'Citizens',
  'Federal',
  'Heritage',
  'Future',
  'Alliance',
];

/** A made-up word with a capital, such as a place, a brand or a family name. */
export function inventName(random: Random): string {
  const syllables = random.chance(0.6) ? 1 : 2;
  let name = random.pick(starts) + random.pick(vowels);
  for (let index = 1; index < syllables; index++) name += random.pick(middles) + random.pick(vowels);
  return name + random.pick(middles) + random.pick(ends);
}

export function inventPerson(random: Random): string {
  const family = inventName(random);
  return random.chance(0.3) ? family : `${random.pick(firstNames)} ${family}`;
}

/** Different names made by the same maker. */
export function distinctNames(random: Random, count: number, make: (random: Random) => string): string[] {
  const names = new Set<string>();
  while (names.size < count) names.add(make(random));
  return [...names];
}

export function inventParty(random: Random): string {
  return random.chance(0.65) ? random.pick(partyWords) : inventName(random);
}

/** One to three common words that need not go together, with or without a capital. */
export function inventPhrase(random: Random): string {
  const count = random.pick([1, 1, 2, 2, 3]);
  const phrase = Array.from({ length: count }, () => random.pick(commonWords)).join(' ');
  return random.chance(0.3) ? phrase.charAt(0).toUpperCase() + phrase.slice(1) : phrase;
}

/** Names or phrases for a list of values nobody has heard of; with phrases, some share a word. */
export function inventValues(random: Random, count: number): string[] {
  const which = random.next();
  if (which < 0.35) return distinctNames(random, count, inventName);
  if (which < 0.75) return distinctNames(random, count, inventPhrase);
  const shared = random.pick(commonWords);
  return distinctNames(random, count, () =>
    random.chance(0.5) ? `${random.pick(commonWords)} ${shared}` : `${shared} ${random.pick(commonWords)}`,
  );
}
