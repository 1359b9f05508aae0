import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine, Scored, ScoreRequest } from '../../../electron/core/engine/engine.ts';
import { openEngine } from '../../../electron/core/engine/open-engine.ts';
import type { EngineOptions } from '../../../electron/core/engine/open-engine.ts';
import { textEntry } from '../../../electron/core/files/gguf/write-gguf.ts';
import { copyModel } from '../../support/copy-model.ts';
import { openLlamaReference } from '../../support/llama-reference.ts';
import { naiveScore } from '../../support/naive-score.ts';
import { writeRandomAdapter } from '../../support/random-adapter.ts';
import { writeRandomMamba } from '../../support/random-mamba.ts';
import { tinyGemma3, tinyLlama, tinyQwen2, tinyQwen3, writeRandomModel } from '../../support/random-model.ts';
import type { RandomModelShape } from '../../support/random-model.ts';
import { shortSurvey } from '../../support/short-survey.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const letters = ['A', 'B', 'C'];
/** Of several tokens, and one the beginning of another. */
const labels = ['yes', 'no', 'no opinion'];

function randomModel(shape: RandomModelShape): string {
  const path = join(temporaryFolder(), 'model.gguf');
  writeRandomModel(path, shape, 11);
  return path;
}

function open(modelPath: string, options: Partial<EngineOptions> = {}): Promise<Engine> {
  return openEngine({ modelPath, threads: 1, gpu: false, ...options });
}

function surveyRequests(answers: readonly string[]): ScoreRequest[] {
  return shortSurvey().map((prompt) => ({ prompt, answers }));
}

/**
 * Largest difference, in any number, to each prompt and answer evaluated alone through node-llama-cpp's public interface.
 */
async function distanceToNaive(
  engine: Engine,
  answers: readonly string[],
  model: string,
  adapter?: string,
): Promise<number> {
  const scores = await engine.score(surveyRequests(answers));
  await using reference = await openLlamaReference(model, adapter);
  const distances: number[] = [];
  for (const [index, prompt] of shortSurvey().entries()) {
    const naive = await naiveScore(reference, engine.tokenizePrompt(prompt, answers));
    distances.push(distance(scores[index], naive));
  }
  return Math.max(...distances);
}

/** NaN when a number is missing. */
function distance(a: Scored | undefined, b: Scored): number {
  const numbers = ({ logProbabilities, probabilities, outside }: Scored): number[] => [
    ...logProbabilities,
    ...probabilities,
    outside,
  ];
  const expected = numbers(b);
  const found = a === undefined ? [] : numbers(a);
  return Math.max(...expected.map((value, index) => Math.abs(value - (found[index] ?? NaN))));
}

