import { fitRidge } from '../statistics/fit-ridge.ts';
import { createRandom } from '../statistics/random.ts';
import { type RidgeRows, ridgeProbabilities } from '../statistics/ridge-multinomial.ts';
import { scaleColumns, standardise } from '../statistics/standardised-columns.ts';
import { stratifiedFolds } from '../statistics/stratified-folds.ts';
import { type RankedScores, rankScores, weightedAuc } from '../statistics/weighted-auc.ts';
import type { AssociationsBlock } from './association-results.ts';
import { compareSides } from './compare-sides.ts';
import { completeRows } from './complete-rows.ts';
import type { UndefinedReason } from './estimate.ts';
import type { Prepared } from './prepare.ts';
import { createResampler } from './resample.ts';
import type { Ratio } from './row-sums.ts';

const folds = 5;
const innerFolds = 3;
const penalties = [1, 0.1, 0.01, 0.001];
const tolerance = 1e-3;
/** Respondents that a prediction of the action needs, and answers of the rarer options. */
const smallest = 30;
/** Draws behind an interval at most. */
const mostDraws = 400;

/** Held-out scores of one option against the rest, for one side and seed. */
interface OptionScores {
  readonly rows: readonly number[];
  readonly ranked: RankedScores;
}

/**
 * How well each action follows from all beliefs on every side: area under the curve of the held-out probabilities of a ridge
 * logit, with an interval over resampled respondents with the logits as they are. Yields after every side.
 */
export function* actionAreas(prepared: Prepared): Generator<number, AssociationsBlock['areas']> {
  const { items, sources } = prepared;
  const actions = items.flatMap((item, i) => (item.variable.role === 'action' ? [i] : []));
  if (!items.some(({ variable }) => variable.role === 'belief')) return [];
  const results: AssociationsBlock['areas'] = [];
  let done = 0;
  for (const action of actions) {
    const name = items[action]?.variable.name ?? '';
    const n = completeRows(prepared, action, prepared.humanPositions).length;
    const scores: (readonly (readonly OptionScores[])[])[] = [];
    for (const [side, seeds] of [[prepared.humanPositions], ...sources.map(({ positions }) => positions)].entries()) {
      const own: OptionScores[][] = [];
      for (const [seed, positions] of seeds.entries()) {
        own.push(n < smallest ? [] : heldOutScores(prepared, action, positions, `${name}/${side}/${seed}`));
        yield ++done;
      }
      scores.push(own);
    }
    const [human, ...simulated] = resampleAreas(prepared, scores);
    const reason: UndefinedReason = n < smallest ? 'too-few-respondents' : 'no-variation';
    const nothing = { value: Number.NaN, draws: new Float64Array(0) };
    results.push({
      action: name,
      n,
      ...compareSides(prepared, human ?? nothing, simulated, { n, reason, bounds: [0, 1] }),
    });
  }
  return results;
}

/** Sides and seeds that `actionAreas` fits. */
export function areaFits({ items, sources }: Prepared): number {
  const actions = items.filter(({ variable }) => variable.role === 'action').length;
  return actions * sources.reduce((sum, { seeds }) => sum + seeds, 1);
}

/** Cross-validated probabilities of each option that matters; empty where an option is too rare to hold some out. */
function heldOutScores(prepared: Prepared, action: number, positions: Int32Array, path: string): OptionScores[] {
  const { items } = prepared;
  const rows = completeRows(prepared, action, positions);
  const answerOf = (item: number, row: number): number =>
    (positions[row * items.length + item] ?? 0) - (items[item]?.offset ?? 0);
  const codes = rows.map((row) => answerOf(action, row));
  const levels = [...new Set(codes)].sort((a, b) => a - b);
  const rarest = Math.min(...levels.map((level) => codes.filter((code) => code === level).length));
  if (rows.length < smallest || levels.length < 2 || rarest < folds) return [];
  const columns = beliefColumns(prepared, rows, answerOf);
  const seed = `${prepared.input.settings.seed}/areas/${path}`;
  const fold = stratifiedFolds(codes, folds, createRandom(seed, 'folds'));
  const place = new Map(levels.map((level, k) => [level, k]));
  const probabilities = new Float64Array(rows.length * levels.length);
  for (let held = 0; held < folds; held++) {
    const train = Int32Array.from(fold.flatMap((value, at) => (value === held ? [] : [at])));
    const test = Int32Array.from(fold.flatMap((value, at) => (value === held ? [at] : [])));
    const scales = scaleColumns(columns, train);
    const own: RidgeRows = {
      x: standardise(columns, scales, train),
      width: scales.length,
      codes: train.map((at) => place.get(codes[at] ?? 0) ?? 0),
      weights: Float64Array.from(train, (at) => prepared.weights[rows[at] ?? 0] ?? 0),
    };
    const choice = { penalties, folds: innerFolds, smoothing: 0, tolerance, seed: `${seed}/${held}` };
    const { theta } = fitRidge(own, levels.length, choice);
    const x = standardise(columns, scales, test);
    test.forEach((at, i) =>
      ridgeProbabilities(
        theta,
        x,
        i,
        scales.length,
        probabilities.subarray(at * levels.length, (at + 1) * levels.length),
      ),
    );
  }
  // Two options against each other give one area twice.
  return (levels.length === 2 ? [1] : levels.map((_, k) => k)).map((k) => ({
    rows,
    ranked: rankScores(
      rows.map((_, at) => probabilities[at * levels.length + k] ?? 0),
      codes.map((code) => code === levels[k]),
    ),
  }));
}

/** Scores of ordered beliefs, an indicator per option of nominal ones. */
function beliefColumns(
  { items }: Prepared,
  rows: readonly number[],
  answerOf: (item: number, row: number) => number,
): Float64Array[] {
  return items.flatMap(({ variable, scores, options }, i) => {
    if (variable.role !== 'belief') return [];
    const answers = Int32Array.from(rows, (row) => answerOf(i, row));
    if (scores !== null) return [Float64Array.from(answers, (answer) => scores[answer] ?? Number.NaN)];
    return Array.from({ length: options }, (_, k) => Float64Array.from(answers, (answer) => (answer === k ? 1 : 0)));
  });
}

/** Area per side on the sample as it is and on every draw; options count by the share of people who chose them. */
function resampleAreas(prepared: Prepared, sides: readonly (readonly (readonly OptionScores[])[])[]): Ratio[] {
  const resampler = createResampler(prepared);
  const draws = Math.min(prepared.input.settings.bootstrap, mostDraws);
  const values = sides.map(() => ({ value: Number.NaN, draws: new Float64Array(draws) }));
  const fitted = sides.map((seeds) => seeds.filter((options) => options.length > 0));
  for (let b = -1; b < draws; b++) {
    const sample = b < 0 ? resampler.original(0) : resampler.draw(b);
    const { weight } = sample.people();
    fitted.forEach((seeds, side) => {
      const area = seeds.reduce((sum, options) => sum + meanArea(options, weight), 0) / seeds.length;
      const into = values[side];
      if (into === undefined) return;
      if (b < 0) into.value = area;
      else into.draws[b] = area;
    });
  }
  return values;
}

function meanArea(options: readonly OptionScores[], weight: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (const { rows, ranked } of options) {
    const { auc, positives } = weightedAuc(ranked, (index) => weight[rows[index] ?? 0] ?? 0);
    sum += positives * auc;
    total += positives;
  }
  return sum / total;
}
