import type { Answers, Codebook } from '../../../../shared/domain/codebook.ts';
import type { Prompt } from '../../../../shared/domain/prompt.ts';
import { defaultInstruction, plainPrompt, renderPrompt } from '../../../../shared/domain/prompt.ts';
import type { Random } from '../random.ts';
import type { Hint } from './hints.ts';
import { hintsOf } from './hints.ts';
import type { Item, ItemKind } from './items.ts';
import { answerItem } from './items.ts';
import { askFact } from './look-ups.ts';
import { drawOpinion, objectQuestions, partyVote } from './opinions.ts';
import type { Fact } from './person.ts';
import { drawPersona, makeVariable } from './person.ts';
import type { PlacementSet } from './placements.ts';
import { askPlacements, drawPlacements } from './placements.ts';
import type { Situation } from './situations.ts';
import { drawSituation } from './situations.ts';
import type { TraitKnowledge, TraitProfile } from './traits.ts';
import { drawTraits, knowExactly, knowFrom } from './traits.ts';

/** One prompt of the corpus with the distribution of its answers, in the order in which the options are shown. */
export interface CorpusSample {
  readonly kind: ItemKind;
  /** Where the answer comes from, for counting how well each is read. */
  readonly source: 'persona' | 'earlier' | 'situation' | 'none';
  readonly prompt: Prompt;
  readonly probabilities: readonly number[];
  /** Index of the drawn answer among the options shown. */
  readonly answer: number;
  /** What the model is also asked for on the way to the answer, in training. */
  readonly hints: readonly Hint[];
  /** Place of each shown option on its scale, from 0 to 1, where the answer leans on the person's traits. */
  readonly places?: readonly number[];
}

/** How hard interviews are: 0 = short personas and look-ups only, 1 = the full mixture. */
export type Difficulty = number;

const otherInstructions = [
  'Answer the survey question as this person would.',
  'You are the person described. Choose one answer.',
  'Answer as the respondent would.',
  'Take the role of the person and answer the question.',
  'Pick the option that the person would pick.',
  'Reply with one letter.',
];

/** What is asked of one person. */
export interface Scene {
  readonly instruction: string;
  readonly persona: readonly Fact[];
  readonly situation: Situation | undefined;
  readonly profile: TraitProfile;
}

function drawScene(random: Random, difficulty: Difficulty): Scene {
  const profile = drawTraits(random);
  const most = Math.round(2 + 10 * difficulty);
  const size = Math.min(random.between(0, most), random.between(difficulty < 0.5 ? 1 : 0, most));
  return {
    instruction: random.chance(0.88) ? defaultInstruction : random.pick(otherInstructions),
    persona: drawPersona(random, profile, random.chance(0.6) ? Math.max(size, Math.min(most, 4)) : size),
    situation: random.chance(0.2 * difficulty) ? drawSituation(random) : undefined,
    profile,
  };
}

/** Earlier answers with what can be asked about them. */
export interface Before {
  readonly facts: readonly Fact[];
  readonly placements: PlacementSet | undefined;
  /** One more question on the thing that earlier answers were about. */
  readonly related: ((knowledge: TraitKnowledge) => Item) | undefined;
}

export const nothingBefore: Before = { facts: [], placements: undefined, related: undefined };

function drawBefore(random: Random, scene: Scene): Before {
  const which = random.next();
  const exactly = knowExactly(scene.profile);
  if (which < 0.4) {
    const placements = drawPlacements(random, scene.profile);
    const opinions = Array.from({ length: random.int(3) }, () => answerItem(random, drawOpinion(random, exactly)));
    const own = random.chance(0.85)
      ? [placements.own, ...placements.others]
      : random.shuffle([placements.own, ...placements.others]);
    return {
      facts: distinctLabels(random.chance(0.5) ? [...own, ...opinions] : [...opinions, ...own]),
      placements,
      related: undefined,
    };
  }
  if (which < 0.6) {
    const [related, ...asked] = objectQuestions(random).slice(0, random.between(2, 5));
    const facts = asked.map((ask) => answerItem(random, ask(exactly)));
    return { facts: distinctLabels(facts), placements: undefined, related };
  }
  const facts = Array.from({ length: random.between(1, 6) }, () => answerItem(random, drawOpinion(random, exactly)));
  return { facts: distinctLabels(facts), placements: undefined, related: undefined };
}

