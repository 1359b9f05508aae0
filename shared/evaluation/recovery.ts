import { type Estimate, estimate } from './estimate.ts';
import type { Coefficient, Recovery } from './regression-results.ts';

export type SignClass = -1 | 0 | 1;

/** Sign of a coefficient that is significant, 0 otherwise and where there is no estimate. */
export function signClass(b: number | null, se: number | null, critical: number): SignClass {
  if (b === null || se === null || !(se > 0) || !(Math.abs(b) / se > critical)) return 0;
  return b > 0 ? 1 : -1;
}

/** Counts of agreement on the significant signs. */
export interface Confusion {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
  flipped: number;
}

/** Adds one coefficient. Opposite significant signs are `flipped`: they count against precision and against recall. */
export function addPair(confusion: Confusion, human: SignClass, simulated: SignClass): void {
  if (human === 0) {
    if (simulated === 0) confusion.trueNegatives++;
    else confusion.falsePositives++;
  } else if (simulated === 0) confusion.falseNegatives++;
  else if (simulated === human) confusion.truePositives++;
  else confusion.flipped++;
}

export function emptyConfusion(): Confusion {
  return { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0, flipped: 0 };
}

/** NaN where a rate has no cases. */
export interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly falsePositiveRate: number;
}

/**
 * precision = TP/(TP + FP + flipped), recall = TP/(TP + FN + flipped), F1 their harmonic mean, false-positive rate =
 * FP/(FP + TN). van Rijsbergen (1979), Information Retrieval, ch. 7.
 */
export function ratesOf(confusion: Confusion): Rates {
  const { truePositives, falsePositives, falseNegatives, trueNegatives, flipped } = confusion;
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : Number.NaN);
  return {
    precision: share(truePositives, truePositives + falsePositives + flipped),
    recall: share(truePositives, truePositives + falseNegatives + flipped),
    f1: share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives + 2 * flipped),
    falsePositiveRate: share(falsePositives, falsePositives + trueNegatives),
  };
}

/** Rates in every bootstrap draw. */
export type RateDraws = Readonly<Record<keyof Rates, Float64Array>>;

/**
 * Sums a list of coefficients up. Intercepts, thresholds and coefficients that the humans do not have are left out; a
 * coefficient that only the simulated side lacks counts as not significant there.
 */
export function recoveryOf(
  coefficients: readonly Coefficient[],
  draws: RateDraws | null,
  settings: { readonly n: number; readonly level: number; readonly alpha: number },
): Recovery {
  const { n, level } = settings;
  const counted = coefficients.filter(({ intercept, human }) => !intercept && human.b !== null);
  const confusion = emptyConfusion();
  const table = [-1, 0, 1].map(() => [0, 0, 0]);
  for (const { human, simulated } of counted) {
    const row = place(human.sign);
    const column = place(simulated.sign);
    addPair(confusion, toClass(row), toClass(column));
    const cells = table[row];
    if (cells !== undefined) cells[column] = (cells[column] ?? 0) + 1;
  }
  const rates = ratesOf(confusion);
  const of = (rate: keyof Rates, reason: Estimate['reason']): Estimate =>
    estimate({
      value: rates[rate],
      draws: draws?.[rate] ?? null,
      n,
      level,
      reason: reason ?? 'not-estimable',
      bounds: [0, 1],
    });
  return {
    coefficients: counted.length,
    table,
    ...confusion,
    precision: of('precision', 'no-significant-coefficients'),
    recall: of('recall', 'no-significant-coefficients'),
    f1: of('f1', 'no-significant-coefficients'),
    falsePositiveRate: of('falsePositiveRate', 'no-insignificant-coefficients'),
    ...agreement(counted, settings.alpha),
    ...equivalenceCounts(counted),
  };
}

function place(sign: Coefficient['human']['sign']): number {
  return sign === 'negative' ? 0 : sign === 'positive' ? 2 : 1;
}

function toClass(index: number): SignClass {
  return index === 0 ? -1 : index === 2 ? 1 : 0;
}

/** How many differences are shown to be small, shown to be there, and neither; nothing where none was tested. */
function equivalenceCounts(counted: readonly Coefficient[]): Pick<Recovery, 'equivalence' | 'intervalOverlap'> {
  const tested = counted.filter(({ equivalence }) => equivalence !== undefined);
  if (tested.length === 0) return {};
  const states = tested.map(({ equivalence }) => equivalence?.state ?? 'open');
  const count = (state: (typeof states)[number]): number => states.filter((own) => own === state).length;
  const overlaps = tested.flatMap(({ intervalOverlap }) => intervalOverlap ?? []);
  return {
    equivalence: { equivalent: count('equivalent'), different: count('different'), open: count('open') },
    intervalOverlap:
      overlaps.length === 0 ? null : overlaps.reduce((sum, overlap) => sum + overlap, 0) / overlaps.length,
  };
}

type Agreement = Pick<
  Recovery,
  'attenuationSlope' | 'correlation' | 'rootMeanSquareError' | 'shareDifferent' | 'shareFlipped'
>;

/**
 * Agreement of the sizes over coefficients that both sides have, in units of the human standard error, since the units of
 * the variables differ: slope through the origin, Pearson correlation, root mean square difference.
 */
function agreement(counted: readonly Coefficient[], alpha: number): Agreement {
  const both = counted.flatMap(({ human, simulated, zP, sameSign }) =>
    human.b !== null && human.se !== null && human.se > 0 && simulated.b !== null
      ? [{ x: human.b / human.se, y: simulated.b / human.se, zP, sameSign }]
      : [],
  );
  const m = both.length;
  if (m === 0) {
    return {
      attenuationSlope: null,
      correlation: null,
      rootMeanSquareError: null,
      shareDifferent: null,
      shareFlipped: null,
    };
  }
  const sum = (of: (pair: (typeof both)[number]) => number): number =>
    both.reduce((total, pair) => total + of(pair), 0);
  const xx = sum(({ x }) => x * x);
  const meanX = sum(({ x }) => x) / m;
  const meanY = sum(({ y }) => y) / m;
  const spreadX = sum(({ x }) => (x - meanX) ** 2);
  const spreadY = sum(({ y }) => (y - meanY) ** 2);
  const shared = sum(({ x, y }) => (x - meanX) * (y - meanY));
  const tested = both.filter(({ zP }) => zP !== null);
  return {
    attenuationSlope: xx > 0 ? sum(({ x, y }) => x * y) / xx : null,
    correlation: m > 2 && spreadX > 0 && spreadY > 0 ? shared / Math.sqrt(spreadX * spreadY) : null,
    rootMeanSquareError: Math.sqrt(sum(({ x, y }) => (y - x) ** 2) / m),
    shareDifferent: tested.length > 0 ? tested.filter(({ zP }) => (zP ?? 1) < alpha).length / tested.length : null,
    shareFlipped: both.filter(({ sameSign }) => sameSign === false).length / m,
  };
}
