/**
 * Which counts of a table with a known total must not be shown: those from 1 to `smallest` − 1, and as many of the next
 * smallest as it takes that the hidden ones are at least two and add up to `smallest`, so that no difference from the
 * total gives them away. Counts may be fractions (weighted shares times n). Hundepool et al. (2012), Statistical
 * Disclosure Control, ch. 4.
 */
export function hiddenCells(counts: readonly number[], smallest: number): boolean[] {
  return extendHidden(
    counts,
    counts.map((count) => count > 0 && count < smallest),
    smallest,
  );
}

/** The same where some counts are hidden already, for whatever reason. */
export function extendHidden(counts: readonly number[], already: readonly boolean[], smallest: number): boolean[] {
  const hidden = [...already];
  const enough = (): boolean => {
    const parts = counts.filter((count, index) => hidden[index] === true && count > 0);
    return parts.length === 0 || (parts.length > 1 && parts.reduce((sum, count) => sum + count, 0) >= smallest);
  };
  const rest = counts
    .map((count, index) => ({ count, index }))
    .filter(({ count, index }) => count > 0 && hidden[index] !== true)
    .sort((a, b) => a.count - b.count);
  for (const { index } of rest) {
    if (enough()) break;
    hidden[index] = true;
  }
  return hidden;
}
