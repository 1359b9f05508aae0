import { type AgreementName, addAgreement, agreementOf, emptyAgreement } from './coefficient-agreement.ts';
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

/** Rates, and agreement of the sizes, in every bootstrap draw. */
export type RecoveryDraws = Readonly<Record<keyof Rates | AgreementName, Float64Array>>;

/**
 * Sums a list of coefficients up. Intercepts, thresholds and coefficients that the humans do not have are left out; a
 * coefficient that only the simulated side lacks counts as not significant there.
 */
export function recoveryOf(
  coefficients: readonly Coefficient[],
  draws: RecoveryDraws | null,
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
    ...agreement(counted, draws, settings),
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
function equivalenceCounts(counted: readonly Coefficient[]): Pick<Recovery, 'equivalence'> {
  const tested = counted.filter(({ equivalence }) => equivalence !== undefined);
  if (tested.length === 0) return {};
  const states = tested.map(({ equivalence }) => equivalence?.state ?? 'open');
  const count = (state: (typeof states)[number]): number => states.filter((own) => own === state).length;
  return { equivalence: { equivalent: count('equivalent'), different: count('different'), open: count('open') } };
}

/** Agreement of the sizes over coefficients that both sides have. */
function agreement(
  counted: readonly Coefficient[],
  draws: RecoveryDraws | null,
  { n, level, alpha }: { readonly n: number; readonly level: number; readonly alpha: number },
): Pick<Recovery, AgreementName | 'agreement'> {
  const sums = emptyAgreement();
  for (const { human, simulated, zP, sameSign, intervalOverlap } of counted) {
    if (human.b === null || human.se === null || !(human.se > 0) || simulated.b === null) continue;
    addAgreement(sums, {
      human: human.b / human.se,
      simulated: simulated.b / human.se,
      different: zP === null ? null : zP < alpha,
      flipped: sameSign === false,
      overlap: intervalOverlap ?? null,
    });
  }
  const numbers = agreementOf(sums);
  const known = (name: AgreementName): number | null => (Number.isFinite(numbers[name]) ? numbers[name] : null);
  const bounds: Readonly<Record<AgreementName, readonly [number, number]>> = {
    attenuationSlope: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    correlation: [-1, 1],
    rootMeanSquareError: [0, Number.POSITIVE_INFINITY],
    shareDifferent: [0, 1],
    shareFlipped: [0, 1],
    intervalOverlap: [0, 1],
  };
  const of = (name: AgreementName): Estimate =>
    estimate({
      value: numbers[name],
      draws: draws?.[name] ?? null,
      n,
      level,
      reason: 'not-estimable',
      bounds: bounds[name],
    });
  return {
    attenuationSlope: known('attenuationSlope'),
    correlation: known('correlation'),
    rootMeanSquareError: known('rootMeanSquareError'),
    shareDifferent: known('shareDifferent'),
    shareFlipped: known('shareFlipped'),
    intervalOverlap: known('intervalOverlap'),
    agreement: {
      attenuationSlope: of('attenuationSlope'),
      correlation: of('correlation'),
      rootMeanSquareError: of('rootMeanSquareError'),
      shareDifferent: of('shareDifferent'),
      shareFlipped: of('shareFlipped'),
      intervalOverlap: of('intervalOverlap'),
    },
  };
}
