import { describe, expect, test } from 'vitest';
import { initialWeights } from '../../../resources/models/nano/model/initial-weights.ts';
import { nanoShape, tensorsOf } from '../../../resources/models/nano/model/model-shape.ts';
import { nanoParts } from '../../../resources/models/nano/nano-plan.ts';
import { createRandom } from '../../../resources/models/nano/random.ts';
import { vocabularyOf } from '../../../resources/models/nano/tokenizer/tokenizer.ts';
import {
  difficultyAt,
  evenlyAt,
  drillChanceAt,
  learningRateAt,
  optionWeightAt,
  widthAt,
} from '../../../resources/models/nano/training/schedule.ts';
import { scoreLeaning } from '../../../resources/models/nano/training/reading-score.ts';

const plan = { ...nanoParts[0].plan, steps: 1000, warmUpSteps: 100, drillShare: 0.1, drillRest: 0, easyShare: 0.3 };

describe('the training plan', () => {
  test('warms the learning rate up and lets it fall to its final share', () => {
    expect(learningRateAt(plan, 0)).toBeCloseTo(plan.peakLearningRate / 100, 12);
    expect(learningRateAt(plan, 99)).toBeCloseTo(plan.peakLearningRate, 12);
    expect(learningRateAt(plan, 550)).toBeLessThan(learningRateAt(plan, 300));
    expect(learningRateAt(plan, 1000)).toBeCloseTo(plan.finalShare * plan.peakLearningRate, 12);
  });

  test('goes from drills over easy interviews to the full mixture', () => {
    expect([0, 50, 75, 100, 500].map((step) => drillChanceAt(plan, step))).toEqual([1, 1, 0.5, 0, 0]);
    expect(difficultyAt(plan, 100)).toBe(0);
    expect(difficultyAt(plan, 200)).toBeCloseTo(0.5, 12);
    expect(difficultyAt(plan, 900)).toBe(1);
    expect(widthAt(plan, 0)).toBe(plan.narrowWidth);
    expect(widthAt(plan, 999)).toBe(plan.fullWidth);
    expect(optionWeightAt(plan, 1000)).toBe(0);
    expect([0, 500, 1000].map((step) => evenlyAt([3, 1], plan, step))).toEqual([3, 2, 1]);
  });
});

describe('the leaning of answers', () => {
  const places = [0, 0.5, 1];
  const truths = [
    [0.6, 0.3, 0.1],
    [0.2, 0.6, 0.2],
    [0.1, 0.3, 0.6],
  ];

  test('is the slope of the predicted place on the scale, whatever the mass on the offered options', () => {
    const half = truths.map((truth) => ({ places, truth, predicted: truth.map((p) => 0.9 * (p / 2 + 1 / 6)) }));
    expect(scoreLeaning(half).slope).toBeCloseTo(0.5, 12);
    expect(scoreLeaning(half).correlation).toBeCloseTo(1, 12);
    const none = truths.map((truth) => ({ places, truth, predicted: [0.2, 0.5, 0.3] }));
    expect(scoreLeaning(none).slope).toBeCloseTo(0, 12);
    const turned = truths.map((truth) => ({ places, truth, predicted: truth.toReversed() }));
    expect(scoreLeaning(turned)).toMatchObject({ samples: 3, slope: expect.closeTo(-1, 12) });
  });
});

