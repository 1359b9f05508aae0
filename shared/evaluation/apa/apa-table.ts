import type { Estimate } from '../estimate.ts';
import { formatFixed } from '../format-number.ts';
import type { EvaluationResults, SourceSummary } from '../results.ts';

/** A column; columns that follow each other under one `spanner` share a heading above their own. */
export interface ApaColumn {
  readonly label: string;
  readonly spanner: string | null;
  readonly numeric: boolean;
}

/** A row of cells, or a heading across the table that begins a panel. */
export type ApaRow =
  { readonly kind: 'cells'; readonly cells: readonly string[] } | { readonly kind: 'panel'; readonly label: string };

/** A table as the seventh edition of the APA manual lays it out: number, title in italics, three rules, notes. */
export interface ApaTable {
  /** Stable name. */
  readonly id: string;
  /** Counts from 1. */
  readonly number: number;
  readonly title: string;
  readonly columns: readonly ApaColumn[];
  readonly rows: readonly ApaRow[];
  /** Follows the word "Note." */
  readonly note: string;
}

/** An unnumbered table. */
export type ApaDraft = Omit<ApaTable, 'number'>;

export const noNumber = '–';

/** Letters that stand for statistics, which APA sets in italics. */
const symbols: ReadonlySet<string> = new Set(['b', 'SE', 'p', 'n', 'W']);

export function isSymbol(label: string): boolean {
  return symbols.has(label);
}

export function textColumn(label: string): ApaColumn {
  return { label, spanner: null, numeric: false };
}

export function numberColumns(spanner: string | null, labels: readonly string[]): ApaColumn[] {
  return labels.map((label) => ({ label, spanner, numeric: true }));
}

export function cellsRow(cells: readonly string[]): ApaRow {
  return { kind: 'cells', cells };
}

/** A number of a quantity that cannot exceed 1 in size, written without the zero before the point: .12, −.03, 1.00. */
export function withoutZero(value: number | null, decimals = 2): string {
  if (value === null) return noNumber;
  return formatFixed(value, decimals).replace(/^(\D?)0\./, '$1.');
}

/** p after APA: three decimals, `< .001` below them. */
export function formatApaP(p: number | null): string {
  if (p === null) return noNumber;
  return p < 0.001 ? '< .001' : p > 0.999 ? '> .999' : withoutZero(p, 3);
}

/** `.12 [.09, .15]` for bounded quantities, `1.23 [0.95, 1.60]` for others. */
export function formatApaEstimate({ value, low, high }: Estimate, bounded: boolean, decimals = 2): string {
  const write = (number: number): string => (bounded ? withoutZero(number, decimals) : formatFixed(number, decimals));
  if (value === null) return noNumber;
  return low === null || high === null ? write(value) : `${write(value)} [${write(low)}, ${write(high)}]`;
}

/**
 * Decimals for numbers that stand in one row: two significant digits of the smallest standard error, two to five decimals.
 * Errors of 0 and missing ones do not count.
 */
export function decimalsBy(errors: readonly (number | null)[]): number {
  const known = errors.filter((error) => error !== null && error > 0).map(Number);
  const least = known.length === 0 ? 1 : Math.min(...known);
  return Math.min(5, Math.max(2, 1 - Math.floor(Math.log10(least))));
}

/** Writes the estimates of one row with as many decimals as their intervals, two standard errors to each side, bear. */
export function estimateWriter(
  row: readonly (Estimate | null | undefined)[],
): (estimate: Estimate | null | undefined) => string {
  const decimals = decimalsBy(
    row.map((one) => (typeof one?.low === 'number' ? ((one.high ?? one.low) - one.low) / 4 : null)),
  );
  return (estimate) =>
    estimate === null || estimate === undefined ? noNumber : formatApaEstimate(estimate, false, decimals);
}

/** `95% CI`. */
export function intervalLabel(level: number): string {
  return `${String(Number((level * 100).toFixed(2)))}% CI`;
}

/** The models of a study, untuned before adapted. Baselines are left to the report. */
export function modelsOf({ sources }: EvaluationResults): SourceSummary[] {
  return (['base', 'adapted'] as const).flatMap((kind) => sources.filter((source) => source.kind === kind));
}
