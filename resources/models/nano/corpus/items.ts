import type { Variable } from '../../../../shared/domain/codebook.ts';
import type { Random } from '../random.ts';
import type { Fact } from './person.ts';
import { makeVariable } from './person.ts';

/** What an item asks for: something stated, a comparison of stated things, or an opinion. */
export const itemKinds = ['look-up', 'comparison', 'opinion'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** One question with the distribution of its answers. */
export interface Item {
  readonly kind: ItemKind;
  readonly variable: Variable;
  /** Order in which the options are shown, as indices into the variable's options. */
  readonly order: readonly number[];
  /** Probability of each option of the variable, in the variable's order; sums to 1. */
  readonly probabilities: readonly number[];
}

export interface ItemDraft {
  readonly kind: ItemKind;
  readonly text: string;
  readonly label?: string;
  readonly options: readonly string[];
  readonly probabilities: readonly number[];
  /** Nominal lists may be shuffled; scales are shown forwards or backwards. */
  readonly nominal: boolean;
}

function showOrder(random: Random, count: number, nominal: boolean): number[] {
  const forwards = Array.from({ length: count }, (_, index) => index);
  if (random.chance(nominal ? 0.7 : 0.12)) return random.shuffle(forwards);
  return random.chance(0.35) ? forwards.reverse() : forwards;
}

export function makeItem(random: Random, draft: ItemDraft): Item {
  const variable = makeVariable({
    name: 'item',
    label: draft.label ?? draft.text,
    role: 'belief',
    scale: draft.nominal ? 'nominal' : 'ordinal',
    options: draft.options,
    text: draft.text,
  });
  return {
    kind: draft.kind,
    variable,
    order: showOrder(random, draft.options.length, draft.nominal),
    probabilities: draft.probabilities,
  };
}

/** All probability on one option. */
export function certain(count: number, index: number): number[] {
  return Array.from({ length: count }, (_, option) => (option === index ? 1 : 0));
}

/** Probability of each of `count` ordered categories around a latent value (cumulative logit, equal steps). */
export function orderedProbabilities(latent: number, count: number, spread: number): number[] {
  const below = (cut: number): number => 1 / (1 + Math.exp(-(cut - latent) * 1.7));
  const cuts = Array.from({ length: count - 1 }, (_, index) => spread * ((2 * (index + 1)) / count - 1));
  const cumulative = [0, ...cuts.map(below), 1];
  return Array.from({ length: count }, (_, index) => (cumulative[index + 1] ?? 1) - (cumulative[index] ?? 0));
}

export function softmax(values: readonly number[]): number[] {
  const top = Math.max(...values);
  const weights = values.map((value) => Math.exp(value - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** An item turned into something said before, with a drawn answer. */
export function answerItem(random: Random, item: Item): Fact {
  return { variable: item.variable, value: String(random.weighted(item.probabilities) + 1) };
}
