import { formatCount, formatEstimate, formatLevel, formatN } from '../evaluation/format-number.ts';
import type { EvaluationResults } from '../evaluation/results.ts';
import type { Chart, ChartOptions } from './chart.ts';
import { itemLabel } from './item-label.ts';
import type { Lane, LaneAxis } from './lane.ts';
import { lanePages } from './lane-pages.ts';
import { estimateColumns, laneOf } from './lane-of.ts';
import { labelOfSource, mainStyles, shownSources } from './source-style.ts';

/**
 * Skill over all items and per item: 1 where only sampling noise is left, 0 as far as the reference; none without a
 * reference.
 */
export function skillCharts(results: EvaluationResults, options: ChartOptions): Chart[] {
  const { reference, cells, summary } = results.divergence;
  if (reference === null) return [];
  const level = formatLevel(results.settings.level);
  const styles = mainStyles(results, options.theme).filter(({ id }) => id !== reference);
  const rows = [
    ...summary.map((row) => ({ ...row, label: 'All items (root mean square)' })),
    ...cells.map((cell) => ({ ...cell, label: itemLabel(results, cell.item) })),
  ].filter(({ group }) => group === null);
  const groups = rows.map(({ label, nHuman, sources }) => ({
    label,
    note: formatN(nHuman),
    band: null,
    lanes: styles.flatMap((style) => {
      const row = sources.find(({ source }) => source === style.id);
      return row === undefined ? [] : [laneOf(style, row.jensenShannon.skill, 'number')];
    }),
  }));
  const axis: LaneAxis = {
    title: 'skill (1 = nothing but sampling noise left, 0 = as far as the reference)',
    scale: 'linear',
    unit: 'number',
    references: [0, 1],
    include: [],
    limits: [-2, 1.5],
  };
  const name = labelOfSource(results, reference);
  const texts = {
    id: 'skill',
    title: 'Skill',
    subtitle: skillFinding(groups[0]?.lanes ?? [], name),
    caption: `Skill = 1 − squared distance / squared distance of the reference, both without sampling noise; the reference is: ${name}. Lines are ${level} bootstrap intervals; what lies beyond −2 and 1.5 is drawn at the edge as an arrow.${shownSources}`,
    alternative: 'Skill.',
    table: {
      columns: estimateColumns(['Item', 'Source'], ['Skill']),
      rows: rows.flatMap(({ label, nHuman, sources }) =>
        sources.map((row) => [
          label,
          labelOfSource(results, row.source),
          formatEstimate(row.jensenShannon.skill),
          formatCount(nHuman),
        ]),
      ),
    },
  };
  return lanePages(texts, { groups, axis, textHeading: `skill [${level} interval]` }, options);
}

function skillFinding(lanes: readonly Lane[], reference: string): string {
  const adapted = lanes.find(({ style }) => style.kind === 'adapted');
  if (adapted === undefined || adapted.value === null) return `Skill is measured against: ${reference}.`;
  const baseline = lanes.find(({ style }) => style.kind === 'baseline');
  const against =
    baseline === undefined || baseline.value === null
      ? ''
      : `; the closest baseline (${baseline.style.label}) has ${baseline.text}`;
  return `Over all items, the skill of the adapted model is ${adapted.text}${against}.`;
}
