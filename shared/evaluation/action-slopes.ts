import { olsRegression } from '../statistics/ols-regression.ts';
import { type AnswerScore, answerScores } from './answer-scores.ts';
import type { AssociationsBlock } from './association-results.ts';
import { compareSides } from './compare-sides.ts';
import { completeRows } from './complete-rows.ts';
import type { Measure, Measured } from './measure.ts';
import type { Prepared } from './prepare.ts';
import { addWeighted, unitCount, unitOf } from './unit-sums.ts';

/** A column of a regression: an answer on a scale from 0 to 1, or whether it is a given option. */
interface UnitScore extends AnswerScore {
  /** Number per option, in [0, 1]. */
  readonly values: Float64Array;
}

interface SlopeModel {
  readonly outcome: UnitScore;
  readonly predictors: readonly UnitScore[];
  /** Humans who answered the action and all beliefs. */
  readonly n: number;
}

/** Slopes of one side with the influence of every unit that is resampled on each. */
interface SideSlopes {
  readonly values: Float64Array;
  /** Units × slopes; respondents who are not in the fit have none. */
  readonly influence: Float64Array;
}

/** Coefficients of every action on all beliefs, with what resampling them needs. */
export interface ActionSlopes {
  readonly models: readonly SlopeModel[];
  readonly measure: Measure;
}

/**
 * Fits every action on all beliefs by least squares, on every side; resampled slopes move by their influence. Yields 0
 * between fits.
 */
export function* createActionSlopes(prepared: Prepared): Generator<number, ActionSlopes> {
  const scores = answerScores(prepared.items).flatMap(unitScore);
  const roleOf = ({ item }: UnitScore) => prepared.items[item]?.variable.role;
  const beliefs = scores.filter((score) => roleOf(score) === 'belief');
  // The first option of a nominal belief is what the others are compared with.
  const predictors = beliefs.filter(
    ({ item, option }) => option === null || option !== prepared.items[item]?.variable.options[0]?.value,
  );
  const outcomes = predictors.length === 0 ? [] : scores.filter((score) => roleOf(score) === 'action');
  const models = outcomes.map((outcome): SlopeModel => ({
    outcome,
    predictors,
    n: completeRows(prepared, outcome.item, prepared.humanPositions).length,
  }));
  const sides: SideSlopes[][] = [];
  for (const model of models) sides.push(yield* fitSides(prepared, model));
  const width = predictors.length;
  const sideCount = 1 + prepared.sources.length;
  const moved = new Float64Array(width);
  return {
    models,
    measure: {
      size: models.length * sideCount * width,
      compute: ({ sample, resampled }, out) => {
        sides.forEach((own, m) => {
          own.forEach((slopes, side) => {
            moved.set(slopes.values);
            if (resampled) addWeighted(slopes.influence, width, sample.units, sample.units.multiplicity, moved);
            out.set(moved, (m * sideCount + side) * width);
          });
        });
      },
    },
  };
}

/** The slopes of the humans, and by source those of the twins, means over its seeds. */
function* fitSides(prepared: Prepared, model: SlopeModel): Generator<number, SideSlopes[]> {
  const fitted: SideSlopes[] = [];
  for (const side of [[prepared.humanPositions], ...prepared.sources.map(({ positions }) => positions)]) {
    const seeds: SideSlopes[] = [];
    for (const positions of side) {
      seeds.push(fitSlopes(prepared, model, positions));
      yield 0;
    }
    fitted.push(meanSlopes(seeds));
  }
  return fitted;
}

/** Means move by the mean influence, since every draw has all seeds; NaN where a seed has no slopes. */
function meanSlopes(seeds: readonly SideSlopes[]): SideSlopes {
  const mean = (columns: readonly Float64Array[]): Float64Array => {
    const sum = new Float64Array(columns[0]?.length ?? 0);
    for (const column of columns) column.forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value / columns.length));
    return sum;
  };
  return { values: mean(seeds.map(({ values }) => values)), influence: mean(seeds.map((seed) => seed.influence)) };
}

/** The score on a scale from 0 to 1; none where all options have one score. */
function unitScore(score: AnswerScore): UnitScore[] {
  const least = Math.min(...score.values);
  const range = Math.max(...score.values) - least;
  return range > 0 ? [{ ...score, values: score.values.map((value) => (value - least) / range) }] : [];
}

function fitSlopes(prepared: Prepared, model: SlopeModel, positions: Int32Array): SideSlopes {
  const { items } = prepared;
  const { outcome, predictors } = model;
  const width = predictors.length;
  const missing = { values: new Float64Array(width).fill(Number.NaN), influence: new Float64Array(0) };
  const rows = completeRows(prepared, outcome.item, positions);
  const n = rows.length;
  const answer = (score: UnitScore, row: number): number =>
    score.values[(positions[row * items.length + score.item] ?? 0) - (items[score.item]?.offset ?? 0)] ?? Number.NaN;
  const x = new Float64Array(n * (width + 1));
  rows.forEach((row, i) => {
    x[i * (width + 1)] = 1;
    predictors.forEach((score, k) => (x[i * (width + 1) + k + 1] = answer(score, row)));
  });
  const y = Float64Array.from(rows, (row) => answer(outcome, row));
  const weights = rows.map((row) => prepared.weights[row] ?? 0);
  const names = ['(Intercept)', ...predictors.map((_, k) => `x${k}`)];
  const fit = olsRegression({ x, n, p: width + 1, names, y, responseLevels: null, offset: null }, { weights });
  if (fit.kind === 'failure') return missing;
  const variance = (fit.sigma ?? 0) ** 2;
  const influence = new Float64Array(unitCount(prepared) * width);
  rows.forEach((row, i) => {
    const from = i * (width + 1);
    const at = unitOf(prepared, row) * width;
    let residual = y[i] ?? 0;
    fit.coefficients.forEach((b, j) => (residual -= (b ?? 0) * (x[from + j] ?? 0)));
    for (let k = 0; k < width && variance > 0; k++) {
      const bread = fit.covariance[k + 1] ?? [];
      let sum = 0;
      bread.forEach((value, j) => (sum += (value ?? 0) * (x[from + j] ?? 0)));
      influence[at + k] = (influence[at + k] ?? 0) + ((weights[i] ?? 0) * residual * sum) / variance;
    }
  });
  return { values: Float64Array.from(predictors, (_, k) => fit.coefficients[k + 1] ?? Number.NaN), influence };
}

/** Reads the numbers of `createActionSlopes`. */
export function slopeResults(
  prepared: Prepared,
  { models }: ActionSlopes,
  measured: Measured,
): AssociationsBlock['slopes'] {
  const sideCount = 1 + prepared.sources.length;
  return models.flatMap(({ outcome, predictors, n }, m) =>
    predictors.map((predictor, k) => {
      const of = (side: number) => {
        const at = (m * sideCount + side) * predictors.length + k;
        return { value: measured.point(at), draws: measured.draws(at) };
      };
      const sources = prepared.sources.map((_, s) => of(1 + s));
      return {
        belief: predictor.name,
        beliefOption: predictor.option,
        action: outcome.name,
        actionOption: outcome.option,
        label: `${outcome.label} on ${predictor.label}`,
        n,
        ...compareSides(prepared, of(0), sources, { n, reason: 'not-estimable', bounds: unbounded }),
      };
    }),
  );
}

const unbounded = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