describe('the initial weights', () => {
  const shape = { ...nanoShape, vocabulary: 300 };
  const numbers = ['Ġ', '2', '3', '4', '9'];
  const vocabulary = vocabularyOf([
    ['Ġ2', '3'],
    ['Ġ2', '4'],
    ['Ġ9', '0'],
    ...numbers.map((text) => [text, 'x'] as const),
  ]);
  const weights = initialWeights(createRandom(5, 1), shape, vocabulary);

  test('fill every tensor of the model and follow the seed', () => {
    for (const { name, shape: sizes } of tensorsOf(shape)) {
      expect(weights.get(name)?.length).toBe(sizes.reduce((product, size) => product * size, 1));
    }
    expect(initialWeights(createRandom(5, 1), shape, vocabulary)).toEqual(weights);
    expect(initialWeights(createRandom(6, 1), shape, vocabulary)).not.toEqual(weights);
  });

  test('make near numbers alike', () => {
    const vector = (token: string): number[] => {
      const start = vocabulary.tokens.indexOf(token) * shape.embedding;
      // Dimension 0 is the same for all tokens.
      return [...(weights.get('token_embd.weight') ?? []).slice(start + 1, start + shape.embedding)];
    };
    const likeness = (a: string, b: string): number => cosine(vector(a), vector(b));
    expect(likeness('Ġ23', 'Ġ24')).toBeGreaterThan(likeness('Ġ23', 'Ġ90') + 0.2);
  });

  test('let a head of the upper layers look at line ends', () => {
    const width = shape.embedding / shape.heads;
    const row = (shape.keyValueHeads - 1) * width + width - 2;
    const key = (weights.get('blk.2.attn_k.weight') ?? new Float32Array()).subarray(
      row * shape.embedding,
      (row + 1) * shape.embedding,
    );
    const keyOf = (token: string): number => {
      const start = vocabulary.tokens.indexOf(token) * shape.embedding;
      const embedding = (weights.get('token_embd.weight') ?? new Float32Array()).subarray(
        start,
        start + shape.embedding,
      );
      return key.reduce((sum, value, index) => sum + value * (embedding[index] ?? 0), 0);
    };
    const others = vocabulary.tokens.filter((token) => token !== 'Ċ').map(keyOf);
    expect(keyOf('Ċ')).toBeGreaterThan(2 * Math.max(...others));
  });

  test('make tokens of the same meaning alike', () => {
    const meanings = vocabulary.tokens.map((_, id) => Float32Array.from(id < 40 ? [1] : [0]));
    const embeddings = initialWeights(createRandom(5, 1), shape, vocabulary, meanings).get('token_embd.weight');
    const vector = (id: number): number[] => [
      ...(embeddings ?? []).slice(id * shape.embedding + 1, (id + 1) * shape.embedding),
    ];
    expect(cosine(vector(10), vector(20))).toBeGreaterThan(0.4);
    expect(Math.abs(cosine(vector(10), vector(60)))).toBeLessThan(0.35);
  });

  test.each([1, 2, 3, 4])('let head %i of the first layer look that many tokens back', (distance) => {
    const scores = Array.from({ length: 40 }, (_, back) => score(weights, distance - 1, back));
    expect(scores.indexOf(Math.max(...scores))).toBe(distance);
  });

  /** Attention score of a query head of the first layer for the same constant input `back` positions earlier. */
  function score(all: ReadonlyMap<string, Float32Array>, head: number, back: number): number {
    const width = shape.embedding / shape.heads;
    const keyHead = Math.floor((head * shape.keyValueHeads) / shape.heads);
    const column = (name: string, row: number): number => all.get(`blk.0.${name}.weight`)?.[row * shape.embedding] ?? 0;
    let sum = 0;
    for (let pair = 0; pair < 6; pair++) {
      const angle = -back * shape.ropeBase ** ((-2 * pair) / width);
      const [k0, k1] = [0, 1].map((side) => column('attn_k', keyHead * width + 2 * pair + side));
      const [q0, q1] = [0, 1].map((side) => column('attn_q', head * width + 2 * pair + side));
      const turned0 = (k0 ?? 0) * Math.cos(angle) - (k1 ?? 0) * Math.sin(angle);
      const turned1 = (k0 ?? 0) * Math.sin(angle) + (k1 ?? 0) * Math.cos(angle);
      sum += (q0 ?? 0) * turned0 + (q1 ?? 0) * turned1;
    }
    return sum;
  }
});

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
