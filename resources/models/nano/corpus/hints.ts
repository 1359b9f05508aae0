import type { Fact } from './person.ts';
import type { Item } from './items.ts';
import type { Evidence, Loadings, TraitKnowledge } from './traits.ts';
import { predict, traits } from './traits.ts';

/*
 * Hints are what a model is asked for on the way to an answer. A symbol stands for one thing that a hint can say; in their order:
 * low and high of each trait, no trait, ranks from lowest to highest, no rank, leaning down and up, misfit and fit.
 */
const rankSteps = 5;
const noTrait = 2 * traits.length;
const firstRank = noTrait + 1;
const unranked = firstRank + rankSteps;
export const leanDown = unranked + 1;
export const leanUp = leanDown + 1;
const misfit = leanUp + 1;
const fit = misfit + 1;

/** Probabilities of symbols at the end of a line of a prompt: at its last token, or at the line break behind it. */
export interface Hint {
  readonly line: number;
  /** What the line is, where the hint hangs on this line alone. */
  readonly kind?: 'fact' | 'question' | 'option';
  readonly at: 'word' | 'break';
  readonly symbols: Symbols;
}

/** A distribution over symbols. */
type Symbols = readonly (readonly [symbol: number, probability: number])[];

/** How much more decided hints are than answers: what moves an answer a little shows plainly in its hint. */
const sharpness = 5;

function shares(pulls: readonly (readonly [symbol: number, size: number])[], rest: number): [number, number][] {
  const total = rest + pulls.reduce((sum, [, size]) => sum + size, 0);
  return [...pulls.map(([symbol, size]): [number, number] => [symbol, size / total]), [noTrait, rest / total]];
}

function pullsOf(loadings: Loadings, value: number): [number, number][] {
  return traits.flatMap((trait, index): [number, number][] => {
    const pull = (loadings[trait] ?? 0) * value;
    return trait === 'object' || pull === 0 ? [] : [[2 * index + (pull > 0 ? 1 : 0), Math.abs(pull)]];
  });
}

/** Which traits a stated fact speaks for. */
function evidenceSymbols(evidence: Evidence | undefined): [number, number][] {
  return evidence === undefined ? [[noTrait, 1]] : shares(pullsOf(evidence.loadings, evidence.value), 0.3);
}

/** Which traits an item's answers follow. */
function loadingSymbols(item: Item): [number, number][] {
  return item.leaning === undefined ? [[noTrait, 1]] : shares(pullsOf(item.leaning.loadings, 1), 0.1);
}

function leanOf(item: Item, knowledge: TraitKnowledge): number | undefined {
  if (item.leaning === undefined) return undefined;
  return sharpness * predict(knowledge, item.leaning.loadings).mean;
}

/** What is known about the person's traits altogether. */
function knownSymbols(knowledge: TraitKnowledge): [number, number][] {
  const pulls = traits.flatMap((trait, index): [number, number][] => {
    const mean = knowledge.mean[index] ?? 0;
    return trait === 'object' || mean === 0 ? [] : [[2 * index + (mean > 0 ? 1 : 0), Math.abs(mean)]];
  });
  return shares(pulls, 0.3);
}

/** Several meanings at one place, in equal parts. */
function together(...parts: readonly [number, number][][]): [number, number][] {
  return parts.flatMap((part) => part.map(([symbol, share]): [number, number] => [symbol, share / parts.length]));
}

/** Whether the person leans to the upper end of the item's scale. */
function leanSymbols(item: Item, knowledge: TraitKnowledge): [number, number][] {
  const lean = leanOf(item, knowledge);
  if (lean === undefined) return [];
  const up = 1 / (1 + Math.exp(-lean));
  return [
    [leanDown, 1 - up],
    [leanUp, up],
  ];
}

/** How high an option stands on its scale, shared between the two nearest ranks. */
function rankSymbols(item: Item, option: number): [number, number][] {
  if (item.variable.scale !== 'ordinal') return [[unranked, 1]];
  const place = ((rankSteps - 1) * option) / Math.max(1, item.variable.options.length - 1);
  const below = Math.min(rankSteps - 2, Math.floor(place));
  const share = place - below;
  return [
    [firstRank + below, 1 - share],
    [firstRank + below + 1, share],
  ];
}

/** Whether an option lies on the side to which the person leans; nothing for items without leaning. */
function fitSymbols(item: Item, knowledge: TraitKnowledge, option: number): [number, number][] {
  const lean = leanOf(item, knowledge);
  if (lean === undefined) return [];
  const place = (2 * option) / Math.max(1, item.variable.options.length - 1) - 1;
  const share = 1 / (1 + Math.exp(-lean * place));
  return [
    [misfit, 1 - share],
    [fit, share],
  ];
}

/** All hints of a prompt, by its lines as `plainPrompt` writes them. */
export function hintsOf(
  text: string,
  persona: readonly Fact[],
  earlier: readonly Fact[],
  item: Item,
  knowledge: TraitKnowledge,
): Hint[] {
  const lines = text.trimEnd().split('\n');
  const question = lines.length - 2 - item.order.length;
  const facts = [...persona, ...earlier].map(({ evidence }) => evidenceSymbols(evidence));
  const stated = lines.flatMap((line, index) => (index < question && line.startsWith('- ') ? [index] : []));
  return [
    ...stated.map((line, index): Hint => ({ line, kind: 'fact', at: 'break', symbols: facts[index] ?? [] })),
    { line: question, kind: 'question', at: 'word', symbols: loadingSymbols(item) },
    {
      line: question,
      at: 'break',
      symbols: item.leaning === undefined ? [] : together(knownSymbols(knowledge), leanSymbols(item, knowledge)),
    },
    ...item.order.flatMap((option, place): Hint[] => [
      { line: question + 1 + place, kind: 'option', at: 'word', symbols: rankSymbols(item, option) },
      { line: question + 1 + place, at: 'break', symbols: fitSymbols(item, knowledge, option) },
    ]),
  ];
}

const traitCount = traits.length;
/** Dimensions of a meaning: each trait in what a person says, each trait in what a question asks, the rank of an option. */
export const meaningSize = 2 * traitCount + 1;

/** What a hint at a line tells, by dimension: high minus low; nothing for hints that hang on several lines. */
export function hintMeaning({ symbols, kind }: Hint): [dimension: number, value: number][] | undefined {
  if (kind === undefined) return undefined;
  if (kind === 'option') return symbols[0]?.[0] === unranked ? undefined : [[2 * traitCount, meanRank(symbols)]];
  const offset = kind === 'fact' ? 0 : traitCount;
  return symbols.flatMap(([symbol, share]): [number, number][] =>
    symbol >= noTrait ? [] : [[offset + Math.floor(symbol / 2), symbol % 2 === 1 ? share : -share]],
  );
}

/** From -1, the lowest option of a scale, to 1, the highest. */
function meanRank(symbols: Symbols): number {
  return symbols.reduce((sum, [symbol, share]) => sum + share * ((2 * (symbol - firstRank)) / (rankSteps - 1) - 1), 0);
}
