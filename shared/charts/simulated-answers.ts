import { formatCount, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { Definition } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import type { DistributionItem } from './distribution-spec.ts';
import { distributionHeights, distributionSpec } from './distribution-spec.ts';
import { distributionFinding, distributionTable, readOutItem } from './distribution-words.ts';
import { paginate } from './lane-pages.ts';
import type { SourceStyle } from './source-style.ts';
import { humanStyle } from './source-style.ts';
import type { ChartTheme } from './theme.ts';
import { wilsonInterval } from './wilson-interval.ts';

export type SimulatedSource = 'base' | 'adapted';

/** One question with the answers to it. Shares are in [0, 1] and in the order of the options. */
export interface SimulatedItem {
  readonly label: string;
  readonly options: readonly { readonly label: string }[];
  /** A share is null where too few people stand behind it. */
  readonly human: { readonly n: number; readonly shares: readonly (number | null)[] };
  /** Mean probabilities over the twins, by model. */
  readonly simulated: readonly { readonly source: SimulatedSource; readonly shares: readonly number[] }[];
}

export interface SimulatedAnswers {
  readonly items: readonly SimulatedItem[];
  readonly twins: readonly { readonly source: SimulatedSource; readonly n: number }[];
  /** Coverage of the intervals of human shares; null where answers are weighted or clustered, and nothing is drawn. */
  readonly level: number | null;
  /** Human shares that rest on fewer people are not among the data. */
  readonly smallestCell: number;
}

const labels: Readonly<Record<SimulatedSource, string>> = { base: 'base model', adapted: 'adapted model' };

/** What the numbers of the simulated answers are. */
export const simulatedAnswerDefinitions: readonly Definition[] = [
  {
    title: 'Simulated share',
    text: 'Mean over the twins of the probability that the model gives to the option, of all options of the question; for an action the mean also over the draws of the twin’s own beliefs. It is no count of drawn answers.',
    citation: 'Defined here',
  },
  {
    title: 'Human share',
    text: 'Answers with this option divided by all answers to the question, of the same humans, without weights; missing answers do not count.',
    citation: 'Defined here',
  },
  {
    title: 'Interval',
    text: 'Wilson score interval of the human share, at the level that the study sets for its evaluation. None is drawn where the study has weights or clusters, which the interval does not account for.',
    citation: 'Wilson (1927), J. Am. Stat. Assoc. 22:209-212',
  },
];

/**
 * How often each option is chosen by humans, and how probable it is to their twins, option by option on scales that all
 * questions share. Many questions take several pictures. None without simulated answers.
 */
export function simulatedAnswerCharts(answers: SimulatedAnswers, options: ChartOptions): Chart[] {
  const styles = stylesOf(answers, options.theme);
  const items = answers.items.flatMap((item) => (item.options.length === 0 ? [] : [distributionItem(item, answers)]));
  if (styles.length === 0 || items.length === 0) return [];
  const pages = paginate(items, distributionHeights({ items, styles }, options));
  const last = styles.at(-1);
  return pages.map((page, index) => ({
    id: pages.length > 1 ? `simulated-answers-${index + 1}` : 'simulated-answers',
    title: `Simulated answers${pages.length > 1 ? ` (${index + 1} of ${pages.length})` : ''}`,
    subtitle: distributionFinding(last === undefined ? null : { id: last.id, label: `the ${last.label}` }, page),
    caption: caption(answers),
    alternative: page.map((item) => readOutItem(item, styles)).join(' '),
    spec: distributionSpec({ items: page, all: items, human: humanStyle(options.theme), styles }, options),
    table: distributionTable(page, styles),
  }));
}

/** The models that have answered: the base model before the adapted one. */
function stylesOf({ twins }: SimulatedAnswers, theme: ChartTheme): SourceStyle[] {
  const shapes = { base: 'triangle-up', adapted: 'square' } as const;
  return (['base', 'adapted'] as const)
    .filter((source) => twins.some((entry) => entry.source === source && entry.n > 0))
    .map((source) => ({
      id: source,
      label: labels[source],
      kind: source,
      colour: theme[source],
      shape: shapes[source],
      filled: true,
    }));
}

function distributionItem(item: SimulatedItem, { level }: SimulatedAnswers): DistributionItem {
  const { n, shares } = item.human;
  const human = (share: number | null | undefined): DistributionItem['rows'][number]['human'] => {
    if (share === null || share === undefined) return null;
    const { low, high } = level === null || n === 0 ? { low: share, high: share } : wilsonInterval(share, n, level);
    return { share, low, high };
  };
  return {
    label: item.label,
    n,
    rows: item.options.map((option, index) => ({
      label: option.label,
      human: human(shares[index]),
      simulated: new Map(
        item.simulated.flatMap(({ source, shares: own }) => {
          const share = own[index];
          return share === undefined ? [] : [[source, share] as const];
        }),
      ),
    })),
  };
}

function caption({ twins, level, smallestCell }: SimulatedAnswers): string {
  const counts = twins.filter(({ n }) => n > 0).map(({ source, n }) => `${labels[source]}, ${formatN(n)}`);
  const lines =
    level === null
      ? 'The humans are weighted or clustered and carry no interval here.'
      : `Lines through human marks: ${formatLevel(level)} Wilson intervals.`;
  return `Shares of the options among the humans who answered, and mean probabilities over their twins (${counts.join('; ')}). At the right the simulated share minus the human share in percentage points. ${lines} Human shares that rest on fewer than ${formatCount(smallestCell)} answers are not shown, nor those that would reveal them.`;
}
