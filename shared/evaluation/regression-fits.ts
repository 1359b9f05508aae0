import type { RegressionSpec } from '../domain/study.ts';
import type { DesignMatrix } from '../statistics/design-matrix.ts';
import { fitDesign, regressionDesign } from '../statistics/fit-regression.ts';
import { normalQuantile } from '../statistics/normal-quantile.ts';
import { normalTwoSided } from '../statistics/normal-distribution.ts';
import { parseFormula } from '../statistics/parse-formula.ts';
import type { RegressionFit, RegressionModel } from '../statistics/regression.ts';
import { studentQuantile, studentTwoSided } from '../statistics/student-distribution.ts';
import type { Frame } from '../statistics/types.ts';
import { type ArmEffect, armEffects } from './arm-effects.ts';
import { type Treatment, treatmentsOf } from './arms.ts';
import { equivalenceMargins } from './equivalence-margins.ts';
import { influence } from './influence.ts';
import type { Prepared } from './prepare.ts';
import { unitCount, unitOf } from './unit-sums.ts';
import { type RegressionFrames, designColumns, regressionFrames } from './regression-frame.ts';

/** Models whose thresholds take the place of the intercept, whatever the formula says. */
const thresholded: ReadonlySet<RegressionModel> = new Set(['ordered-logit']);

/** A fit with the influence of every unit that is resampled on every coefficient. */
export interface InfluencedFit {
  readonly fit: RegressionFit;
  /** Units × coefficients; respondents who are not in the fit have none. */
  readonly influence: Float64Array;
  /** Margins of equivalence by term, of the human fit; empty for others. */
  readonly margins: ReadonlyMap<string, number>;
  /** Average effects of the treatments that are among the predictors. */
  readonly effects: readonly ArmEffect[];
}

export interface FailedFit {
  readonly failure: string;
}

export type SideFit = InfluencedFit | FailedFit;

export function isFitted(side: SideFit): side is InfluencedFit {
  return 'fit' in side;
}

/** The same model on the humans and on the twins of every source and seed. */
export interface ModelFits {
  readonly spec: RegressionSpec;
  readonly human: SideFit;
  readonly sources: readonly (readonly SideFit[])[];
}

/**
 * Fits every model on every side, one model at a time. Yields the number of sources done, also between their seeds.
 * @param treatments whose average effects are wanted; all of the study unless told
 */
export function* fitModels(
  prepared: Prepared,
  treatments: readonly Treatment[] = treatmentsOf(prepared.input.codebook, [prepared.input.frame]),
): Generator<number, ModelFits[]> {
  const frames = regressionFrames(prepared);
  const sides = { frames, treatments };
  const models: ModelFits[] = [];
  for (const spec of prepared.input.regressions) {
    const human = fitSide(prepared, spec, sides, frames.human, null);
    const baseline = isFitted(human) ? baselineLevel(human.fit) : null;
    const sources: SideFit[][] = [];
    for (const [s, source] of prepared.sources.entries()) {
      const done = models.length * prepared.sources.length + s;
      const seeds: SideFit[] = [];
      for (let seed = 0; seed < source.seeds; seed++) {
        yield done;
        seeds.push(fitSide(prepared, spec, sides, frames.simulated(s, seed), baseline));
      }
      sources.push(seeds);
      yield done + 1;
    }
    models.push({ spec, human, sources });
  }
  return models;
}

/** Equations of a multinomial logit are comparable only against the same first level: those of the human fit. */
function baselineLevel(fit: RegressionFit): readonly string[] | null {
  return fit.model === 'multinomial-logit' ? fit.names : null;
}

interface Sides {
  readonly frames: RegressionFrames;
  readonly treatments: readonly Treatment[];
}

