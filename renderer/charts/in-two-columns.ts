import type { Chart } from '../../shared/charts/chart.ts';

/** What title, finding, caption and actions of a chart take beside its picture, in pixels. */
const wordsHeight = 220;
/** The height of a picture whose specification does not say it. */
const usualHeight = 320;

/** Height of a chart's picture in pixels, before it is drawn. */
export function pictureHeight({ spec }: Pick<Chart, 'spec'>): number {
  return 'height' in spec && typeof spec.height === 'number' ? spec.height + 40 : usualHeight;
}

/** Charts in reading order over two columns, first down the left one, so that both are about as high. */
export function inTwoColumns(charts: readonly Chart[]): readonly [left: readonly Chart[], right: readonly Chart[]] {
  const heights = charts.map((chart) => pictureHeight(chart) + wordsHeight);
  const total = heights.reduce((sum, height) => sum + height, 0);
  let best = { count: Math.min(1, charts.length), height: Number.POSITIVE_INFINITY };
  let left = 0;
  heights.forEach((height, index) => {
    left += height;
    const higher = Math.max(left, total - left);
    if (higher < best.height) best = { count: index + 1, height: higher };
  });
  return [charts.slice(0, best.count), charts.slice(best.count)];
}

/** The numbers of a chart. Where one was taken apart into pages, those of all pages go with the first, and count for each. */
export function numbersOf(chart: Chart, charts: readonly Chart[]): Chart['table'] {
  if (chart.table.rows.length > 0) return chart.table;
  const first = chart.id.replace(/-\d+$/, '-1');
  return charts.find(({ id }) => id === first)?.table ?? chart.table;
}
