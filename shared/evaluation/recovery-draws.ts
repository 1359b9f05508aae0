import { normalQuantile } from '../statistics/normal-quantile.ts';
import { addAgreement, agreementNames, agreementOf, emptyAgreement, overlapOf } from './coefficient-agreement.ts';
import type { Prepared } from './prepare.ts';
import { type ModelFits, type SideCoefficient, coefficientOf, criticalValue, isFitted } from './regression-fits.ts';
import { type RecoveryDraws, addPair, emptyConfusion, ratesOf, signClass } from './recovery.ts';
import type { Resampler } from './resample.ts';
import { addWeighted } from './unit-sums.ts';

/** One model and source: the coefficients in the order of the human fit, pooled over seeds. */
export interface Pair {
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

/** Signs and sizes of the coefficients of both sides. */
interface Tally {
  readonly signs: ReturnType<typeof emptyConfusion>;
  readonly sizes: ReturnType<typeof emptyAgreement>;
}

function emptyTally(): Tally {
  return { signs: emptyConfusion(), sizes: emptyAgreement() };
}

const rateNames = ['precision', 'recall', 'f1', 'falsePositiveRate'] as const;

/**
 * Rates of the signs and agreement of the sizes in every bootstrap draw, per model and source and over all models. The
 * coefficients move by the influence of the resampled people (score bootstrap), the standard errors stay.
 */
export function* drawRecovery(
  prepared: Prepared,
  pairs: readonly Pair[],
  resampler: Resampler,
  alpha: number,
): Generator<number, { single: RecoveryDraws[]; overall: RecoveryDraws[] }> {
  const { bootstrap } = prepared.input.settings;
  const single = pairs.map(() => emptyDraws(bootstrap));
  const overall = prepared.sources.map(() => emptyDraws(bootstrap));
  const humans = new Map([...new Set(pairs.map(({ model }) => model))].map((model) => [model, humanMover(model)]));
  const counters = pairs.map((pair) => counterOf(pair, humans.get(pair.model) ?? null, alpha));
  for (let b = 0; b < bootstrap; b++) {
    const sample = resampler.draw(b);
    for (const human of humans.values()) if (human !== null) move(human.mover, sample, human.moved);
    const totals = prepared.sources.map(emptyTally);
    counters.forEach((count, at) => {
      const own = emptyTally();
      const total = totals[pairs[at]?.source ?? 0];
      count(sample, total === undefined ? [own] : [own, total]);
      write(single[at], b, own);
    });
    totals.forEach((total, s) => write(overall[s], b, total));
    if (b % 50 === 49) yield b + 1;
  }
  return { single, overall };
}

function emptyDraws(count: number): RecoveryDraws {
  const column = (): Float64Array => new Float64Array(count);
  return {
    precision: column(),
    recall: column(),
    f1: column(),
    falsePositiveRate: column(),
    attenuationSlope: column(),
    correlation: column(),
    rootMeanSquareError: column(),
    shareDifferent: column(),
    shareFlipped: column(),
    intervalOverlap: column(),
  };
}

function write(into: RecoveryDraws | undefined, b: number, { signs, sizes }: Tally): void {
  if (into === undefined) return;
  const rates = ratesOf(signs);
  const agreement = agreementOf(sizes);
  for (const name of rateNames) into[name][b] = rates[name];
  for (const name of agreementNames) into[name][b] = agreement[name];
}

type Sample = ReturnType<Resampler['draw']>;
/** Adds the coefficients of one model and source in a draw. */
type Counter = (sample: Sample, tallies: readonly Tally[]) => void;

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

/**
 * The coefficients of a source in the order of the pair's terms, means over the seeds that estimate them; means move by the
 * mean influence, since every draw has all seeds. NaN where no seed has an estimate.
 */
function meanMover({ model, source, terms }: Pair): Mover {
  const seeds = (model.sources[source] ?? []).filter(isFitted);
  const size = terms.length;
  const values = new Float64Array(size).fill(Number.NaN);
  const units = seeds.reduce((most, { fit, influence }) => Math.max(most, influence.length / fit.names.length), 0);
  const influence = new Float64Array(units * size);
  terms.forEach((term, t) => {
    const estimated = seeds.flatMap(({ fit, influence: own }) => {
      const value = coefficientOf(fit, term).b;
      return value === null ? [] : [{ value, own, place: fit.names.indexOf(term), width: fit.names.length }];
    });
    if (estimated.length === 0) return;
    values[t] = estimated.reduce((sum, { value }) => sum + value, 0) / estimated.length;
    for (const { own, place, width } of estimated) {
      for (let unit = 0; unit < units; unit++) {
        const at = unit * size + t;
        influence[at] = (influence[at] ?? 0) + (own[unit * width + place] ?? 0) / estimated.length;
      }
    }
  });
  return { size, values, influence };
}

function counterOf(pair: Pair, human: HumanMover | null, alpha: number): Counter {
  if (human === null) return () => undefined;
  const counted = pair.terms.flatMap((term, t) =>
    isIntercept(pair.model, term) || (pair.human[t]?.b ?? null) === null ? [] : [t],
  );
  const criticalOf = (side: SideCoefficient | undefined): number =>
    criticalValue(alpha, side?.degreesOfFreedom ?? Number.POSITIVE_INFINITY);
  const sides = counted.map((t) => ({
    t,
    human: { se: pair.human[t]?.se ?? null, critical: criticalOf(pair.human[t]) },
    simulated: { se: pair.simulated[t]?.se ?? null, critical: criticalOf(pair.simulated[t]) },
  }));
  const different = normalQuantile(1 - alpha / 2);
  const mover = meanMover(pair);
  const means = new Float64Array(mover.size);
  return (sample, tallies) => {
    move(mover, sample, means);
    for (const { t, human: own, simulated: other } of sides) {
      const b = human.moved[t] ?? 0;
      const mean = means[t] ?? Number.NaN;
      const simulated = Number.isFinite(mean) ? mean : null;
      for (const { signs } of tallies) {
        addPair(signs, signClass(b, own.se, own.critical), signClass(simulated, other.se, other.critical));
      }
      if (simulated === null || own.se === null || !(own.se > 0)) continue;
      const pooled = other.se === null ? Number.NaN : Math.sqrt(own.se ** 2 + other.se ** 2);
      const ends = (value: number, half: number): readonly [number, number] => [value - half, value + half];
      const sizes = {
        human: b / own.se,
        simulated: simulated / own.se,
        different: pooled > 0 ? Math.abs(simulated - b) / pooled > different : null,
        flipped: Math.sign(b) !== Math.sign(simulated),
        overlap:
          other.se === null
            ? null
            : overlapOf(ends(b, own.critical * own.se), ends(simulated, other.critical * other.se)),
      };
      for (const tally of tallies) addAgreement(tally.sizes, sizes);
    }
  };
}

/** Writes the coefficients of a side in a sample. */
export function move({ size, values, influence }: Mover, { units }: Sample, into: Float64Array): void {
  into.set(values);
  addWeighted(influence, size, units, units.multiplicity, into);
}
