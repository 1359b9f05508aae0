import { defaultInstruction } from '../../../../shared/domain/prompt.ts';
import type { Random } from '../random.ts';
import type { CorpusSample, Difficulty, Scene } from './interview.ts';
import { nothingBefore, renderSample } from './interview.ts';
import { tellingOpinion } from './opinions.ts';
import { drawPersona } from './person.ts';
import { drawTraits, knowFrom, mapTraits } from './traits.ts';

/** Traits of people in portraits, in standard deviations of those in interviews: clear cases are easier to read. */
const portraitSpread = 1.6;
const drawnFacts = 12;

/**
 * A person in a few telling words who is asked opinions only, mostly those that these words bear on: the shortest texts in
 * which a model can find out which way a description moves an answer.
 * @param strength how many times more strongly than in the end the answers lean
 */
export function drawPortrait(random: Random, count: number, difficulty: Difficulty, strength: number): CorpusSample[] {
  const drawn = drawTraits(random);
  const profile = mapTraits((trait) => portraitSpread * drawn[trait]);
  const facts = drawPersona(random, profile, drawnFacts);
  const telling = facts.filter(({ evidence }) => Object.keys(evidence?.loadings ?? {}).length > 0);
  const persona = telling.slice(0, random.between(1, Math.round(2 + 4 * difficulty)));
  const scene: Scene = { instruction: defaultInstruction, persona, situation: undefined, profile };
  const known = knowFrom(persona.flatMap(({ evidence }) => evidence ?? []));
  return Array.from({ length: count }, () =>
    renderSample(random, scene, nothingBefore, { item: tellingOpinion(random, known, strength), source: 'none' }),
  );
}
