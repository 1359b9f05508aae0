import { normalTwoSided } from '../statistics/normal-distribution.ts';
import { alphaOf } from './estimate.ts';
import { testCoefficients } from './coefficient-tests.ts';
import type { Prepared } from './prepare.ts';
import {
  type ModelFits,
  type SideCoefficient,
  coefficientOf,
  criticalValue,
  isFitted,
  notEstimated,
  poolSeeds,
} from './regression-fits.ts';
import type { Coefficient, RegressionsBlock } from './regression-results.ts';
import { type RecoveryDraws, recoveryOf, signClass } from './recovery.ts';
import { type Pair, drawRecovery, isIntercept } from './recovery-draws.ts';
import type { Resampler } from './resample.ts';
import { seedWarnings } from './seed-warnings.ts';

function pairOf(model: ModelFits, source: number): Pair {
  const terms = isFitted(model.human) ? model.human.fit.names : [];
  const fit = isFitted(model.human) ? model.human.fit : null;
  const seeds = (model.sources[source] ?? []).filter(isFitted);
  return {
    model,
    source,
    terms,
    human: terms.map((term) => (fit === null ? notEstimated : coefficientOf(fit, term))),
    simulated: terms.map((term) => poolSeeds(seeds.map((seed) => coefficientOf(seed.fit, term)))),
  };
}

/** Rows behind the coefficients of both sides: those of the smallest fit, 0 where the humans have none. */
function leastRows({ model, source }: Pair): number {
  if (!isFitted(model.human)) return 0;
  const seeds = (model.sources[source] ?? []).filter(isFitted);
  return least([model.human.fit.n, ...seeds.map(({ fit }) => fit.n)]);
}

function least(sizes: readonly number[]): number {
  return sizes.reduce((smallest, size) => Math.min(smallest, size), sizes[0] ?? 0);
}

/** Regressions of humans and twins side by side, with bootstrap intervals of the rates. */
export function* regressionResults(
  prepared: Prepared,
  models: readonly ModelFits[],
  resampler: Resampler,
): Generator<number, RegressionsBlock> {
  return (yield* recoveredRegressions(prepared, models, resampler)).block;
}

/** The same with the rates over all models in every draw, by source. */
export function* recoveredRegressions(
  prepared: Prepared,
  models: readonly ModelFits[],
  resampler: Resampler,
): Generator<number, { readonly block: RegressionsBlock; readonly rates: readonly RecoveryDraws[] }> {
  const { level, bootstrap } = prepared.input.settings;
  const alpha = alphaOf(level);
  const pairs = models.flatMap((model) => prepared.sources.map((_, source) => pairOf(model, source)));
  const draws = yield* drawRecovery(prepared, pairs, resampler, alpha);
  const coefficients = pairs.map((pair) =>
    testCoefficients(
      pair.terms.map((_, t) => compareCoefficient(pair, t, alpha)),
      isFitted(pair.model.human) ? pair.model.human.margins : new Map(),
      alpha,
    ),
  );
  const sizes = pairs.map(leastRows);
  const settings = (sizesOfFits: readonly number[]) => ({ n: least(sizesOfFits), level, alpha });
  const block = {
    definitions: [
      'regression-recovery',
      'pooling',
      'coefficient-agreement',
      'coefficient-equivalence',
      'score-bootstrap',
    ],
    alpha,
    draws: bootstrap,
    models: models.map((model, m) => ({
      ...model.spec,
      n: isFitted(model.human) ? model.human.fit.n : 0,
      failure: isFitted(model.human) ? null : model.human.failure,
      sources: prepared.sources.map((source, s) => {
        const at = m * prepared.sources.length + s;
        const seeds = model.sources[s] ?? [];
        const failed = seeds.flatMap((seed) => (isFitted(seed) ? [] : [seed.failure]));
        const own = coefficients[at] ?? [];
        return {
          source: source.id,
          seeds: seeds.length,
          failedSeeds: failed.length,
          failure: failed[0] ?? null,
          coefficients: own,
          warnings: seedWarnings(model.human, seeds),
          recovery: recoveryOf(own, draws.single[at] ?? null, settings([sizes[at] ?? 0])),
        };
      }),
    })),
    overall: prepared.sources.map((source, s) => ({
      source: source.id,
      recovery: recoveryOf(
        pairs.flatMap((pair, at) => (pair.source === s ? (coefficients[at] ?? []) : [])),
        draws.overall[s] ?? null,
        settings(sizes.filter((size, at) => size > 0 && pairs[at]?.source === s)),
      ),
    })),
  };
  return { block, rates: draws.overall };
}

function compareCoefficient(pair: Pair, index: number, alpha: number): Coefficient {
  const human = pair.human[index] ?? notEstimated;
  const simulated = pair.simulated[index] ?? notEstimated;
  const own = sideOf(human, alpha);
  const other = sideOf(simulated, alpha);
  const pooled = Math.sqrt((human.se ?? Number.NaN) ** 2 + (simulated.se ?? Number.NaN) ** 2);
  const bothKnown = human.b !== null && simulated.b !== null;
  const z = bothKnown && pooled > 0 ? ((simulated.b ?? 0) - (human.b ?? 0)) / pooled : null;
  return {
    term: pair.terms[index] ?? '',
    intercept: isIntercept(pair.model, pair.terms[index] ?? ''),
    human: own,
    simulated: other,
    sameSign: bothKnown ? Math.sign(human.b ?? 0) === Math.sign(simulated.b ?? 0) : null,
    z,
    zP: z === null ? null : normalTwoSided(z),
    insideHumanInterval:
      simulated.b === null || own.low === null || own.high === null
        ? null
        : simulated.b >= own.low && simulated.b <= own.high,
    ratio: bothKnown && human.b !== 0 ? (simulated.b ?? 0) / (human.b ?? 1) : null,
  };
}

function sideOf(side: SideCoefficient, alpha: number): Coefficient['human'] {
  const { b, se, p, degreesOfFreedom } = side;
  const critical = criticalValue(alpha, degreesOfFreedom);
  const half = se === null ? null : critical * se;
  const sign = signClass(b, se, critical);
  return {
    b,
    se,
    p,
    low: b === null || half === null ? null : b - half,
    high: b === null || half === null ? null : b + half,
    sign: sign === 0 ? 'not-significant' : sign > 0 ? 'positive' : 'negative',
  };
}
