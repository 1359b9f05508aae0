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
  const total = heights.reduce((sum, height) => sum + height, 0);
  const target = total / Math.max(1, Math.ceil(total / pageHeight));
  const pages: Thing[][] = [];
  let used = Number.POSITIVE_INFINITY;
  things.forEach((thing, index) => {
    const height = heights[index] ?? 0;
    // Half over the target is nearer to it than half short of it.
    if (used + height > pageHeight || used + height / 2 > target) {
      pages.push([]);
      used = 0;
    }
    pages.at(-1)?.push(thing);
    used += height;
  });
  return pages;
}
