import { averageEffects } from '../statistics/average-effects.ts';
import { type AveragePrediction, type PredictedOutcome, averagePrediction } from '../statistics/average-prediction.ts';
import type { ContrastKind } from '../statistics/contrast-matrix.ts';
import { type DesignMatrix, designMatrix } from '../statistics/design-matrix.ts';
import type { Formula } from '../statistics/formula.ts';
import type { RegressionFit } from '../statistics/regression.ts';
import type { FactorLevels, Frame } from '../statistics/types.ts';
import { type Treatment, armOfRows, contrastsOf } from './arms.ts';

/** What an arm changes on average over the people of a fit, on the scale of the outcome. */
export interface ArmEffect {
  readonly treatment: string;
  readonly value: string;
  readonly reference: string;
  /** The contrast in words. */
  readonly label: string;
  readonly outcome: PredictedOutcome;
  /** Rows of the fit in the arm, and in the reference. */
  readonly n: number;
  readonly nReference: number;
  /** Standard deviation of the outcome over the rows of the fit. */
  readonly deviation: number;
  readonly effect: number;
  /** Null where the variance is not known. */
  readonly standardError: number | null;
}

/** A fit with what it was made of. */
export interface FittedDesign {
  readonly fit: RegressionFit;
  readonly design: DesignMatrix;
  /** Case weight per row of the design. */
  readonly weights: Float64Array;
  readonly formula: Formula;
  readonly contrasts?: ContrastKind;
  readonly factors: FactorLevels;
  readonly frame: Frame;
}

/**
 * The average effect of every arm against the reference, for treatments that the formula has as predictors: everybody in
 * the fit is predicted in the one arm and in the other, all else as it is. Arms without a prediction are left out.
 *
 * @param imported columns by which the arms are told, as imported; same rows as the frame of the fit
 */
export function armEffects(fitted: FittedDesign, treatments: readonly Treatment[], imported: Frame): ArmEffect[] {
  const { fit, design, formula } = fitted;
  const wanted = treatments.filter(({ variable }) => formula.predictors.includes(variable));
  if (wanted.length === 0) return [];
  const columns = columnsOfFit(fitted);
  return wanted.flatMap((treatment): ArmEffect[] => {
    const rows = Object.values(imported)[0]?.length ?? 0;
    const armOf = armOfRows(treatment, imported, rows);
    const sizes = treatment.arms.map((_, arm) => design.usedRows.filter((row) => armOf[row] === arm).length);
    const predictions = treatment.arms.map((_, arm) =>
      predictedIn(fitted, columns, treatment.variable, armOf.indexOf(arm)),
    );
    const [reference] = predictions;
    if (reference === undefined || reference === null) return [];
    return contrastsOf(treatment).flatMap(({ arm, value, reference: first, label }): ArmEffect[] => {
      const own = predictions[arm] ?? null;
      if (own === null) return [];
      return averageEffects(fit, own, reference).map(({ outcome, value: effect, standardError }) => ({
        treatment: treatment.variable,
        value,
        reference: first,
        label,
        outcome,
        n: sizes[arm] ?? 0,
        nReference: sizes[0] ?? 0,
        deviation: outcomeDeviation(fitted, outcome),
        effect,
        standardError,
      }));
    });
  });
}

function outcomeDeviation({ fit, design, weights }: FittedDesign, { kind, level }: PredictedOutcome): number {
  const { y, responseLevels } = design;
  const largest = y.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const isShare = fit.model === 'logit' && responseLevels === null && y.every((value) => value >= 0 && value <= 1);
  const numberOf = (value: number): number => {
    if (kind !== 'probability' || isShare) return value;
    if (level === null) return value === largest ? 1 : 0;
    return (responseLevels === null ? String(value) : responseLevels[value]) === level ? 1 : 0;
  };
  let [total, sum, squares] = [0, 0, 0];
  y.forEach((value, row) => {
    const weight = weights[row] ?? 0;
    total += weight;
    sum += weight * numberOf(value);
    squares += weight * numberOf(value) ** 2;
  });
  return Math.sqrt(Math.max(0, squares / total - (sum / total) ** 2));
}

/** The columns of a formula, of the rows of the fit. */
function columnsOfFit({ design, formula, frame }: FittedDesign): Frame {
  return Object.fromEntries(
    formula.variables.map((name) => [name, design.usedRows.map((row) => frame[name]?.[row] ?? null)]),
  );
}

/** Average prediction with everybody given the treatment of one row; null where there is no such row or no prediction. */
function predictedIn(fitted: FittedDesign, columns: Frame, variable: string, row: number): AveragePrediction | null {
  const { fit, design, weights, formula, contrasts, factors, frame } = fitted;
  const value = frame[variable]?.[row] ?? null;
  if (value === null) return null;
  const given = { ...columns, [variable]: Array.from(design.usedRows, () => value) };
  const changed = designMatrix(formula, given, {
    // Levels as the fit found them: of one arm alone there would be one level only.
    factors: { ...textLevels(frame, variable), ...design.factors, ...factors },
    ...(contrasts === undefined ? {} : { contrasts }),
    ignoreResponse: true,
  });
  return averagePrediction(fit, design, weights, changed);
}

/** Levels of a column of texts that are listed nowhere, in the order of a design matrix. */
function textLevels(frame: Frame, variable: string): FactorLevels {
  const column = frame[variable] ?? [];
  if (!column.some((value) => typeof value === 'string')) return {};
  return { [variable]: [...new Set(column.flatMap((value) => (value === null ? [] : [String(value)])))].sort() };
}
