import type { Estimate } from '../evaluation/estimate-schema.ts';
import type { EstimateUnit } from '../evaluation/format-number.ts';
import { formatCount, formatEstimate } from '../evaluation/format-number.ts';
import type { ChartTable } from './chart.ts';
import type { Lane } from './lane.ts';
import type { SourceStyle } from './source-style.ts';

export interface Band {
  readonly low: number;
  readonly high: number;
}

/** The lane of an estimate; percentages stay shares on the axis, whose labels say percent. */
export function laneOf(style: SourceStyle, estimate: Estimate, unit: EstimateUnit, band: Band | null = null): Lane {
  const { value, low, high } = estimate;
  // The reason stands in the table: here it would push the picture aside.
  const missing = estimate.reason === 'too-few-respondents' ? 'too few people' : 'not defined';
  const text = value === null ? missing : formatEstimate(estimate, unit);
  return { style, value, low, high, text, band };
}

/** The interval of an estimate as a band; null without one. */
export function bandOf(estimate: Estimate | null | undefined): Band | null {
  if (estimate === null || estimate === undefined || estimate.low === null || estimate.high === null) return null;
  return { low: estimate.low, high: estimate.high };
}

/** Where a second human sample would lie: the human estimate and the range of the differences of two samples around it. */
export function bandAround(
  human: Estimate,
  apart: Estimate | undefined,
  [least, most]: readonly [number, number],
): Band | null {
  const range = bandOf(apart);
  if (human.value === null || range === null) return bandOf(human);
  return { low: Math.max(least, human.value + range.low), high: Math.min(most, human.value + range.high) };
}

/** True when the whole interval lies below, or above, a number. */
export function liesBelow(estimate: Estimate, bound: number): boolean {
  return estimate.high !== null && estimate.high < bound;
}
export function liesAbove(estimate: Estimate, bound: number): boolean {
  return estimate.low !== null && estimate.low > bound;
}

/** Columns of a table of estimates: the given texts, then estimate with interval, then n. */
export function estimateColumns(labels: readonly string[], estimates: readonly string[]): ChartTable['columns'] {
  return [
    ...labels.map((label) => ({ label, numeric: false })),
    ...estimates.map((label) => ({ label, numeric: true })),
    { label: 'n', numeric: true },
  ];
}

export function nCell(estimate: Estimate): string {
  return formatCount(estimate.n);
}

/** The lanes of a picture read out: "Trust: base model 0.123 [0.100, 0.150]; adapted model …". */
export function readOut(groups: readonly { readonly label: string; readonly lanes: readonly Lane[] }[]): string {
  return groups
    .map(({ label, lanes }) => {
      const entries = lanes.map(({ style, text }) => `${style.label} ${text}`).join('; ');
      return label === '' ? entries : `${label}: ${entries}`;
    })
    .join('. ');
}
