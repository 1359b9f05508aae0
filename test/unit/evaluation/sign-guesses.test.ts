import { describe, expect, it } from 'vitest';
import { type ShownEffect, guessChance } from '../../../shared/evaluation/sign-guesses.ts';

const draws = new Float64Array(0);

/** An effect of an arm (`treatment=value`) on an item, or on an option of a nominal one. */
function effect(arm: string, item: string, sign: -1 | 1, option: string | null = null): ShownEffect {
  const [treatment = '', value = ''] = arm.split('=');
  return {
    sign,
    contrast: {
      treatment,
      value,
      reference: '0',
      score: { item: 0, name: item, label: item, option, values: new Float64Array(0) },
      label: '',
      n: 100,
      nReference: 100,
      deviation: 1,
      human: { value: sign, draws },
      simulated: [],
    },
  };
}

const arms = ['t=1', 't=2', 'u=1', 'v=1', 'w=1'];

describe('the chance of guessing directions', () => {
  it('of one arm is one in two where all effects go one way, however many there are', () => {
    const effects = ['a', 'b', 'c', 'd', 'e', 'f'].map((item) => effect('t=1', item, 1));
    expect(guessChance(effects, 6)).toEqual({ probability: 0.5, words: 'one direction for each arm' });
  });

  it('is that of a coin for every effect where one guess would not do', () => {
    const effects = arms.map((arm, place) => effect(arm, `item ${place}`, place % 2 === 0 ? 1 : -1));
    // A direction for each treatment recovers one of the two of t, so that four of five is the most.
    expect(guessChance(effects, 5)).toEqual({ probability: 0.5 ** 5, words: 'a direction for every effect' });
    expect(guessChance(effects.slice(0, 4), 4).probability).toBe(0.5 ** 4);
  });

  it('of one direction for everything is 1 for what either direction recovers', () => {
    const effects = [effect('t=1', 'a', 1), effect('u=1', 'b', -1)];
    expect(guessChance(effects, 1).probability).toBe(1);
  });

  it('counts the options of a nominal item as one guess, which may be the same in every arm', () => {
    const first = [effect('t=1', 'party', 1, 'left'), effect('t=1', 'party', -1, 'right')];
    expect(guessChance(first, 2).probability).toBe(0.5);
    const repeated = arms.flatMap((arm) => [effect(arm, 'party', 1, 'left'), effect(arm, 'party', -1, 'right')]);
    expect(guessChance(repeated, 10).probability).toBe(0.5);
    const turned = arms.flatMap((arm, place) => {
      const sign = place % 2 === 0 ? 1 : -1;
      return [effect(arm, 'party', sign, 'left'), effect(arm, 'party', sign === 1 ? -1 : 1, 'right')];
    });
    expect(guessChance(turned, 10).probability).toBe(0.5 ** 5);
  });

  it('is certain for none', () => {
    expect(guessChance([effect('t=1', 'a', 1)], 0).probability).toBe(1);
  });
});
