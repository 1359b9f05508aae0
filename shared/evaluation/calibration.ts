import type { CalibrationBlock } from './calibration-results.ts';
import { type Estimate, estimate, medianEstimate, undefinedEstimate } from './estimate.ts';
import type { Measure, Measured } from './measure.ts';
import type { ItemColumn, Prepared, SourceColumns } from './prepare.ts';
import { createRowSums, ratioOfSums } from './row-sums.ts';

/** Bins of the reliability curve, where there are as many distinct probabilities. */
const mostBins = 10;
/** A bin holds at least this many option probabilities, where there are as many. */
const smallestBin = 20;
const perBin = 3;

interface Bins {
  readonly count: number;
  readonly counts: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** By respondent and position in a row; -1 where the human gave no answer. */
  readonly binOf: Int8Array;
}

export interface Calibration {
  readonly bins: readonly (Bins | null)[];
  readonly curve: Measure;
  readonly ranked: Measure;
}

/**
 * Two measures: per source and bin the sums of weights, of weighted probabilities and of weighted answers; and the
 * ranked probability scores. Bins are those of the sample as it is.
 */
export function createCalibration(prepared: Prepared): Calibration {
  const bins = prepared.sources.map((source) => binsOf(prepared, source));
  const chosen = answersOf(prepared);
  // Summed over a respondent's options once, since every draw only weights respondents.
  const rows = prepared.sources.map(({ exact }, s) => sumsByRow(prepared, exact, bins[s] ?? null, chosen));
  const curve: Measure = {
    size: prepared.sources.length * mostBins * perBin,
    compute: ({ sample }, out) => {
      out.fill(0);
      rows.forEach((own, s) => {
        if (own === null) return;
        const start = s * mostBins * perBin;
        for (let i = 0; i < sample.rowCount; i++) {
          const row = sample.rows[i] ?? 0;
          const weight = sample.weight[row] ?? 0;
          const from = row * own.width;
          for (let k = 0; k < own.width; k++)
            out[start + k] = (out[start + k] ?? 0) + weight * (own.cells[from + k] ?? 0);
        }
      });
    },
  };
  return { bins, curve, ranked: createRankedScores(prepared) };
}

/** Per respondent and bin: options, probabilities and answers in it. */
function sumsByRow(
  { n, width }: Prepared,
  exact: Float64Array | null,
  bins: Bins | null,
  chosen: Uint8Array,
): { readonly width: number; readonly cells: Float64Array } | null {
  if (exact === null || bins === null) return null;
  const own = bins.count * perBin;
  const cells = new Float64Array(n * own);
  for (let row = 0; row < n; row++) {
    for (let k = row * width; k < (row + 1) * width; k++) {
      const bin = bins.binOf[k] ?? -1;
      if (bin < 0) continue;
      const at = row * own + bin * perBin;
      cells[at] = (cells[at] ?? 0) + 1;
      cells[at + 1] = (cells[at + 1] ?? 0) + (exact[k] ?? 0);
      cells[at + 2] = (cells[at + 2] ?? 0) + (chosen[k] ?? 0);
    }
  }
  return { width: own, cells };
}

/** 1 where the human chose the option, by respondent and position in a row. */
function answersOf(prepared: Prepared): Uint8Array {
  const { n, width, items, humanPositions } = prepared;
  const chosen = new Uint8Array(n * width);
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < items.length; i++) {
      const position = humanPositions[row * items.length + i] ?? -1;
      if (position >= 0) chosen[row * width + position] = 1;
    }
  }
  return chosen;
}

/** Bins of nearly equal size that never part equal probabilities. */
function binsOf(prepared: Prepared, { exact }: SourceColumns): Bins | null {
  if (exact === null) return null;
  const { n, width, items, weights } = prepared;
  const answered = new Uint8Array(n * width);
  for (const { human, offset, options } of items) {
    human.forEach((answer, row) => {
      if (answer >= 0 && (weights[row] ?? 0) > 0)
        answered.fill(1, row * width + offset, row * width + offset + options);
    });
  }
  const sorted = exact.filter((_, k) => answered[k] === 1).sort();
  if (sorted.length === 0) return null;
  const target = Math.max(smallestBin, sorted.length / mostBins);
  const ends: number[] = [];
  let start = 0;
  for (let k = 1; k < sorted.length; k++) {
    // A bin closes once it is full, but never between equal probabilities.
    if (k - start >= target && (sorted[k] ?? 0) > (sorted[k - 1] ?? 0) && ends.length < mostBins - 1) {
      ends.push(k);
      start = k;
    }
  }
  if (sorted.length - start < smallestBin) ends.pop();
  ends.push(sorted.length);
  const from = ends.map((_, bin) => sorted[ends[bin - 1] ?? 0] ?? 0);
  const to = ends.map((end) => sorted[end - 1] ?? 1);
  const binOf = Int8Array.from(exact, (value, k) => (answered[k] === 1 ? to.findIndex((bound) => value <= bound) : -1));
  return { count: ends.length, counts: ends.map((end, bin) => end - (ends[bin - 1] ?? 0)), from, to, binOf };
}

/**
 * Columns: answered per ordered item; then per source and ordered item Σ over cuts (F − 1{answer at or below})²/(K − 1),
 * NaN without probabilities.
 */
function createRankedScores(prepared: Prepared): Measure {
  const ordered = orderedItems(prepared);
  const answered = ordered.map(({ item }) => Float64Array.from(item.human, (answer) => (answer >= 0 ? 1 : 0)));
  const scored = prepared.sources.flatMap(({ source }) =>
    ordered.map(({ item, index }) => rankedColumn(item, source.probabilities[index] ?? null)),
  );
  return createRowSums(prepared, [...answered, ...scored]);
}

