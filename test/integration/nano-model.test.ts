import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine, Scored } from '../../electron/core/engine/engine.ts';
import { openEngine } from '../../electron/core/engine/open-engine.ts';
import { readGguf } from '../../electron/core/files/gguf/read-gguf.ts';
import type { CorpusSample } from '../../resources/models/nano/corpus/interview.ts';
import { drawInterview } from '../../resources/models/nano/corpus/interview.ts';
import { drawPortrait } from '../../resources/models/nano/corpus/portraits.ts';
import { createRandom } from '../../resources/models/nano/random.ts';
import { scoreLeaning } from '../../resources/models/nano/training/reading-score.ts';
import { createEncoder } from '../../resources/models/nano/tokenizer/tokenizer.ts';
import { plainPrompt } from '../../shared/domain/prompt.ts';
import type { Prompt } from '../../shared/domain/prompt.ts';
import type { HandWrittenItem } from '../support/hand-written-surveys.ts';
import { bridgeSurvey, clinicSurvey } from '../support/hand-written-surveys.ts';

const modelPath = join(import.meta.dirname, '../../resources/models/pilotlight-nano.gguf');
/** Not the seed of the training, so that every survey is new to the model. */
const heldOutSeed = 71;
const heldOut: readonly CorpusSample[] = Array.from({ length: 40 }, (_, survey) =>
  drawInterview(createRandom(heldOutSeed, survey), 9, 1),
).flat();

const portraits: readonly CorpusSample[] = Array.from({ length: 60 }, (_, portrait) =>
  drawPortrait(createRandom(heldOutSeed, portrait), 6, 1, 1),
).flat();

const handWritten: readonly HandWrittenItem[] = [...clinicSurvey(), ...bridgeSurvey()];

let engine: Engine;
let heldOutScores: readonly Scored[];
let handWrittenScores: readonly Scored[];
let portraitScores: readonly Scored[];
beforeAll(async () => {
  engine = await openEngine({ modelPath, threads: 1, gpu: false });
  heldOutScores = await scoreAll(heldOut.map(({ prompt }) => prompt));
  handWrittenScores = await scoreAll(handWritten.map(({ prompt }) => prompt));
  portraitScores = await scoreAll(portraits.map(({ prompt }) => prompt));
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
});

const scoreAll = (prompts: readonly Prompt[]): Promise<readonly Scored[]> =>
  engine.score(prompts.map((prompt) => ({ prompt, answers: prompt.answers })));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const topOf = (values: readonly number[]): number => values.indexOf(Math.max(...values));

