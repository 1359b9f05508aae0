import { describe, expect, test } from 'vitest';
import { buildTokenTree } from '../../../shared/domain/token-tree.ts';
import { plainPrompt } from '../../../shared/domain/prompt.ts';
import { commonWords } from '../../../resources/models/nano/corpus/common-words.ts';
import type { CorpusSample } from '../../../resources/models/nano/corpus/interview.ts';
import { drawInterview } from '../../../resources/models/nano/corpus/interview.ts';
import { drawPortrait } from '../../../resources/models/nano/corpus/portraits.ts';
import { tokenMeanings } from '../../../resources/models/nano/model/token-meanings.ts';
import { createRandom } from '../../../resources/models/nano/random.ts';
import { createEncoder } from '../../../resources/models/nano/tokenizer/tokenizer.ts';
import { trainVocabulary } from '../../../resources/models/nano/tokenizer/train-vocabulary.ts';
import { fitInterview, packInterviews } from '../../../resources/models/nano/training/pack-interviews.ts';

const samplesOf = (seed: number, interviews: number, difficulty = 1): CorpusSample[] =>
  Array.from({ length: interviews }, (_, index) => drawInterview(createRandom(seed, index), 8, difficulty)).flat();
const portraitsOf = (seed: number, portraits: number): CorpusSample[] =>
  Array.from({ length: portraits }, (_, index) => drawPortrait(createRandom(seed, index), 6, 1, 1)).flat();
const textOf = (sample: CorpusSample): string => plainPrompt(sample.prompt);

