/** A value and how often it occurs. */
export interface CountedNumber {
  readonly value: number;
  readonly count: number;
}

export interface NumberSummary {
  readonly n: number;
  readonly mean: number;
  /** With n − 1; null for a single value. */
  readonly sd: number | null;
  readonly minimum: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly maximum: number;
  /** Intervals of equal width from minimum to maximum, the last one closed; one when all values are equal. */
  readonly histogram: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

/**
 * Describes numbers given as distinct values in ascending order with counts above 0. Quantiles are of type 7 (Hyndman & Fan 1996,
 * Am. Stat. 50:361), R's default. Undefined without values.
 */
export function summariseCounts(values: readonly CountedNumber[], bins: number): NumberSummary | undefined {
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const n = values.reduce((sum, { count }) => sum + count, 0);
  const mean = values.reduce((sum, { value, count }) => sum + value * count, 0) / n;
  const squares = values.reduce((sum, { value, count }) => sum + count * (value - mean) ** 2, 0);
  return {
    n,
    mean,
    sd: n > 1 ? Math.sqrt(squares / (n - 1)) : null,
    minimum: first.value,
    lowerQuartile: quantile(values, n, 0.25),
    median: quantile(values, n, 0.5),
    upperQuartile: quantile(values, n, 0.75),
    maximum: last.value,
    histogram: histogram(values, first.value, last.value, bins),
  };
}

function quantile(values: readonly CountedNumber[], n: number, share: number): number {
  const place = (n - 1) * share;
  const below = valueAt(values, Math.floor(place));
  return below + (place - Math.floor(place)) * (valueAt(values, Math.ceil(place)) - below);
}

/** The value at a 0-based place in the sorted sample. */
function valueAt(values: readonly CountedNumber[], place: number): number {
  let passed = 0;
  for (const { value, count } of values) {
    passed += count;
    if (place < passed) return value;
  }
  return values.at(-1)?.value ?? Number.NaN;
}

function histogram(
  values: readonly CountedNumber[],
  minimum: number,
  maximum: number,
  bins: number,
): NumberSummary['histogram'] {
  const number = maximum === minimum ? 1 : bins;
  const width = (maximum - minimum) / number;
  const counts = Array.from({ length: number }, () => 0);
  for (const { value, count } of values) {
    const bin = width === 0 ? 0 : Math.min(number - 1, Math.floor((value - minimum) / width));
    counts[bin] = (counts[bin] ?? 0) + count;
  }
  return counts.map((count, bin) => ({ from: minimum + bin * width, to: minimum + (bin + 1) * width, count }));
}