describe('scoring answers', () => {
  const shapes = { llama: tinyLlama, qwen2: tinyQwen2, qwen3: tinyQwen3, 'gemma3 with its sliding window': tinyGemma3 };

  for (const [name, shape] of Object.entries(shapes)) {
    it(`equals the evaluation of each prompt and answer alone: letters, ${name}`, async () => {
      const model = randomModel(shape);
      await using engine = await open(model);
      expect(await distanceToNaive(engine, letters, model)).toBeLessThan(1e-5);
    });

    it(`equals the evaluation of each prompt and answer alone: labels of several tokens, ${name}`, async () => {
      const model = randomModel(shape);
      await using engine = await open(model);
      expect(await distanceToNaive(engine, labels, model)).toBeLessThan(1e-5);
    });
  }

  it('equals it with an adapter, which changes the probabilities', async () => {
    const model = randomModel(tinyQwen2);
    const adapterPath = join(temporaryFolder(), 'adapter.gguf');
    writeRandomAdapter(adapterPath, tinyQwen2, 5);
    await using engine = await open(model, { adapterPath });
    expect(await distanceToNaive(engine, labels, model, adapterPath)).toBeLessThan(1e-5);
    await using bare = await open(model);
    const [adapted] = await engine.score(surveyRequests(letters));
    const [base] = await bare.score(surveyRequests(letters));
    expect(Math.abs((adapted?.probabilities[0] ?? NaN) - (base?.probabilities[0] ?? NaN))).toBeGreaterThan(1e-4);
  });

  it('scales an adapter: zero is none', async () => {
    const model = randomModel(tinyLlama);
    const adapterPath = join(temporaryFolder(), 'adapter.gguf');
    writeRandomAdapter(adapterPath, tinyLlama, 5);
    await using bare = await open(model);
    await using scaled = await open(model, { adapterPath, adapterScale: 0 });
    const base = await bare.score(surveyRequests(letters));
    const zero = await scaled.score(surveyRequests(letters));
    base.forEach(({ probabilities }, index) =>
      probabilities.forEach((value, answer) => expect(zero[index]?.probabilities[answer]).toBeCloseTo(value, 6)),
    );
  });

  it('equals it through a chat template', async () => {
    const plain = randomModel(tinyLlama);
    const model = join(temporaryFolder(), 'chat.gguf');
    const template =
      '{% for message in messages %}[{{ message.role }}]\n{{ message.content }}<|end|>\n{% endfor %}' +
      '{% if add_generation_prompt %}[assistant]\n{% endif %}';
    copyModel(plain, model, new Map([['tokenizer.chat_template', textEntry('tokenizer.chat_template', template)]]));
    await using engine = await open(model);
    expect(engine.info.hasChatTemplate).toBe(true);
    expect(await distanceToNaive(engine, letters, model)).toBeLessThan(1e-5);
    expect(await distanceToNaive(engine, labels, model)).toBeLessThan(1e-5);
    await using reference = await openLlamaReference(model);
    const { prompt, answers } = engine.tokenizePrompt({ system: 'Be brief.', user: 'Why?' }, labels);
    const parts = ['[system]\nBe brief.', '\n[user]\nWhy?', '\n[assistant]\n'].map((text) => reference.tokenize(text));
    const endOfTurn = 0;
    expect(prompt).toEqual(parts.flatMap((tokens, index) => (index === 0 ? tokens : [endOfTurn, ...tokens])));
    expect(answers.map((answer) => answer.at(-1))).toEqual(labels.map(() => endOfTurn));
  });

  it('reports the mass outside the answers; all tokens of the vocabulary together leave none', async () => {
    await using engine = await open(randomModel(tinyLlama));
    const { prompt } = engine.tokenizePrompt(shortSurvey()[0] ?? { system: '', user: '' }, letters);
    const everyToken = Array.from({ length: engine.info.vocabulary }, (_, token) => [token]);
    const [all, half] = await engine.score([
      { prompt, answers: everyToken },
      { prompt, answers: everyToken.slice(0, everyToken.length >> 1) },
    ]);
    expect(all?.outside).toBeLessThan(1e-6);
    const inside = all?.probabilities.slice(0, everyToken.length >> 1).reduce((sum, value) => sum + value, 0) ?? NaN;
    expect(half?.outside).toBeCloseTo(1 - inside, 6);
    expect(half?.probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  it('equals it for a recurrent model, whose state cannot go back', async () => {
    const model = join(temporaryFolder(), 'mamba.gguf');
    writeRandomMamba(model, randomModel(tinyLlama), 2);
    await using engine = await open(model);
    expect(engine.info.architecture).toBe('mamba');
    expect(await distanceToNaive(engine, letters, model)).toBeLessThan(1e-5);
    expect(await distanceToNaive(engine, labels, model)).toBeLessThan(1e-5);
  });

  it('takes prompts longer than one batch', async () => {
    const model = randomModel({ ...tinyLlama, contextLength: 2048 });
    await using engine = await open(model);
    const text = 'Some people say one thing and some say another. '.repeat(30);
    const { prompt, answers } = engine.tokenizePrompt({ system: text, user: 'Answer:' }, letters);
    expect(prompt.length).toBeGreaterThan(1024);
    const [score] = await engine.score([{ prompt, answers }]);
    const naive = await naiveScore(engine, { prompt, answers });
    expect(distance(score, naive)).toBeLessThan(1e-5);
  });
});

describe('repeating a scoring call', () => {
  it('gives bitwise the same numbers, whatever was scored in between and in a new engine', async () => {
    const model = randomModel(tinyQwen2);
    const requests = surveyRequests(labels);
    await using engine = await open(model);
    const first = await engine.score(requests);
    expect(await engine.score(requests)).toEqual(first);
    await engine.score(surveyRequests(letters).slice(3, 9));
    await engine.score(requests.slice(0, 1));
    await engine.logits(engine.tokenizePrompt(shortSurvey()[5] ?? { system: '', user: '' }, letters).prompt, [3]);
    await engine.measurePromptRate([1, 2, 3]);
    expect(await engine.score(requests)).toEqual(first);
    await using other = await open(model);
    expect(await other.score(requests)).toEqual(first);
  });

  it('gives the same numbers for texts and for their tokens, and for equal prompts', async () => {
    await using engine = await open(randomModel(tinyLlama));
    const prompts = shortSurvey();
    const texts = [...prompts, ...prompts.slice(0, 3)].map((prompt) => ({ prompt, answers: letters }));
    const scores = await engine.score(texts);
    expect(await engine.score(texts.map(({ prompt }) => engine.tokenizePrompt(prompt, letters)))).toEqual(scores);
    expect(scores.slice(prompts.length)).toEqual(scores.slice(0, 3));
  });
});

describe('the logits of a sequence', () => {
  it("equal llama.cpp's own, at all positions or at those asked for", async () => {
    const model = randomModel(tinyQwen3);
    await using engine = await open(model);
    await using reference = await openLlamaReference(model);
    const tokens = reference.tokenize('Some of the people are in the thing, and others are not.');
    const expected = await reference.logits(tokens);
    const all = await engine.logits(tokens);
    expect(all).toHaveLength(tokens.length);
    all.forEach((row, position) =>
      row.forEach((value, token) => expect(value).toBeCloseTo(expected[position]?.[token] ?? NaN, 5)),
    );
    expect(await engine.logits(tokens, [2, 7])).toEqual([all[2], all[7]]);
  });
});
