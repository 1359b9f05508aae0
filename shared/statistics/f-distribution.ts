import f from '@stdlib/stats-base-dists-f';

/** P(F ≥ x) with d1 and d2 degrees of freedom, as the lower tail of 1/F so that small values keep their digits. */
export function fUpperTail(x: number, d1: number, d2: number): number {
  if (!(x > 0)) return x <= 0 ? 1 : Number.NaN;
  return f.cdf(1 / x, d2, d1);
}
