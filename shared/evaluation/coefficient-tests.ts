import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { tost } from '../statistics/tost.ts';
import { overlapOf } from './coefficient-agreement.ts';
import type { Coefficient } from './regression-results.ts';

/**
 * Adds what needs all coefficients of a regression at once: p-values adjusted over its coefficients without intercepts
 * (Benjamini-Hochberg), the overlap of the intervals, and whether the difference is shown to be small, shown to be there, or
 * neither.
 *
 * @param margins of equivalence by term, in the unit of the coefficient
 * @param alpha level of every test
 */
export function testCoefficients(
  coefficients: readonly Coefficient[],
  margins: ReadonlyMap<string, number>,
  alpha: number,
): Coefficient[] {
  const adjust = (of: (one: Coefficient) => number | null): (number | null)[] =>
    benjaminiHochberg(coefficients.map((one) => (one.intercept ? null : of(one))));
  const equivalences = coefficients.map((one) => equivalenceOf(one, margins.get(one.term) ?? null, alpha));
  const human = adjust((one) => one.human.p);
  const simulated = adjust((one) => one.simulated.p);
  const different = adjust(({ zP }) => zP);
  const equivalent = benjaminiHochberg(equivalences.map((one) => one?.p ?? null));
  return coefficients.map((one, k): Coefficient => {
    const equivalence = equivalences[k] ?? null;
    const adjustedP = equivalent[k] ?? null;
    const zAdjustedP = different[k] ?? null;
    return {
      ...one,
      human: { ...one.human, adjustedP: human[k] ?? null },
      simulated: { ...one.simulated, adjustedP: simulated[k] ?? null },
      zAdjustedP,
      intervalOverlap: overlapOfSides(one),
      equivalence:
        equivalence === null || adjustedP === null
          ? null
          : {
              ...equivalence,
              adjustedP,
              state:
                adjustedP < alpha ? 'equivalent' : zAdjustedP !== null && zAdjustedP < alpha ? 'different' : 'open',
            },
    };
  });
}

type Equivalence = Omit<NonNullable<Coefficient['equivalence']>, 'adjustedP' | 'state'>;

/** Two one-sided tests of the difference with the standard errors of both sides; null where there is none or no margin. */
function equivalenceOf({ intercept, human, simulated }: Coefficient, margin: number | null, alpha: number) {
  if (intercept || margin === null || human.b === null || simulated.b === null) return null;
  const difference = simulated.b - human.b;
  const standardError = Math.sqrt((human.se ?? Number.NaN) ** 2 + (simulated.se ?? Number.NaN) ** 2);
  if (!(standardError > 0)) return null;
  const { pValue, interval } = tost({ estimate: difference, standardError, low: -margin, high: margin, alpha });
  const found: Equivalence = { margin, difference, low: interval.low, high: interval.high, p: pValue };
  return found;
}

function overlapOfSides({ human, simulated }: Coefficient): number | null {
  if (human.low === null || human.high === null || simulated.low === null || simulated.high === null) return null;
  return overlapOf([human.low, human.high], [simulated.low, simulated.high]);
}
