import { varianceComponents } from './variance-components.ts';

/**
 * η² = SS_between/SS_total in [0, 1]: the share of the (weighted) variance that lies between groups; null when all
 * values are equal. Biased upwards for small groups. Source: Kerlinger (1964); Fisher (1925), section 45.
 *
 * @throws StatisticsError empty-input, not-finite, length-mismatch, negative-value, zero-total
 */
export function etaSquared(
  values: readonly number[],
  groups: readonly (string | number)[],
  weights?: readonly number[],
): number | null {
  const parts = varianceComponents(values, groups, weights);
  return parts.total > 0 ? Math.min(1, parts.between / parts.total) : null;
}
