import type { Estimate } from './estimate-schema.ts';
import { reasonInWords } from './reason-in-words.ts';

/** Thousands are parted, and units joined, by a narrow no-break space. */
export const thinSpace = '\u202f';
const minus = '\u2212';
const superscripts = [...'⁰¹²³⁴⁵⁶⁷⁸⁹'];

/** Number of decimals that show `digits` significant digits of a value; never negative. */
function decimalsFor(value: number, digits: number): number {
  if (value === 0) return digits - 1;
  const rounded = Number(Math.abs(value).toPrecision(digits));
  return Math.min(20, Math.max(0, digits - 1 - Math.floor(Math.log10(rounded))));
}

/** A number with a fixed number of decimals, a true minus sign and thin spaces in thousands; never "−0.00". */
export function formatFixed(value: number, decimals: number): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, thinSpace);
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && /[1-9]/.test(digits) ? `${minus}${digits}` : digits;
}

/**
 * A number with 3 significant digits: 0.123, 12.3, 1 234 (whole parts are never rounded away), 1.23 × 10⁻⁵ below 0.0001
 * and from 10⁹ on.
 */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : value > 0 ? '∞' : `${minus}∞`;
  const size = Math.abs(value);
  if (value === 0) return '0';
  if (size >= 1e9 || size < 1e-4) {
    const [mantissa = '', exponent = ''] = size.toExponential(digits - 1).split('e');
    const power = [...String(Math.abs(Number(exponent)))].map((digit) => superscripts[Number(digit)]).join('');
    return `${value < 0 ? minus : ''}${mantissa} × 10${Number(exponent) < 0 ? '⁻' : ''}${power}`;
  }
  return formatFixed(value, decimalsFor(value, digits));
}

/** The smallest ratio that is written out. */
const leastRatio = 0.001;

/** A ratio with 3 significant digits; "< 0.001" for what lies between 0 and that, on the other side "> −0.001". */
export function formatRatio(value: number, digits = 3): string {
  if (value === 0 || Math.abs(value) >= leastRatio) return formatNumber(value, digits);
  return value > 0 ? `< ${leastRatio}` : `> ${minus}${leastRatio}`;
}

/** A whole number, or the mean of whole numbers over seeds with one decimal. */
export function formatCount(value: number): string {
  return formatFixed(value, Number.isInteger(value) ? 0 : 1);
}

/** A share in [0, 1] as a percentage with one decimal: 23.8 %. */
export function formatPercent(share: number, decimals = 1): string {
  return `${formatFixed(share * 100, decimals)}${thinSpace}%`;
}

/** `p < .001`, `p = .012`, `p > .999`. */
export function formatP(p: number): string {
  if (p < 0.001) return 'p < .001';
  if (p > 0.999) return 'p > .999';
  return `p = ${p.toFixed(3).slice(1)}`;
}

/** Bytes in decimal units: 531 MB. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? formatCount(value) : formatNumber(value)}${thinSpace}${units[unit] ?? ''}`;
}

/**
 * Decimals of an estimate: 3 significant digits of the value, but not more than two significant digits of half the
 * interval's width, since further digits would be noise.
 */
function estimateDecimals(value: number, low: number | null, high: number | null): number {
  const own = decimalsFor(value, 3);
  if (low === null || high === null || !(high > low)) return Math.min(own, 4);
  const supported = 1 - Math.floor(Math.log10((high - low) / 2));
  return Math.min(own, Math.max(0, supported), 6);
}

/**
 * How an estimate is written: `number` with decimals by its interval, `count` without decimals, `percent` as 100 times
 * the share, `ratio` with 2 or 3 significant digits in each number, since ratios run from hundredths to hundreds.
 */
export type EstimateUnit = 'number' | 'count' | 'percent' | 'ratio';

/**
 * `0.123 [0.100, 0.150]`, `23.8 % [20.1, 27.5]`, `340 [331, 352]`; without an interval the value alone; the reason in
 * words where the value is undefined. n is not part of it.
 */
export function formatEstimate(estimate: Estimate, unit: EstimateUnit = 'number'): string {
  if (estimate.value === null) return reasonInWords(estimate.reason);
  const factor = unit === 'percent' ? 100 : 1;
  const value = estimate.value * factor;
  const low = estimate.low === null ? null : estimate.low * factor;
  const high = estimate.high === null ? null : estimate.high * factor;
  if (unit === 'ratio') return formatRatios(value, low, high);
  const bounds = [value, low ?? 0, high ?? 0].map(Math.abs);
  if (unit === 'number' && Math.max(...bounds) < leastEstimate && value !== 0) {
    const interval = low === null || high === null ? '' : ` [${formatTiny(low)}, ${formatTiny(high)}]`;
    return `${formatTiny(value)}${interval}`;
  }
  const supported = decimalsOfUnit(unit, value, estimateDecimals(value, low, high));
  const decimals = unit === 'count' ? supported : decidingDecimals(supported, [low, high]);
  const written = `${formatFixed(value, decimals)}${unit === 'percent' ? `${thinSpace}%` : ''}`;
  if (low === null || high === null) return written;
  return `${written} [${formatFixed(low, decimals)}, ${formatFixed(high, decimals)}]`;
}

/** Estimates whose numbers are all smaller are written as smaller than this. */
const leastEstimate = 1e-4;

function formatTiny(value: number): string {
  if (value === 0) return '0';
  return value > 0 ? `< ${formatFixed(leastEstimate, 4)}` : `> ${formatFixed(-leastEstimate, 4)}`;
}

/**
 * As many decimals as it takes to see on which side of 0 a bound lies, since findings hang on it: up to two more than the
 * interval supports.
 */
function decidingDecimals(supported: number, bounds: readonly (number | null)[]): number {
  const seen = (decimals: number): boolean =>
    bounds.every((bound) => bound === null || bound === 0 || Number(Math.abs(bound).toFixed(decimals)) > 0);
  return [supported, supported + 1, supported + 2].find(seen) ?? supported;
}

function formatRatios(value: number, low: number | null, high: number | null): string {
  if (low === null || high === null) return formatRatio(value, 2);
  const digits = low > 0 && high / low < 1.2 ? 3 : 2;
  return `${formatRatio(value, digits)} [${formatRatio(low, digits)}, ${formatRatio(high, digits)}]`;
}

function decimalsOfUnit(unit: Exclude<EstimateUnit, 'ratio'>, value: number, supported: number): number {
  if (unit === 'number') return supported;
  if (unit === 'percent') return Math.min(3, Math.max(1, supported));
  return Number.isInteger(value) || Math.abs(value) >= 10 ? 0 : 1;
}

/** `n = 1 234`. */
export function formatN(n: number): string {
  return `n = ${formatCount(n)}`;
}

/** The confidence level in words: 95 %. */
export function formatLevel(level: number): string {
  return `${String(Number((level * 100).toFixed(2)))}${thinSpace}%`;
}
