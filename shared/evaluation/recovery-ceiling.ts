import { alphaOf, medianEstimate } from './estimate.ts';
import type { Prepared } from './prepare.ts';
import { type InfluencedFit, type ModelFits, coefficientOf, criticalValue, isFitted } from './regression-fits.ts';
import { humanMover, isIntercept, move } from './recovery-draws.ts';
import type { RecoveryCeiling, RegressionsBlock } from './regression-results.ts';
import { addPair, emptyConfusion, ratesOf, signClass } from './recovery.ts';
import type { Resampler } from './resample.ts';

/** What is compared of two human samples, in every pair of draws. */
type CeilingDraws = Readonly<Record<keyof RecoveryCeiling, Float64Array>>;

/**
 * Adds how well a second human sample of the same size recovers the coefficients of a first one: two bootstrap draws of the
 * humans that follow each other, which are independent. Their coefficients move by the influence of the resampled people,
 * as in the intervals of the rates; standard errors stay. Yields the number of draws done.
 */
export function* withRecoveryCeiling(
  prepared: Prepared,
  models: readonly ModelFits[],
  resampler: Resampler,
  block: RegressionsBlock,
): Generator<number, RegressionsBlock> {
  const { bootstrap, level } = prepared.input.settings;
  const alpha = alphaOf(level);
  const sides = models.map((model) => humanSide(model, alpha));
  const single = sides.map(() => emptyDraws(bootstrap));
  const overall = emptyDraws(bootstrap);
  for (let b = 0; b < bootstrap; b++) {
    const sample = resampler.draw(b);
    const total = emptyTally();
    sides.forEach((side, m) => {
      if (side === null) return;
      side.previous.set(side.moved);
      move(side.mover, sample, side.moved);
      const own = emptyTally();
      if (b > 0) for (const tally of [own, total]) compare(side, tally);
      write(single[m], b, own);
    });
    write(overall, b, total);
    if (b % 50 === 49) yield b + 1;
  }
  const sizes = models.flatMap(({ human }) => (isFitted(human) ? [human.fit.n] : []));
  const read = (draws: CeilingDraws, n: number): RecoveryCeiling => ({
    precision: medianEstimate(draws.precision, n, level),
    recall: medianEstimate(draws.recall, n, level),
    f1: medianEstimate(draws.f1, n, level),
    falsePositiveRate: medianEstimate(draws.falsePositiveRate, n, level),
    attenuationSlope: medianEstimate(draws.attenuationSlope, n, level),
  });
  const withOwn = block.models.map((model, m) => {
    const draws = single[m];
    return draws === undefined || sides[m] === null ? model : { ...model, ceiling: read(draws, model.n) };
  });
  const least = Math.min(...sizes);
  return {
    ...block,
    definitions: [...block.definitions, 'recovery-ceiling'],
    models: withOwn,
    ...(sizes.length === 0 ? {} : { ceiling: read(overall, least) }),
  };
}

function emptyDraws(count: number): CeilingDraws {
  const undefinedAtFirst = (): Float64Array => new Float64Array(count).fill(Number.NaN);
  return {
    precision: undefinedAtFirst(),
    recall: undefinedAtFirst(),
    f1: undefinedAtFirst(),
    falsePositiveRate: undefinedAtFirst(),
    attenuationSlope: undefinedAtFirst(),
  };
}

/** The human coefficients of a model in two draws that follow each other. */
interface HumanSide {
  readonly mover: NonNullable<ReturnType<typeof humanMover>>['mover'];
  readonly moved: Float64Array;
  readonly previous: Float64Array;
  /** Places of the coefficients that count, with standard error and critical value of each. */
  readonly counted: readonly { readonly at: number; readonly se: number | null; readonly critical: number }[];
}

function humanSide(model: ModelFits, alpha: number): HumanSide | null {
  const human = humanMover(model);
  if (human === null || !isFitted(model.human)) return null;
  return {
    ...human,
    previous: new Float64Array(human.moved.length),
    counted: countedTerms(model, model.human, alpha),
  };
}

function countedTerms(model: ModelFits, { fit }: InfluencedFit, alpha: number): HumanSide['counted'] {
  return fit.names.flatMap((term, at) => {
    const { b, se, degreesOfFreedom } = coefficientOf(fit, term);
    return isIntercept(model, term) || b === null ? [] : [{ at, se, critical: criticalValue(alpha, degreesOfFreedom) }];
  });
}

/** Agreement of two samples: signs, and sums of products in standard errors for the slope through the origin. */
function emptyTally() {
  return { signs: emptyConfusion(), products: 0, squares: 0 };
}
type Tally = ReturnType<typeof emptyTally>;

function compare({ moved, previous, counted }: HumanSide, tally: Tally): void {
  for (const { at, se, critical } of counted) {
    const first = previous[at] ?? 0;
    const second = moved[at] ?? 0;
    addPair(tally.signs, signClass(first, se, critical), signClass(second, se, critical));
    if (se === null || !(se > 0)) continue;
    tally.products += (first / se) * (second / se);
    tally.squares += (first / se) ** 2;
  }
}

/** Rates without cases, and those of the first draw, are NaN. */
function write(into: CeilingDraws | undefined, b: number, { signs, products, squares }: Tally): void {
  if (into === undefined) return;
  const rates = ratesOf(signs);
  into.precision[b] = rates.precision;
  into.recall[b] = rates.recall;
  into.f1[b] = rates.f1;
  into.falsePositiveRate[b] = rates.falsePositiveRate;
  into.attenuationSlope[b] = squares > 0 ? products / squares : Number.NaN;
}
