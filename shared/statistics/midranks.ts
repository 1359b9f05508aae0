/** Ranks 1..n of the values; tied values share the mean of their ranks. */
export function midranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks = Array.from<number>({ length: values.length }).fill(0);
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    for (const tied of order.slice(start, end)) ranks[tied.index] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}
