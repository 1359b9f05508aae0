import { quantileOfSorted } from '../statistics/quantile.ts';
import { centred } from './comparison.ts';
import { type Estimate, estimate, smallestResampled, undefinedEstimate } from './estimate.ts';
import type { Ratio } from './row-sums.ts';

/** An error, and the one that the same answers would have without differences between arms or subgroups. */
export interface ErrorPart extends Ratio {
  readonly undivided?: Ratio;
}

/** Errors of the parts of a unit (one, or the items of a subgroup) with their bootstrap draws, which are all finite. */
export interface ErrorUnit {
  readonly id: string;
  readonly label: string;
  readonly n: number;
  readonly parts: readonly ErrorPart[];
}

/** `mean` of errors that have been freed from noise already; `rms`: root mean square, freed from it here. */
export type ErrorSummary = 'mean' | 'rms';

/** Typical size of some errors with its draws; NaN without errors. */
export function typicalError(parts: readonly Ratio[], summary: ErrorSummary): Ratio {
  if (summary === 'rms') {
    const { value, draws } = meanSquare(parts);
    return { value: root(value), draws: draws.map(root) };
  }
  const length = parts[0]?.draws.length ?? 0;
  const draws = new Float64Array(length);
  for (const part of parts) part.draws.forEach((draw, b) => (draws[b] = (draws[b] ?? 0) + draw / parts.length));
  const value = parts.reduce((sum, part) => sum + part.value, 0) / parts.length;
  return { value, draws: centred(value, draws) };
}

/**
 * Mean square of some errors, mean(d² − Var d): the squares are too large by the sampling variance of each error, which is
 * taken from its draws. The draws of the mean square carry that variance twice and are moved to have the estimate as
 * their median.
 */
function meanSquare(parts: readonly Ratio[]): Ratio {
  const draws = new Float64Array(parts[0]?.draws.length ?? 0);
  let value = parts.length === 0 ? Number.NaN : 0;
  for (const part of parts) {
    value += (part.value ** 2 - varianceOf(part.draws)) / parts.length;
    part.draws.forEach((draw, b) => (draws[b] = (draws[b] ?? 0) + draw ** 2 / parts.length));
  }
  return { value, draws: centred(value, draws) };
}

function root(square: number): number {
  return Math.sqrt(Math.max(0, square));
}

/**
 * Typical error with its interval. That of a root mean square is as wide below as above, on the scale of the squares:
 * their draws are skew to the right, and a percentile interval would leave out 0 far too often where the errors are only
 * noise.
 */
export function errorEstimate(parts: readonly Ratio[], summary: ErrorSummary, n: number, level: number): Estimate {
  if (parts.length === 0) return undefinedEstimate('not-estimable', n, level);
  if (summary === 'mean') return ratioEstimate(typicalError(parts, summary), n, level);
  const { value, draws } = meanSquare(parts);
  const bare = { value: root(value), level, n };
  if (n < smallestResampled) return { ...bare, low: null, high: null, reason: 'too-few-respondents' };
  const sorted = draws.slice().sort();
  const [low, high] = [(1 - level) / 2, (1 + level) / 2].map((share) => quantileOfSorted(sorted, share));
  const half = Math.max(value - (low ?? value), (high ?? value) - value);
  return { ...bare, low: root(value - half), high: root(value + half), reason: null };
}

/** The error of a unit: signed where it has one part, typical size otherwise. */
export function unitError(unit: ErrorUnit, summary: ErrorSummary, level: number): Estimate {
  const [only, ...others] = unit.parts;
  return only !== undefined && others.length === 0
    ? ratioEstimate(only, unit.n, level)
    : errorEstimate(unit.parts, summary, unit.n, level);
}

export function ratioEstimate({ value, draws }: Ratio, n: number, level: number): Estimate {
  return estimate({ value, draws, n, level, reason: 'not-estimable' });
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
}
