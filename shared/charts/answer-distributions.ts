import { formatCount, formatFixed, formatLevel, formatN, formatPercent } from '../evaluation/format-number.ts';
import type { DivergenceCell, EvaluationResults } from '../evaluation/results.ts';
import { hiddenCells } from '../evaluation/small-cells.ts';
import type { DistributionItem, DistributionRow } from './distribution-spec.ts';
import { distributionHeights, distributionSpec } from './distribution-spec.ts';
import type { Chart, ChartOptions, ChartTable } from './chart.ts';
import { paginate } from './lane-pages.ts';
import type { SourceStyle } from './source-style.ts';
import { humanStyle, sourceOfKind, sourceStyles } from './source-style.ts';
import { wilsonInterval } from './wilson-interval.ts';

type SampleItem = EvaluationResults['sample']['items'][number];

/**
 * How often each option is chosen by humans and by the models, option by option in the order of the scale, with the
 * difference to the humans beside it. Studies with many options take several pictures on the same scales.
 */
export function answerDistributionCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const styles = sourceStyles(results, options.theme).filter(({ kind }) => kind !== 'baseline');
  const items = results.sample.items.flatMap((item) => {
    const cell = results.divergence.cells.find((one) => one.item === item.name && one.group === null);
    return cell === undefined || cell.human === null ? [] : [distributionItem(results, item, cell, options)];
  });
  const pages = paginate(items, distributionHeights({ items, styles }, options));
  return pages.map((page, index) => ({
    id: pages.length > 1 ? `distributions-${index + 1}` : 'distributions',
    title: `Answers${pages.length > 1 ? ` (${index + 1} of ${pages.length})` : ''}`,
    subtitle: distributionFinding(results, page),
    caption: caption(results, options),
    alternative: page.map((item) => readOutItem(item, styles)).join(' '),
    spec: distributionSpec({ items: page, all: items, human: humanStyle(options.theme), styles }, options),
    table: distributionTable(page, styles),
  }));
}

function caption(results: EvaluationResults, { smallestCell }: ChartOptions): string {
  const level = formatLevel(results.settings.level);
  const lines = independent(results)
    ? `Lines through human marks: ${level} Wilson intervals.`
    : 'The human shares are weighted or clustered and carry no interval here; the distances below do.';
  const hidden =
    smallestCell > 0
      ? ` Human shares that rest on fewer than ${smallestCell} answers are not shown, nor those that would reveal them.`
      : '';
  return `Shares of the options among the humans who answered and among their twins. At the right the simulated share minus the human share in percentage points. ${lines}${hidden}`;
}

/** Whether answers are independent and count alike, which the Wilson interval needs. */
function independent({ sample }: EvaluationResults): boolean {
  return !sample.weighted && sample.clusters === sample.respondents;
}

function distributionItem(
  results: EvaluationResults,
  item: SampleItem,
  cell: DivergenceCell,
  { smallestCell }: ChartOptions,
): DistributionItem {
  const shares = cell.human ?? [];
  const hidden = hiddenCells(
    shares.map((share) => Math.round(share * cell.nHuman * 1e6) / 1e6),
    smallestCell,
  );
  const rows = item.options.map((option, k): DistributionRow => {
    const human = shares[k] ?? 0;
    const interval = independent(results) ? wilsonInterval(human, cell.nHuman, results.settings.level) : null;
    return {
      label: option.label,
      human: hidden[k] === true ? null : { share: human, low: interval?.low ?? human, high: interval?.high ?? human },
      simulated: new Map(
        cell.sources.flatMap(({ source, distribution }) => {
          const share = distribution?.[k];
          return share === undefined ? [] : [[source, share] as const];
        }),
      ),
    };
  });
  return { label: item.label, n: cell.nHuman, rows };
}

/** Where the models' shares are farthest from the human ones. */
function distributionFinding(results: EvaluationResults, items: readonly DistributionItem[]): string {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  const style = results.sources.find((source) => source.id === id);
  let largest: { text: string; difference: number } | null = null;
  for (const item of items) {
    for (const row of item.rows) {
      const share = id === null ? undefined : row.simulated.get(id);
      if (share === undefined || row.human === null) continue;
      const difference = share - row.human.share;
      if (largest === null || Math.abs(difference) > Math.abs(largest.difference)) {
        largest = { text: `“${row.label}” (${item.label})`, difference };
      }
    }
  }
  if (largest === null || style === undefined) return 'There are no shares to compare.';
  return `The largest difference between ${style.label} and the humans is ${points(largest.difference)} percentage points, at ${largest.text}.`;
}

function points(difference: number): string {
  const text = formatFixed(difference * 100, 1);
  return difference > 0 ? `+${text}` : text;
}

function readOutItem(item: DistributionItem, styles: readonly SourceStyle[]): string {
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

function distributionTable(items: readonly DistributionItem[], styles: readonly SourceStyle[]): ChartTable {
  return {
    columns: [
      { label: 'Item', numeric: false },
      { label: 'Option', numeric: false },
      { label: 'Human sample', numeric: true },
      ...styles.map(({ label }) => ({ label, numeric: true })),
      { label: 'n', numeric: true },
    ],
    rows: items.flatMap((item) =>
      item.rows.map((row) => {
        const interval =
          row.human === null || row.human.low === row.human.high
            ? ''
            : ` [${formatFixed(row.human.low * 100, 1)}, ${formatFixed(row.human.high * 100, 1)}]`;
        return [
          item.label,
          row.label,
          `${humanShare(row)}${interval}`,
          ...styles.map(({ id }) => percentOf(row.simulated.get(id))),
          formatCount(item.n),
        ];
      }),
    ),
  };
}
