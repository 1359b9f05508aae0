import type { Estimate } from '../evaluation/results.ts';
import { formatCount, formatFixed, formatN, formatPercent } from '../evaluation/format-number.ts';
import type { ChartTable } from './chart.ts';
import type { DistributionItem, DistributionRow } from './distribution-spec.ts';
import type { SourceStyle } from './source-style.ts';

/** Where the shares of a source are farthest from the human ones. */
export function distributionFinding(
  source: { readonly id: string; readonly label: string } | null,
  items: readonly DistributionItem[],
): string {
  let largest: { text: string; difference: number; interval: string; sides: string } | null = null;
  for (const item of items) {
    for (const row of item.rows) {
      const share = source === null ? undefined : row.simulated.get(source.id);
      if (share === undefined || row.human === null) continue;
      const difference = share - row.human.share;
      if (largest === null || Math.abs(difference) > Math.abs(largest.difference)) {
        const sides = `${formatPercent(share)} of the twins, ${humanShare(row)}${intervalOf(row)} of the humans`;
        const interval = pointsInterval(row.differences?.get(source?.id ?? ''));
        largest = { text: `“${row.label}” (${item.label})`, difference, interval, sides };
      }
    }
  }
  if (largest === null || source === null) return 'There are no shares to compare.';
  return `The largest difference between ${source.label} and the humans is ${points(largest.difference)}${largest.interval} percentage points, at ${largest.text}: ${largest.sides}.`;
}

function points(difference: number): string {
  const text = formatFixed(difference * 100, 1);
  return difference > 0 ? `+${text}` : text;
}

/** In percentage points; empty where there is none. */
function pointsInterval(estimate: Estimate | undefined): string {
  if (estimate === undefined || estimate.low === null || estimate.high === null) return '';
  return ` [${formatFixed(estimate.low * 100, 1)}, ${formatFixed(estimate.high * 100, 1)}]`;
}

/** The shares of an item in words. */
export function readOutItem(item: DistributionItem, styles: readonly SourceStyle[]): string {
  const rows = item.rows.map((row) => {
    const models = styles.map(({ id, label }) => `${label} ${percentOf(row.simulated.get(id))}`);
    return `${row.label}: human sample ${humanShare(row)}, ${models.join(', ')}`;
  });
  return `${item.label}, ${formatN(item.n)}. ${rows.join('; ')}.`;
}

function percentOf(share: number | undefined): string {
  return share === undefined ? 'no answers' : formatPercent(share);
}

function humanShare({ human }: DistributionRow): string {
  return human === null ? 'not shown' : formatPercent(human.share);
}

function pointsOf({ human, differences }: DistributionRow, id: string): string {
  const difference = differences?.get(id);
  if (human === null) return 'not shown';
  return difference === undefined || difference.value === null
    ? '–'
    : `${points(difference.value)}${pointsInterval(difference)}`;
}

/** In percent; empty where there is none. */
function intervalOf({ human }: DistributionRow): string {
  if (human === null || human.low === human.high) return '';
  return ` [${formatFixed(human.low * 100, 1)}, ${formatFixed(human.high * 100, 1)}]`;
}

/** The shares behind a picture, with the interval of the human ones where there is one. */
export function distributionTable(items: readonly DistributionItem[], styles: readonly SourceStyle[]): ChartTable {
  const compared = items.some(({ rows }) => rows.some(({ differences }) => (differences?.size ?? 0) > 0));
  return {
    columns: [
      { label: 'Item', numeric: false },
      { label: 'Option', numeric: false },
      { label: 'Human sample', numeric: true },
      ...styles.map(({ label }) => ({ label, numeric: true })),
      ...(compared ? styles.map(({ label }) => ({ label: `${label} − human, points`, numeric: true })) : []),
      { label: 'n', numeric: true },
    ],
    rows: items.flatMap((item) =>
      item.rows.map((row) => {
        return [
          item.label,
          row.label,
          `${humanShare(row)}${intervalOf(row)}`,
          ...styles.map(({ id }) => percentOf(row.simulated.get(id))),
          ...(compared ? styles.map(({ id }) => pointsOf(row, id)) : []),
          formatCount(item.n),
        ];
      }),
    ),
  };
}