describe('the generated questionnaires', () => {
  test('never mention the sample studies', () => {
    // The sample studies are an election study with two candidates and an experiment on giving away browser data.
    const forbidden =
      /clinton|dole\b|\banes\b|\bANES|national election stud|1996|fingerprint|browser|attacker|defender|ethnic|hispanic|\brace\b|strong democrat|weak democrat|strong republican|weak republican|tv news|consent to share|extremely (liberal|conservative)/i;
    const found = [...samplesOf(11, 3000), ...portraitsOf(11, 1000)].map(textOf).filter((text) => forbidden.test(text));
    expect(found).toEqual([]);
    expect(commonWords.filter((word) => forbidden.test(word))).toEqual([]);
  });

  test('offer 2 to 11 different options with probabilities that sum to 1', () => {
    const counts = new Set<number>();
    for (const { prompt, probabilities, answer } of samplesOf(12, 600)) {
      counts.add(prompt.options.length);
      expect(prompt.answers.length).toBe(probabilities.length);
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
      expect(probabilities[answer]).toBeGreaterThan(0);
      const lines = prompt.user.match(/^[A-Z]\. .*$/gm) ?? [];
      expect(new Set(lines.map((line) => line.slice(3))).size).toBe(prompt.options.length);
    }
    expect([...counts].sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('state the answer of a look-up, and leave opinions open', () => {
    const samples = samplesOf(13, 400);
    const top = (sample: CorpusSample): number => Math.max(...sample.probabilities);
    const lookUps = samples.filter((sample) => sample.kind === 'look-up');
    const opinions = samples.filter((sample) => sample.kind === 'opinion');
    expect(lookUps.filter((sample) => top(sample) === 1).length / lookUps.length).toBeGreaterThan(0.95);
    expect(opinions.filter((sample) => top(sample) > 0.95).length / opinions.length).toBeLessThan(0.1);
  });

  test('are the same for the same seed and differ between seeds', () => {
    expect(samplesOf(14, 5)).toEqual(samplesOf(14, 5));
    expect(samplesOf(14, 5)).not.toEqual(samplesOf(15, 5));
  });

  test('let answers follow what is said of a person, on either side of the scale', () => {
    const places = portraitsOf(17, 300).flatMap(({ probabilities, places: scale }) =>
      scale === undefined ? [] : [probabilities.reduce((sum, p, index) => sum + p * (scale[index] ?? 0), 0)],
    );
    expect(places.length).toBeGreaterThan(1000);
    expect(Math.min(...places)).toBeLessThan(0.3);
    expect(Math.max(...places)).toBeGreaterThan(0.7);
    expect(places.reduce((sum, place) => sum + place, 0) / places.length).toBeCloseTo(0.5, 1);
  });

  test('start with short personas and look-ups', () => {
    const length = (samples: CorpusSample[]): number =>
      samples.reduce((sum, sample) => sum + textOf(sample).length, 0) / samples.length;
    expect(length(samplesOf(16, 300, 0))).toBeLessThan(0.8 * length(samplesOf(16, 300, 1)));
  });
});

describe('hints', () => {
  const samples = [...portraitsOf(18, 60), ...samplesOf(18, 60)];

  test('are distributions at lines of the prompt', () => {
    for (const sample of samples) {
      const lines = textOf(sample).split('\n').length;
      for (const { line, symbols } of sample.hints) {
        expect(line).toBeLessThan(lines);
        if (symbols.length > 0) expect(symbols.reduce((sum, [, p]) => sum + p, 0)).toBeCloseTo(1, 9);
      }
    }
  });

  test('say of which option the answer is more probable than for anybody', () => {
    // A hint at an option is [symbol of misfit, probability], [symbol of fit, probability].
    const leaning = portraitsOf(19, 100).filter(({ places }) => places !== undefined);
    for (const { places = [], probabilities, hints } of leaning) {
      const options = hints.filter(({ at, kind }) => at === 'break' && kind === undefined).slice(-places.length);
      const fit = options.map(({ symbols }) => symbols[1]?.[1] ?? 0);
      const [lowest, highest] = [places.indexOf(0), places.indexOf(1)];
      const leansUp = (probabilities[highest] ?? 0) > (probabilities[lowest] ?? 0) + 1e-9;
      if (leansUp) expect(fit[highest]).toBeGreaterThan(fit[lowest] ?? 1);
      else expect(fit[highest]).toBeLessThanOrEqual((fit[lowest] ?? 0) + 1e-9);
    }
  });

  test('give tokens a first meaning', () => {
    const encode = createEncoder(trainVocabulary(samples.map(textOf), 1500));
    const meanings = tokenMeanings(portraitsOf(20, 300), encode, 1500);
    const rankOf = (text: string): number => (meanings[encode(text)[0] ?? 0] ?? []).at(-1) ?? 0;
    expect(rankOf(' Strongly')).toBeCloseTo(0, 0);
    expect(rankOf(' Yes')).toBeGreaterThan(0.5);
    expect(rankOf(' No')).toBeLessThan(-0.2);
  });
});

describe('the tokeniser', () => {
  const texts = samplesOf(21, 60).map(textOf);
  const vocabulary = trainVocabulary(texts, 700);
  const encode = createEncoder(vocabulary);
  const pieces = (text: string): string[] => encode(text).map((id) => vocabulary.tokens[id] ?? '');

  test('keeps answer letters and numbers up to 99 whole', () => {
    expect(pieces(' A')).toEqual(['ĠA']);
    expect(pieces(' Z')).toEqual(['ĠZ']);
    expect(pieces(': 36 years').slice(0, 2)).toEqual([':', 'Ġ36']);
    expect(pieces(' 24')).toEqual(['Ġ24']);
    expect(pieces(' 190')).toEqual(['Ġ19', '0']);
    expect(pieces('18-29')).toEqual(['18', '-', '29']);
  });

  test('covers any text by bytes', () => {
    const text = 'Größe “naïve”\t日本  x\n\n';
    const bytes = pieces(text).join('');
    expect([...bytes].length).toBe(new TextEncoder().encode(text).length);
  });
});

describe('packing interviews', () => {
  const drawn = drawInterview(createRandom(31, 0), 10, 1);
  const encode = createEncoder(trainVocabulary(drawn.map(textOf), 700));
  const options = { encode, width: 400, textWeight: 0.1, textFrom: 5, optionWeight: 0, hintWeight: 0 };

  test('leaves out what does not fit, from the end', () => {
    const fitted = fitInterview(drawn, options);
    expect(fitted.samples).toEqual(drawn.slice(0, fitted.samples.length));
    expect(fitted.tree.uniqueTokens).toBeLessThanOrEqual(400);
    const one = buildTokenTree([encode(textOf(drawn[0] ?? raise()))]);
    expect(fitInterview(drawn, { ...options, width: one.uniqueTokens - 1 }).samples).toEqual([]);
  });

  test('puts each answer behind the last token of its own prompt', () => {
    const fitted = fitInterview(drawn, options);
    const { sequence, answerTargets } = packInterviews([fitted, fitted], options);
    const indices = [...new Set(sequence.targets.slice(0, answerTargets).map((target) => target.index))];
    const read = indices.map((index) => pathTo(sequence, index));
    const prompts = new Set(fitted.samples.map((sample) => encode(textOf(sample)).join()));
    expect(new Set(read)).toEqual(prompts);
    expect(indices.length).toBe(2 * prompts.size);
  });

  test('puts each hint at its line', () => {
    const fitted = fitInterview(drawn, options);
    const { sequence, answerTargets } = packInterviews([fitted], { ...options, textWeight: 0, hintWeight: 0.5 });
    const indices = [...new Set(sequence.targets.slice(answerTargets).map((target) => target.index))];
    const beginnings = new Set(
      fitted.samples.flatMap((sample) => {
        const lines = textOf(sample).split('\n');
        return sample.hints.map(({ line, at }) => {
          const tokens = encode(`${lines.slice(0, line + 1).join('\n')}\n`);
          return (at === 'word' ? tokens.slice(0, -1) : tokens).join();
        });
      }),
    );
    expect(indices.length).toBeGreaterThan(20);
    for (const index of indices) expect(beginnings).toContain(pathTo(sequence, index));
  });

  test('predicts each text token from the token before it on its path', () => {
    const { sequence, answerTargets } = packInterviews([fitInterview(drawn, options)], options);
    const predicted = sequence.targets.slice(answerTargets);
    expect(predicted.length).toBe(sequence.positions.filter((position) => position >= 5).length);
    expect(predicted.every((target) => target.weight === 0.1)).toBe(true);
  });
});

function raise(): never {
  throw new Error('There is no sample.');
}

/** Tokens from the root to a token, joined. */
function pathTo(sequence: { tokens: Int32Array; branches: Int32Array; parents: Int32Array }, end: number): string {
  const path: number[] = [];
  const own = sequence.branches[end] ?? 0;
  const line = new Set<number>();
  for (let branch = own; branch >= 0; branch = sequence.parents[branch] ?? -1) line.add(branch);
  for (let index = 0; index <= end; index++) {
    if (line.has(sequence.branches[index] ?? -1)) path.push(sequence.tokens[index] ?? -1);
  }
  return path.join();
}
