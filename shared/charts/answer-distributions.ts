import { formatLevel } from '../evaluation/format-number.ts';
import type { DivergenceCell, EvaluationResults } from '../evaluation/results.ts';
import { hiddenCells } from '../evaluation/hidden-cells.ts';
import type { DistributionItem, DistributionRow } from './distribution-spec.ts';
import { distributionHeights, distributionSpec } from './distribution-spec.ts';
import { distributionFinding, distributionTable, readOutItem } from './distribution-words.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { paginate } from './lane-pages.ts';
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
    subtitle: distributionFinding(mainSource(results), page),
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
  const compared = results.divergence.cells.some(({ sources }) =>
    sources.some(({ shareDifferences }) => shareDifferences !== undefined),
  );
  const differences = compared
    ? `Lines through differences: ${level} bootstrap intervals, which hold how the simulated shares vary with the people too.`
    : 'Simulated shares are those of the twins of these people and have no interval of their own; those of the distances hold how they vary with the people.';
  return `Shares of the options among the humans who answered and among their twins. At the right the simulated share minus the human share in percentage points. ${lines} ${differences}${hidden}`;
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
      // With a simulated share a difference gives the human one away.
      differences: new Map(
        hidden[k] === true
          ? []
          : cell.sources.flatMap(({ source, shareDifferences }) => {
              const difference = shareDifferences?.[k];
              return difference === undefined ? [] : [[source, difference] as const];
            }),
      ),
    };
  });
  return { label: item.label, n: cell.nHuman, rows };
}

/** The source that findings are about: the adapted model, or the base model where there is none. */
function mainSource(results: EvaluationResults): { readonly id: string; readonly label: string } | null {
  const id = sourceOfKind(results, 'adapted') ?? sourceOfKind(results, 'base');
  return results.sources.find((source) => source.id === id) ?? null;
}
