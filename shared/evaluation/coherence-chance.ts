import type { Measured } from './measure.ts';
import type { Ratio } from './row-sums.ts';

/** Where the shares of actions lie among the sums of `createCoherence`: per side, expected ones, then chosen ones. */
export interface ActionSums {
  readonly first: number;
  readonly options: number;
}

/**
 * Gap that would be left if the action had nothing to do with the rule: the expected share of mismatches after the actions
 * of a side are dealt out anew among its rows, 1 − Σ_k P(expected = k)·P(chosen = k). Of the humans (side 0) or of a source
 * (1 + its place), with its draws. Cohen (1960), Educ. Psychol. Meas. 20:37-46, whose κ is 1 − gap/chance.
 */
export function chanceGap(measured: Measured, { first, options }: ActionSums, side: number): Ratio {
  const at = first + 2 * options * side;
  const chance = (of: (index: number) => number): number => {
    let matches = 0;
    let total = 0;
    for (let k = 0; k < options; k++) {
      matches += of(at + k) * of(at + options + k);
      total += of(at + k);
    }
    return total > 0 ? 1 - matches / total ** 2 : Number.NaN;
  };
  const columns = Array.from({ length: 2 * options }, (_, k) => measured.draws(at + k));
  return {
    value: chance((index) => measured.point(index)),
    draws: Float64Array.from(columns[0] ?? [], (_, b) => chance((index) => columns[index - at]?.[b] ?? Number.NaN)),
  };
}
