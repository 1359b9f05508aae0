import type { Random } from '../random.ts';
import { toByteText } from '../tokenizer/byte-text.ts';
import type { Vocabulary } from '../tokenizer/tokenizer.ts';
import type { ModelShape, TensorShape } from './model-shape.ts';
import { tensorsOf } from './model-shape.ts';

/**
 * Standard deviation of token embeddings at the start: larger than what the layers add, so that tokens stay
 * recognisable, and large against the steps of training, so that rare ones keep their identity.
 */
const embeddingDeviation = 0.5;
/** Every token starts with this value in dimension 0, so that attention can hang on position alone. */
const constantValue = 4 * embeddingDeviation;

/**
 * Seeded random weights by tensor name, with two habits built in that small models otherwise need long to find: the
 * heads of the first layer look back a few tokens, one head of each group in the others looks for tokens like its own.
 */
export function initialWeights(
  random: Random,
  shape: ModelShape,
  vocabulary: Vocabulary,
  meanings: readonly Float32Array[] = [],
): Map<string, Float32Array> {
  const weights = new Map(tensorsOf(shape).map((tensor) => [tensor.name, draw(random, shape, tensor)]));
  const find = (name: string): Float32Array => weights.get(`${name}.weight`) ?? new Float32Array(0);
  const embeddings = find('token_embd');
  smoothNumbers(random, shape, vocabulary, embeddings);
  addMeanings(random, shape, meanings, embeddings);
  for (let row = 0; row < shape.vocabulary; row++) embeddings[row * shape.embedding] = constantValue;
  const lineEnd = embeddings.slice(
    lineEndToken(vocabulary) * shape.embedding,
    (lineEndToken(vocabulary) + 1) * shape.embedding,
  );
  for (let layer = 0; layer < shape.layers; layer++) {
    giveHabits(shape, layer, find(`blk.${layer}.attn_q`), find(`blk.${layer}.attn_k`));
    if (layer >= 2) gatherLines(shape, lineEnd, find(`blk.${layer}.attn_q`), find(`blk.${layer}.attn_k`));
  }
  return weights;
}

function draw(random: Random, shape: ModelShape, tensor: TensorShape): Float32Array {
  const [inputs = 1, outputs] = tensor.shape;
  const values = new Float32Array(inputs * (outputs ?? 1));
  if (outputs === undefined) return values.fill(1);
  const residual = /attn_output|ffn_down/.test(tensor.name) ? 1 / Math.sqrt(2 * shape.layers) : 1;
  const output = tensor.name === 'output.weight' ? 0.3 : 1;
  const deviation = tensor.name === 'token_embd.weight' ? embeddingDeviation : (output * residual) / Math.sqrt(inputs);
  for (let index = 0; index < values.length; index++) values[index] = deviation * random.normal();
  return values;
}

/**
 * Gives whole numbers from 0 to 99, with and without the blank before them, embeddings that change smoothly with the
 * number (random Fourier features), half of their variance, so that near numbers start out alike.
 */
function smoothNumbers(random: Random, shape: ModelShape, vocabulary: Vocabulary, embeddings: Float32Array): void {
  const waves = Array.from({ length: shape.embedding }, () => ({
    speed: Math.abs(random.normal()) / 25,
    phase: 2 * Math.PI * random.next(),
  }));
  vocabulary.tokens.forEach((token, id) => {
    const digits = /^\u0120?(\d{1,2})$/.exec(token)?.[1];
    if (digits === undefined) return;
    waves.forEach(({ speed, phase }, dimension) => {
      const place = id * shape.embedding + dimension;
      const smooth = Math.SQRT2 * embeddingDeviation * Math.cos(speed * Number(digits) + phase);
      embeddings[place] = Math.SQRT1_2 * ((embeddings[place] ?? 0) + smooth);
    });
  });
}

/** All heads of the first layer look back; above, each group has one head that matches and one that looks back. */
function giveHabits(shape: ModelShape, layer: number, query: Float32Array, key: Float32Array): void {
  const group = shape.heads / shape.keyValueHeads;
  // From the third layer on the second half of the groups stays random.
  const groups = layer < 2 ? shape.keyValueHeads : Math.ceil(shape.keyValueHeads / 2);
  for (let keyHead = 0; keyHead < groups; keyHead++) constantKeys(shape, key, keyHead);
  for (let head = 0; head < groups * group; head++) {
    if (layer > 0 && head % group === 0) matchTokens(shape, query, key, head);
    else lookBack(shape, query, head, layer === 0 ? head + 1 : Math.ceil((head + 1) / group));
  }
}

/** Pairs of each head that serve for distances; the slower ones are left to content. */
const distancePairs = 6;
const distanceStrength = 1.6;