function fitSide(
  prepared: Prepared,
  spec: RegressionSpec,
  { frames, treatments }: Sides,
  frame: Frame,
  comparable: readonly string[] | null,
): SideFit {
  const { model } = spec;
  const parsed = parseFormula(spec.formula);
  const formula = { ...parsed, intercept: parsed.intercept || thresholded.has(model) };
  const { weights, clusters } = designColumns(prepared);
  const contrasts = spec.contrasts === undefined ? {} : { contrasts: spec.contrasts };
  const request = {
    model,
    formula,
    factors: frames.factors,
    ...contrasts,
    ...(weights === undefined ? {} : { weights }),
    ...(clusters === undefined || spec.covariance !== 'cluster' ? {} : { clusters }),
    covariance: spec.covariance,
  };
  const design = regressionDesign(request, frame);
  const result = fitDesign(request, design, frame);
  if (result.kind === 'failure') return { failure: result.detail };
  if (comparable !== null && comparable.join() !== result.names.join()) return { failure: 'other answers occur' };
  const rowWeights = Float64Array.from(design.usedRows, (row) => prepared.weights[row] ?? 0);
  return {
    fit: result,
    influence: byUnit(prepared, result, design, rowWeights),
    margins: frame === frames.human ? equivalenceMargins(result, design, rowWeights) : new Map(),
    effects: armEffects(
      { fit: result, design, weights: rowWeights, formula, ...contrasts, factors: frames.factors, frame },
      treatments,
      prepared.input.frame,
    ),
  };
}

/** Of units whose respondents are all left out, 0. */
function byUnit(prepared: Prepared, fit: RegressionFit, design: DesignMatrix, weights: Float64Array): Float64Array {
  const of = Int32Array.from(design.usedRows, (row) => unitOf(prepared, row));
  return influence(fit, design, weights, { count: unitCount(prepared), of });
}

/** One coefficient of one side with what a test needs. */
export interface SideCoefficient {
  readonly b: number | null;
  readonly se: number | null;
  readonly p: number | null;
  /** Degrees of freedom of the reference t, Infinity for the normal. */
  readonly degreesOfFreedom: number;
}

export const notEstimated: SideCoefficient = { b: null, se: null, p: null, degreesOfFreedom: Number.POSITIVE_INFINITY };

export function coefficientOf(fit: RegressionFit, name: string): SideCoefficient {
  const at = fit.names.indexOf(name);
  const degreesOfFreedom =
    fit.reference.distribution === 't' ? fit.reference.degreesOfFreedom : Number.POSITIVE_INFINITY;
  if (at < 0) return notEstimated;
  const se = fit.standardErrors[at] ?? null;
  return {
    b: se === null ? null : (fit.coefficients[at] ?? null),
    se,
    p: fit.pValues[at] ?? null,
    degreesOfFreedom,
  };
}

/**
 * Combines the fits of several seeds: mean coefficient, variance ū + B/m and ν = (m − 1)(1 + ū/(B/m))² degrees of freedom,
 * where ū is the mean squared standard error and B the variance between seeds. These are the rules for data whose answers
 * were replaced by synthetic ones: Reiter (2003), Survey Methodology 29:181-188. Rubin's rules for missing data would add
 * B once more, since there the seeds stand for what was not observed.
 */
export function poolSeeds(seeds: readonly SideCoefficient[]): SideCoefficient {
  const known = seeds.filter((seed) => seed.b !== null && seed.se !== null);
  const m = known.length;
  if (m === 0) return notEstimated;
  const mean = (of: (seed: SideCoefficient) => number): number => known.reduce((sum, seed) => sum + of(seed), 0) / m;
  const b = mean((seed) => seed.b ?? 0);
  const within = mean((seed) => (seed.se ?? 0) ** 2);
  const between = m > 1 ? known.reduce((sum, seed) => sum + ((seed.b ?? 0) - b) ** 2, 0) / (m - 1) : 0;
  const se = Math.sqrt(within + between / m);
  const own = known.reduce((least, seed) => Math.min(least, seed.degreesOfFreedom), Number.POSITIVE_INFINITY);
  const pooled = between > 0 ? (m - 1) * (1 + within / (between / m)) ** 2 : Number.POSITIVE_INFINITY;
  const degreesOfFreedom = Math.min(own, pooled);
  return { b, se, p: twoSided(b / se, degreesOfFreedom), degreesOfFreedom };
}

function twoSided(statistic: number, degreesOfFreedom: number): number | null {
  if (!Number.isFinite(statistic)) return null;
  return Number.isFinite(degreesOfFreedom) ? studentTwoSided(statistic, degreesOfFreedom) : normalTwoSided(statistic);
}

/** The value of |b|/se above which a coefficient is significant at `alpha`. */
export function criticalValue(alpha: number, degreesOfFreedom: number): number {
  const probability = 1 - alpha / 2;
  return Number.isFinite(degreesOfFreedom)
    ? studentQuantile(probability, degreesOfFreedom)
    : normalQuantile(probability);
}
