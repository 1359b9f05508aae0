import type { Chart, ChartOptions } from './chart.ts';
import type { LaneChart } from './lane.ts';
import { laneHeights, laneSpec } from './lane-chart.ts';
import { readOut } from './lane-of.ts';

/** Height of a picture that fits a printed page with its heading and caption, in pixels. */
export const pageHeight = 860;

/** What all pictures of one chart have in common; `alternative` introduces the numbers that are read out. */
type Texts = Omit<Chart, 'spec'>;

/**
 * A lane chart as one picture, or as several with the same columns and scale where its groups would not fit a printed
 * page. The table goes with the first.
 */
export function lanePages(texts: Texts, chart: LaneChart, { theme, width }: ChartOptions): Chart[] {
  const pages = paginate(chart.groups, laneHeights(chart, width));
  return pages.map((shown, index) => ({
    ...texts,
    ...(pages.length > 1
      ? { id: `${texts.id}-${index + 1}`, title: `${texts.title} (${index + 1} of ${pages.length})` }
      : {}),
    alternative: `${texts.alternative} ${readOut(shown)}.`,
    spec: laneSpec(chart, theme, width, shown),
    table: index === 0 ? texts.table : { columns: [], rows: [] },
  }));
}

/** Things in order on as few pages as they fit, evenly filled; what is higher than a page has one for itself. */
export function paginate<Thing>(things: readonly Thing[], heights: readonly number[]): Thing[][] {
  const fewest = fill(heights, pageHeight).length;
  // The lowest page that takes no further page is the most even one.
  let [low, high] = [0, pageHeight];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fill(heights, middle).length > fewest) low = middle;
    else high = middle;
  }
  let rest = things;
  return fill(heights, high).map((count) => {
    const page = rest.slice(0, count);
    rest = rest.slice(count);
    return page;
  });
}

/** Numbers of things on each page when every page takes what it can. */
function fill(heights: readonly number[], page: number): number[] {
  const counts: number[] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const height of heights) {
    if (used + height > page) {
      counts.push(0);
      used = 0;
    }
    counts.push((counts.pop() ?? 0) + 1);
    used += height;
  }
  return counts;
}
