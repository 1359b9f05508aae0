import { StatisticsError } from './statistics-error.ts';

/** An estimate with its confidence limits, which need not be equally far away. */
export type LimitedEstimate = {
  readonly value: number;
  readonly limits: readonly [number, number];
};

/** Ratios are sought up to this multiple of the scale that the two estimates give. */
const farthest = 1e9;
const steps = 200;

/**
 * Confidence limits of a ratio a/b from those of a and b: a ratio r is inside as long as 0 is inside the limits of a − r·b,
 * whose distances from the estimate are recovered from those of a and b and the correlation of the two. What b shares with
 * a moves to the side to which a moves, so that unequal sides are not mixed up; the rest of it moves on its own.
 * Source: Zou & Donner (2008), Stat. Med. 27:1693-1702; Donner & Zou (2012), Stat. Methods Med. Res. 21:347-359 (MOVER), which
 * this is where the limits are equally far away.
 *
 * @param b with limits above 0
 * @param correlation of the two estimates, in [-1, 1]
 * @throws StatisticsError out-of-range
 */
export function ratioLimits(a: LimitedEstimate, b: LimitedEstimate, correlation: number): readonly [number, number] {
  if (!(b.limits[0] > 0 && b.value >= b.limits[0] && b.limits[1] >= b.value)) {
    throw new StatisticsError('out-of-range', 'a ratio has limits where those of its denominator are above 0');
  }
  const apart = Math.sqrt(Math.max(0, 1 - correlation ** 2));
  /** How far a − r·b lies to one side of its estimate. */
  const reach = (ratio: number, side: -1 | 1): number => {
    const shared = ([-1, 1] as const).map(
      (way) => way * (sideOf(a, way) - ratio * correlation * sideOf(b, correlation < 0 ? opposite(way) : way)),
    );
    const alone = Math.abs(ratio) * apart * sideOf(b, ratio > 0 ? opposite(side) : side);
    return Math.hypot(Math.max(0, ...shared.map((move) => side * move)), alone);
  };
  const estimate = a.value / b.value;
  return [
    crossing((ratio) => a.value - ratio * b.value - reach(ratio, -1), estimate, -1),
    crossing((ratio) => a.value - ratio * b.value + reach(ratio, 1), estimate, 1),
  ];
}

function opposite(side: -1 | 1): -1 | 1 {
  return side === 1 ? -1 : 1;
}

/** Distance of a limit from the estimate. */
function sideOf({ value, limits }: LimitedEstimate, side: -1 | 1): number {
  return Math.max(0, side === 1 ? limits[1] - value : value - limits[0]);
}

/** The ratio at which a difference comes to 0 on one side of the estimate, at which it has not yet done so. */
function crossing(difference: (ratio: number) => number, estimate: number, side: -1 | 1): number {
  const outside = (ratio: number): boolean => side * difference(ratio) <= 0;
  let inside = estimate;
  let step = Math.max(Math.abs(estimate), 1e-3);
  while (!outside(estimate + side * step)) {
    inside = estimate + side * step;
    step *= 2;
    if (step > farthest) return side * Number.POSITIVE_INFINITY;
  }
  let beyond = estimate + side * step;
  for (let i = 0; i < steps && Math.abs(beyond - inside) > 1e-12 * Math.max(Math.abs(beyond), Math.abs(inside)); i++) {
    const middle = (inside + beyond) / 2;
    if (outside(middle)) beyond = middle;
    else inside = middle;
  }
  return inside;
}
