/** What a finished cell took. */
export interface TimedCell {
  /** Whether it trained a model of its own. */
  readonly tunes: boolean;
  readonly seconds: number;
}

/**
 * Time that the open cells take, the running one first, which has run for `elapsed` seconds: each as long as the mean of the
 * finished cells of its kind, or of all where none of its kind is finished. Null before the first finished cell.
 */
export function secondsLeft(timed: readonly TimedCell[], open: readonly boolean[], elapsed: number): number | null {
  if (timed.length === 0) return null;
  const expected = open.map((tunes) => {
    const alike = timed.filter((cell) => cell.tunes === tunes);
    return mean(alike.length > 0 ? alike : timed);
  });
  const [running = 0, ...waiting] = expected;
  return Math.max(0, running - elapsed) + waiting.reduce((sum, seconds) => sum + seconds, 0);
}

function mean(cells: readonly TimedCell[]): number {
  return cells.reduce((sum, { seconds }) => sum + seconds, 0) / cells.length;
}
