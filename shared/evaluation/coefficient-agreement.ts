/** One coefficient that both sides have; both values in human standard errors, since the units of the variables differ. */
export interface CoefficientPair {
  readonly human: number;
  readonly simulated: number;
  /** Whether the difference is significant; null where it cannot be tested. */
  readonly different: boolean | null;
  readonly flipped: boolean;
  /** Mean share of the two intervals that lies in the other one; null where a side has none. */
  readonly overlap: number | null;
}

export const agreementNames = [
  'attenuationSlope',
  'correlation',
  'rootMeanSquareError',
  'shareDifferent',
  'shareFlipped',
  'intervalOverlap',
] as const;
export type AgreementName = (typeof agreementNames)[number];

/** Sums over coefficients. */
export function emptyAgreement() {
  return {
    m: 0,
    x: 0,
    y: 0,
    xx: 0,
    yy: 0,
    xy: 0,
    errors: 0,
    tested: 0,
    different: 0,
    flipped: 0,
    overlaps: 0,
    overlap: 0,
  };
}
export type AgreementSums = ReturnType<typeof emptyAgreement>;

export function addAgreement(
  sums: AgreementSums,
  { human, simulated, different, flipped, overlap }: CoefficientPair,
): void {
  sums.m += 1;
  sums.x += human;
  sums.y += simulated;
  sums.xx += human * human;
  sums.yy += simulated * simulated;
  sums.xy += human * simulated;
  sums.errors += (simulated - human) ** 2;
  if (different !== null) sums.tested += 1;
  if (different === true) sums.different += 1;
  if (flipped) sums.flipped += 1;
  if (overlap === null) return;
  sums.overlaps += 1;
  sums.overlap += overlap;
}

/**
 * Agreement of the sizes: slope through the origin, Pearson correlation, root mean square difference, share of significantly
 * different coefficients, share with the other sign, mean overlap of the intervals. NaN where one is not defined.
 */
export function agreementOf(sums: AgreementSums): Record<AgreementName, number> {
  const { m, x, y, xx, yy, xy } = sums;
  const share = (part: number, whole: number): number => (whole > 0 ? part / whole : Number.NaN);
  const spread = (squares: number, sum: number): number => {
    const left = squares - (sum * sum) / m;
    // What is left of equal numbers is rounding.
    return left > 1e-12 * squares ? left : 0;
  };
  const product = spread(xx, x) * spread(yy, y);
  return {
    attenuationSlope: share(xy, xx),
    correlation: m > 2 && product > 0 ? Math.max(-1, Math.min(1, (xy - (x * y) / m) / Math.sqrt(product))) : Number.NaN,
    rootMeanSquareError: Math.sqrt(share(sums.errors, m)),
    shareDifferent: share(sums.different, sums.tested),
    shareFlipped: share(sums.flipped, m),
    intervalOverlap: share(sums.overlap, sums.overlaps),
  };
}

/** Mean over two intervals of the share that the other one covers; null where one has no width. Karr et al. (2006), Am. Stat. 60:224-232. */
export function overlapOf(a: readonly [number, number], b: readonly [number, number]): number | null {
  const shared = Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
  const widths = [a[1] - a[0], b[1] - b[0]];
  return widths.every((width) => width > 0) ? widths.reduce((sum, width) => sum + shared / width / 2, 0) : null;
}
