/** Rows that are read at once. */
export const pageSize = 200;

/** First rows of the pages that hold the rows `first` to `last` of `total`. */
export function pagesInSight(first: number, last: number, total: number): number[] {
  if (total <= 0) return [];
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.min(Math.max(first, last), total - 1) / pageSize);
  return Array.from({ length: to - from + 1 }, (_, index) => (from + index) * pageSize);
}
