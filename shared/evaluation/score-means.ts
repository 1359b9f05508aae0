import { type AnswerScore, drawnScores, expectedScores, humanScores } from './answer-scores.ts';
import type { Measure, Measured } from './measure.ts';
import type { Prepared, SourceColumns } from './prepare.ts';
import type { RowSample } from './resample-types.ts';
import type { Ratio } from './row-sums.ts';
import { type UnitSums, createUnitSums } from './unit-sums.ts';

/** A division of the respondents: the arms of a treatment, or the values of a grouping. */
export interface Partition {
  readonly levels: number;
  /** `levels` or more: in none of them. */
  readonly levelOf: Int32Array;
}

export interface ScoreMeans {
  readonly measure: Measure;
  /** Weighted mean of a score in a level; side 0 are the humans, 1 + s the source s. NaN where nobody answered. */
  readonly mean: (measured: Measured, partition: number, level: number, score: number, side: number) => Ratio;
  /** Humans who answered. */
  readonly answered: (partition: number, level: number, score: number) => number;
  /** Weighted standard deviation of the human score over everybody; NaN without answers. */
  readonly deviation: (score: number) => number;
}

/** One side, or one seed of it, with its sums. */
interface Side {
  readonly at: number;
  readonly sums: UnitSums;
}

/**
 * Means of every score in every level of some partitions, for the humans and every source: from probabilities where there
 * are any, otherwise from the draws of all seeds together. Cost per draw O(rows × scores × partitions × sources).
 */
export function createScoreMeans(
  prepared: Prepared,
  scores: readonly AnswerScore[],
  partitions: readonly Partition[],
): ScoreMeans {
  const width = scores.length;
  const sideCount = 1 + prepared.sources.length;
  const starts: number[] = [];
  const cells = partitions.reduce((sum, { levels }) => {
    starts.push(sum);
    return sum + levels;
  }, 0);
  const own = cells * width;
  const humans = columnsOf(prepared, scores, (score, answers) => humanScores(score, answers));
  const sumsOf = (values: Float64Array): UnitSums => sumsOfValues(prepared, values, width, partitions, starts, own);
  const sides: Side[] = [
    { at: 0, sums: sumsOf(humans) },
    ...prepared.sources.flatMap((source, s) => sidesOf(prepared, scores, source, s, sumsOf)),
  ];
  const place = (partition: number, level: number, score: number, side: number): number =>
    (side * cells + (starts[partition] ?? 0) + level) * width + score;
  const measure = meansMeasure(sides, sideCount * own, own);
  return {
    measure,
    mean: (measured, partition, level, score, side) => {
      const at = place(partition, level, score, side);
      return { value: measured.point(at), draws: measured.draws(at) };
    },
    answered: (partition, level, score) => {
      const levelOf = partitions[partition]?.levelOf;
      const answers = prepared.items[scores[score]?.item ?? 0]?.human ?? new Int16Array(0);
      return answers.reduce((n, answer, row) => n + (answer >= 0 && levelOf?.[row] === level ? 1 : 0), 0);
    },
    deviation: (score) => deviationOf(humans, prepared.weights, width, score),
  };
}

/** Sums of values, then of the weights of those who have one, by partition, level and score. */
function sumsOfValues(
  prepared: Prepared,
  values: Float64Array,
  width: number,
  partitions: readonly Partition[],
  starts: readonly number[],
  own: number,
): UnitSums {
  return createUnitSums(prepared, 2 * own, (sample, into) =>
    partitions.forEach((partition, p) =>
      addValues(values, partition, sample, width, (starts[p] ?? 0) * width, own, into),
    ),
  );
}

function meansMeasure(sides: readonly Side[], size: number, own: number): Measure {
  const totals = new Float64Array(size);
  const sums = new Float64Array(2 * own);
  return {
    size,
    compute: ({ sample }, out) => {
      out.fill(0);
      totals.fill(0);
      for (const side of sides) {
        side.sums(sample, sums);
        const start = side.at * own;
        for (let k = 0; k < own; k++) {
          out[start + k] = (out[start + k] ?? 0) + (sums[k] ?? 0);
          totals[start + k] = (totals[start + k] ?? 0) + (sums[own + k] ?? 0);
        }
      }
      for (let k = 0; k < size; k++) out[k] = (totals[k] ?? 0) > 0 ? (out[k] ?? 0) / (totals[k] ?? 1) : Number.NaN;
    },
  };
}

/** Adds weighted values, and `own` places behind them weights, to the cells of a partition that begin at `start`. */
function addValues(
  values: Float64Array,
  { levels, levelOf }: Partition,
  { rows, rowCount, weight }: RowSample,
  width: number,
  start: number,
  own: number,
  into: Float64Array,
): void {
  for (let i = 0; i < rowCount; i++) {
    const row = rows[i] ?? 0;
    const level = levelOf[row] ?? levels;
    if (level >= levels) continue;
    const w = weight[row] ?? 0;
    const to = start + level * width;
    const from = row * width;
    for (let c = 0; c < width; c++) {
      const value = values[from + c] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      into[to + c] = (into[to + c] ?? 0) + w * value;
      into[own + to + c] = (into[own + to + c] ?? 0) + w;
    }
  }
}

function columnsOf(
  prepared: Prepared,
  scores: readonly AnswerScore[],
  read: (score: AnswerScore, answers: Int16Array) => Float64Array,
): Float64Array {
  const all = new Float64Array(prepared.n * scores.length);
  scores.forEach((score, c) => {
    const column = read(score, prepared.items[score.item]?.human ?? new Int16Array(prepared.n).fill(-1));
    for (let row = 0; row < prepared.n; row++) all[row * scores.length + c] = column[row] ?? Number.NaN;
  });
  return all;
}

function sidesOf(
  prepared: Prepared,
  scores: readonly AnswerScore[],
  columns: SourceColumns,
  s: number,
  sumsOf: (values: Float64Array) => UnitSums,
): Side[] {
  const { source, exact } = columns;
  const none = (): Float64Array => new Float64Array(prepared.n).fill(Number.NaN);
  if (exact !== null) {
    const values = columnsOf(prepared, scores, (score, answers) => {
      const probabilities = source.probabilities[score.item] ?? null;
      return probabilities === null ? none() : expectedScores(score, probabilities, answers);
    });
    return [{ at: 1 + s, sums: sumsOf(values) }];
  }
  return source.draws.map((draws) => {
    const values = columnsOf(prepared, scores, (score, answers) => {
      const drawn = draws[score.item];
      return drawn === undefined ? none() : drawnScores(score, drawn, answers);
    });
    return { at: 1 + s, sums: sumsOf(values) };
  });
}

function deviationOf(values: Float64Array, weights: Float64Array, width: number, score: number): number {
  let total = 0;
  let sum = 0;
  let squares = 0;
  weights.forEach((weight, row) => {
    const value = values[row * width + score] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    total += weight;
    sum += weight * value;
    squares += weight * value * value;
  });
  const variance = squares / total - (sum / total) ** 2;
  return total > 0 ? Math.sqrt(variance > 1e-12 * Math.abs(squares / total) ? variance : 0) : Number.NaN;
}
