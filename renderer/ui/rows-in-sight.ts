/** Pixels of a row. */
export const rowHeight = 28;
/** Tallest element whose parts browsers still place to the pixel: beyond, single-precision places skip pixels. */
export const tallest = 6_000_000;

export interface Sight {
  /** First row that is drawn, and how many. */
  readonly first: number;
  readonly count: number;
  /** Where the first of them stands, in pixels from the top of the content. */
  readonly top: number;
}

/** Height of the content of so many rows. */
export function contentHeight(rowCount: number): number {
  return Math.min(rowCount * rowHeight, tallest);
}

/**
 * The rows to be drawn at a scroll position. Up to `tallest` pixels every row has its place; with more rows the scroll position
 * is a share of the way, so that the whole way still leads from the first row to the last.
 */
export function rowsInSight(scrollTop: number, viewport: number, rowCount: number): Sight {
  const way = Math.max(0, contentHeight(rowCount) - viewport);
  const position = Math.min(Math.max(0, scrollTop), way);
  const lastFirst = Math.max(0, rowCount - viewport / rowHeight);
  const exact = way === 0 ? 0 : (position / way) * lastFirst;
  const first = Math.floor(exact);
  const count = Math.min(rowCount - first, Math.ceil(viewport / rowHeight) + 1);
  return { first, count: Math.max(0, count), top: position - (exact - first) * rowHeight };
}