describe('the demonstration model', () => {
  const scored: { sample: CorpusSample; score: Scored }[] = [];
  beforeAll(() => {
    for (const [index, sample] of heldOut.entries()) {
      const score = heldOutScores[index];
      if (score !== undefined) scored.push({ sample, score });
    }
  });

  test('is small and says what it is for', () => {
    expect(statSync(modelPath).size).toBeLessThanOrEqual(12e6);
    const { metadata } = readGguf(modelPath);
    expect(metadata.get('general.name')).toBe('pilotlight-nano');
    expect(metadata.get('general.license')).toBe('MIT');
    expect(metadata.get('general.description')).toMatch(/demonstrates the software.*no scientific meaning/);
    expect(metadata.has('tokenizer.chat_template')).toBe(false);
  });

  test('is tokenised by llama.cpp as by the encoder that made its training texts', () => {
    const encode = createEncoder(vocabularyOfFile());
    const odd = "Größe “naïve” it's 12345 (18-29), 3.5%\ttabs  blanks\n\n\nlines";
    const prompts: Pick<Prompt, 'system' | 'user' | 'answers'>[] = heldOut.map(({ prompt }) => prompt);
    for (const { system, user, answers } of [...prompts, { system: odd, user: odd, answers: ['A'] }]) {
      const tokens = engine.tokenizePrompt({ system, user }, answers);
      expect(tokens.prompt).toEqual(encode(plainPrompt({ system, user })));
      expect(tokens.answers).toEqual(answers.map((answer) => encode(` ${answer}`)));
      expect(tokens.answers.every((answer) => answer.length === 1)).toBe(true);
    }
  });

  test('puts its probability on the offered letters in surveys it never saw', () => {
    const masses = [...heldOutScores, ...handWrittenScores].map(({ outside }) => 1 - outside);
    const enough = masses.filter((mass) => mass >= 0.95).length;
    console.log(
      `mass on offered letters: least ${Math.min(...masses).toFixed(4)}, mean ${mean(masses).toFixed(4)}, ` +
        `at least 0.95 in ${enough} of ${masses.length} prompts`,
    );
    // A long list now and then leads it one letter too far.
    expect(enough / masses.length).toBeGreaterThanOrEqual(0.99);
    expect(Math.min(...masses)).toBeGreaterThanOrEqual(0.8);
    expect(mean(masses)).toBeGreaterThanOrEqual(0.995);
  });

  test('reads what the prompt states', () => {
    const lookUps = scored.filter(({ sample }) => sample.kind === 'look-up');
    const right = lookUps.map(({ sample, score }) =>
      (sample.probabilities[topOf(score.probabilities)] ?? 0) > 0 ? 1 : 0,
    );
    const chance = mean(lookUps.map(({ sample }) => 1 / sample.probabilities.length));
    console.log(`look-ups: ${mean(right).toFixed(3)} of ${right.length} right, chance ${chance.toFixed(3)}`);
    expect(mean(right)).toBeGreaterThan(chance + 0.4);
  });

  test('lets opinions follow weakly what the persona says', () => {
    const leaning = portraits.flatMap(({ places, probabilities }, index) =>
      places === undefined
        ? []
        : [{ places, truth: probabilities, predicted: portraitScores[index]?.probabilities ?? [] }],
    );
    const { samples, slope, correlation } = scoreLeaning(leaning);
    console.log(`leaning: slope ${slope.toFixed(3)}, correlation ${correlation.toFixed(3)} over ${samples} answers`);
    expect(samples).toBe(portraits.length);
    expect(correlation).toBeGreaterThan(0.3);
    expect(slope).toBeGreaterThan(0.1);
  });

  test('leaves opinions open', () => {
    const opinions = scored.filter(({ sample }) => sample.kind === 'opinion' && sample.source === 'none');
    // Entropy as a share of the most it could be: 1 is blind guessing, 0 certainty.
    const shares = opinions.map(({ score }) => entropy(score.probabilities) / Math.log(score.probabilities.length));
    console.log(`opinions: relative entropy ${mean(shares).toFixed(3)}, least ${Math.min(...shares).toFixed(3)}`);
    expect(mean(shares)).toBeGreaterThan(0.75);
  });

  test('reads two surveys written by hand', () => {
    const right = handWritten.flatMap(({ prompt, stated }, index) => {
      if (stated === undefined) return [];
      return prompt.options[topOf(handWrittenScores[index]?.probabilities ?? [])] === stated ? [1] : [0];
    });
    console.log(`hand-written look-ups: ${right.join(' ')}`);
    // Guessing would get 0.27 of them.
    expect(mean(right)).toBeGreaterThan(0.5);
  });
});

function vocabularyOfFile() {
  const { metadata } = readGguf(modelPath);
  const texts = (key: string): string[] => {
    const value = metadata.get(key);
    return Array.isArray(value) ? value.map(String) : [];
  };
  const merges = texts('tokenizer.ggml.merges').map((merge) => {
    const [left = '', right = ''] = merge.split(' ');
    return [left, right] as const;
  });
  return { tokens: texts('tokenizer.ggml.tokens'), merges };
}

function entropy(probabilities: readonly number[]): number {
  return probabilities.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0);
}
