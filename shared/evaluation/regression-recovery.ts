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
import {
  type RateDraws,
  type Rates,
  type SignClass,
  addPair,
  emptyConfusion,
  ratesOf,
  recoveryOf,
  signClass,
} from './recovery.ts';
import type { Resampler } from './resample.ts';
import { seedWarnings } from './seed-warnings.ts';
import { addWeighted } from './unit-sums.ts';

/** One model and source: the coefficients in the order of the human fit, pooled over seeds. */
interface Pair {
  readonly model: ModelFits;
  readonly source: number;
  readonly terms: readonly string[];
  readonly human: readonly SideCoefficient[];
  readonly simulated: readonly SideCoefficient[];
}

const intercepts = /(^|:)\(Intercept\)$/;

/** Intercepts, also those of the equations of a multinomial logit, and the thresholds of an ordered one. */
export function isIntercept(model: ModelFits, term: string): boolean {
  const ordered = isFitted(model.human) && model.human.fit.model === 'ordered-logit';
  return intercepts.test(term) || (ordered && term.includes('|'));
}

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
): Generator<number, { readonly block: RegressionsBlock; readonly rates: readonly RateDraws[] }> {
  const { level, bootstrap } = prepared.input.settings;
  const alpha = alphaOf(level);
  const pairs = models.flatMap((model) => prepared.sources.map((_, source) => pairOf(model, source)));
  const draws = yield* drawRates(prepared, pairs, resampler, alpha);
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

/** A side's coefficients as they come out of a resample: estimate + Σ multiplicity × influence; its se are kept. */
interface Mover {
  readonly size: number;
  readonly values: Float64Array;
  readonly influence: Float64Array;
}

function moverOf(names: readonly string[], estimates: readonly (number | null)[], influence: Float64Array): Mover {
  return {
    size: names.length,
    values: Float64Array.from(estimates, (value) => value ?? Number.NaN),
    influence,
  };
}

/**
 * Precision, recall, F1 and false-positive rate in every bootstrap draw, per model and source and over all models. The
 * coefficients move by the influence of the resampled people (score bootstrap), the standard errors stay.
 */
function* drawRates(
  prepared: Prepared,
  pairs: readonly Pair[],
  resampler: Resampler,
  alpha: number,
): Generator<number, { single: RateDraws[]; overall: RateDraws[] }> {
  const { bootstrap } = prepared.input.settings;
  const empty = (): RateDraws => ({
    precision: new Float64Array(bootstrap),
    recall: new Float64Array(bootstrap),
    f1: new Float64Array(bootstrap),
    falsePositiveRate: new Float64Array(bootstrap),
  });
  const single = pairs.map(empty);
  const overall = prepared.sources.map(empty);
  const humans = new Map([...new Set(pairs.map(({ model }) => model))].map((model) => [model, humanMover(model)]));
  const classifiers = pairs.map((pair) => classifierOf(pair, humans.get(pair.model) ?? null, alpha));
  const write = (into: RateDraws | undefined, b: number, rates: Rates): void => {
    if (into === undefined) return;
    into.precision[b] = rates.precision;
    into.recall[b] = rates.recall;
    into.f1[b] = rates.f1;
    into.falsePositiveRate[b] = rates.falsePositiveRate;
  };
  for (let b = 0; b < bootstrap; b++) {
    const sample = resampler.draw(b);
    for (const human of humans.values()) if (human !== null) move(human.mover, sample, human.moved);
    const totals = prepared.sources.map(emptyConfusion);
    classifiers.forEach((classify, at) => {
      const own = emptyConfusion();
      const total = totals[pairs[at]?.source ?? 0];
      classify(sample, (human, simulated) => {
        addPair(own, human, simulated);
        if (total !== undefined) addPair(total, human, simulated);
      });
      write(single[at], b, ratesOf(own));
    });
    totals.forEach((total, s) => write(overall[s], b, ratesOf(total)));
    if (b % 50 === 49) yield b + 1;
  }
  return { single, overall };
}

type Sample = ReturnType<Resampler['draw']>;
type Classifier = (sample: Sample, each: (human: SignClass, simulated: SignClass) => void) => void;

/** The coefficients of the humans in a draw, which all sources are compared with. */
interface HumanMover {
  readonly mover: Mover;
  readonly moved: Float64Array;
}

export function humanMover({ human }: ModelFits): HumanMover | null {
  if (!isFitted(human)) return null;
  const { names } = human.fit;
  const mover = moverOf(
    names,
    names.map((name) => coefficientOf(human.fit, name).b),
    human.influence,
  );
  return { mover, moved: new Float64Array(mover.size) };
}

function classifierOf(pair: Pair, human: HumanMover | null, alpha: number): Classifier {
  if (human === null) return () => undefined;
  const { moved } = human;
  const seeds = (pair.model.sources[pair.source] ?? []).map((seed) =>
    isFitted(seed)
      ? {
          mover: moverOf(
            seed.fit.names,
            seed.fit.names.map((name) => coefficientOf(seed.fit, name).b),
            seed.influence,
          ),
          // Where each human term stands in the fit of the seed.
          places: Int32Array.from(pair.terms, (term) => seed.fit.names.indexOf(term)),
        }
      : null,
  );
  const counted = pair.terms.flatMap((term, t) =>
    isIntercept(pair.model, term) || (pair.human[t]?.b ?? null) === null ? [] : [t],
  );
  const criticalOf = (side: SideCoefficient | undefined): number =>
    criticalValue(alpha, side?.degreesOfFreedom ?? Number.POSITIVE_INFINITY);
  const critical = { human: pair.human.map(criticalOf), simulated: pair.simulated.map(criticalOf) };
  const sums = new Float64Array(pair.terms.length);
  const times = new Float64Array(pair.terms.length);
  const seedMoved = seeds.map((seed) => new Float64Array(seed?.mover.size ?? 0));
  return (sample, each) => {
    sums.fill(0);
    times.fill(0);
    seeds.forEach((seed, s) => {
      const into = seedMoved[s];
      if (seed === null || into === undefined) return;
      move(seed.mover, sample, into);
      for (const t of counted) {
        const value = into[seed.places[t] ?? -1] ?? Number.NaN;
        if (!Number.isFinite(value)) continue;
        sums[t] = (sums[t] ?? 0) + value;
        times[t] = (times[t] ?? 0) + 1;
      }
    });
    for (const t of counted) {
      const own = signClass(moved[t] ?? 0, pair.human[t]?.se ?? null, critical.human[t] ?? 0);
      const value = (times[t] ?? 0) > 0 ? (sums[t] ?? 0) / (times[t] ?? 1) : null;
      each(own, signClass(value, pair.simulated[t]?.se ?? null, critical.simulated[t] ?? 0));
    }
  };
}

/** Writes the coefficients of a side in a sample. */
export function move({ size, values, influence }: Mover, { units }: Sample, into: Float64Array): void {
  into.set(values);
  addWeighted(influence, size, units, units.multiplicity, into);
}