function orderedItems(prepared: Prepared): { item: ItemColumn; index: number }[] {
  return prepared.items.flatMap((item, index) => (item.scores !== null && item.options > 1 ? [{ item, index }] : []));
}

function rankedColumn(item: ItemColumn, probabilities: Float64Array | null): Float64Array {
  const { options, scores } = item;
  const order = Array.from({ length: options }, (_, k) => k).sort((a, b) => (scores?.[a] ?? 0) - (scores?.[b] ?? 0));
  return Float64Array.from(item.human, (answer, row) => {
    if (answer < 0) return 0;
    if (probabilities === null) return Number.NaN;
    const place = order.indexOf(answer);
    let cumulative = 0;
    let sum = 0;
    for (let k = 0; k < options - 1; k++) {
      cumulative += probabilities[row * options + (order[k] ?? 0)] ?? 0;
      sum += (cumulative - (place <= k ? 1 : 0)) ** 2;
    }
    return sum / (options - 1);
  });
}

export function calibrationResults(
  prepared: Prepared,
  calibration: Calibration,
  curve: Measured,
  ranked: Measured,
): CalibrationBlock {
  return {
    definitions: ['reliability', 'calibration-error', 'calibration-ceiling', 'ranked-probability-score', 'bootstrap'],
    sources: prepared.sources.map((source, s) => ({
      source: source.id,
      ...curveOf(prepared, calibration.bins[s] ?? null, curve, s),
      ...rankedOf(prepared, ranked, s),
    })),
  };
}

function curveOf(prepared: Prepared, bins: Bins | null, measured: Measured, s: number) {
  const { n } = prepared;
  const { level, bootstrap } = prepared.input.settings;
  if (bins === null) {
    const none = undefinedEstimate('no-probabilities', n, level);
    return { bins: [], expectedCalibrationError: none, ceiling: none };
  }
  const at = (bin: number, which: number): number => (s * mostBins + bin) * perBin + which;
  const every = Array.from({ length: bins.count }, (_, bin) => bin);
  const observed = every.map((bin) => ratioOfSums(measured, [at(bin, 2)], [at(bin, 0)]));
  const gapOf = (read: (index: number) => number) =>
    every.map((bin) => {
      const weight = read(at(bin, 0));
      return { weight, gap: weight > 0 ? (read(at(bin, 2)) - read(at(bin, 1))) / weight : 0 };
    });
  const errorOf = (gaps: readonly { weight: number; gap: number }[]): number => {
    const total = gaps.reduce((sum, { weight }) => sum + weight, 0);
    return total > 0
      ? gaps.reduce((sum, { weight, gap }) => sum + weight * beyondRounding(gap), 0) / total
      : Number.NaN;
  };
  const own = gapOf(measured.point);
  const errors = new Float64Array(bootstrap);
  const noise = new Float64Array(bootstrap);
  const columns = every.map((bin) => [0, 1, 2].map((which) => measured.draws(at(bin, which))));
  for (let b = 0; b < bootstrap; b++) {
    const drawn = gapOf((index) => columns[Math.floor(index / perBin) - s * mostBins]?.[index % perBin]?.[b] ?? 0);
    errors[b] = errorOf(drawn);
    noise[b] = errorOf(drawn.map(({ weight, gap }, bin) => ({ weight, gap: gap - (own[bin]?.gap ?? 0) })));
  }
  return {
    bins: every.map((bin) => ({
      n: bins.counts[bin] ?? 0,
      from: bins.from[bin] ?? 0,
      to: bins.to[bin] ?? 1,
      predicted: measured.point(at(bin, 1)) / measured.point(at(bin, 0)),
      observed: estimate({
        ...(observed[bin] ?? { value: Number.NaN, draws: null }),
        n: bins.counts[bin] ?? 0,
        level,
        reason: 'no-answers',
        bounds: [0, 1],
      }),
    })),
    expectedCalibrationError: estimate({
      value: errorOf(own),
      draws: errors,
      n,
      level,
      reason: 'no-answers',
      bounds: [0, 1],
    }),
    ceiling: medianEstimate(noise, n, level),
  };
}

function rankedOf(prepared: Prepared, measured: Measured, s: number) {
  const ordered = orderedItems(prepared);
  const { level } = prepared.input.settings;
  const of = (which: readonly number[]): Estimate => {
    const answered = which.map((i) => ordered[i]?.item.human ?? new Int16Array(0));
    let n = 0;
    for (let row = 0; row < prepared.n; row++) if (answered.some((column) => (column[row] ?? -1) >= 0)) n++;
    if (which.length === 0) return undefinedEstimate('not-ordered', prepared.n, level);
    const columns = which.map((i) => ordered.length * (1 + s) + i);
    const reason = n === 0 ? 'no-answers' : 'no-probabilities';
    return estimate({ ...ratioOfSums(measured, columns, which), n, level, reason, bounds: [0, 1] });
  };
  return {
    rankedProbabilityScore: of(ordered.map((_, i) => i)),
    items: ordered.map(({ item }, i) => ({ item: item.variable.name, rankedProbabilityScore: of([i]) })),
  };
}

/** Size of a difference of shares; 0 where two sums of the same answers differ by their rounding only. */
function beyondRounding(gap: number): number {
  return Math.abs(gap) < 1e-9 ? 0 : Math.abs(gap);
}
