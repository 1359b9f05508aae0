import type { Answers, Codebook } from '../../../../shared/domain/codebook.ts';
import type { Prompt } from '../../../../shared/domain/prompt.ts';
import { defaultInstruction, renderPrompt } from '../../../../shared/domain/prompt.ts';
import type { Random } from '../random.ts';
import type { Item, ItemKind } from './items.ts';
import { answerItem } from './items.ts';
import { askFact } from './look-ups.ts';
import { drawOpinion, objectOpinions, partyVote } from './opinions.ts';
import type { Fact } from './person.ts';
import { drawPersona, makeVariable } from './person.ts';
import type { PlacementSet } from './placements.ts';
import { askPlacements, drawPlacements } from './placements.ts';
import type { Situation } from './situations.ts';
import { drawSituation } from './situations.ts';
import { drawTraits } from './traits.ts';
import type { TraitProfile } from './traits.ts';

/** One prompt of the corpus with the distribution of its answers, in the order in which the options are shown. */
export interface CorpusSample {
  readonly kind: ItemKind;
  /** Where the answer comes from, for counting how well each is read. */
  readonly source: 'persona' | 'earlier' | 'situation' | 'none';
  readonly prompt: Prompt;
  readonly probabilities: readonly number[];
  /** Index of the drawn answer among the options shown. */
  readonly answer: number;
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

interface Scene {
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
    situation: random.chance(0.2 * difficulty) ? drawSituation(random, profile) : undefined,
    profile,
  };
}

/** Earlier answers with what can be asked about them. */
interface Before {
  readonly facts: readonly Fact[];
  readonly placements: PlacementSet | undefined;
  /** Items that go with the earlier answers, such as more questions on the same thing. */
  readonly related: readonly Item[];
}

const nothingBefore: Before = { facts: [], placements: undefined, related: [] };

function drawBefore(random: Random, scene: Scene): Before {
  const which = random.next();
  if (which < 0.4) {
    const placements = drawPlacements(random, scene.profile);
    const opinions = Array.from({ length: random.int(3) }, () =>
      answerItem(random, drawOpinion(random, scene.profile)),
    );
    const own = random.chance(0.85)
      ? [placements.own, ...placements.others]
      : random.shuffle([placements.own, ...placements.others]);
    return {
      facts: distinctLabels(random.chance(0.5) ? [...own, ...opinions] : [...opinions, ...own]),
      placements,
      related: [],
    };
  }
  if (which < 0.6) {
    const items = objectOpinions(random, random.between(2, 5));
    const facts = items.slice(0, -1).map((item) => answerItem(random, item));
    return { facts: distinctLabels(facts), placements: undefined, related: items.slice(-1) };
  }
  const facts = Array.from({ length: random.between(1, 6) }, () =>
    answerItem(random, drawOpinion(random, scene.profile)),
  );
  return { facts: distinctLabels(facts), placements: undefined, related: [] };
}

function distinctLabels(facts: readonly Fact[]): Fact[] {
  return facts.filter(
    (fact, index) => facts.findIndex((other) => other.variable.label === fact.variable.label) === index,
  );
}

interface Asked {
  readonly item: Item;
  readonly source: CorpusSample['source'];
}

function drawItem(random: Random, scene: Scene, before: Before, difficulty: Difficulty): Asked {
  const opinionShare = 0.02 + 0.43 * difficulty;
  if (before.placements !== undefined && random.chance(0.6))
    return { item: askPlacements(random, before.placements), source: 'earlier' };
  if (scene.situation !== undefined && random.chance(0.4))
    return { item: scene.situation.ask(random), source: 'situation' };
  const related = before.related[0];
  if (related !== undefined && random.chance(0.5)) return { item: related, source: 'none' };
  if (before.facts.length > 0 && random.chance(0.45))
    return { item: askFact(random, random.pick(before.facts), !random.chance(difficulty)), source: 'earlier' };
  if (scene.persona.length > 0 && !random.chance(opinionShare)) {
    const fact = random.pick(scene.persona);
    const vote = random.chance(0.5 * difficulty) ? partyVote(random, fact) : undefined;
    return { item: vote ?? askFact(random, fact, !random.chance(difficulty)), source: 'persona' };
  }
  return { item: drawOpinion(random, scene.profile), source: 'none' };
}

function renderSample(random: Random, scene: Scene, before: Before, asked: Asked): CorpusSample {
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
  return { kind: item.kind, source: asked.source, prompt, probabilities, answer: random.weighted(probabilities) };
}

function situationVariable(situation: Situation) {
  const variable = makeVariable({ name: 'arm', label: 'Arm', role: 'persona', scale: 'nominal', text: situation.text });
  return { ...variable, role: 'treatment' as const };
}

/**
 * One simulated person who answers `count` items: some right after the persona, some after earlier answers. Samples of
 * one interview share their beginnings. The same draws give the same interview.
 */
export function drawInterview(random: Random, count: number, difficulty: Difficulty): CorpusSample[] {
  const scene = drawScene(random, difficulty);
  const before = random.chance(0.65 * difficulty) ? drawBefore(random, scene) : nothingBefore;
  return Array.from({ length: count }, (_, index) => {
    const stage = index % 3 === 0 ? nothingBefore : before;
    return renderSample(random, scene, stage, drawItem(random, scene, stage, difficulty));
  });
}
