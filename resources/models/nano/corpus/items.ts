import type { Variable } from '../../../../shared/domain/codebook.ts';
import type { Random } from '../random.ts';
import type { Fact } from './person.ts';
import { makeVariable } from './person.ts';
import type { Loadings, TraitKnowledge } from './traits.ts';
import { predict } from './traits.ts';

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
  /** How the answer hangs on traits, where it does. */
  readonly leaning?: Leaning;
}

/** An ordered answer around loadings · traits plus a level that differs between surveys and cannot be foreseen. */
export interface Leaning {
  readonly loadings: Loadings;
  /** Variance of the level. */
  readonly levelVariance: number;
}

export interface ItemDraft {
  readonly kind: ItemKind;
  readonly text: string;
  readonly label?: string;
  readonly options: readonly string[];
  readonly probabilities: readonly number[];
  /** Nominal lists may be shuffled; scales are shown forwards or backwards. */
  readonly nominal: boolean;
  readonly leaning?: Leaning;
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
    ...(draft.leaning === undefined ? {} : { leaning: draft.leaning }),
  };
}

/** All probability on one option. */
export function certain(count: number, index: number): number[] {
  return Array.from({ length: count }, (_, option) => (option === index ? 1 : 0));
}

/** Half the distance between the outer cut points of ordered answers, in units of the latent answer. */
const cutSpread = 2.2;
/** Variance of the latent answer itself: the logistic distribution below is nearly a standard normal one. */
const answerVariance = 1;

/** Probability of each of `count` ordered answers, given what is known about the traits (cumulative logit, equal steps). */
export function leaningProbabilities(knowledge: TraitKnowledge, leaning: Leaning, count: number, shift = 0): number[] {
  const { mean, variance } = predict(knowledge, leaning.loadings);
  const scale = 1.7 / Math.sqrt(answerVariance + leaning.levelVariance + variance);
  const below = (cut: number): number => 1 / (1 + Math.exp((mean + shift - cut) * scale));
  const cuts = Array.from({ length: count - 1 }, (_, index) => cutSpread * ((2 * (index + 1)) / count - 1));
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
  const index = random.weighted(item.probabilities);
  const fact = { variable: item.variable, value: String(index + 1) };
  if (item.leaning === undefined) return fact;
  const { loadings, levelVariance } = item.leaning;
  const value = cutSpread * ((2 * index + 1) / item.probabilities.length - 1);
  return { ...fact, evidence: { loadings, value, variance: answerVariance + levelVariance } };
}
