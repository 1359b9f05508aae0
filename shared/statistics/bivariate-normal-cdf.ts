import { normalCdf } from './normal-distribution.ts';

const order = 20;
const rule = gaussLegendre(order);

/**
 * P(X ≤ a, Y ≤ b) for standard normal X, Y with correlation ρ in (−1, 1): Φ(a)Φ(b) plus Plackett's integral over the
 * correlation, ∫ φ₂(a, b; sin θ) cos θ dθ, by Gauss-Legendre panels that narrow towards |ρ| = 1. Absolute error about 1e-14.
 * Source: Plackett (1954), Biometrika 41:351-360; Genz (2004), Stat. Comput. 14:251-260.
 *
 * @param a, b may be ±Infinity
 */
export function bivariateNormalCdf(a: number, b: number, rho: number): number {
  if (a === Number.NEGATIVE_INFINITY || b === Number.NEGATIVE_INFINITY) return 0;
  if (a === Number.POSITIVE_INFINITY) return normalCdf(b);
  if (b === Number.POSITIVE_INFINITY) return normalCdf(a);
  const target = Math.asin(rho);
  const sign = Math.sign(target);
  const end = Math.abs(target);
  let from = 0;
  let integral = 0;
  while (from < end) {
    const to = Math.min(end, Math.PI / 2 - (Math.PI / 2 - from) * 0.6);
    for (const { node, weight } of rule) {
      const theta = sign * ((from + to) / 2 + ((to - from) / 2) * node);
      const cosine = Math.cos(theta);
      const exponent = (a * a + b * b - 2 * a * b * Math.sin(theta)) / (2 * cosine * cosine);
      integral += ((weight * (to - from)) / 2) * Math.exp(-exponent);
    }
    from = to;
  }
  return Math.min(1, Math.max(0, normalCdf(a) * normalCdf(b) + (sign * integral) / (2 * Math.PI)));
}

/** Density of the standard bivariate normal distribution; 0 at infinite arguments. */
export function bivariateNormalDensity(a: number, b: number, rho: number): number {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return 0;
  const rest = (1 - rho) * (1 + rho);
  return Math.exp(-(a * a + b * b - 2 * rho * a * b) / (2 * rest)) / (2 * Math.PI * Math.sqrt(rest));
}

/** Nodes and weights on [−1, 1]: roots of the Legendre polynomial by Newton's method (Abramowitz & Stegun 25.4.29). */
function gaussLegendre(n: number): { node: number; weight: number }[] {
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 100; step += 1) {
      let before = 1;
      let value = x;
      for (let k = 2; k <= n; k += 1) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      slope = (n * (x * value - before)) / (x * x - 1);
      const change = value / slope;
      x -= change;
      if (Math.abs(change) < 1e-16) break;
    }
    return { node: x, weight: 2 / ((1 - x * x) * slope * slope) };
  });
}
