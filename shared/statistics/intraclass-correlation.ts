import { varianceComponents } from './variance-components.ts';

/** `value` is null when there is one group only, no group with two members, or no variance at all. */
export type IntraclassCorrelation = {
  readonly value: number | null;
  readonly meanSquareBetween: number | null;
  readonly meanSquareWithin: number | null;
  /** Effective group size n0 for unequal groups. */
  readonly groupSize: number | null;
  readonly groups: number;
  readonly n: number;
};

/**
 * Intraclass correlation ICC(1) from a one-way analysis of variance with unequal groups:
 * (MSB − MSW)/(MSB + (n0 − 1)·MSW), n0 = (N − Σn_i²/N)/(k − 1); at most 1, negative when groups differ less than chance.
 * Source: Shrout & Fleiss (1979), Psychol. Bull. 86:420-428; Donner (1986), Int. Stat. Rev. 54:67-82.
 *
 * @throws StatisticsError empty-input, not-finite, length-mismatch
 */
export function intraclassCorrelation(
  values: readonly number[],
  groups: readonly (string | number)[],
): IntraclassCorrelation {
  const parts = varianceComponents(values, groups);
  const { n, groups: k } = parts;
  if (k < 2 || n === k) {
    return { value: null, meanSquareBetween: null, meanSquareWithin: null, groupSize: null, groups: k, n };
  }
  const meanSquareBetween = parts.between / (k - 1);
  const meanSquareWithin = parts.within / (n - k);
  const groupSize = (n - parts.groupSizes.reduce((sum, size) => sum + size * size, 0) / n) / (k - 1);
  const bottom = meanSquareBetween + (groupSize - 1) * meanSquareWithin;
  const value = bottom > 0 ? (meanSquareBetween - meanSquareWithin) / bottom : null;
  return { value, meanSquareBetween, meanSquareWithin, groupSize, groups: k, n };
}
