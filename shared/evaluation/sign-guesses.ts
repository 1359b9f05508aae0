import type { ContrastDraws } from './effects.ts';

/** An effect that the humans show. */
export interface ShownEffect {
  readonly contrast: ContrastDraws;
  readonly sign: -1 | 1;
}

/** How far one guess of a direction may reach. */
const reaches = [
  { words: 'a direction for every effect', keyOf: armOf, byItem: true },
  { words: 'one direction for each item', keyOf: () => '', byItem: true },
  { words: 'one direction for each arm', keyOf: armOf, byItem: false },
  { words: 'one direction for each treatment', keyOf: ({ treatment }: ContrastDraws) => treatment, byItem: false },
  { words: 'one direction for everything', keyOf: () => '', byItem: false },
] as const;

/** Probability that guessing recovers as many, under the kind of guess that makes it most likely. */
export interface GuessChance {
  readonly probability: number;
  readonly words: string;
}

/**
 * Probability that at least `recovered` of some effects are recovered by tossing coins, when one coin may decide the
 * direction of every effect, or of all effects of an item, an arm, a treatment, or of all: effects of one arm are no
 * independent guesses, since a source that answers higher wherever somebody is treated finds all that go up. The options
 * of a nominal item go with one coin, as they move at each other's expense. Exact, by convolution.
 */
export function guessChance(effects: readonly ShownEffect[], recovered: number): GuessChance {
  return reaches
    .map(({ words, keyOf, byItem }) => ({
      words,
      probability: tail(guessesOf(effects, keyOf, byItem), recovered),
    }))
    .reduce((most, own) => (own.probability > most.probability ? own : most));
}

function armOf({ treatment, value }: ContrastDraws): string {
  return `${treatment}=${value}`;
}

/** Effects that a coin recovers if it falls on one side, and on the other. */
interface Guess {
  heads: number;
  tails: number;
}

function guessesOf(
  effects: readonly ShownEffect[],
  keyOf: (contrast: ContrastDraws) => string,
  byItem: boolean,
): Guess[] {
  const guesses = new Map<string, Guess>();
  const first = new Map<string, number>();
  for (const { contrast, sign } of effects) {
    const { name, option } = contrast.score;
    const key = JSON.stringify([keyOf(contrast), byItem || option !== null ? name : null]);
    // A guess about a nominal item is a pattern of its options: that of the first arm in which they show.
    const side = option === null ? sign : sign * firstOf(first, `${key}/${option}`, sign);
    const own = guesses.get(key) ?? { heads: 0, tails: 0 };
    if (side > 0) own.heads++;
    else own.tails++;
    guesses.set(key, own);
  }
  return [...guesses.values()];
}

function firstOf(known: Map<string, number>, key: string, sign: number): number {
  const own = known.get(key) ?? sign;
  known.set(key, own);
  return own;
}

/** P(at least `least` are recovered). */
function tail(guesses: readonly Guess[], least: number): number {
  let chances = [1];
  for (const { heads, tails } of guesses) {
    const next = Array.from({ length: chances.length + Math.max(heads, tails) }, () => 0);
    chances.forEach((chance, count) => {
      for (const more of [heads, tails]) next[count + more] = (next[count + more] ?? 0) + chance / 2;
    });
    chances = next;
  }
  return chances.slice(least).reduce((sum, chance) => sum + chance, 0);
}