function distinctLabels(facts: readonly Fact[]): Fact[] {
  return facts.filter(
    (fact, index) => facts.findIndex((other) => other.variable.label === fact.variable.label) === index,
  );
}

/** `strength`: how many times more strongly than in the end opinions lean. */
interface Mixture {
  readonly difficulty: Difficulty;
  readonly strength: number;
}

export interface Asked {
  readonly item: Item;
  readonly source: CorpusSample['source'];
}

function drawItem(random: Random, scene: Scene, before: Before, { difficulty, strength }: Mixture): Asked {
  const opinionShare = 0.25 + 0.25 * difficulty;
  const known = knowFrom([...scene.persona, ...before.facts].flatMap(({ evidence }) => evidence ?? []));
  if (before.placements !== undefined && random.chance(0.6))
    return { item: askPlacements(random, before.placements), source: 'earlier' };
  if (scene.situation !== undefined && random.chance(0.4))
    return { item: scene.situation.ask(random, known), source: 'situation' };
  if (before.related !== undefined && random.chance(0.5)) return { item: before.related(known), source: 'none' };
  if (before.facts.length > 0 && random.chance(0.45))
    return { item: askFact(random, random.pick(before.facts), !random.chance(difficulty)), source: 'earlier' };
  if (scene.persona.length > 0 && !random.chance(opinionShare)) {
    const fact = random.pick(scene.persona);
    const vote = random.chance(0.5 * difficulty) ? partyVote(random, fact) : undefined;
    return { item: vote ?? askFact(random, fact, !random.chance(difficulty)), source: 'persona' };
  }
  return { item: drawOpinion(random, known, strength), source: 'none' };
}

/** The prompt of an item with its answers and hints. */
export function renderSample(random: Random, scene: Scene, before: Before, asked: Asked): CorpusSample {
  const { item } = asked;
  const treatment = scene.situation === undefined ? [] : [situationVariable(scene.situation)];
  const codebook: Codebook = { variables: [...scene.persona.map((fact) => fact.variable), ...treatment] };
  const respondent: Answers = Object.fromEntries(scene.persona.map((fact) => [fact.variable.name, fact.value]));
  const prompt = renderPrompt({
    codebook,
    settings: { instruction: scene.instruction, answers: 'letters', persona: true },
    respondent,
    item: item.variable,
    earlier: before.facts.map((fact) => ({ item: fact.variable, value: fact.value })),
    optionOrder: item.order,
  });
  const probabilities = item.order.map((index) => item.probabilities[index] ?? 0);
  const known = knowFrom([...scene.persona, ...before.facts].flatMap(({ evidence }) => evidence ?? []));
  const hints = hintsOf(plainPrompt(prompt), scene.persona, before.facts, item, known);
  const last = Math.max(1, item.order.length - 1);
  return {
    kind: item.kind,
    source: asked.source,
    prompt,
    probabilities,
    answer: random.weighted(probabilities),
    hints,
    ...(item.leaning === undefined ? {} : { places: item.order.map((index) => index / last) }),
  };
}

function situationVariable(situation: Situation) {
  const variable = makeVariable({ name: 'arm', label: 'Arm', role: 'persona', scale: 'nominal', text: situation.text });
  return { ...variable, role: 'treatment' as const };
}

/**
 * One simulated person who answers `count` items: some right after the persona, some after earlier answers. Samples of
 * one interview share their beginnings. The same draws give the same interview.
 */
export function drawInterview(random: Random, count: number, difficulty: Difficulty, strength = 1): CorpusSample[] {
  const scene = drawScene(random, difficulty);
  const before = random.chance(0.65 * difficulty) ? drawBefore(random, scene) : nothingBefore;
  return Array.from({ length: count }, (_, index) => {
    const stage = index % 3 === 0 ? nothingBefore : before;
    return renderSample(random, scene, stage, drawItem(random, scene, stage, { difficulty, strength }));
  });
}