/** Angle by which rotary embedding turns a pair of a head from one position to the next. */
function speedOf(shape: ModelShape, pair: number): number {
  return shape.ropeBase ** ((-2 * pair * shape.heads) / shape.embedding);
}

/** Makes one row of a matrix depend on the constant dimension only. */
function setRow(shape: ModelShape, matrix: Float32Array, row: number, value: number): void {
  matrix.fill(0, row * shape.embedding, (row + 1) * shape.embedding);
  matrix[row * shape.embedding] = value;
}

/** The fast pairs of a head's keys are the same before they are turned by their positions. */
function constantKeys(shape: ModelShape, key: Float32Array, keyHead: number): void {
  const width = shape.embedding / shape.heads;
  for (let pair = 0; pair < distancePairs; pair++) {
    setRow(shape, key, keyHead * width + 2 * pair, distanceStrength);
    setRow(shape, key, keyHead * width + 2 * pair + 1, 0);
  }
}

/**
 * Lets a query head attend to the token `distance` places back: against constant keys, a query turned back by
 * distance · θ in every pair scores highest there.
 */
function lookBack(shape: ModelShape, query: Float32Array, head: number, distance: number): void {
  const width = shape.embedding / shape.heads;
  for (let pair = 0; pair < distancePairs; pair++) {
    const angle = distance * speedOf(shape, pair);
    setRow(shape, query, head * width + 2 * pair, distanceStrength * Math.cos(angle));
    setRow(shape, query, head * width + 2 * pair + 1, -distanceStrength * Math.sin(angle));
  }
  const content = query.subarray(
    (head * width + 2 * distancePairs) * shape.embedding,
    (head + 1) * width * shape.embedding,
  );
  content.forEach((value, index) => (content[index] = 0.2 * value));
}

/**
 * Lets a query head start like its key head in the slow pairs, so that it attends to tokens like its own at any distance
 * (after Trockman & Kolter 2023, "Mimetic initialization of self-attention layers"); queries opposite to the keys in the
 * fastest pairs keep it from attending to itself and its neighbours.
 */
function matchTokens(shape: ModelShape, query: Float32Array, key: Float32Array, head: number): void {
  const gain = 3;
  const repellingPairs = 4;
  const repulsion = 0.5;
  const width = shape.embedding / shape.heads;
  const keyHead = Math.floor((head * shape.keyValueHeads) / shape.heads);
  for (let row = 0; row < width; row++) {
    if (row < 2 * distancePairs) {
      const repels = row < 2 * repellingPairs && row % 2 === 0;
      setRow(shape, query, head * width + row, repels ? -repulsion : 0);
      continue;
    }
    for (let column = 0; column < shape.embedding; column++) {
      const value = key[(keyHead * width + row) * shape.embedding + column] ?? 0;
      query[(head * width + row) * shape.embedding + column] = column === 0 ? 0 : gain * value;
    }
  }
}

function lineEndToken(vocabulary: Vocabulary): number {
  return vocabulary.tokens.indexOf(toByteText('\n'));
}

/** How far line ends stand out against other tokens, in units of the attention's exponent. */
const lineGain = 1;

/**
 * Lets the first head of the last group attend to all line breaks before it, in its slowest pair, which hardly turns: what
 * lines say is gathered where it is needed.
 */
function gatherLines(shape: ModelShape, lineEnd: Float32Array, query: Float32Array, key: Float32Array): void {
  const width = shape.embedding / shape.heads;
  const head = shape.heads - shape.heads / shape.keyValueHeads;
  for (let row = 0; row < width; row++) setRow(shape, query, head * width + row, row === width - 2 ? lineGain : 0);
  const row = (shape.keyValueHeads - 1) * width + width - 2;
  const length = Math.hypot(...lineEnd.subarray(1));
  lineEnd.forEach(
    (value, column) => (key[row * shape.embedding + column] = column === 0 ? 0 : (lineGain * value) / length),
  );
  setRow(shape, key, row + 1, 0);
}

/** Length that a full meaning adds to an embedding, as a share of the embedding's own. */
const meaningShare = 1.2;

/** Adds each dimension of the tokens' meanings along a random direction. */
function addMeanings(
  random: Random,
  shape: ModelShape,
  meanings: readonly Float32Array[],
  embeddings: Float32Array,
): void {
  const size = meanings[0]?.length ?? 0;
  const directions = Array.from({ length: size }, () =>
    Array.from({ length: shape.embedding }, () => meaningShare * embeddingDeviation * random.normal()),
  );
  meanings.forEach((meaning, token) => {
    directions.forEach((direction, dimension) => {
      const value = meaning[dimension] ?? 0;
      direction.forEach((along, column) => {
        const place = token * shape.embedding + column;
        embeddings[place] = (embeddings[place] ?? 0) + value * along;
      });
    });
  });
}
