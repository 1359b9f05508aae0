import type { DesignMatrix, DesignWarningCode } from './design-matrix.ts';
import type { StatisticsWarning } from './types.ts';

export type RegressionModel = 'ols' | 'logit' | 'ordered-logit' | 'multinomial-logit' | 'poisson';

/**
 * How the covariance of the coefficients is estimated: `classical` trusts the model, HC0-HC3 (White 1980; MacKinnon &
 * White 1985) allow any variance per row, `cluster` (Liang & Zeger 1986) any dependence inside a cluster.
 */
export type CovarianceKind = 'classical' | 'HC0' | 'HC1' | 'HC2' | 'HC3' | 'cluster';

/** What a regression is fitted to: a design matrix with its response. */
export type RegressionData = Pick<DesignMatrix, 'x' | 'n' | 'p' | 'names' | 'y' | 'responseLevels' | 'offset'>;

export type RegressionOptions = {
  /** Case weights, not negative; rows with weight 0 are left out of n. */
  readonly weights?: readonly number[];
  /** Default classical. */
  readonly covariance?: CovarianceKind;
  /** Cluster of each row; needed for `cluster`. */
  readonly clusters?: readonly (string | number)[];
  /** A column counts as collinear when its part outside the earlier ones is below this share of its length; default 1e-7, as in R's lm. */
  readonly tolerance?: number;
};

export type RegressionWarningCode =
  | DesignWarningCode
  /** Columns that are linear combinations of earlier ones; their coefficients are null. */
  | 'aliased'
  /** Coefficients that have no finite estimate; they keep their sign but have no standard error. */
  | 'separation'
  | 'not-converged'
  | 'perfect-fit'
  | 'zero-weights'
  /** The asked-for covariance does not exist for the model; `detail` names the one used. */
  | 'covariance-replaced'
  /** Model-based standard errors with weights that are not counts of rows. */
  | 'weights-with-classical'
  | 'few-clusters'
  /** Rows that determine a coefficient alone, for which HC2 and HC3 are not defined. */
  | 'leverage-one'
  | 'recoded-response'
  | 'fractional-response'
  | 'empty-response-level';

export type RegressionWarning = StatisticsWarning<RegressionWarningCode>;

export type RegressionFit = {
  readonly kind: 'fit';
  readonly model: RegressionModel;
  /** Columns; `level:column` for the multinomial logit; slopes and then thresholds `a|b` for the ordered logit. */
  readonly names: readonly string[];
  /** null for aliased columns. */
  readonly coefficients: readonly (number | null)[];
  /** null for aliased and separated columns, and where the variance is not positive. */
  readonly standardErrors: readonly (number | null)[];
  /** Coefficient divided by standard error. */
  readonly statistics: readonly (number | null)[];
  /** Two-sided, by `reference`. */
  readonly pValues: readonly (number | null)[];
  readonly covariance: readonly (readonly (number | null)[])[];
  readonly covarianceKind: CovarianceKind;
  /** Inverse of the information; of least squares (XᵀWX)⁻¹, without the residual variance. Null as in `covariance`. */
  readonly bread: readonly (readonly (number | null)[])[];
  /** Distribution of the statistics: t with n − k (clusters: G − 1) for least squares, normal otherwise. */
  readonly reference:
    { readonly distribution: 't'; readonly degreesOfFreedom: number } | { readonly distribution: 'normal' };
  /** Residual degrees of freedom, n − number of estimated parameters. */
  readonly degreesOfFreedom: number;
  /** Rows with weight. */
  readonly n: number;
  readonly clusters: number | null;
  readonly logLikelihood: number | null;
  /** Residual standard deviation of least squares, otherwise null. */
  readonly sigma: number | null;
  /** Share of explained variance of least squares (against the mean, or 0 without an intercept), otherwise null. */
  readonly rSquared: number | null;
  readonly converged: boolean;
  readonly iterations: number;
  readonly warnings: readonly RegressionWarning[];
};

export type RegressionFailureCode =
  | 'too-few-rows'
  | 'no-columns'
  | 'no-response'
  | 'constant-response'
  | 'invalid-response'
  | 'invalid-weights'
  | 'missing-clusters'
  | 'too-few-clusters'
  | 'offset-unsupported';

/** The model cannot be estimated from these rows at all; `detail` says what is missing. */
export type RegressionFailure = {
  readonly kind: 'failure';
  readonly model: RegressionModel;
  readonly code: RegressionFailureCode;
  readonly detail: string;
  readonly n: number;
  readonly warnings: readonly RegressionWarning[];
};

export type RegressionResult = RegressionFit | RegressionFailure;
