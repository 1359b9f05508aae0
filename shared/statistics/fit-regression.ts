import { binaryLogit } from './binary-logit.ts';
import type { ContrastKind } from './contrast-matrix.ts';
import { type DesignMatrix, designMatrix } from './design-matrix.ts';
import type { Formula } from './formula.ts';
import { multinomialLogit } from './multinomial-logit.ts';
import { olsRegression } from './ols-regression.ts';
import { orderedLogit } from './ordered-logit.ts';
import { parseFormula } from './parse-formula.ts';
import { poissonRegression } from './poisson-regression.ts';
import { failRegression } from './prepare-regression.ts';
import type {
  CovarianceKind,
  RegressionData,
  RegressionModel,
  RegressionOptions,
  RegressionResult,
} from './regression.ts';
import type { FactorLevels, Frame } from './types.ts';

export type RegressionRequest = {
  readonly model: RegressionModel;
  readonly formula: string | Formula;
  readonly factors?: FactorLevels;
  readonly contrasts?: ContrastKind;
  readonly covariance?: CovarianceKind;
  /** Name of the column of weights; rows that miss it are dropped. */
  readonly weights?: string;
  /** Name of the column of clusters; rows that miss it are dropped. */
  readonly clusters?: string;
  readonly tolerance?: number;
};

const fitters: Readonly<
  Record<RegressionModel, (data: RegressionData, options: RegressionOptions) => RegressionResult>
> = {
  ols: olsRegression,
  logit: binaryLogit,
  'ordered-logit': orderedLogit,
  'multinomial-logit': multinomialLogit,
  poisson: poissonRegression,
};

/**
 * Fits a model given by a formula to the rows of a frame that miss nothing. Warnings of the design come first.
 * For an ordered logit a missing intercept is put back, since the thresholds stand for it.
 *
 * @throws FormulaError when the formula cannot be read
 * @throws StatisticsError unknown-variable, length-mismatch, not-numeric (the formula does not fit the frame)
 */
export function fitRegression(request: RegressionRequest, frame: Frame): RegressionResult {
  return fitDesign(request, regressionDesign(request, frame), frame);
}

/** The design that `fitRegression` makes of a frame. */
export function regressionDesign(request: RegressionRequest, frame: Frame): DesignMatrix {
  const { model } = request;
  const parsed = typeof request.formula === 'string' ? parseFormula(request.formula) : request.formula;
  const formula = model === 'ordered-logit' ? { ...parsed, intercept: true } : parsed;
  const clusters = request.covariance === 'cluster' ? request.clusters : undefined;
  const require = [request.weights, clusters].filter((name) => name !== undefined);
  return designMatrix(formula, frame, {
    ...(request.factors === undefined ? {} : { factors: request.factors }),
    ...(request.contrasts === undefined ? {} : { contrasts: request.contrasts }),
    require,
  });
}

/** Fits a model to its design, which may serve for more than one fit to the frame. */
export function fitDesign(request: RegressionRequest, design: DesignMatrix, frame: Frame): RegressionResult {
  const { model } = request;
  const clusters = request.covariance === 'cluster' ? request.clusters : undefined;
  const weights = request.weights === undefined ? undefined : numbersAt(frame, request.weights, design.usedRows);
  if (weights === null) {
    return failRegression(
      model,
      'invalid-weights',
      `"${request.weights ?? ''}" holds texts`,
      design.n,
      design.warnings,
    );
  }
  const result = fitters[model](design, {
    covariance: request.covariance ?? 'classical',
    ...(weights === undefined ? {} : { weights }),
    ...(clusters === undefined ? {} : { clusters: design.usedRows.map((row) => frame[clusters]?.[row] ?? '') }),
    ...(request.tolerance === undefined ? {} : { tolerance: request.tolerance }),
  });
  return { ...result, warnings: [...design.warnings, ...result.warnings] };
}

function numbersAt(frame: Frame, name: string, rows: readonly number[]): number[] | null {
  const values = rows.map((row) => frame[name]?.[row]);
  return values.every((value) => typeof value === 'number') ? values : null;
}
